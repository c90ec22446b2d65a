package import PaidanCore

/// Rebuilds tickets from their facts.
package enum History {
    /// - Throws: `CorruptHistory`, `CodecError`, or a decoding error when the facts cannot be read.
    package static func replay<K: TicketKind>(_: K.Type, _ row: TicketRow, _ events: [EventRow]) throws -> Loaded<K> {
        let ticket = try Ticket<K>(id: row.id, branch: row.branch, toldBy: entries(K.self, events))
        return loaded(ticket, number: row.number, events)
    }

    /// - Parameter events: those that told of it; at least one.
    static func loaded<K: TicketKind>(_ ticket: Ticket<K>, number: Int, _ events: [EventRow]) -> Loaded<K> {
        let last = events[events.count - 1]
        return Loaded(
            ticket: ticket, number: number, openedAt: events[0].recordedAt, updatedAt: last.recordedAt,
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
