import PaidanWire
import Testing

@Suite struct BellTopicTests {
    @Test func aTopicEndsInNUL() {
        #expect(BellTopic(feed: "engineering", generation: 3).bytes == Array("f.engineering.g3\0".utf8))
    }

    @Test func aTopicIsNeverTheBeginningOfAnother() {
        let third = BellTopic(feed: "engineering", generation: 3).bytes
        let thirtieth = BellTopic(feed: "engineering", generation: 30).bytes

        #expect(!thirtieth.starts(with: third))
    }

    @Test func aBranchHasAFeedOfItsOwn() {
        #expect(BellTopic(Array("f.shanghai/engineering.g12\0".utf8))?.feed == "shanghai/engineering")
    }

    @Test(arguments: [
        "", "\0", "f.all.g1", "f.all.g0\0", "f.all.g01\0", "f..g1\0", "f.a.b.g1\0", "all.g1\0", "f.ALL.g1\0",
    ])
    func whatIsNoTopicIsRefused(text: String) {
        #expect(BellTopic(Array(text.utf8)) == nil)
    }

    @Test func aBellWithAnImpossibleTopicIsNotSent() {
        let bell = Doorbell(topic: BellTopic(feed: "no.such", generation: 1), epoch: "e", sequence: 1)

        #expect(code { try bell.encoded() } == .malformed)
    }
}
