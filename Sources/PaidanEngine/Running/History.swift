package import PaidanCore

/// Rebuilds tickets from their facts.
package enum History {
    /// - Throws: `CorruptHistory`, `CodecError`, or a decoding error when the facts cannot be read.
    package static func replay<K: TicketKind>(_: K.Type, _ row: TicketRow, _ events: [EventRow]) throws -> Loaded<K> {
        guard let first = events.first, case .opened(let opening) = try EventCodec.decode(K.self, first) else {
            throw CorruptHistory("nothing", after: "no history")
        }
        var ticket = Ticket<K>(opening, id: row.id, branch: row.branch, at: first.factAt)
        try ticket.apply(try ClockCodec.decode(first.clocks, at: first.factAt))
        for event in events.dropFirst() {
            try ticket.apply(try EventCodec.decode(K.self, event), at: event.factAt)
            try ticket.apply(try ClockCodec.decode(event.clocks, at: event.factAt))
        }
        let last = events[events.count - 1]
        return Loaded(
            ticket: ticket, number: row.number, openedAt: first.recordedAt, updatedAt: last.recordedAt,
            importedAt: events.compactMap(\.importedAt).last, hash: last.hash)
    }

    /// The facts with their times and with what they did to the clocks.
    /// - Throws: as `replay`.
    static func entries<K: TicketKind>(_: K.Type, _ events: [EventRow]) throws -> [HistoryEntry<K>] {
        try events.map { event in
            HistoryEntry(
                version: event.version, fact: try EventCodec.decode(K.self, event), factAt: event.factAt,
                recordedAt: event.recordedAt, changes: try ClockCodec.decode(event.clocks, at: event.factAt))
        }
    }

    /// - Returns: nil when there is no such ticket.
    package static func load(_ id: TicketID, from reading: any Reading) throws -> AnyLoaded? {
        guard let row = try reading.ticketRow(id) else { return nil }
        return try load(row.kind.type, row, reading)
    }

    private static func load<K: TicketKind>(_: K.Type, _ row: TicketRow, _ reading: any Reading) throws -> AnyLoaded {
        try replay(K.self, row, try reading.events(of: row.id))
    }
}
