import PaidanCore
import PaidanEngine
import Testing

@testable import PaidanSimulation

/// The checker must see what must not be: each test hands it a history that a broken server would write.
@Suite struct MessageBookTests {
    private static let now = Instant(milliseconds: 1_000_000)
    private static let queue = QueueName(.engineering, in: .main)
    private static let first = LeaseOwner(principal: "dev:eng-1", worker: "eng-1", instance: "eng-1#0")
    private static let second = LeaseOwner(principal: "dev:eng-2", worker: "eng-2", instance: "eng-2#0")
    private let limits = QueueLimits()

    private func message(
        _ id: Int64, ticket: UInt64 = 1, deadline: Instant? = nil, state: MessageRow.State = .ready(from: now)
    ) -> MessageRow {
        MessageRow(
            id: id, queue: Self.queue, ticket: TicketID(ULID(high: 0, low: ticket)), parent: nil, kind: .dispatchNew,
            version: 1,
            rev: 1, enqueuedAt: Self.now, deadline: deadline, body: [], state: state)
    }

    private func occasion(
        at now: Instant = now, _ answers: [(Lease, LeaseOwner, Settling.Answer)] = []
    ) -> MessageBook.Occasion {
        MessageBook.Occasion(
            now: now,
            jobs: answers.map { lease, owner, answer in
                .settle(Settling(lease: lease, owner: owner, actor: .queue, answer: answer))
            })
    }

    private func lease(_ owner: LeaseOwner, from now: Instant = now) -> MessageRow.State {
        .leased(owner, until: now + limits.leaseFor)
    }

    /// A book in which message 1 is leased to the first worker.
    private func leased() throws -> MessageBook {
        var book = MessageBook(limits: limits)
        try book.insert(message(1), at: Self.now)
        try book.set(lease(Self.first), attempt: 1, of: 1, occasion())
        return book
    }

    @Test func twoHoldersOfOneMessageAreSeen() throws {
        var book = try leased()

        #expect(throws: Violation.self) { try book.set(lease(Self.second), attempt: 2, of: 1, occasion()) }
    }

    @Test func aLeaseTakenAwayBeforeItsTimeIsSeen() throws {
        var book = try leased()

        #expect(throws: Violation.self) { try book.set(.ready(from: Self.now), attempt: 1, of: 1, occasion()) }
    }

    @Test func aLapsedLeaseMayEnd() throws {
        var book = try leased()
        let later = Self.now + limits.leaseFor

        try book.set(.ready(from: later + .seconds(2), lapsed: Self.first), attempt: 1, of: 1, occasion(at: later))

        #expect(book[1]?.fate == .unsettled)
    }

    @Test func anAnswerOfAnotherIsSeen() throws {
        var book = try leased()
        try book.delete(1)

        #expect(throws: Violation.self) {
            try book.settle(
                SettlementRow(message: 1, attempt: 1, outcome: .acked, at: Self.now),
                occasion([(Lease(message: 1, attempt: 1), Self.second, .ack(nil))]))
        }
    }

    @Test func theHoldersAnswerSettles() throws {
        var book = try leased()
        try book.delete(1)

        try book.settle(
            SettlementRow(message: 1, attempt: 1, outcome: .acked, at: Self.now),
            occasion([(Lease(message: 1, attempt: 1), Self.first, .ack(nil))]))

        #expect(book[1]?.fate == .acked(attempt: 1))
        #expect(book.unsettled.isEmpty)
    }

    @Test func aMessageThatVanishesIsSeen() throws {
        var book = try leased()
        try book.delete(1)

        #expect(throws: Violation.self) { try book.close(at: Self.now, occasion()) }
    }

    @Test func aLeaseBeyondItsTimeIsSeen() throws {
        let book = try leased()

        #expect(throws: Violation.self) { try book.close(at: Self.now + limits.leaseFor, occasion()) }
    }

    @Test func overtakingWithinATicketIsSeen() throws {
        var book = try leased()

        #expect(throws: Violation.self) { try book.insert(message(2), at: Self.now) }
    }

    @Test func theEarlierDeadlineGoesFirst() throws {
        var book = MessageBook(limits: limits)
        try book.insert(message(1, ticket: 1, deadline: Self.now + .hours(2)), at: Self.now)
        try book.insert(message(2, ticket: 2, deadline: Self.now + .hours(1)), at: Self.now)

        #expect(throws: Violation.self) { try book.set(lease(Self.first), attempt: 1, of: 1, occasion()) }
        try book.set(lease(Self.first), attempt: 1, of: 2, occasion())
    }

    @Test func tooManyAttemptsAreSeen() throws {
        var book = try leased()
        var now = Self.now
        for attempt in 1..<limits.attemptsMax {
            now = now + limits.leaseFor
            let again = now + limits.backoffBase
            try book.set(.ready(from: again, lapsed: Self.first), attempt: attempt, of: 1, occasion(at: now))
            now = again
            try book.set(lease(Self.first, from: now), attempt: attempt + 1, of: 1, occasion(at: now))
        }
        now = now + limits.leaseFor

        #expect(throws: Violation.self) {
            try book.set(
                .ready(from: now + .seconds(1), lapsed: Self.first), attempt: limits.attemptsMax, of: 1,
                occasion(at: now))
        }
        try book.set(.dead, attempt: limits.attemptsMax, of: 1, occasion(at: now))
    }

    @Test func aMessageThatIsTriedAgainAtOnceIsSeen() throws {
        var book = try leased()
        let now = Self.now + limits.leaseFor

        #expect(throws: Violation.self) {
            try book.set(.ready(from: now, lapsed: Self.first), attempt: 1, of: 1, occasion(at: now))
        }
    }

    @Test func anIDThatComesAgainIsSeen() throws {
        var book = try leased()

        #expect(throws: Violation.self) { try book.insert(message(1, ticket: 2), at: Self.now) }
    }
}
