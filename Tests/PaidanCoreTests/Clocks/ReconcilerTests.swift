import Testing

@testable import PaidanCore

/// Corners of the comparison of wanted and kept clocks that no single command shows.
@Suite struct ReconcilerTests {
    private static let start = Instant(milliseconds: 1_772_416_800_000)

    private func reconciler(released: [ClockRule] = [], at factTime: Instant) -> ClockReconciler {
        let policy = Policy.test()
        return ClockReconciler(
            active: ActivePolicy(number: 1, policy: policy), policies: { _ in policy }, factTime: factTime,
            released: released)
    }

    /// A first reply that was due after a day and judged late after two.
    private func late() throws -> ClockLedger {
        var ledger = ClockLedger()
        let key = ClockKey(Complaint.firstReplyClock)
        let due = Self.start + .hours(24)
        try ledger.apply(.set(clock: key, start: Self.start, due: due, policy: 1, fired: nil))
        try ledger.recordRing(of: key, rung: 0, isBreach: true)
        try ledger.apply(.stopped(clock: key, at: Self.start + .hours(48), verdict: .late))
        return ledger
    }

    /// Found by the simulation: the correction was judged by a reply that came long after the verdict.
    @Test func aCorrectedStartIsJudgedByTheFactThatWasJudged() throws {
        let corrected = ClockSpec(
            Complaint.firstReplyClock, from: Self.start + .hours(36), met: Self.start + .days(9))

        let changes = reconciler(at: Self.start + .days(9)).changes(in: try late(), before: [], after: [corrected])

        #expect(
            changes == [
                .moved(clock: corrected.key, start: corrected.start, due: Self.start + .hours(60)),
                .secondOpinion(clock: corrected.key, verdict: .inTime),
            ])
    }

    @Test func whatHasCeasedToBeAPromiseAfterItsBreachWasLateAllTheSame() throws {
        var ledger = ClockLedger()
        let spec = ClockSpec(Complaint.firstReplyClock, from: Self.start)
        try ledger.apply(
            .set(clock: spec.key, start: spec.start, due: Self.start + .hours(24), policy: 1, fired: nil))
        try ledger.recordRing(of: spec.key, rung: 0, isBreach: true)
        let now = Self.start + .hours(30)

        let changes = reconciler(released: Complaint.clockRules, at: now).changes(
            in: ledger, before: [spec], after: [])

        #expect(changes == [.stopped(clock: spec.key, at: now, verdict: .late)])
    }

    /// Nobody's in particular and late, then a department's: the same breach, and nothing is told twice.
    @Test func whoeverCarriesAPromiseOnInheritsItsBreach() throws {
        var ledger = ClockLedger()
        let former = ClockSpec(Complaint.forwardClock, from: Self.start)
        let due = Self.start + .hours(2)
        try ledger.apply(.set(clock: former.key, start: former.start, due: due, policy: 1, fired: nil))
        try ledger.recordRing(of: former.key, rung: 0, isBreach: true)
        let next = ClockSpec(Complaint.forwardClock, subject: "engineering", from: Self.start)
        let now = Self.start + .hours(3)

        let changes = reconciler(at: now).changes(in: ledger, before: [former], after: [next])

        #expect(
            changes == [
                .set(clock: next.key, start: next.start, due: due, policy: 1, fired: 1), .breached(clock: next.key),
                .stopped(clock: former.key, at: now, verdict: .released),
            ])
        for change in changes { try ledger.apply(change) }
        #expect(ledger[next.key]?.isLate == true && ledger[former.key]?.isLate == false)
    }

    /// As it was written before `breached` was recorded.
    @Test func inOlderHistoriesABreachGoesOnWithoutBeingSaid() throws {
        func ledger(stops: Bool) throws -> ClockLedger {
            var ledger = ClockLedger()
            let former = ClockKey(Complaint.forwardClock)
            let due = Self.start + .hours(2)
            try ledger.apply([.set(clock: former, start: Self.start, due: due, policy: 1, fired: nil)])
            try ledger.recordRing(of: former, rung: 0, isBreach: true)
            let set = ClockChange.set(
                clock: ClockKey(Complaint.forwardClock, subject: "engineering"), start: Self.start, due: due, policy: 1,
                fired: 1)
            let stopped = ClockChange.stopped(clock: former, at: Self.start + .hours(3), verdict: .released)
            try ledger.apply(stops ? [set, stopped] : [set])
            return ledger
        }
        let named = ClockKey(Complaint.forwardClock, subject: "engineering")

        #expect(try ledger(stops: true)[named]?.isBreached == true)
        #expect(try ledger(stops: false)[named]?.isBreached == false, "nobody's promise runs on beside it")
    }

    @Test func onlyTheNamedPromisesAreReleased() throws {
        var ledger = ClockLedger()
        let specs = [Complaint.firstReplyClock, Complaint.planClock].map { ClockSpec($0, from: Self.start) }
        for spec in specs {
            let due = Self.start + .hours(24)
            try ledger.apply(.set(clock: spec.key, start: spec.start, due: due, policy: 1, fired: nil))
        }

        let changes = reconciler(released: [Complaint.planClock], at: Self.start).changes(
            in: ledger, before: specs, after: [])

        #expect(
            changes == [
                .stopped(clock: specs[0].key, at: Self.start, verdict: .inTime),
                .stopped(clock: specs[1].key, at: Self.start, verdict: .released),
            ])
    }
}
