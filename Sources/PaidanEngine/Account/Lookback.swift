internal import PaidanCore
internal import PaidanJSON

/// Looks back on tickets: every policy that was ever in force is at hand, and since when.
struct Lookback {
    private let rows: [PolicyRow]
    private let policies: PolicyShelf
    private let timeline: PolicyTimeline
    private let verifier: Verifier

    /// - Parameter known: regulations at hand, which need not be read again.
    /// - Throws: when a stored policy no longer reads.
    init(_ reading: any Reading, known: [Regulation]) throws {
        rows = try reading.activatedPolicies()
        policies = try PolicyShelf(rows, known: known)
        timeline = PolicyTimeline(rows)
        verifier = Verifier(policies)
    }

    /// - Throws: `CorruptHistory`, `CodecError` when its facts cannot be read.
    func retrospect(of row: TicketRow, in reading: any Reading, at now: Instant) throws -> Retrospect {
        func typed<K: TicketKind>(_: K.Type) throws -> Retrospect {
            let events = try reading.events(of: row.id)
            let replay = try Replay<K>(id: row.id, branch: row.branch, History.entries(K.self, events))
            return Retrospect(
                row: row, events: events, labels: replay.scenes.map { HistoryView.label(of: $0.entry.fact) },
                account: TimeAccount(of: replay, at: now, by: course(of: row)),
                proofs: DeadlineProof.all(of: replay) { policies[$0] },
                sent: replay.sent, handOver: (replay as? Replay<DepartmentDispatch>).map(HandOver.init),
                findings: try verifier.findings(of: replay, row, events, in: reading))
        }
        return try typed(row.kind.type)
    }

    func policy(_ number: Int) -> Policy { policies[number] }

    func activation(_ number: Int) -> PolicyRow? { rows.first { $0.number == number } }

    /// Which calendar held when for this ticket: each activation may bring another one, if it is for tickets like this.
    func course(of row: TicketRow) -> CalendarCourse {
        CalendarCourse(
            timeline.course(branch: row.branch, kind: row.kind).map { from, number in
                CalendarCourse.Era(from: from, policy: number, calendar: policies[number].calendar)
            })
    }

    /// How long that is, for a ticket like this.
    func json(from start: Instant, until end: Instant, of row: TicketRow) -> JSON {
        .members(
            ("clockTime", .string((end - start).iso8601)),
            ("workingTime", .string(course(of: row).workingTime(from: start, until: end).iso8601)))
    }
}

/// A ticket looked back upon.
struct Retrospect {
    let row: TicketRow
    let events: [EventRow]
    /// What happened, by each fact.
    let labels: [Label]
    let account: TimeAccount
    let proofs: [DeadlineProof]
    let sent: [SentPart]
    /// Of a dispatch.
    let handOver: HandOver?
    /// What `paidan verify` says of it besides the findings of the proofs.
    let findings: [Label]

    func event(_ version: Int) -> EventRow? { events.indices.contains(version - 1) ? events[version - 1] : nil }
    func label(_ version: Int) -> Label? { labels.indices.contains(version - 1) ? labels[version - 1] : nil }

    func proof(_ key: ClockKey) -> DeadlineProof? { proofs.first { $0.clock.key == key } }
}
