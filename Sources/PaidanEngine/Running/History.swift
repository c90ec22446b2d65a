package import PaidanCore

/// Rebuilds tickets from their facts.
package enum History {
    /// - Throws: `CorruptHistory`, or `CodecError` when a newer version wrote the facts.
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

    /// The same, for whoever goes on to ask the policies that it names.
    /// - Throws: as `replay`; `CorruptHistory` also for a policy that was never activated.
    static func entries<K: TicketKind>(
        _: K.Type, _ events: [EventRow], under policies: PolicyShelf
    ) throws -> [HistoryEntry<K>] {
        let entries = try entries(K.self, events)
        for entry in entries {
            for number in entry.changes.compactMap(\.policy) { try policies.require(number, namedBy: entry.version) }
        }
        return entries
    }

    /// For the writer: nothing is written on top of a row that its facts do not lead to.
    /// - Returns: nil when there is no such ticket.
    /// - Throws: as `entries(_:_:under:)`; `DamagedRow` where row and facts do not agree.
    package static func load(
        _ id: TicketID, from reading: any Reading, under policies: PolicyShelf
    ) throws -> AnyLoaded? {
        guard let row = try reading.ticketRow(id) else { return nil }
        let loaded = try load(row.kind.type, row, reading, policies)
        guard loaded.row.version == row.version else {
            throw DamagedRow("\(id): its row has version \(row.version), its facts lead to \(loaded.row.version)")
        }
        return loaded
    }

    private static func load<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading, _ policies: PolicyShelf
    ) throws -> AnyLoaded {
        let events = try reading.events(of: row.id)
        let ticket = try Ticket<K>(id: row.id, branch: row.branch, toldBy: entries(K.self, events, under: policies))
        return loaded(ticket, number: row.number, events)
    }
}

extension ClockChange {
    /// The policy under which it puts the clock; nil when it leaves it under its own.
    var policy: Int? {
        switch self {
        case .set(_, _, _, let policy, _), .repinned(_, _, let policy, _): policy
        case .moved, .paused, .heldOpen, .resumed, .breached, .stopped, .secondOpinion: nil
        }
    }
}

extension PolicyShelf {
    /// - Throws: `CorruptHistory` for one that was never activated.
    func require(_ number: Int, namedBy version: Int) throws(CorruptHistory) {
        guard find(number) == nil else { return }
        throw CorruptHistory("a clock under policy \(number), which was never activated,", after: "fact \(version)")
    }
}
