package import PaidanCore
package import PaidanJSON

/// A ticket with everything that its state holds.
package enum TicketView {
    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    /// - Parameter now: clocks may be paused then, or go on again.
    package static func json(
        of id: TicketID, in reading: any Reading, for viewer: Viewer, at now: Instant
    ) throws -> JSON? {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        return try json(row.kind.type, row, reading, viewer, now)
    }

    private static func json<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading, _ viewer: Viewer, _ now: Instant
    ) throws -> JSON {
        let loaded = try History.replay(K.self, row, reading.events(of: row.id))
        let encoder = try viewer.encoder(of: row.person, in: reading)
        var object = RowView(row, for: viewer).json.object ?? [:]
        object["customer"] = .string(row.person.description)
        object["data"] = try encoder.encodeTree(loaded.ticket.state)
        object["clocks"] = .array(try ClockView.list(of: loaded, in: reading, for: viewer, at: now))
        object["guide"] = loaded.ticket.state.guide.map { guide in
            .members(("title", viewer.word(guide.title)), ("steps", .array(guide.steps.map(viewer.word))))
        }
        object["verdicts"] = .array(WholeVerdict.list(of: loaded).map { $0.json(for: viewer) })
        return .object(object)
    }
}
