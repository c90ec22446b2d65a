import Testing

@testable import PaidanCore

/// 暂停: a clock that is paused has a planned end and goes on by itself.
@Suite struct PausedClockTests {
    private static let rule = ClockRule(
        "verification", "T-07", "核实结果", "outcome verified", limit: "complaint.verifyWithin")
    private static let start: Instant = "2026-03-02T10:00:00+08:00"
    private static let reason = Label("等客户", "waiting for the customer")

    private static func pause(_ from: Instant, _ until: Instant) -> Pause { Pause(reason, from: from, until: until) }

    private static func policy(_ limit: Limit, _ ladder: Ladder = Ladder(warnings: [], late: [])) -> Policy {
        .test(
            set: ["complaint.verifyWithin": .limit(limit)], ladders: ["verification": ladder], calendar: .office())
    }

    private func due(_ limit: Limit, _ pauses: Pause...) throws -> String {
        let spec = ClockSpec(Self.rule, from: Self.start, pauses: pauses)
        return try #require(spec.dueInstant(under: Self.policy(limit))).rfc3339(in: .shanghai)
    }

    /// Decision 0015: a day counts at its 24:00, if the clock runs then.
    @Test func theCalendarsRuleHoldsForLimitsInDays() throws {
        let within = Self.pause("2026-03-03T09:00:00+08:00", "2026-03-03T17:00:00+08:00")
        let overnight = Self.pause("2026-03-03T17:00:00+08:00", "2026-03-04T09:00:00+08:00")
        let weekend = Self.pause("2026-03-06T17:00:00+08:00", "2026-03-09T09:00:00+08:00")

        #expect(try due(.workingDays(3), within) == "2026-03-06T00:00:00+08:00")
        #expect(try due(.workingDays(3), overnight) == "2026-03-07T00:00:00+08:00")
        #expect(try due(.workingDays(3), overnight, weekend) == "2026-03-10T00:00:00+08:00")
        #expect(try due(.clock(.hours(48)), overnight) == "2026-03-05T02:00:00+08:00")
        #expect(try due(.workingTime(.hours(8)), within) == "2026-03-04T09:30:00+08:00")
    }

    @Test func aPauseOfACenturyStopsNobody() throws {
        let spec = ClockSpec(
            Self.rule, from: Self.start, pauses: [Self.pause(Self.start, "2190-01-01T00:00:00+08:00")])

        #expect(spec.dueInstant(under: Self.policy(.workingDays(1))) == Self.start + WorkCalendar.horizon)
    }

    // MARK: Rungs

    private static func entry(_ due: Instant, _ pauses: Pause...) throws -> ClockLedger.Entry {
        var ledger = ClockLedger()
        let key = ClockKey(rule)
        try ledger.apply(.set(clock: key, start: start, due: due, policy: 1, fired: nil))
        try ledger.apply(.paused(clock: key, by: pauses, due: due))
        return try #require(ledger[key])
    }

    private static let pause10to12 = pause(start, start + .hours(2))

    @Test func warningsCountTheTimeThatIsNotPaused() throws {
        let ladder = Ladder(
            warnings: [
                .init(.percent(25), tell: [.leader]), .init(.after(.clock(.hours(2))), tell: [.leader]),
                .init(.before(.hours(1)), tell: [.leader]),
            ], late: [])
        let policy = Self.policy(.clock(.hours(4)), ladder)
        var entry = try Self.entry(Self.start + .hours(6), Self.pause10to12)

        let moments = (0...3).compactMap { fired -> Instant? in
            entry.fired = fired
            return entry.nextRung(under: policy, judged: true)?.at
        }

        #expect(
            moments == [
                Self.start + .hours(3), Self.start + .hours(4), Self.start + .hours(5),
                Self.start + .hours(6) + Span(milliseconds: 1),
            ])
    }

    @Test func aWarningThatFallsIntoAPauseComesWhenItIsOver() throws {
        let ladder = Ladder(warnings: [.init(.before(.hours(3)), tell: [.leader])], late: [])
        let entry = try Self.entry(
            Self.start + .hours(5), Self.pause(Self.start + .hours(1), Self.start + .hours(4)))

        let next = entry.nextRung(under: Self.policy(.clock(.hours(2)), ladder), judged: true)

        #expect(next?.at == Self.start + .hours(4))
    }

    // MARK: In the ledger

    @Test func aPauseIsOverAtItsEndWithoutAFact() throws {
        let entry = try Self.entry(Self.start + .hours(6), Self.pause10to12)

        #expect(entry.pause(at: Self.start)?.reason == Self.reason)
        #expect(entry.pause(at: Self.start + .hours(2) - Span(milliseconds: 1)) != nil)
        #expect(entry.pause(at: Self.start + .hours(2)) == nil)
    }

    @Test func aPlannedDateIsCountedBackFrom() throws {
        let policy = Policy.test(
            set: ["complaint.verifyWithin": .leadTime(try LeadTime(.clock(.hours(48))))], calendar: .office())
        let spec = ClockSpec(Self.rule, from: Self.start, due: .before("2026-03-10T10:00:00+08:00"))

        #expect(spec.dueInstant(under: policy) == "2026-03-08T10:00:00+08:00")
        #expect(spec.dueInstant(under: Self.policy(.clock(.hours(48)))) == nil, "a length is no lead time")
    }

    /// A pause without a planned end, as older histories have it.
    @Test func anOpenPauseOfAnOldHistoryStillStopsTheClock() throws {
        var ledger = ClockLedger()
        let key = ClockKey(Self.rule)
        try ledger.apply(
            .set(clock: key, start: Self.start, due: Self.start + .hours(4), policy: 1, fired: nil))
        try ledger.apply(.heldOpen(clock: key, since: Self.start + .hours(1)))
        #expect(ledger[key]?.nextRung(under: Self.policy(.clock(.hours(4))), judged: true) == nil)

        try ledger.apply(.resumed(clock: key, due: Self.start + .hours(7), fired: nil))

        let next = ledger[key]?.nextRung(under: Self.policy(.clock(.hours(4))), judged: true)
        #expect(next?.at == Self.start + .hours(7) + Span(milliseconds: 1))
    }
}
