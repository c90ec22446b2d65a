internal import PaidanCore
internal import PaidanJSON

/// 同一件事: the tickets in whose words a ticket's customers speak, where there are several. A complaint speaks for those that were
/// merged into it, too; a department's part is about the one that it was opened for, the one that this is merged into, and
/// those merged into that.
enum SameMatter {
    /// - Parameter ticket: as it stands in `row`.
    /// - Returns: each once, without the ticket itself; those that the viewer may see. Empty where no complaints were merged.
    private static func others<K: TicketKind>(
        of row: TicketRow, _ ticket: K, in reading: any Reading, for viewer: Viewer
    ) throws -> [TicketRow] {
        let begin = try (ticket as? DepartmentDispatch).map { try wholes(of: row, $0, in: reading) } ?? [row]
        guard let whole = begin.last else { return [] }
        let all = once(begin + (try merged(into: whole, known: (row.id, ticket as? Complaint), in: reading)))
        guard all.count > 1 else { return [] }
        let seen = try all.filter { try viewer.sight.sees($0, in: reading) }
        return seen.count > 1 ? seen.filter { $0.id != row.id } : []
    }

    /// What a part was opened for and what it is part of now, in this order; mostly that is one.
    static func wholes(of row: TicketRow, in reading: any Reading) throws -> [TicketRow] {
        try wholes(of: row, row.kind == .dispatch ? state(DepartmentDispatch.self, row, reading) : nil, in: reading)
    }

    private static func wholes(
        of row: TicketRow, _ part: DepartmentDispatch?, in reading: any Reading
    ) throws -> [TicketRow] {
        let origin = try part.flatMap { try reading.soundTicketRow($0.opening.parent) }
        // What ended while it was merged stays with the other complaint; once that is undone it is another matter.
        if let origin, origin.id != row.parent, !isMerged(origin) { return [origin] }
        return once([origin, try row.parent.flatMap { try reading.soundTicketRow($0) }].compactMap(\.self))
    }

    /// Those that were merged into it, and those merged into these.
    private static func merged(
        into whole: TicketRow, known: (id: TicketID, complaint: Complaint?), in reading: any Reading
    ) throws -> [TicketRow] {
        var found = [whole]
        var index = 0
        while index < found.count, found.count < most {
            let row = found[index]
            if row.kind == .complaint,
                let taker = try row.id == known.id ? known.complaint : state(Complaint.self, row, reading)
            {
                found = once(found + (try taker.duplicates.compactMap { try reading.soundTicketRow($0.source) }))
            }
            index += 1
        }
        return Array(found.dropFirst())
    }

    /// More are not read.
    private static let most = 32

    private static func once(_ rows: [TicketRow]) -> [TicketRow] {
        rows.reduce(into: []) { once, row in if !once.contains(where: { $0.id == row.id }) { once.append(row) } }
    }

    private static func state<K: TicketKind>(_: K.Type, _ row: TicketRow, _ reading: any Reading) throws -> K? {
        try legible { try History.replay(K.self, row, reading.events(of: row.id)).ticket.state }
    }

    // MARK: Who may see a complaint that was merged

    /// What it was merged into, and what that was merged into, and so on.
    static func takers(of row: TicketRow, in reading: any Reading) throws -> [TicketID] {
        var takers: [TicketID] = []
        var next: TicketRow? = row
        while let row = next, takers.count < most, let taker = try taker(of: row, in: reading) {
            takers.append(taker)
            next = try reading.soundTicketRow(taker)
        }
        return takers
    }

    private static func taker(of row: TicketRow, in reading: any Reading) throws -> TicketID? {
        guard isMerged(row), case .merged(let merge)? = try state(Complaint.self, row, reading)?.state else {
            return nil
        }
        return merge.into
    }

    private static func isMerged(_ row: TicketRow) -> Bool {
        row.kind == .complaint && row.phase == Complaint.table.name(of: Complaint.Phase.merged)
    }

    /// Whose parts a complaint has had, also such as ended in another complaint and came back with the undoing of the merger.
    static func departments(of row: TicketRow, in reading: any Reading) throws -> [Department] {
        guard row.kind == .complaint, let complaint = try state(Complaint.self, row, reading) else { return [] }
        return complaint.dispatches.filter { $0.outcome != .takenBack }.map(\.department)
    }

    // MARK: As JSON

    static func json<K: TicketKind>(
        of row: TicketRow, _ ticket: K, in reading: any Reading, for viewer: Viewer
    ) throws -> JSON? {
        let others = try others(of: row, ticket, in: reading, for: viewer)
        guard !others.isEmpty else { return nil }
        return .array(
            try others.map { other in
                .members(
                    ("id", .string(other.id.description)), ("number", .string(other.numberText)),
                    ("words", try MatterWords(of: other, in: reading, for: viewer).map { .string($0.text) }))
            })
    }
}
