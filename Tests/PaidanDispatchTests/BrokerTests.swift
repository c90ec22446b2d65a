import PaidanCore
import PaidanDispatch
import PaidanEngine
import PaidanJSON
import PaidanTesting
import PaidanWire
import Testing

/// Sessions and their orders, with an engine and without sockets.
@Suite struct BrokerTests {
    private let house: TestHouse
    private var broker: Broker

    init() throws {
        house = try TestHouse()
        broker = Broker(epoch: "e", heads: ["all": 7], authority: Self.authority(of: house))
    }

    private static func authority(of house: TestHouse) -> Authority {
        Authority(policies: house.engine.policies, branches: house.engine.branches)
    }

    // MARK: Fairness

    @Test mutating func aFloodOfOneWorkerLetsAnothersAnswerThroughInTheSameTurn() throws {
        try greet("flooder", ["engineering"])
        try greet("quiet", ["engineering"])
        for number in 1...1_000 { try say(.ack(Ack(lease: LeaseTag(id: "\(number)", attempt: 1))), "flooder") }
        try say(.ack(Ack(lease: LeaseTag(id: "5000", attempt: 1))), "quiet")

        try turn(most: 2)

        let (quiet, flooder) = (try told("quiet"), try told("flooder"))
        #expect(quiet.map(\.command) == [.settled])
        #expect(flooder.map(\.command) == [.settled])
    }

    @Test mutating func ordersOfOneWorkerKeepTheirOrder() throws {
        try greet("a", ["engineering"])
        try greet("b", ["engineering"])
        for number in 1...5 {
            try say(.ack(Ack(lease: LeaseTag(id: "\(number)", attempt: 1))), "a")
            try say(.ack(Ack(lease: LeaseTag(id: "\(number)", attempt: 1))), "b")
        }

        try turn(most: 3)
        try turn(most: 100)

        let leases = try told("a").compactMap { message -> String? in
            guard case .settled(let settled) = message else { return nil }
            return settled.lease.id
        }
        #expect(leases == ["1", "2", "3", "4", "5"])
        #expect(broker.orderCount == 0)
    }

    @Test mutating func theGoodByeOfAConnectionIsNotOvertakenByTheNextOne() throws {
        try greet("flooder", ["engineering"])
        try greet("w", ["engineering"], window: 1, from: "old")
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        try turn()
        let old = try told("old")
        #expect(old.map(\.command) == [.deliver])
        try say(.bye(Bye(reason: .shutdown)), "old")

        try greet("w", ["engineering"], from: "new", settled: false)
        try turn()

        guard case .welcome(let welcome) = try told("new").first else { throw NotTold() }
        #expect(welcome.leases == [])
    }

    /// What it left is free as soon as the disk has room, and not only when its leases lapse.
    @Test mutating func aGoodByeWhoseTurnFailsIsNotForgotten() throws {
        try greet("w", ["engineering"], window: 1)
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        try turn()
        #expect(try told("w").map(\.command) == [.deliver])
        try say(.bye(Bye(reason: .shutdown)), "w")
        let refused = broker.takeOrders(Engine.jobsMax)
        try say(.hello(Hello(client: "t", worker: "w", instance: "2", queues: [], feeds: [])), "new")

        broker.absorb(
            refused.map { ($0, .failed(.diskFull)) }, house.news, at: house.now, houseTime: house.now)

        let orders = broker.takeOrders(Engine.jobsMax)
        guard case .releaseLeases("dev:w", "w", nil)? = orders.first?.job else { throw NotTold() }
        #expect(orders.count == 2, "and it is not overtaken")
        try house.turn(orders.map(\.job))
        try greet("other", ["engineering"], window: 1)
        try turn()
        #expect(try told("other").map(\.command) == [.deliver])
    }

    @Test mutating func aHelloWhoseTurnFailsIsAnsweredAndMaySayItAgain() throws {
        try say(.hello(Hello(client: "t", worker: "w", instance: "1", queues: [], feeds: [])), "w")
        let orders = broker.takeOrders(Engine.jobsMax)
        broker.absorb(
            orders.map { ($0, .failed(.diskFull)) }, house.news, at: house.now, houseTime: house.now)
        sent += broker.takeOutgoing()

        guard case .error(let error) = try told("w").first else { throw NotTold() }

        #expect(error.code == .unavailable)
        #expect(try greet("w", []) != nil)
    }

    // MARK: Connections

    @Test mutating func nothingIsLeasedToAConnectionThatIsGone() throws {
        try greet("gone", ["engineering"], window: 5)
        broker.lose(Peer(routingID: Array("gone".utf8)))

        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        try turn()

        #expect(house.news.deliveries.isEmpty)
    }

    @Test mutating func aSessionThatFallsSilentEnds() throws {
        try greet("silent", ["engineering"])
        broker.tick(at: house.now + Span(milliseconds: 9_999))
        #expect(broker.sessionsByQueue.map(\.workers) == [1])

        broker.tick(at: house.now + .seconds(10))

        #expect(broker.sessionsByQueue.isEmpty)
    }

