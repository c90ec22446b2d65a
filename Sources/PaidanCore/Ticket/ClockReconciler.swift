/// Compares the clocks that a state wants with those that the ledger has, and says what changed.
///
/// A known clock keeps the policy it was set under and moves only by pauses and by a corrected start. A new one is frozen
/// from the policy active now, if that policy makes such a promise; one that splits by subject stays under its policy. A
/// clock that is no longer wanted stops: judged by the fact's time, or released when the promise has ceased to be one. Only a
/// person moves a running clock under the policy active now. A breach that was recorded stays one, whoever has the promise then.
package struct ClockReconciler {
    package let active: ActivePolicy
    /// The policy with an activation number; the engine has loaded every one that was ever active.
    package let policies: @Sendable (Int) -> Policy
    /// When the fact that caused all this happened.
    package let factTime: Instant
    /// When a person says that it happened, too late to count: the other opinion about what it kept.
    package let claimedAt: Instant?
    /// The promises that the event ended instead of keeping them.
    package let released: [ClockRule]
    /// Whether time alone brought the fact: at the moment that was due nobody had kept anything.
    package let cameByTime: Bool

    package init(
        active: ActivePolicy, policies: @escaping @Sendable (Int) -> Policy, factTime: Instant,
        claimedAt: Instant? = nil, released: [ClockRule], cameByTime: Bool = false
    ) {
        self.active = active
        self.policies = policies
        self.factTime = factTime
        self.claimedAt = claimedAt
        self.released = released
        self.cameByTime = cameByTime
    }

    /// - Parameters:
    ///   - before: the clocks wanted before this commit; one of them without an entry had no limit when it began.
    ///   - after: the clocks wanted now.
    ///   - repinned: the clock that a person moves under the active policy.
    package func changes(
        in ledger: ClockLedger, before: [ClockSpec], after: [ClockSpec], repinned: ClockKey? = nil
    ) -> [ClockChange] {
        var changes: [ClockChange] = []
        for spec in after {
            if let entry = ledger[spec.key], entry.isRunning, spec.key == repinned {
                repin(entry, spec, &changes)
            } else if let entry = ledger[spec.key] {
                if entry.isRunning {
                    keep(entry, spec, &changes)
                } else {
                    review(entry, spec, carriedOn(by: spec, ledger, after), &changes)
                }
            } else if !before.contains(where: { $0.key == spec.key }) {
                begin(spec, ledger, carriedOn(by: spec, ledger, after), &changes)
            }
        }
        for entry in ledger.entries where entry.isRunning && !after.contains(where: { $0.key == entry.key }) {
            end(entry, ledger, before, after, &changes)
        }
        return changes
    }

    /// The same promise under the subjects that it leaves now.
    private func carriedOn(by spec: ClockSpec, _ ledger: ClockLedger, _ after: [ClockSpec]) -> [ClockLedger.Entry] {
        ledger.running.filter { entry in
            entry.key.isSamePromise(as: spec.key) && !after.contains { $0.key == entry.key }
        }
    }

    private func begin(
        _ spec: ClockSpec, _ ledger: ClockLedger, _ former: [ClockLedger.Entry], _ changes: inout [ClockChange]
    ) {
        let sameBegin = ledger.entries(beside: spec.key, from: spec.start).first
        let number = (former.first ?? sameBegin)?.policy ?? active.number
        guard let due = spec.dueInstant(under: policies(number)) else { return }
        var fresh = ClockLedger.Entry(key: spec.key, start: spec.start, due: due, policy: number, fired: 0)
        fresh.pauses = spec.pauses
        fresh.isBreached = former.contains(where: \.isBreached)
        let fired = rungsPast(fresh, former)
        changes.append(
            .set(clock: spec.key, start: spec.start, due: due, policy: number, fired: fired > 0 ? fired : nil))
        if fresh.isBreached { changes.append(.breached(clock: spec.key)) }
        if !spec.pauses.isEmpty { changes.append(.paused(clock: spec.key, by: spec.pauses, due: due)) }
        if let met = spec.met { stop(fresh, spec.rule, met: met, due: due, &changes) }
    }

    /// What was told under another subject is not told again, nor what it is too late to warn of.
    private func rungsPast(_ entry: ClockLedger.Entry, _ former: [ClockLedger.Entry]) -> Int {
        let told = former.map(\.fired).max() ?? 0
        return max(entry.fired, told, entry.warningsTooLate(at: factTime, under: policies(entry.policy)))
    }

    private func keep(_ entry: ClockLedger.Entry, _ spec: ClockSpec, _ changes: inout [ClockChange]) {
        let due = spec.dueInstant(under: policies(entry.policy)) ?? entry.due
        let hasOtherPauses = entry.pauses != spec.pauses || entry.heldOpenSince != nil
        if entry.start != spec.start || (entry.due != due && !hasOtherPauses) {
            changes.append(moved(entry, spec, due: due))
        }
        if hasOtherPauses { changes.append(.paused(clock: spec.key, by: spec.pauses, due: due)) }
        if let met = spec.met { stop(entry, spec.rule, met: met, due: due, &changes) }
    }

    /// A start that lies earlier now makes warnings too late, as setting the clock then would have.
    private func moved(_ entry: ClockLedger.Entry, _ spec: ClockSpec, due: Instant) -> ClockChange {
        var moved = entry
        moved.start = spec.start
        moved.due = due
        moved.pauses = spec.pauses
        let fired = rungsPast(moved, [])
        return .moved(clock: spec.key, start: spec.start, due: due, fired: fired > entry.fired ? fired : nil)
    }

    /// What has fired has fired: a breach stays one, and warnings whose moment has passed under the new policy are not made up
    /// for but the last.
    private func repin(_ entry: ClockLedger.Entry, _ spec: ClockSpec, _ changes: inout [ClockChange]) {
        guard let due = spec.dueInstant(under: active.policy) else { return keep(entry, spec, &changes) }
        var moved = entry
        moved.due = due
        let warnings = active.policy.ladder(of: spec.key.name).warnings.count
        let fired = entry.isBreached ? warnings + 1 : moved.warningsTooLate(at: factTime, under: active.policy)
        changes.append(.repinned(clock: spec.key, due: due, policy: active.number, fired: fired))
    }

    /// A promise already judged whose start was corrected: the verdict stays, a differing one is noted. One that had been
    /// released is made again: judged if it is kept by now, running if not.
    private func review(
        _ entry: ClockLedger.Entry, _ spec: ClockSpec, _ former: [ClockLedger.Entry], _ changes: inout [ClockChange]
    ) {
        guard let verdict = entry.verdict, let due = spec.dueInstant(under: policies(entry.policy)) else { return }
        if verdict == .released { return makeAgain(entry, spec, former, due: due, &changes) }
        guard let met = spec.met, due != entry.due || spec.start != entry.start else { return }
        changes.append(.moved(clock: spec.key, start: spec.start, due: due, fired: nil))
        let now = judge(spec.rule, met: entry.stoppedAt ?? met, due: due)
        if now != (entry.secondOpinion ?? verdict) { changes.append(.secondOpinion(clock: spec.key, verdict: now)) }
    }

    private func makeAgain(
        _ entry: ClockLedger.Entry, _ spec: ClockSpec, _ former: [ClockLedger.Entry], due: Instant,
        _ changes: inout [ClockChange]
    ) {
        // A reminder that is over has said what it had to say; one that was let go of and is wanted again has not.
        guard spec.rule.isJudged || spec.met == nil else { return }
        if entry.start != spec.start || (spec.met != nil && entry.due != due) {
            changes.append(.moved(clock: spec.key, start: spec.start, due: due, fired: nil))
        }
        var again = entry
        again.start = spec.start
        again.due = due
        again.pauses = spec.pauses
        if entry.pauses != spec.pauses { changes.append(.paused(clock: spec.key, by: spec.pauses, due: due)) }
        again.isBreached = entry.isBreached || former.contains(where: \.isBreached)
        if spec.met == nil {
            let fired = rungsPast(again, former)
            changes.append(.resumed(clock: spec.key, due: due, fired: fired > entry.fired ? fired : nil))
        }
        if again.isBreached && !entry.isBreached { changes.append(.breached(clock: spec.key)) }
        if let met = spec.met { stop(again, spec.rule, met: met, due: due, &changes) }
    }

    private func stop(
        _ entry: ClockLedger.Entry, _ rule: ClockRule, met: Instant, due: Instant, _ changes: inout [ClockChange]
    ) {
        let verdict = entry.isBreached && rule.isJudged ? .late : judge(rule, met: met, due: due)
        changes.append(.stopped(clock: entry.key, at: met, verdict: verdict))
        let opinion = judge(rule, met: met == factTime ? claimedAt ?? met : met, due: due)
        if verdict != opinion && !justPassed(entry, due: due) {
            changes.append(.secondOpinion(clock: entry.key, verdict: opinion))
        }
    }

    /// The fact says no more than that the breached moment has come: nothing happened in time.
    private func justPassed(_ entry: ClockLedger.Entry, due: Instant) -> Bool {
        cameByTime && entry.isBreached && factTime == due
    }

    private func judge(_ rule: ClockRule, met: Instant, due: Instant) -> Verdict {
        !rule.isJudged ? .released : met <= due ? .inTime : .late
    }

    /// The state no longer wants the clock: the fact kept the promise, or the promise ceased to be one. What only a passed date
    /// began cannot end before it, whatever is reported of the time before.
    private func end(
        _ entry: ClockLedger.Entry, _ ledger: ClockLedger, _ before: [ClockSpec], _ after: [ClockSpec],
        _ changes: inout [ClockChange]
    ) {
        let rule = before.first { $0.key == entry.key }?.rule
        let goesOn = after.contains { $0.key.isSamePromise(as: entry.key) }
        let isReleased = released.contains { $0.name == entry.key.name }
        if let rule, rule.isJudged, !isReleased, !goesOn {
            let met = entry.pause(at: factTime)?.from ?? entry.heldOpenSince.map { min($0, factTime) } ?? factTime
            stop(entry, rule, met: max(met, entry.start), due: entry.due, &changes)
        } else {
            // What has ceased to be a promise after its breach was late all the same; if its moment has moved since, that is
            // said beside it.
            let wasLate = entry.isBreached && !isLateElsewhere(entry, ledger, before, after)
            let end = max(factTime, entry.start)
            changes.append(.stopped(clock: entry.key, at: end, verdict: wasLate ? .late : .released))
            if wasLate && factTime <= entry.due && !justPassed(entry, due: entry.due) {
                changes.append(.secondOpinion(clock: entry.key, verdict: .released))
            }
        }
    }

    /// The breach of this promise stands under another subject: one that carries it on, or one that was late itself.
    private func isLateElsewhere(
        _ entry: ClockLedger.Entry, _ ledger: ClockLedger, _ before: [ClockSpec], _ after: [ClockSpec]
    ) -> Bool {
        after.contains { spec in
            guard spec.key.isSamePromise(as: entry.key) else { return false }
            guard let other = ledger[spec.key] else { return !before.contains { $0.key == spec.key } }
            return other.isBreached || other.verdict == .late || other.verdict == .released
        }
    }
}
