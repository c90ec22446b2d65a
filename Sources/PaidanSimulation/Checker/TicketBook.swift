internal import PaidanCore
internal import PaidanEngine

/// Tickets and their facts as they were committed: versions without gap, rows that follow from facts.
struct TicketBook {
    /// A fact in short.
    struct Note {
        let type: String
        let principal: String
        let verb: String
        let phase: String
        /// The ticket's `rev` before this fact.
        let revBefore: Int
    }

    struct Entry {
        var row: TicketRow
        var notes: [Note] = []
        /// By the facts, whatever the row says.
        var rev = 0
    }

    private var entries: [TicketID: Entry] = [:]
    /// In the order in which they were opened.
    private(set) var order: [TicketID] = []

    subscript(id: TicketID) -> Entry? { entries[id] }
    func row(_ id: TicketID) -> TicketRow? { entries[id]?.row }
    /// - Parameter name: an id, or the number that people use.
    func id(named name: String) -> TicketID? {
        switch TicketReference(name) {
        case .id(let id)?: id
        case .number(let kind, let number)?:
            order.first { entries[$0]?.row.kind == kind && entries[$0]?.row.number == number }
        case nil: nil
        }
    }

    var rows: [TicketRow] { order.compactMap { entries[$0]?.row } }

    mutating func insert(_ row: TicketRow) throws {
        try demand(entries[row.id] == nil, .versions, "\(row.numberText) was opened twice")
        entries[row.id] = Entry(row: row)
        order.append(row.id)
    }

    mutating func update(_ row: TicketRow) throws {
        try demand(entries[row.id] != nil, .versions, "\(row.numberText) changed before it was opened")
        entries[row.id]?.row = row
    }

    /// A fact leaves `rev` alone only when it is a clock's own, or brings files.
    mutating func append(_ event: EventRow, to id: TicketID) throws {
        guard var entry = entries[id] else { throw Violation(.versions, "a fact of an unknown ticket") }
        try demand(
            event.version == entry.notes.count + 1, .versions,
            "\(entry.row.numberText): fact \(event.version) after \(entry.notes.count)")
        entry.notes.append(
            Note(
                type: event.type, principal: event.principal, verb: event.verb, phase: event.phase, revBefore: entry.rev
            ))
        if event.type != ClockBook.rang, event.type != EventCodec.attachedType { entry.rev = event.version }
        entries[id] = entry
    }

    /// After a commit the row says what the facts say, and somebody holds an open ticket.
    func close(_ id: TicketID) throws {
        guard let entry = entries[id], let last = entry.notes.last else {
            throw Violation(.books, "a ticket without facts")
        }
        let row = entry.row
        try demand(
            row.version == entry.notes.count, .versions,
            "\(row.numberText) says \(row.version), has \(entry.notes.count) facts")
        try demand(row.rev == entry.rev, .versions, "\(row.numberText) says rev \(row.rev), by its facts \(entry.rev)")
        try demand(
            row.phase == last.phase, .books, "\(row.numberText) is \(row.phase), its last fact says \(last.phase)")
        try demand(
            row.isOpen == (row.custodian != Custodian.nobody.name), .books,
            "\(row.numberText) in \(row.phase) is held by \(row.custodian)")
    }
}
