import PaidanJSON
import PaidanWire
import Testing

/// What would be refused over there is not sent from here.
@Suite struct EncodingTests {
    private let lease = LeaseTag(id: "m-1", attempt: 1)

    @Test func anExtensionOfTenMinutesIsTheLongest() throws {
        #expect(code { try ClientMessage.extend(Extend(lease: lease, duration: .seconds(600))).encoded() } == nil)
        #expect(
            code {
                try ClientMessage.extend(Extend(lease: lease, duration: .milliseconds(600_001))).encoded()
            } == .malformed)
    }

    @Test func partsOfAMillisecondAreDropped() throws {
        let sent = ClientMessage.extend(Extend(lease: lease, duration: .microseconds(20_000_999)))

        let read = try ClientMessage(parsing: sent.encoded())

        #expect(read == .extend(Extend(lease: lease, duration: .milliseconds(20_000))))
    }

    @Test func endlessDurationsAreRefusedNotWrappedAround() {
        for endless in [Duration.seconds(Int64.max), .seconds(Int64.min)] {
            #expect(code { try ClientMessage.extend(Extend(lease: lease, duration: endless)).encoded() } == .malformed)
        }
    }

    @Test(arguments: [-1, 1_001])
    func aWindowOutsideItsRangeIsNotSent(window: Int) {
        #expect(code { try ClientMessage.window(Window(queue: "routing", window: window)).encoded() } == .malformed)
    }

    @Test(arguments: [0, 1_000])
    func aWindowAtTheEndOfItsRangeIsSent(window: Int) {
        #expect(code { try ClientMessage.window(Window(queue: "routing", window: window)).encoded() } == nil)
    }

    @Test(arguments: [("m.1", 1), ("", 1), ("m", 0), ("m", 1_001), ("信", 1)])
    func aLeaseTagThatCannotBeReadIsNotSent(id: String, attempt: Int) {
        let ack = Ack(lease: LeaseTag(id: id, attempt: attempt))

        #expect(code { try ClientMessage.ack(ack).encoded() } == .malformed)
    }

    @Test func aReasonOf500BytesIsTheLongest() {
        let longest = String(repeating: "r", count: 500)

        #expect(code { try ClientMessage.nack(Nack(lease: lease, reason: longest)).encoded() } == nil)
        #expect(code { try ClientMessage.nack(Nack(lease: lease, reason: longest + "r")).encoded() } == .malformed)
    }

    @Test func aRequestIDOf64BytesIsTheLongest() {
        let longest = String(repeating: "r", count: 64)

        #expect(code { try ClientMessage.ping(Ping(rid: longest)).encoded() } == nil)
        #expect(code { try ClientMessage.ping(Ping(rid: longest + "r")).encoded() } == .malformed)
    }

    @Test func aWishForTheSameQueueTwiceIsNotSent() {
        let twice = Array(repeating: QueueWindow(queue: "routing", window: 1), count: 2)
        let hello = Hello(client: "c", worker: "w", instance: "1", queues: twice)

        #expect(code { try ClientMessage.hello(hello).encoded() } == .malformed)
    }

    @Test func anIntegerOf2ToThe53InACommandsDataIsNotSent() {
        let command = TicketCommand(type: "t", data: ["n": .integer(Int64(WireLimits.integerMax) + 1)])

        #expect(code { try ClientMessage.ack(Ack(lease: lease, command: command)).encoded() } == .malformed)
    }

    @Test func theLargestWelcomeFitsTheHeader() throws {
        let name = String(repeating: "n", count: 64)
        let queues = (0..<WireLimits.queuesMax).map { "q\($0)" + String(repeating: "q", count: 60) }
        let feeds = (0..<WireLimits.feedsMax).map { "f\($0)" + String(repeating: "f", count: 62) }
        let time = WireTime(milliseconds: 1_760_000_000_000)
        let welcome = Welcome(
            session: name, epoch: name, principal: name, queues: queues.map { String($0.prefix(64)) },
            feeds: feeds.map { FeedGrant(topic: BellTopic(feed: $0, generation: 999), sequence: 1_000_000_000) },
            leases: (0..<WireLimits.welcomeLeasesMax).map { number in
                HeldLease(lease: LeaseTag(id: name, attempt: number + 1), queue: queues[0], until: time)
            },
            hasMoreLeases: true, now: time, rid: name)

        #expect(try ServerMessage.welcome(welcome).encoded()[2].count <= WireLimits.headerBytesMax)
    }

    @Test func theSameMessageGivesTheSameBytes() throws {
        let hello = ClientMessage.hello(
            Hello(
                client: "c", worker: "w", instance: "1",
                queues: ["engineering", "materials", "furniture"].map { QueueWindow(queue: $0, window: 3) }))

        #expect(try hello.encoded() == hello.encoded())
    }
}
