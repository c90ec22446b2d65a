/// Compares the clocks that a state wants with those that the ledger has, and says what changed.
///
/// A known clock keeps the policy it was set under and moves only by pauses and by a corrected start. A new one is frozen
/// from the policy active now, if that policy makes such a promise; one that splits by subject stays under its policy. A
/// clock that is no longer wanted stops: judged by the fact's time, or released when the promise has ceased to be one. Only a
/// person moves a running clock under the policy active now.
package struct ClockReconciler {
    package let active: ActivePolicy
    /// The policy with an activation number; the engine has loaded every one that was ever active.
    package let policies: @Sendable (Int) -> Policy
    /// When the fact that caused all this happened.
    package let factTime: Instant
    /// When a person says that it happened, too late to count: the other opinion about what it kept.
    package let claimedAt: Instant?
    /// The event ended the promises instead of keeping them.
    package let releases: Bool
    /// The ticket has ended: nothing will be promised again.
    package let isOver: Bool

    package init(
        active: ActivePolicy, policies: @escaping @Sendable (Int) -> Policy, factTime: Instant,
        claimedAt: Instant? = nil, releases: Bool, isOver: Bool
    ) {
        self.active = active
        self.policies = policies
        self.factTime = factTime
        self.claimedAt = claimedAt
        self.releases = releases
        self.isOver = isOver
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
                entry.isRunning ? keep(entry, spec, &changes) : review(entry, spec, &changes)
            } else if !before.contains(where: { $0.key == spec.key }) {
                begin(spec, ledger, &changes)
            }
        }
        for entry in ledger.entries where entry.isRunning && !after.contains(where: { $0.key == entry.key }) {
            end(entry, before, after, &changes)
        }
        return changes
    }

    private func begin(_ spec: ClockSpec, _ ledger: ClockLedger, _ changes: inout [ClockChange]) {
        let sameBegin = ledger.entries(beside: spec.key, from: spec.start)
        let number = sameBegin.first?.policy ?? active.number
        guard let due = spec.dueInstant(under: policies(number)) else { return }
        let undivided = ledger.undivided(of: spec.key, from: spec.start)
        var fresh = ClockLedger.Entry(key: spec.key, start: spec.start, due: due, policy: number, fired: 0)
        fresh.pauses = spec.pauses
        fresh.isBreached = undivided?.isBreached ?? false
        let fired = max(undivided?.fired ?? 0, fresh.warningsTooLate(at: factTime, under: policies(number)))
        changes.append(
            .set(clock: spec.key, start: spec.start, due: due, policy: number, fired: fired > 0 ? fired : nil))
        if !spec.pauses.isEmpty { changes.append(.paused(clock: spec.key, by: spec.pauses, due: due)) }
        if let met = spec.met { stop(fresh, spec.rule, met: met, due: due, &changes) }
    }

    private func keep(_ entry: ClockLedger.Entry, _ spec: ClockSpec, _ changes: inout [ClockChange]) {
        let due = spec.dueInstant(under: policies(entry.policy)) ?? entry.due
        let hasOtherPauses = entry.pauses != spec.pauses || entry.heldOpenSince != nil
        if entry.start != spec.start || (entry.due != due && !hasOtherPauses) {
            changes.append(.moved(clock: spec.key, start: spec.start, due: due))
        }
        if hasOtherPauses { changes.append(.paused(clock: spec.key, by: spec.pauses, due: due)) }
        if let met = spec.met { stop(entry, spec.rule, met: met, due: due, &changes) }
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
    private func review(_ entry: ClockLedger.Entry, _ spec: ClockSpec, _ changes: inout [ClockChange]) {
        guard let verdict = entry.verdict, let due = spec.dueInstant(under: policies(entry.policy)) else { return }
        if verdict == .released { return makeAgain(entry, spec, due: due, &changes) }
        guard let met = spec.met, due != entry.due || spec.start != entry.start else { return }
        changes.append(.moved(clock: spec.key, start: spec.start, due: due))
        let now = judge(spec, met: entry.stoppedAt ?? met, due: due)
        if now != (entry.secondOpinion ?? verdict) { changes.append(.secondOpinion(clock: spec.key, verdict: now)) }
    }

    private func makeAgain(
        _ entry: ClockLedger.Entry, _ spec: ClockSpec, due: Instant, _ changes: inout [ClockChange]
    ) {
        guard spec.rule.isJudged else { return }
        if entry.start != spec.start { changes.append(.moved(clock: spec.key, start: spec.start, due: due)) }
        if let met = spec.met {
            stop(entry, spec.rule, met: met, due: due, &changes)
        } else {
            changes.append(.resumed(clock: spec.key, due: due))
        }
    }

    private func stop(
        _ entry: ClockLedger.Entry, _ rule: ClockRule, met: Instant, due: Instant, _ changes: inout [ClockChange]
    ) {
        func judged(_ moment: Instant) -> Verdict { !rule.isJudged ? .released : moment <= due ? .inTime : .late }
        let verdict = entry.isBreached && rule.isJudged ? .late : judged(met)
        changes.append(.stopped(clock: entry.key, at: met, verdict: verdict))
        let opinion = judged(met == factTime ? claimedAt ?? met : met)
        if verdict != opinion { changes.append(.secondOpinion(clock: entry.key, verdict: opinion)) }
    }

    private func judge(_ spec: ClockSpec, met: Instant, due: Instant) -> Verdict {
        !spec.rule.isJudged ? .released : met <= due ? .inTime : .late
    }

    /// The state no longer wants the clock: the fact kept the promise, or the promise ceased to be one. What only a passed date
    /// began cannot end before it, whatever is reported of the time before.
    private func end(
        _ entry: ClockLedger.Entry, _ before: [ClockSpec], _ after: [ClockSpec], _ changes: inout [ClockChange]
    ) {
        let rule = before.first { $0.key == entry.key }?.rule
        let goesOn = after.contains { $0.key.name == entry.key.name && $0.key.round == entry.key.round }
        if let rule, rule.isJudged, !releases, !goesOn {
            let met = entry.pause(at: factTime)?.from ?? entry.heldOpenSince.map { min($0, factTime) } ?? factTime
            stop(entry, rule, met: max(met, entry.start), due: entry.due, &changes)
        } else {
            // What has ceased to be a promise for good after its breach was late all the same; if its moment has moved since,
            // that is said beside it.
            let wasLate = isOver && entry.isBreached && !goesOn
            let end = max(factTime, entry.start)
            changes.append(.stopped(clock: entry.key, at: end, verdict: wasLate ? .late : .released))
            if wasLate && factTime <= entry.due { changes.append(.secondOpinion(clock: entry.key, verdict: .released)) }
        }
    }
}
