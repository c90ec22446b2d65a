/// 时限证明: what one clock of a ticket was told, reckoned again from the facts and from the policy under which it was set.
package struct DeadlineProof: Hashable, Sendable {
    /// Something that happened to the clock.
    package struct Step: Hashable, Sendable {
        package enum What: Hashable, Sendable {
            case changed(ClockChange)
            case rang(Ring)
        }

        /// Of the fact that did it.
        package let version: Int
        package let what: What
    }

    /// What does not agree with the facts.
    package enum Finding: Hashable, Sendable {
        case due(recorded: Instant, reckoned: Instant, version: Int)
        case stop(recorded: Instant, reckoned: Instant, version: Int)
        case verdict(recorded: Verdict, reckoned: Verdict, version: Int)
    }

    /// As the history left it.
    package let clock: ClockLedger.Entry
    /// nil when the policy makes no such promise, or its calendar cannot count so far.
    package let arithmetic: Arithmetic?
    /// The due moment that the verdict looked at; another one than the clock's when its start was corrected afterwards.
    package let judgedBy: Instant?
    /// In order.
    package let steps: [Step]
    /// Empty when all agrees.
    package let findings: [Finding]

    /// How long after the due moment it was met, or how long it has been overdue; nil when it is not late.
    package func lateness(at now: Instant) -> Span? {
        let end = clock.stoppedAt ?? now
        let due = judgedBy ?? clock.due
        guard clock.isLate, end > due else { return nil }
        return end - due
    }

    /// Every clock that the ticket has had, in the order in which they were set.
    /// - Parameter policies: by the number of their activation.
    package static func all<K: TicketKind>(
        of replay: Replay<K>, under policies: (Int) -> Policy
    ) -> [DeadlineProof] {
        var witnesses: [ClockKey: Witness] = [:]
        var before = ClockLedger()
        for scene in replay.scenes {
            if case .rang(let ring) = scene.entry.fact {
                witnesses[ring.clock]?.steps.append(Step(version: scene.entry.version, what: .rang(ring)))
            }
            for (key, changes) in Dictionary(grouping: scene.entry.changes, by: \.key) {
                let view = Witness.View(
                    entry: scene.ticket.ledger[key], former: before[key],
                    spec: scene.ticket.state.clocks.first { $0.key == key }, factAt: scene.entry.factAt,
                    version: scene.entry.version, isJudged: K.isJudged(key))
                witnesses[key, default: Witness()].see(changes, view, policies)
            }
            before = scene.ticket.ledger
        }
        return replay.ticket.ledger.entries.map { entry in
            let witness = witnesses[entry.key] ?? Witness()
            return DeadlineProof(
                clock: entry, arithmetic: witness.terms?.arithmetic(under: policies(entry.policy)),
                judgedBy: witness.judgedBy, steps: witness.steps, findings: witness.findings)
        }
    }

    /// Follows one clock through the facts and reckons beside it.
    private struct Witness {
        /// One fact's view of the clock.
        struct View {
            let entry: ClockLedger.Entry?
            let former: ClockLedger.Entry?
            let spec: ClockSpec?
            let factAt: Instant
            let version: Int
            let isJudged: Bool

            /// When a clock ended that the state no longer wants. The time of a pause is nobody's: what ends within one was met
            /// where it began. What only a passed date began cannot end before it.
            var ends: [Instant] {
                let start = former?.start ?? factAt
                return [factAt, former?.pause(at: factAt)?.from].compactMap { $0.map { max($0, start) } }
            }
        }

        var steps: [Step] = []
        /// Start, due date and pauses as the ticket's state last gave them.
        var terms: ClockSpec?
        var judgedBy: Instant?
        var findings: [Finding] = []

        mutating func see(_ changes: [ClockChange], _ view: View, _ policies: (Int) -> Policy) {
            terms = view.spec ?? terms
            var due = view.former?.due
            for change in changes {
                steps.append(Step(version: view.version, what: .changed(change)))
                due = change.due ?? due
                if case .stopped(_, let at, let verdict) = change {
                    judgedBy = due
                    check(at, verdict, due: due, view)
                }
                if case .resumed = change { judgedBy = nil }
            }
            checkDue(view, policies)
        }

        private mutating func checkDue(_ view: View, _ policies: (Int) -> Policy) {
            // Pauses without an end are of older histories; their due moments stood still.
            guard let spec = view.spec, let entry = view.entry, entry.heldOpenSince == nil,
                let reckoned = spec.dueInstant(under: policies(entry.policy)), reckoned != entry.due
            else { return }
            findings.append(.due(recorded: entry.due, reckoned: reckoned, version: view.version))
        }

        /// A verdict follows from when it was met, from the due moment, and from a breach that had been recorded by then.
        private mutating func check(_ at: Instant, _ verdict: Verdict, due: Instant?, _ view: View) {
            guard view.former?.heldOpenSince == nil, let due else { return }
            let allowed = view.spec?.met.map { [$0] } ?? view.ends
            if !allowed.contains(at) {
                findings.append(.stop(recorded: at, reckoned: allowed[0], version: view.version))
            }
            guard verdict != .released || !view.isJudged else { return }
            // One that was set in this fact may have been late before it was anybody's in particular.
            let isLate = (view.former ?? view.entry)?.isBreached ?? false || at > due
            let reckoned = view.isJudged ? isLate ? Verdict.late : .inTime : .released
            if verdict != reckoned {
                findings.append(.verdict(recorded: verdict, reckoned: reckoned, version: view.version))
            }
        }
    }
}

extension ClockChange {
    /// Where it moves the due moment.
    fileprivate var due: Instant? {
        switch self {
        case .set(_, _, let due, _, _), .moved(_, _, let due), .paused(_, _, let due), .resumed(_, let due),
            .repinned(_, let due, _, _):
            due
        case .heldOpen, .stopped, .secondOpinion: nil
        }
    }
}
