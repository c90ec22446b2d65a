package import PaidanCore

/// 制度试算: replays what happened under a draft of a regulation, beside what holds, and tells what would differ.
///
/// What people did stays as it was and when it was; what clocks made of it is reckoned twice by the same code, under the
/// policies that were in force and under the draft. `docs/decisions/0029`. Reads only.
package struct Trial: Sendable {
    let recorded: PolicyShelf
    let timeline: PolicyTimeline
    package let draft: Regulation
    /// For which tickets it would be in force.
    let scope: PolicyScope
    /// As if it had been activated last.
    private let drafted: PolicyShelf
    private let number: Int
    package let since: Instant
    /// Nothing that was recorded later counts.
    package let until: Instant

    /// - Throws: when a stored policy no longer reads.
    package init(
        _ draft: Regulation, for scope: PolicyScope, since: Instant, until: Instant, activations: [PolicyRow]
    ) throws {
        self.draft = draft
        self.scope = scope
        self.since = since
        self.until = until
        recorded = try PolicyShelf(activations)
        guard recorded.isComplete else { throw EngineError.noPolicy }
        timeline = PolicyTimeline(activations)
        number = recorded.lastNumber + 1
        var shelf = recorded
        shelf.add(draft, number: number, for: scope)
        drafted = shelf
    }

    /// Where the tickets begin that were opened since then: ids ascend with time.
    package var first: TicketID {
        TicketID(ULID(high: UInt64(clamping: since.milliseconds) << 16, low: 0))
    }

    /// Whether the draft would hold for such a ticket.
    func holds(for kind: Kind, in branch: Branch) -> Bool { drafted.number(branch: branch, kind: kind) == number }

    var active: ActivePolicy { ActivePolicy(number: number, policy: draft.policy) }

    func recordedPolicy(at moment: Instant, _ branch: Branch, _ kind: Kind) -> ActivePolicy {
        recordedPolicy(timeline.number(at: moment, branch: branch, kind: kind))
    }

    func recordedPolicy(_ number: Int) -> ActivePolicy { ActivePolicy(number: number, policy: recorded[number]) }

    // MARK: Tickets

    /// Looks at these tickets; several of these may run beside each other, each with its own reading.
    /// - Parameter changesMax: how many changed verdicts are kept to be shown.
    package func look(at tickets: [TicketID], in reading: any Reading, changesMax: Int) throws -> TrialTally {
        var tally = TrialTally(changesMax: changesMax)
        for id in tickets {
            guard let row = try reading.ticketRow(id), row.openedAt >= since, row.openedAt <= until else { continue }
            tally.tickets += 1
            guard holds(for: row.kind, in: row.branch) || (row.kind == .dispatch && routes(row.branch)) else {
                continue
            }
            do {
                try row.kind.run(Looking(trial: self, row: row, events: try reading.events(of: id)), on: &tally)
            } catch is CorruptHistory {
                tally.unreadable += 1
            } catch is CodecError {
                tally.unreadable += 1
            }
        }
        return tally
    }

    /// The draft's routing table would be that of complaints.
    func routes(_ branch: Branch) -> Bool { holds(for: .complaint, in: branch) }

    private struct Looking: KindWork {
        let trial: Trial
        let row: TicketRow
        let events: [EventRow]

        func run<K: TicketKind>(_: K.Type, on tally: inout TrialTally) throws {
            guard var replay = try TrialReplay<K>(trial, row, events) else { return }
            try replay.run()
            replay.add(to: &tally)
        }
    }

    // MARK: What cannot be tried

    /// Keys that the draft sets otherwise and that change what people decide, so that no history tells what would have come
    /// of them.
    package var untried: [String] {
        let former = recorded.regulation(branch: scope.branch, kind: scope.kind)
        return RegulationDifference.between(former, draft).filter(\.isUntold).map(\.key)
    }
}
