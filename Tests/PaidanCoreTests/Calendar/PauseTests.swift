import Testing

@testable import PaidanCore

/// 暂停: due = f(start, limit, pauses). Office hours; 2 March 2026 is a Monday.
@Suite struct PauseTests {
    private static let calendar = WorkCalendar.office()
    private static let parts = Label("等配件", "waiting for parts")

    private func due(_ limit: Limit, from start: Instant, _ pauses: (Instant, Instant)...) throws -> String {
        let pauses = pauses.map { Pause(Self.parts, from: $0.0, until: $0.1) }
        return try Self.calendar.due(limit, from: start, pauses: pauses).rfc3339(in: .shanghai)
    }

    @Test func aNightInAHoldCostsNoWorkingTime() throws {
        let due = try due(
            .workingTime(.hours(4)), from: "2026-03-02T15:00:00+08:00",
            ("2026-03-02T18:00:00+08:00", "2026-03-03T09:00:00+08:00"))

        #expect(due == "2026-03-03T10:00:00+08:00")
    }

    @Test func aHoldStopsTheClockForItsLength() throws {
        #expect(
            try due(
                .clock(.hours(2)), from: "2026-03-02T10:00:00+08:00",
                ("2026-03-02T11:00:00+08:00", "2026-03-04T11:00:00+08:00")) == "2026-03-04T12:00:00+08:00")
    }

    @Test func ofTwoHoldsTheFirstNamesTheReason() throws {
        let customer = Label("等客户", "waiting for the customer")
        let reckoning = try Self.calendar.reckoning(
            of: .clock(.hours(1)), from: .monday,
            pauses: [
                Pause(customer, from: .monday + .hours(1), until: .monday + .hours(4)),
                Pause(Self.parts, from: .monday, until: .monday + .hours(2)),
                Pause(Self.parts, from: .monday + .hours(3), until: .monday + .hours(3)),
            ])

        #expect(reckoning.segments.map(\.kind) == [.paused(Self.parts), .paused(customer), .counted])
        #expect(reckoning.segments.map { $0.until - $0.from } == [.hours(2), .hours(2), .hours(1)])
    }

    @Test func overlappingHoldsCountOnce() throws {
        #expect(
            try due(
                .clock(.hours(2)), from: "2026-03-02T10:00:00+08:00",
                ("2026-03-02T11:00:00+08:00", "2026-03-02T13:00:00+08:00"),
                ("2026-03-02T12:00:00+08:00", "2026-03-02T14:00:00+08:00")) == "2026-03-02T15:00:00+08:00")
    }

    @Test(arguments: [
        ("2026-03-02T12:00:00+08:00", "2026-03-02T12:00:00+08:00"),
        ("2026-03-02T11:59:59.999+08:00", "2026-03-02T13:00:00.001+08:00"),
    ])
    func aHoldThatBeginsWhenItIsDueComesTooLate(from: String, expected: String) throws {
        let from = try #require(Instant(rfc3339: from))

        #expect(
            try due(.clock(.hours(2)), from: "2026-03-02T10:00:00+08:00", (from, "2026-03-02T13:00:00+08:00"))
                == expected)
    }

    /// A day counts at its 24:00, if the clock runs then.
    @Test(arguments: [
        // Within one day; over one midnight; to the last millisecond before it; exactly from it on.
        ("2026-03-03T09:00:00+08:00", "2026-03-03T18:00:00+08:00", "2026-03-05T00:00:00+08:00"),
        ("2026-03-03T23:00:00+08:00", "2026-03-04T01:00:00+08:00", "2026-03-06T00:00:00+08:00"),
        ("2026-03-03T23:00:00+08:00", "2026-03-03T23:59:59.999+08:00", "2026-03-05T00:00:00+08:00"),
        ("2026-03-04T00:00:00+08:00", "2026-03-04T01:00:00+08:00", "2026-03-05T00:00:00+08:00"),
        // From Friday to Monday two working days have their end: Friday, and on Monday it runs again.
        ("2026-03-03T09:00:00+08:00", "2026-03-09T09:00:00+08:00", "2026-03-11T00:00:00+08:00"),
        // Over and done with before the start.
        ("2026-02-24T09:00:00+08:00", "2026-03-01T09:00:00+08:00", "2026-03-05T00:00:00+08:00"),
    ])
    func aDayCountsAtItsEnd(from: String, until: String, expected: String) throws {
        let (from, until) = (try #require(Instant(rfc3339: from)), try #require(Instant(rfc3339: until)))

        #expect(try due(.workingDays(2), from: "2026-03-02T10:00:00+08:00", (from, until)) == expected)
    }

    @Test func whoResumesEarlierShortensTheHold() throws {
        let hold = Pause(Self.parts, from: "2026-03-02T11:00:00+08:00", until: "2026-03-09T11:00:00+08:00")
        let resumed = hold.ended(at: "2026-03-02T11:30:00+08:00")

        #expect(
            try Self.calendar.due(.clock(.hours(2)), from: "2026-03-02T10:00:00+08:00", pauses: [resumed])
                == "2026-03-02T12:30:00+08:00")
        #expect(hold.ended(at: "2026-04-01T00:00:00+08:00") == hold)
    }

    @Test func impossiblePausesAreRefused() {
        let backwards = Pause(Self.parts, from: "2026-03-02T11:00:00+08:00", until: "2026-03-02T10:00:00+08:00")
        let many = Array(repeating: backwards.ended(at: "2026-03-01T00:00:00+08:00"), count: Pause.countMax + 1)

        #expect(throws: CalendarError.badPause(from: backwards.from, until: backwards.until)) {
            try Self.calendar.due(.clock(.hours(2)), from: .monday, pauses: [backwards])
        }
        #expect(throws: CalendarError.tooManyPauses(1_001)) {
            try Self.calendar.due(.clock(.hours(2)), from: .monday, pauses: many)
        }
    }

    @Test func aHoldOfACenturyIsBeyondTheHorizon() {
        let hold = Pause(Self.parts, from: .monday, until: .monday + WorkCalendar.horizon + .days(1))

        for limit in [Limit.clock(.hours(2)), .workingTime(.hours(2)), .calendarDays(2), .workingDays(2)] {
            #expect(throws: CalendarError.beyondHorizon, "\(limit)") {
                try Self.calendar.due(limit, from: .monday, pauses: [hold])
            }
        }
    }
}
