internal import PaidanCore

/// One ticket's history, told twice: under the policies under which it ran and under the draft.
struct TrialReplay<K: TicketKind> {
    private let trial: Trial
    private let row: TicketRow
    private let events: [EventRow]
    private(set) var old: TrialSide<K>
    private(set) var new: TrialSide<K>
    /// Whether the draft would hold for the ticket itself, and not only for its whole.
    private let isTried: Bool
    private let opening: K.Opening
    /// Under which the ticket was opened.
    private let first: Policy
    /// When it was opened or taken over.
    private let begunAt: Instant
    private var endedAt: Instant?
    private var misses = 0

    /// - Returns: nil when nothing of it was recorded in time.
    init?(_ trial: Trial, _ row: TicketRow, _ events: [EventRow]) throws {
        self.events = events.filter { $0.recordedAt <= trial.until }
        guard let first = self.events.first else { return nil }
        guard case .opened(let opening) = try EventCodec.decode(K.self, first) else {
            throw CorruptHistory("nothing", after: "no history")
        }
        self.trial = trial
        self.row = row
        self.opening = opening
        isTried = trial.holds(for: K.kind, in: row.branch)
        begunAt = first.enteredAt
        old = TrialSide(K(opening, at: first.factAt), under: { [shelf = trial.recorded] in shelf[$0] })
        let commit = self.events[..<Self.endOfCommit(from: 0, in: self.events)]
        self.first = try Self.active(in: commit, trial, row, old.ledger).policy
        let planned = (opening as? any PlannedByPolicy)?.planned(under: trial.draft.policy, insteadOf: self.first)
        let replanned = planned as? K.Opening ?? opening
        new = TrialSide(K(replanned, at: first.factAt), under: { [draft = trial.draft.policy] _ in draft })
    }

    mutating func run() throws {
        var index = 0
        while index < events.count {
            let end = Self.endOfCommit(from: index, in: events)
            try commit(events[index..<end])
            index = end
        }
        try old.fire(until: trial.until)
        try new.fire(until: trial.until)
    }

    /// Facts of one command stand together, and what they did to the clocks rides on the last of them.
    private static func endOfCommit(from index: Int, in events: [EventRow]) -> Int {
        let first = events[index]
        var end = index + 1
        while end < events.count, events[end - 1].clocks == nil, !first.verb.isEmpty, isOneCommit(events[end], first) {
            end += 1
        }
        return end
    }

    private static func isOneCommit(_ a: EventRow, _ b: EventRow) -> Bool {
        a.recordedAt == b.recordedAt && a.factAt == b.factAt && a.verb == b.verb && a.principal == b.principal
            && a.type != EventCodec.ringType
    }

    private mutating func commit(_ facts: ArraySlice<EventRow>) throws {
        guard let last = facts.last else { return }
        try old.fire(until: last.recordedAt)
        try new.fire(until: last.recordedAt)
        // Rungs fire as each side's own clocks say.
        guard last.type != EventCodec.ringType else { return }
        var step = TrialSide<K>.Step(at: last.factAt)
        for event in facts {
            switch try EventCodec.decode(K.self, event) {
            case .opened, .rang, .attached, .corrected: break
            case .repinned(let repinned): step.repinned = repinned
            case .happened(let fact): try take(fact, event, &step)
            }
        }
        try old.settle(step, under: try Self.active(in: facts, trial, row, old.ledger))
        step.repinned = nil
        try new.settle(step, under: trial.active)
        endedAt = old.isOver ? endedAt ?? last.recordedAt : nil
    }

    private mutating func take(_ fact: K.Event, _ event: EventRow, _ step: inout TrialSide<K>.Step) throws {
        step.released += K.clocksReleased(by: fact)
        if let misses = MissedDates.count(in: fact, named: event.type) { self.misses = max(self.misses, misses) }
        try old.apply(fact, at: event.factAt)
        try new.apply(fact, at: event.factAt)
    }