    @Test mutating func whoSentNonsenseAndIsGoneIsForgottenInTheEnd() throws {
        for number in 1...100 {
            broker.receive([[1]], from: Peer(routingID: Array("\(number)".utf8)), at: house.now)
        }
        broker.tick(at: house.now + .seconds(60))
        #expect(broker.misconductCount == 100)

        broker.tick(at: house.now + .seconds(61))

        #expect(broker.misconductCount == 0)
    }

    // MARK: Bells

    @Test mutating func aDepartmentsWorkerIsGrantedItsOwnFeedAndNoOther() throws {
        let welcome = try greet("e", ["engineering"], feeds: ["engineering", "materials", "all", "kitchen"])

        #expect(welcome?.feeds == [FeedGrant(topic: BellTopic(feed: "engineering", generation: 1), sequence: 0)])
    }

    @Test(arguments: [[], ["routing"]])
    mutating func whoServesNoDepartmentIsGrantedEachFeedThatExists(queues: [String]) throws {
        let welcome = try greet("o", queues, feeds: ["all", "materials", "kitchen"])

        #expect(
            welcome?.feeds == [
                FeedGrant(topic: BellTopic(feed: "all", generation: 1), sequence: 7),
                FeedGrant(topic: BellTopic(feed: "materials", generation: 1), sequence: 0),
            ])
    }

    @Test mutating func theGrantNamesTheNumberAtWhichTheFeedStands() throws {
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let dispatch = try #require(try house.parts(of: complaint).last)
        try greet("e", ["engineering"])
        try say(.do(accept(dispatch.numberText)), "e")
        try turn()

        let welcome = try greet("f", ["engineering"], feeds: ["engineering"])

        #expect(welcome?.feeds.first?.sequence == house.engine.feedHeads["engineering"])
    }

    // MARK: Names

    @Test mutating func aCommandMayNameTheTicketByItsNumber() throws {
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let dispatch = try #require(try house.parts(of: complaint).last)
        try greet("e", ["engineering"])

        try say(.do(accept(dispatch.numberText)), "e")
        try turn()

        guard case .did(let did) = try told("e").last else { throw NotTold() }
        #expect(did.ticket == dispatch.numberText)
        #expect(did.stamp.state == "working")
    }

    @Test(arguments: ["engineering", "observer"])
    mutating func whoMayNotSeeATicketIsToldTheSameAsIfThereWereNone(of worker: String) throws {
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["materials"]])
        let dispatch = try #require(try house.parts(of: complaint).last)
        try greet("w", worker == "observer" ? [] : [worker])

        for ticket in [complaint.description, "C-1", dispatch.id.description, dispatch.numberText, "C-99", "x"] {
            for verb in ["accept", "dance", "withdraw", "forward"] {
                let command = TicketCommand(type: verb, data: [:], expectRev: 99)
                try say(.do(Do(rid: "r", key: "\(ticket)-\(verb)", ticket: ticket, command: command)), "w")
                try turn()
                guard case .error(let error) = try told("w").last else { throw NotTold() }
                #expect(error.code == .notFound, "\(ticket) \(verb)")
            }
        }
    }

    private func accept(_ ticket: String) -> Do {
        Do(
            rid: "r", key: "k", ticket: ticket,
            command: TicketCommand(
                type: "accept", data: ["promisedDate": .integer((house.now + .days(3)).milliseconds)]))
    }

    // MARK: The dialogue

    private struct NotTold: Error {}

    @discardableResult
    private mutating func greet(
        _ worker: String, _ queues: [String], window: Int = 0, feeds: [String] = [], from peer: String? = nil,
        settled: Bool = true
    ) throws -> Welcome? {
        let windows = queues.map { QueueWindow(queue: $0, window: window) }
        try say(
            .hello(Hello(client: "t", worker: worker, instance: "1", queues: windows, feeds: feeds)), peer ?? worker)
        guard settled else { return nil }
        try turn()
        guard case .welcome(let welcome) = try told(peer ?? worker).first else { throw NotTold() }
        return welcome
    }

    private mutating func say(_ message: ClientMessage, _ peer: String) throws {
        broker.receive(try message.encoded(), from: Peer(routingID: Array(peer.utf8)), at: house.now)
    }

    private mutating func turn(most: Int = Engine.jobsMax) throws {
        let orders = broker.takeOrders(most)
        let outcomes = try house.turn(orders.map(\.job), windows: &broker)
        broker.absorb(Array(zip(orders, outcomes)), house.news, at: house.now, houseTime: house.now)
        sent += broker.takeOutgoing()
    }

    private var sent: [Outgoing] = []

    /// What the peer has been told since it was asked last.
    private mutating func told(_ peer: String) throws -> [ServerMessage] {
        let mine = sent.filter { $0.peer.routingID == Array(peer.utf8) }
        sent.removeAll { $0.peer.routingID == Array(peer.utf8) }
        return try mine.map { try ServerMessage(parsing: $0.frames) }
    }
}
