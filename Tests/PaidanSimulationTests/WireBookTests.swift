import PaidanCore
import PaidanEngine
import PaidanWire
import Testing

@testable import PaidanSimulation

/// What workers are told of their leases.
@Suite struct WireBookTests {
    private static let now = Instant(milliseconds: 1_000_000)
    private static let queue = QueueName(.engineering, in: .main)
    private static let ticket = TicketID(ULID(high: 0, low: 1))
    private static let lease = LeaseTag(id: "1", attempt: 1)
    private let limits = QueueLimits()
    private let holder: [UInt8] = [1]
    private let stranger: [UInt8] = [2]

    /// Message 1 was offered to the first of two workers.
    private func offered() throws -> (WireBook, MessageBook) {
        var wire = WireBook()
        for (name, routingID) in [("eng-1", holder), ("eng-2", stranger)] {
            let queues = [QueueWindow(queue: Self.queue.text, window: 1)]
            let hello = Hello(client: "test/1", worker: name, instance: "\(name)#0", queues: queues)
            wire.heard(.hello(hello), from: routingID)
        }
        let until = Self.now + limits.leaseFor
        let owner = try #require(wire.party(of: holder)).owner
        var messages = MessageBook(limits: limits)
        let occasion = MessageBook.Occasion(now: Self.now, jobs: [])
        try messages.insert(
            MessageRow(
                id: 1, queue: Self.queue, ticket: Self.ticket, parent: nil, kind: .dispatchNew, version: 1, rev: 1,
                enqueuedAt: Self.now, deadline: nil, body: [1], state: .ready(from: Self.now)), at: Self.now)
        try messages.set(.leased(owner, until: until), attempt: 1, of: 1, occasion)
        let deliver = Deliver(
            queue: Self.queue.text, lease: Self.lease, ticket: Self.ticket.description, ver: 1, rev: 1,
            kind: PaidanWire.MessageKind(rawValue: "dispatch.new"), enqueuedAt: time(Self.now), leaseUntil: time(until),
            key: "k", body: [1])
        try wire.told(.deliver(deliver), to: holder, messages, TicketBook(), at: Self.now)
        try messages.delete(1)
        try messages.settle(
            SettlementRow(message: 1, attempt: 1, outcome: .acked, at: Self.now),
            MessageBook.Occasion(
                now: Self.now,
                jobs: [
                    .settle(
                        Settling(
                            lease: Lease(message: 1, attempt: 1), owner: owner, actor: .queue, answer: .ack(nil)))
                ]))
        return (wire, messages)
    }

    private func time(_ moment: Instant) -> WireTime { WireTime(milliseconds: Int(moment.milliseconds)) }

    @Test func aSettledLeaseThatItsHolderIsToldNothingOfIsSeen() throws {
        let (book, messages) = try offered()
        var wire = book
        let settled = PaidanWire.Settled(lease: Self.lease, outcome: .unknown)
        #expect(throws: Violation.self) {
            try wire.told(.settled(settled), to: holder, messages, TicketBook(), at: Self.now)
        }
    }

    /// Both answered in one turn, the stranger first: then the lease was not his and not settled.
    @Test func aStrangersAnswerBesideTheHoldersIsNoLoss() throws {
        let (book, messages) = try offered()
        var wire = book
        let settled = PaidanWire.Settled(lease: Self.lease, outcome: .unknown)
        try wire.told(.settled(settled), to: stranger, messages, TicketBook(), at: Self.now)
        #expect(messages[1]?.fate == .acked(attempt: 1))
    }
}
