package import PaidanCore
package import PaidanJSON

/// A loaded ticket of some kind as it stood after a fact: what may be known of it without its type. Never changes; the
/// next fact makes the next one.
// Safe: everything here and in its one subclass is a constant.
package class AnyLoaded: @unchecked Sendable {
    package final let row: TicketRow
    package final let ledger: ClockLedger
    /// The hash of its last fact.
    package final let hash: [UInt8]
    /// What other tickets' decisions may ask of it.
    package final let relative: Relative
    package final let routing: RoutingWish?
    package final let assignees: [Account]
    /// When its last imported fact was taken over; nil for a ticket that began here.
    package final let importedAt: Instant?
    private final let briefing: Briefing

    fileprivate init(
        _ row: TicketRow, _ ledger: ClockLedger, hash: [UInt8], importedAt: Instant?, _ relative: Relative,
        _ routing: RoutingWish?, _ assignees: [Account], _ briefing: Briefing
    ) {
        self.row = row
        self.ledger = ledger
        self.hash = hash
        self.importedAt = importedAt
        self.relative = relative
        self.routing = routing
        self.assignees = assignees
        self.briefing = briefing
    }

    package final var id: TicketID { row.id }
    package final var branch: Branch { row.branch }
    package final var person: PersonID { row.person }

    /// How the watch sees a clock of this ticket.
    package final func clockRow(_ entry: ClockLedger.Entry, _ policies: PolicyShelf) -> ClockRow {
        let next = entry.nextRung(under: policies[entry.policy], judged: row.kind.type.isJudged(entry.key))
        return ClockRow(ticket: id, key: entry.key, due: entry.due, next: next?.at, isLate: entry.isBreached)
    }

    /// The clocks that the ledger says are running.
    package final func clockRows(_ policies: PolicyShelf) -> [ClockRow] {
        ledger.running.map { clockRow($0, policies) }
    }

    /// What it is about, where that is known.
    package final var categories: [Category]? { briefing.categories }

    /// What messages say of it besides ids.
    package final func briefing(in zone: Zone) -> [(String, JSON)] {
        var members: [(String, JSON)] = []
        if let categories = briefing.categories {
            members.append(("categories", .array(categories.map { .string($0.code) })))
        }
        if let severity = briefing.severity { members.append(("severity", .string(severity))) }
        if let date = briefing.promisedDate { members.append(("promisedDate", .string(date.rfc3339(in: zone)))) }
        if let date = briefing.orderedFor { members.append(("orderedFor", .string(date.rfc3339(in: zone)))) }
        if let misses = briefing.misses { members.append(("misses", .integer(Int64(misses)))) }
        if let task = briefing.task { members.append(("task", .string(task))) }
        if let moment = briefing.surveyAt { members.append(("surveyAt", .string(moment.rfc3339(in: zone)))) }
        return members
    }
}

/// A loaded ticket with its type, for its machine.
// Safe: it adds a constant of a `Sendable` type to a base of constants.
package final class Loaded<K: TicketKind>: AnyLoaded, @unchecked Sendable {
    package let ticket: Ticket<K>
    /// What its state wants; the next fact is compared with it.
    let clocks: [ClockSpec]

    /// - Parameter clocks: those of its state, where they are at hand.
    package init(
        ticket: Ticket<K>, number: Int, openedAt: Instant, updatedAt: Instant, importedAt: Instant? = nil,
        hash: [UInt8], clocks: [ClockSpec]? = nil
    ) {
        self.ticket = ticket
        self.clocks = clocks ?? ticket.state.clocks
        let row = TicketRow(of: ticket, number: number, openedAt: openedAt, updatedAt: updatedAt)
        super.init(
            row, ticket.ledger, hash: hash, importedAt: importedAt,
            ticket.state.relative(id: ticket.id, branch: ticket.branch),
            ticket.state.routing, ticket.state.assignees, ticket.state.briefing)
    }
}

extension TicketRow {
    fileprivate init<K: TicketKind>(of ticket: Ticket<K>, number: Int, openedAt: Instant, updatedAt: Instant) {
        let running = ticket.ledger.running.filter { $0.heldOpenSince == nil }
        self.init(
            id: ticket.id, kind: K.kind, number: number, branch: ticket.branch, person: ticket.state.person,
            openedAt: openedAt,
            parent: ticket.state.parent, department: ticket.state.department,
            phase: K.table.name(of: ticket.state.phase),
            isOpen: !ticket.state.phase.isEnd, custodian: ticket.state.custodian.name, version: ticket.version,
            rev: ticket.rev, updatedAt: updatedAt, due: running.map(\.due).min(),
            isLate: running.contains(where: \.isBreached))
    }
}
