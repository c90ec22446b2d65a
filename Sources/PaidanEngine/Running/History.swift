package import PaidanCore
package import PaidanJSON

/// A ticket as it stood after a fact, together with what the store keeps beside its state. Never changes; the next fact
/// makes the next one.
package final class Loaded<K: TicketKind>: AnyLoaded {
    package let ticket: Ticket<K>
    package let row: TicketRow
    /// The hash of its last fact.
    package let hash: [UInt8]

    package init(ticket: Ticket<K>, number: Int, openedAt: Instant, updatedAt: Instant, hash: [UInt8]) {
        let running = ticket.ledger.running.filter { $0.heldOpenSince == nil }
        self.ticket = ticket
        self.hash = hash
        row = TicketRow(
            id: ticket.id, kind: K.kind, number: number, branch: ticket.branch, person: ticket.state.person,
            openedAt: openedAt,
            parent: ticket.state.parent, department: ticket.state.department,
            phase: K.table.name(of: ticket.state.phase),
            isOpen: !ticket.state.phase.isEnd, custodian: ticket.state.custodian.name, version: ticket.version,
            rev: ticket.rev, updatedAt: updatedAt, due: running.map(\.due).min(),
            isLate: running.contains(where: \.isBreached))
    }
}

/// A loaded ticket of some kind.
package protocol AnyLoaded: AnyObject, Sendable {
    var row: TicketRow { get }
    var relative: Relative { get }
    var routing: RoutingWish? { get }
    var ledger: ClockLedger { get }
    /// What messages say of it besides ids.
    func briefing(in zone: Zone) -> [(String, JSON)]
    /// How the watch sees a clock of this ticket.
    func clockRow(_ entry: ClockLedger.Entry, _ policies: PolicyShelf) -> ClockRow
}

extension AnyLoaded {
    package var id: TicketID { row.id }
    package var branch: Branch { row.branch }
    package var person: PersonID { row.person }

    /// The clocks that the ledger says are running.
    package func clockRows(_ policies: PolicyShelf) -> [ClockRow] {
        ledger.running.map { clockRow($0, policies) }
    }
}

extension Loaded {
    package var relative: Relative { ticket.state.relative(id: ticket.id, branch: ticket.branch) }
    package var routing: RoutingWish? { ticket.state.routing }
    package var ledger: ClockLedger { ticket.ledger }

    package func briefing(in zone: Zone) -> [(String, JSON)] {
        let briefing = ticket.state.briefing
        var members: [(String, JSON)] = []
        if let categories = briefing.categories {
            members.append(("categories", .array(categories.map { .string($0.code) })))
        }
        if let severity = briefing.severity { members.append(("severity", .string(severity))) }
        if let date = briefing.promisedDate { members.append(("promisedDate", .string(date.rfc3339(in: zone)))) }
        if let date = briefing.orderedFor { members.append(("orderedFor", .string(date.rfc3339(in: zone)))) }
        if let misses = briefing.misses { members.append(("misses", .integer(Int64(misses)))) }
        return members
    }

    package func clockRow(_ entry: ClockLedger.Entry, _ policies: PolicyShelf) -> ClockRow {
        ClockRow(
            ticket: ticket.id, key: entry.key, due: entry.due,
            next: entry.nextRung(under: policies[entry.policy], judged: K.isJudged(entry.key))?.at,
            isLate: entry.isBreached)
    }
}

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
            ticket: ticket, number: row.number, openedAt: first.recordedAt, updatedAt: last.recordedAt, hash: last.hash)
    }

    /// - Returns: nil when there is no such ticket.
    package static func load(_ id: TicketID, from reading: any Reading) throws -> (any AnyLoaded)? {
        guard let row = try reading.ticketRow(id) else { return nil }
        return try load(row.kind.type, row, reading)
    }

    private static func load<K: TicketKind>(_: K.Type, _ row: TicketRow, _ reading: any Reading) throws -> any AnyLoaded
    {
        try replay(K.self, row, try reading.events(of: row.id))
    }
}
