import PaidanDispatch
import PaidanWire
import Testing

/// What subscribers of BELL are granted, and when there are too many.
@Suite struct BellBookTests {
    private var book = BellBook()

    init() { book.know(["all", "south/materials"]) }

    private func request(_ flag: UInt8, _ topic: String) -> [UInt8] { [flag] + Array(topic.utf8) }

    @Test(arguments: ["f.all.g1\0", "f.south/materials.g1\0"])
    mutating func theTopicOfAFeedIsGranted(topic: String) {
        #expect(book.answer(request(1, topic)) == .grant(Array(topic.utf8)))
        #expect(book.answer(request(0, topic)) == .takeBack(Array(topic.utf8)))
    }

    @Test(arguments: ["", "f.", "f.all", "f.all.g1", "f.all.g2\0", "f.all.g01\0", "f.kitchen.g1\0", "f.materials.g1\0"])
    mutating func nothingElseIsGranted(topic: String) {
        #expect(book.answer(request(1, topic)) == .nothing)
    }

    @Test(arguments: [[], [2], [9, 1, 2, 3]] as [[UInt8]])
    mutating func whatIsNoSubscriptionIsPassedOver(request: [UInt8]) {
        #expect(book.answer(request) == .nothing)
    }

    @Test mutating func nonsenseCountsAsAskingToo() {
        for _ in 1...WireLimits.bellRequestsMax { _ = book.answer([9]) }
        #expect(!book.isOverfull)

        _ = book.answer([9])

        #expect(book.isOverfull)
    }

    @Test mutating func aFeedThatComesLaterIsGrantedFromThenOn() {
        book.know(["all", "kitchen"])

        #expect(book.answer(request(1, "f.kitchen.g1\0")) == .grant(Array("f.kitchen.g1\0".utf8)))
    }

    @Test mutating func thereIsRoomForSoManySubscriptionsAndNotForOneMore() {
        for number in 1...WireLimits.subscriptionsMax { _ = book.answer(request(1, "f.x\(number).g1\0")) }
        #expect(!book.isOverfull)

        _ = book.answer(request(1, "f.all.g1\0"))

        #expect(book.isOverfull)
    }

    @Test mutating func aSubscriptionThatIsTakenBackMakesRoom() {
        for number in 0...WireLimits.subscriptionsMax { _ = book.answer(request(1, "f.x\(number).g1\0")) }

        _ = book.answer(request(0, "f.x1.g1\0"))

        #expect(!book.isOverfull)
    }

    @Test mutating func whoComesAndGoesWithoutEndIsTooMuchWithinASecond() {
        for _ in 0..<(WireLimits.bellRequestsMax / 2) {
            _ = book.answer(request(1, "f.all.g1\0"))
            _ = book.answer(request(0, "f.all.g1\0"))
        }
        #expect(!book.isOverfull)

        _ = book.answer(request(1, "f.all.g1\0"))
        #expect(book.isOverfull)
        book.beginSecond()
        #expect(!book.isOverfull)
    }
}
