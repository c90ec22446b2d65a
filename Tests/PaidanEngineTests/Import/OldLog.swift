import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// A small log of another system, and how it is taken over.
enum OldLog {
    static let mapping = """
        source: old
        kind: complaint
        ticket: id
        activity: what
        time: {column: when, pattern: "yyyy-MM-dd HH:mm", zone: "+08:00"}
        open:
          channel: web
          customer: {name: {text: "客户 {id}"}}
          content: {text: "{id} {what}"}
        activities:
          call: note
          classify: {classify: {categories: [construction]}}
          forward:
            - {when: received, do: [forward: {departments: [engineering]}]}
          take: dispatch.delivered
          date:
            - dispatch.accept: {promisedDate: {after: 2 d}}
          wait:
            - hold: {reason: customer, until: {after: 1 d}}
          done:
            - dispatch.reportDone: {result: {text: "{what}"}, cause: {text: "{what}"}}
          close:
            - replyToCustomer: {text: {text: "{what}"}}
        """

    /// The limits of DX: forward in 2 h, pick up in 30 min, a date in 4 h, the result told in 24 h.
    static let rows = """
        A,call,2026-02-02 09:00
        B,call,2026-02-02 09:30
        A,forward,2026-02-02 10:30
        C,classify,2026-02-02 11:00
        A,take,2026-02-02 12:00
        B,forward,2026-02-02 12:00
        C,forward,2026-02-02 13:00
        C,take,2026-02-02 13:10
        C,date,2026-02-02 13:20
        A,done,2026-02-02 15:00
        C,wait,2026-02-03 08:00
        C,forward,2026-02-03 08:30
        D,call,2026-02-03 08:40
        D,forward,2026-02-03 08:50
        A,close,2026-02-03 09:00
        """

    static func table(_ rows: String = rows, _ mapping: String = mapping) throws -> ImportTable {
        try ImportTable.read(Array("id,what,when\n\(rows)\n".utf8), load(mapping))
    }

    static func load(_ mapping: String = mapping) throws -> ImportMapping {
        try ImportMapping.load(text: mapping, file: "old.yaml")
    }

    static let end = Instant(rfc3339: "2026-02-03T09:00:00+08:00") ?? TestHouse.monday
}

extension TestHouse {
    /// Takes a log over as if no server ran: nobody watches clocks meanwhile.
    func takeOver(
        _ rows: String = OldLog.rows, _ mapping: String = OldLog.mapping, end: Instant? = nil, branch: Branch = .main,
        isDryRun: Bool = false
    ) throws -> ImportOutcome {
        try takeOver(OldLog.table(rows, mapping), OldLog.load(mapping), end: end, branch: branch, isDryRun: isDryRun)
    }

    /// - Parameter rows: as they stand in the file, behind its header.
    func takeOver(_ header: String, _ rows: [String], _ mapping: ImportMapping) throws -> ImportOutcome {
        try takeOver(
            ImportTable.read(Array(([header] + rows).joined(separator: "\n").utf8), mapping), mapping, end: nil,
            branch: .main, isDryRun: false)
    }

    private func takeOver(
        _ table: ImportTable, _ mapping: ImportMapping, end: Instant?, branch: Branch, isDryRun: Bool
    ) throws -> ImportOutcome {
        let batch = ImportBatch(
            mapping: mapping, header: table.header, cases: table.cases, end: end ?? table.end ?? now, branch: branch,
            isDryRun: isDryRun)
        var windows = NoWindows()
        let turn = try engine.turn(at: now, [.takeOver(batch)], watchesClocks: false, windows: &windows)
        switch turn.outcomes[0] {
        case .tookOver(var outcome):
            outcome.add(table.refused)
            return outcome
        case .failed(let failure): throw failure
        case .receipt, .settled, .leases, .activated, .withdrawn, .issued, .revoked, .done, .fileKept, .again:
            preconditionFailure("an import answers with its rows")
        }
    }

    /// Everything that any ticket has been told of.
    var notices: [NoticeRow] {
        get throws { try store.notices(for: NoticeFilter(roles: Role.allCases, departments: [], branch: nil)) }
    }

    var allEvents: [EventRow] {
        get throws { try store.allTicketIDs(after: nil, limit: 1_000).flatMap { try store.events(of: $0) } }
    }
}

extension TestHouse {
    /// Each ticket's facts as `opened received 2026-02-02T01:00:00Z`, without what depends on chance; by ticket in order of
    /// its text, since dispatches of two tickets may be opened in another order.
    var factsByTicket: [[String]] {
        get throws {
            try store.allTicketIDs(after: nil, limit: 1_000).map { id in
                try store.events(of: id).map {
                    "\($0.type) \($0.phase) \($0.recordedAt.rfc3339(in: .utc)) \($0.principal)"
                }
            }.sorted { $0.lexicographicallyPrecedes($1) }
        }
    }
}

extension ImportOutcome {
    func ticket(_ reference: String) -> Ticket? { tickets.first { $0.reference == reference } }

    /// The last of this number: a promise is split when departments are named.
    func clock(_ number: String, of reference: String) -> Clock? {
        ticket(reference)?.clocks.last { $0.number == number }
    }

    /// `12 the mapping has no way …`, by line.
    var reasons: [String] {
        rows.sorted { $0.line < $1.line }.compactMap { row in row.reason.map { "\(row.line) \($0.en)" } }
    }

    /// `12 refused no-way`, by line.
    var verdicts: [String] {
        rows.sorted { $0.line < $1.line }.map { row in
            "\(row.line) \(row.verdict.rawValue)" + (row.code.map { " \($0)" } ?? "")
        }
    }
}
