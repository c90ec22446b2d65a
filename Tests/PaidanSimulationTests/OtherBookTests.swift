import PaidanCore
import PaidanJSON
import Testing

@testable import PaidanEngine
@testable import PaidanSimulation

/// Clocks, feeds, keys and facts as a broken server would write them.
@Suite struct OtherBookTests {
    private static let now = Instant(milliseconds: 10_000_000)
    private static let ticket = TicketID(ULID(high: 0, low: 1))
    private static let other = TicketID(ULID(high: 0, low: 2))

    private func key(_ text: String = "forward::1") throws -> ClockKey { try #require(ClockKey(text: text)) }

    private func clock(_ ticket: TicketID = ticket, next: Instant?) throws -> ClockRow {
        ClockRow(ticket: ticket, key: try key(), due: Self.now + .hours(1), next: next, isLate: false)
    }

    private func event(_ version: Int, _ type: String = "replied", data: [UInt8] = []) -> EventRow {
        EventRow(
            version: version, type: type, form: 1, recordedAt: Self.now, factAt: Self.now, principal: "p", verb: "v",
            phase: "received",
            data: data, clocks: nil, hash: [])
    }

    private func ring(_ rung: Int = 0, late: Span = .zero) throws -> EventRow {
        let ring = Ring(clock: try key(), rung: rung, isBreach: false, late: late)
        return event(2, "rang", data: try JSONByteEncoder().encode(ring))
    }

    // MARK: Clocks

    @Test func aRungThatFiresTwiceIsSeen() throws {
        var book = ClockBook()
        book.put(try clock(next: Self.now), at: Self.now)
        try book.ring(ring(), of: Self.ticket)

        #expect(throws: Violation.self) { try book.ring(ring(), of: Self.ticket) }
    }

    @Test func aRungBeforeItsMomentIsSeen() throws {
        var book = ClockBook()
        book.put(try clock(next: Self.now + Span(milliseconds: 1)), at: Self.now)

        #expect(throws: Violation.self) { try book.ring(ring(late: Span(milliseconds: -1)), of: Self.ticket) }
    }

    @Test func aRungBeforeAnEarlierOneIsSeen() throws {
        var book = ClockBook()
        book.put(try clock(next: Self.now), at: Self.now)
        book.put(try clock(Self.other, next: Self.now - .minutes(1)), at: Self.now)

        #expect(throws: Violation.self) { try book.ring(ring(), of: Self.ticket) }
    }

    @Test func aForeseenRungThatIsLateIsSeen() throws {
        var book = ClockBook()
        book.put(try clock(next: Self.now - .seconds(2)), at: Self.now - .hours(1))

        #expect(throws: Violation.self) { try book.ring(ring(late: .seconds(2)), of: Self.ticket) }
    }

    @Test func aRungThatWasDueWhileTheServerWasDownMayBeLate() throws {
        var book = ClockBook()
        book.put(try clock(next: Self.now - .hours(5)), at: Self.now - .hours(9))
        book.steadySince = Self.now

        try book.ring(ring(late: .hours(5)), of: Self.ticket)

        #expect(book.count == 1)
    }

    @Test func anOverdueRungThatIsNotFiredIsSeen() throws {
        var book = ClockBook()
        book.put(try clock(next: Self.now), at: Self.now - .hours(1))

        #expect(throws: Violation.self) { try book.close(at: Self.now, fired: 0) }
    }

    // MARK: Feeds

    @Test func aGapInAFeedIsSeen() throws {
        var book = FeedBook()
        try book.insert(FeedEntry(feed: "all", sequence: 1, ticket: Self.ticket, version: 1))

        #expect(throws: Violation.self) {
            try book.insert(FeedEntry(feed: "all", sequence: 3, ticket: Self.ticket, version: 2))
        }
    }

    @Test func aFactMissingInAFeedIsSeen() throws {
        let book = FeedBook()

        #expect(throws: Violation.self) {
            let fact = Commit.NewFact(ticket: Self.ticket, event: event(1), revBefore: 0, feeds: ["all"])
            try book.close(moved: [], bells: [], facts: [fact])
        }
    }

    @Test func aDashboardSeesWhatItMissed() throws {
        var dashboard = Dashboard(feed: "all")
        try dashboard.read([FeedEntry(feed: "all", sequence: 1, ticket: Self.ticket, version: 1)])

        #expect(throws: Violation.self) {
            try dashboard.read([FeedEntry(feed: "all", sequence: 3, ticket: Self.ticket, version: 3)])
        }
    }

    // MARK: Keys and facts

    @Test func aKeyAppliedTwiceIsSeen() throws {
        var book = KeyBook()
        let key = IdempotencyKey(text: "k", bodyHash: [1])
        try book.note(receipt(version: 2, isReplay: false), key, of: "clerk", at: Self.now)

        #expect(throws: Violation.self) {
            try book.note(receipt(version: 3, isReplay: false), key, of: "clerk", at: Self.now)
        }
        #expect(throws: Violation.self) {
            try book.note(receipt(version: 3, isReplay: true), key, of: "clerk", at: Self.now)
        }
        try book.note(receipt(version: 2, isReplay: true), key, of: "clerk", at: Self.now)
    }

    @Test func aMissingFactIsSeen() throws {
        var book = TicketBook()
        try book.insert(row(version: 1))
        try book.append(event(1), to: Self.ticket)

        #expect(throws: Violation.self) { try book.append(event(3), to: Self.ticket) }
    }

    @Test func aWarningThatRaisesRevIsSeen() throws {
        var book = TicketBook()
        try book.insert(row(version: 2, rev: 2))
        try book.append(event(1), to: Self.ticket)
        try book.append(event(2, "rang"), to: Self.ticket)

        #expect(throws: Violation.self) { try book.close(Self.ticket) }
    }

    @Test func anOpenTicketThatNobodyHoldsIsSeen() throws {
        var book = TicketBook()
        try book.insert(row(version: 1, custodian: "nobody"))
        try book.append(event(1), to: Self.ticket)

        #expect(throws: Violation.self) { try book.close(Self.ticket) }
    }

    private func receipt(version: Int, isReplay: Bool) -> Receipt {
        Receipt(
            ticket: Self.ticket, kind: .complaint, number: 1, version: version, rev: version, phase: "received",
            isReplay: isReplay)
    }

    private func row(version: Int, rev: Int = 1, custodian: String = "customerService") -> TicketRow {
        TicketRow(
            id: Self.ticket, kind: .complaint, number: 1, branch: .main, person: PersonID(ULID(high: 0, low: 9)),
            openedAt: Self.now,
            parent: nil, department: nil, phase: "received", isOpen: true, custodian: custodian, version: version,
            rev: rev,
            updatedAt: Self.now, due: nil, isLate: false)
    }
}
