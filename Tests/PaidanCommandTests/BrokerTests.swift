import PaidanCore
import PaidanWire
import Testing

@testable import PaidanDispatch
@testable import PaidanEngine

/// What the server keeps of connections, and for how long.
@Suite struct BrokerTests {
    private let now = Instant(milliseconds: 1_772_416_800_000)

    private func broker() throws -> Broker {
        let row = PolicyRow(
            Activation(try RegulationLoader.shipped("dx"), by: Actor("system:setup", [])), number: 1, at: now)
        return Broker(epoch: "E1", authority: Authority(policies: try PolicyShelf([row]), branches: [.main]))
    }

    private func peer(_ number: Int) -> Peer { Peer(routingID: Array("peer-\(number)".utf8)) }

    @Test func strangersWhoSendRubbishAndConnectAnewAreNotRememberedWithoutEnd() throws {
        var broker = try broker()

        for number in 0..<3 * Broker.misconductMax {
            broker.receive([[0]], from: peer(number), at: now)
        }

        #expect(broker.misconduct.count <= Broker.misconductMax)
    }

    @Test func whoMisbehavesIsRememberedLongerThanWhoHasBehavedSince() throws {
        var broker = try broker()
        for number in 1..<Broker.misconductMax { broker.receive([[0]], from: peer(number), at: now) }
        let later = now + .minutes(2)
        for _ in 1..<WireLimits.malformedMax { broker.receive([[0]], from: peer(0), at: later) }
        for number in 0..<10 { broker.receive([[0]], from: peer(10_000 + number), at: later) }
        _ = broker.takeOutgoing()

        broker.receive([[0]], from: peer(0), at: later)

        #expect(broker.misconduct.count == 10)
        #expect(broker.takeOutgoing().contains { $0.peer == peer(0) && $0.frames[1] == Array("BYE".utf8) })
    }

    @Test func aWorkerThatSaysHelloTwiceHoldsNothingTwice() throws {
        var broker = try broker()
        let hello = Hello(
            client: "test", worker: "w", instance: "i", queues: [QueueWindow(queue: "engineering", window: 3)],
            feeds: [], rid: "h")
        for _ in 0..<2 { broker.receive(try ClientMessage.hello(hello).encoded(), from: peer(0), at: now) }
        let owner = LeaseOwner(principal: "dev:w", worker: "w", instance: "i")
        let queue = try #require(QueueName("engineering"))
        let message = MessageRow(
            id: 7, queue: queue, ticket: TicketID(text: "01HZZZZZZZ0000000000000000")!, parent: nil,
            kind: .dispatchNew, version: 1, rev: 1, enqueuedAt: now, deadline: nil, body: [],
            state: .leased(owner, until: now), attempt: 1, followsGap: false)
        let kept = Outcome.leases([Delivery(owner: owner, message: message, until: now + .minutes(1))])

        broker.absorb(broker.takeOrders(10).map { ($0, kept) }, News(), at: now, houseTime: now)

        #expect(broker.room().map(\.count) == [2])
    }
}