    /// The policy under which a commit was made. A clock that it began names it, except one that goes on under its promise's;
    /// without such a clock it is the one in force when the commit was made here.
    private static func active(
        in facts: ArraySlice<EventRow>, _ trial: Trial, _ row: TicketRow, _ ledger: ClockLedger
    ) throws -> ActivePolicy {
        guard let last = facts.last else { preconditionFailure("a commit has a fact") }
        for change in try ClockCodec.decode(last.clocks, at: last.factAt) {
            switch change {
            case .set(let key, let start, _, let policy, _) where !ledger.hasPromise(of: key, from: start):
                try trial.recorded.require(policy, namedBy: last.version)
                return trial.recordedPolicy(policy)
            case .repinned(_, _, let policy, _):
                try trial.recorded.require(policy, namedBy: last.version)
                return trial.recordedPolicy(policy)
            case .set, .moved, .paused, .heldOpen, .resumed, .breached, .stopped, .secondOpinion: continue
            }
        }
        return trial.recordedPolicy(at: last.enteredAt, row.branch, K.kind)
    }

    // MARK: What came of it

    func add(to tally: inout TrialTally) {
        if isTried {
            tally.tried += 1
            addClocks(to: &tally)
            for (role, count) in old.told { tally.told[role, default: .zero].old += count }
            for (role, count) in new.told { tally.told[role, default: .zero].new += count }
            addEscalation(to: &tally)
        }
        addLoad(to: &tally)
    }

    private func addClocks(to tally: inout TrialTally) {
        for entry in old.ledger.entries { add(entry.key, entry, new.ledger[entry.key], to: &tally) }
        for entry in new.ledger.entries where old.ledger[entry.key] == nil { add(entry.key, nil, entry, to: &tally) }
    }

    private func add(
        _ key: ClockKey, _ former: ClockLedger.Entry?, _ latter: ClockLedger.Entry?, to tally: inout TrialTally
    ) {
        let department = Department(key.subject) ?? old.department
        let line = TrialTally.Line(clock: key.name, department: department)
        let (was, would) = (former.map { outcome(of: $0) }, latter.map { outcome(of: $0) })
        tally.clocks[line, default: ClockCounts()].add(was, would, moved: former?.due != latter?.due)
        guard was != would else { return }
        tally.add(
            TrialChange(
                ticket: row.id, number: row.numberText, kind: K.kind, clock: key,
                old: was, oldDue: former?.due, new: would, newDue: latter?.due))
    }

    private func outcome(of entry: ClockLedger.Entry) -> ClockOutcome {
        ClockOutcome(entry, isJudged: K.isJudged(entry.key), at: trial.until)
    }

    private func addEscalation(to tally: inout TrialTally) {
        guard misses > 0 else { return }
        guard let was = MissedDates.limit(of: K.self, first),
            let would = MissedDates.limit(of: K.self, trial.draft.policy)
        else { return }
        if misses >= was { tally.escalations[K.kind, default: .zero].old += 1 }
        if misses >= would { tally.escalations[K.kind, default: .zero].new += 1 }
    }

    /// 部门负荷: how many parts a department had and how long it held them.
    private func addLoad(to tally: inout TrialTally) {
        guard let opening = opening as? DepartmentDispatch.Opening, opening.task == nil else { return }
        let held = (endedAt ?? trial.until) - row.openedAt
        tally.loads[opening.department, default: LoadCounts()].old.add(held)
        let (departments, unrouted) = drafted(insteadOf: opening)
        for department in departments { tally.loads[department, default: LoadCounts()].new.add(held) }
        for category in unrouted {
            tally.unrouted[Unrouted(category: category, department: opening.department), default: 0] += 1
        }
    }

    /// Whom the draft's table names for the categories for which the table of then named this one, and those of them that it
    /// does not have. Where people chose the department, they would choose it again, if the draft has it.
    private func drafted(
        insteadOf opening: DepartmentDispatch.Opening
    ) -> (departments: [Department], unrouted: [PaidanCore.Category?]) {
        guard trial.routes(row.branch) else { return ([opening.department], []) }
        let then = trial.recordedPolicy(at: begunAt, row.branch, .complaint).policy.routing
        let draft = trial.draft.policy.routing
        let meant = opening.categories.filter { then.departments(for: [$0]) == [opening.department] }
        guard !meant.isEmpty else {
            return draft.knows(opening.department) ? ([opening.department], []) : ([], [nil])
        }
        let unrouted = meant.filter { draft.departments(for: [$0]) == nil }
        return (draft.departments(for: meant.filter { !unrouted.contains($0) }) ?? [], unrouted)
    }
}

extension EventRow {
    /// When it came into our history: of what was taken over from another system, the day of that.
    fileprivate var enteredAt: Instant { importedAt ?? recordedAt }
}
