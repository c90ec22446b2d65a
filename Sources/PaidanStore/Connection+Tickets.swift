package import PaidanCore
package import PaidanEngine

extension Connection {
    static let ticketColumns = """
        t.id, t.kind, t.number, t.branch, p.id, q.id, t.department, t.phase, t.is_open, t.custodian, t.version, t.rev,
        t.opened_at, t.updated_at, t.due, t.is_late
        """
    static let ticketTables = """
        ticket t JOIN person p ON p.no = t.person LEFT JOIN ticket q ON q.no = t.parent
        """

    static func ticketRow(_ columns: Columns) throws -> TicketRow {
        TicketRow(
            id: try columns.ticket(0), kind: try columns.word(1), number: try columns.int(2),
            branch: try columns.code(3),
            person: try columns.person(4), openedAt: try columns.instant(12), parent: try columns.optionalTicket(5),
            department: try columns.optionalCode(6), phase: try columns.text(7), isOpen: try columns.flag(8),
            custodian: try columns.text(9), version: try columns.int(10), rev: try columns.int(11),
            updatedAt: try columns.instant(13), due: columns.optionalInstant(14), isLate: try columns.flag(15))
    }

    package func ticketRow(_ id: TicketID) throws -> TicketRow? {
        try first("SELECT \(Self.ticketColumns) FROM \(Self.ticketTables) WHERE t.id = ?", [.id(id)], Self.ticketRow)
    }

    package func ticketRow(kind: Kind, number: Int) throws -> TicketRow? {
        try first(
            "SELECT \(Self.ticketColumns) FROM \(Self.ticketTables) WHERE t.kind = ? AND t.number = ?",
            [.text(kind.rawValue), .int(number)],
            Self.ticketRow)
    }

    package func tickets(matching filter: TicketFilter) throws -> [TicketRow] {
        let (condition, arguments) = Self.condition(of: filter)
        // The plus keeps SQLite from walking through all tickets in order instead of looking up the parts of one.
        let newestFirst = filter.parent == nil ? "t.id DESC" : "+t.id DESC"
        let order = filter.byDue ? "t.due IS NULL, t.due, t.id" : newestFirst
        return try rows(
            """
            SELECT \(Self.ticketColumns) FROM \(Self.ticketTables)
            WHERE \(condition)
            ORDER BY \(order)
            LIMIT \(min(max(filter.limit, 1), 500))
            """, arguments, Self.ticketRow)
    }

    package func ticketCounts(matching filter: TicketFilter) throws -> [TicketCount] {
        let (condition, arguments) = Self.condition(of: filter)
        return try rows(
            """
            SELECT t.kind, t.department, t.phase, t.is_late, count(*) FROM ticket t
            WHERE \(condition)
            GROUP BY t.kind, t.department, t.phase, t.is_late
            ORDER BY t.kind, t.department, t.phase, t.is_late
            """, arguments
        ) { columns in
            TicketCount(
                kind: try columns.word(0), department: try columns.optionalCode(1), phase: try columns.text(2),
                isLate: try columns.flag(3), count: try columns.int(4))
        }
    }

    private static func condition(of filter: TicketFilter) -> (text: String, arguments: [Value]) {
        var conditions = ["1"]
        var arguments: [Value] = []
        func add(_ condition: String, _ value: Value) {
            if case .null = value { return }
            conditions.append(condition)
            arguments.append(value)
        }
        add("t.kind = ?", .text(filter.kind?.rawValue))
        add("t.phase = ?", .text(filter.phase))
        add("t.department = ?", .text(filter.department?.code))
        let codes = filter.concerning?.map { Value.string($0.code) }
        let kinds = filter.kinds?.map { Value.string($0.rawValue) }
        let reach = [codes.map { Self.concerns($0.count) }, kinds.map { Self.isOf($0.count) }].compactMap(\.self)
        if !reach.isEmpty {
            conditions.append("(\(reach.joined(separator: " OR ")))")
            arguments += (codes ?? []) + (codes ?? []) + (kinds ?? [])
        }
        add("t.branch = ?", .text(filter.branch?.code))
        add("t.parent = (SELECT no FROM ticket WHERE id = ?)", filter.parent.map { .id($0) } ?? .null)
        if filter.isWhole { conditions.append("t.parent IS NULL") }
        // Written out, so that SQLite sees that the partial index applies.
        if let isOpen = filter.isOpen { conditions.append("t.is_open = \(isOpen ? 1 : 0)") }
        add("t.is_late = ?", filter.isLate.map(Value.flag) ?? .null)
        add("t.id < ?", filter.before.map { .id($0) } ?? .null)
        return (conditions.joined(separator: " AND "), arguments)
    }

    private static func isOf(_ kinds: Int) -> String {
        "t.kind IN (\(Array(repeating: "?", count: kinds).joined(separator: ", ")))"
    }

    /// Parts are looked up by the index of their whole.
    private static func concerns(_ departments: Int) -> String {
        let codes = Array(repeating: "?", count: departments).joined(separator: ", ")
        return """
            (t.department IN (\(codes)) OR t.department IS NULL AND EXISTS (
                SELECT 1 FROM ticket part WHERE part.parent = t.no AND part.department IN (\(codes))))
            """
    }

    package func allTicketIDs(after: TicketID?, limit: Int) throws -> [TicketID] {
        let floor = after.map { Value.id($0) } ?? .blob([])
        return try rows("SELECT id FROM ticket WHERE id > ? ORDER BY id LIMIT ?", [floor, .int(limit)]) {
            try $0.ticket(0)
        }
    }

    package func highestNumber(of kind: Kind) throws -> Int {
        try first("SELECT coalesce(max(number), 0) FROM ticket WHERE kind = ?", [.text(kind.rawValue)]) {
            try $0.int(0)
        } ?? 0
    }

    package func latestUpdate() throws -> Instant? {
        try first("SELECT max(updated_at) FROM ticket", []) { $0.optionalInstant(0) } ?? nil
    }

    private static let eventColumns = """
        e.version, e.type, e.form, e.recorded_at, e.fact_at, e.principal, e.verb, e.phase, e.data, e.clocks, e.hash, \
        e.imported_at
        """

    private static func eventRow(_ columns: Columns) throws -> EventRow {
        let recordedAt = try columns.instant(3)
        return EventRow(
            version: try columns.int(0), type: try columns.text(1), form: try columns.int(2), recordedAt: recordedAt,
            factAt: columns.optionalInstant(4) ?? recordedAt, principal: try columns.text(5), verb: try columns.text(6),
            phase: try columns.text(7), data: try columns.bytes(8), clocks: columns.optionalBytes(9),
            importedAt: columns.optionalInstant(11), hash: try columns.bytes(10))
    }

    package func events(of ticket: TicketID) throws -> [EventRow] {
        try rows(
            """
            SELECT \(Self.eventColumns) FROM event e JOIN ticket t ON t.no = e.ticket
            WHERE t.id = ?
            ORDER BY e.version
            """, [.id(ticket)], Self.eventRow)
    }

    package func event(of ticket: TicketID, version: Int) throws -> EventRow? {
        try first(
            """
            SELECT \(Self.eventColumns) FROM event e JOIN ticket t ON t.no = e.ticket
            WHERE t.id = ? AND e.version = ?
            """, [.id(ticket), .int(version)], Self.eventRow)
    }

    static func clockRow(_ columns: Columns) throws -> ClockRow {
        ClockRow(
            ticket: try columns.ticket(0), key: try columns.clockKey(1), due: try columns.instant(2),
            next: columns.optionalInstant(3), isLate: try columns.flag(4))
    }

    package func runningClocks(of ticket: TicketID) throws -> [ClockRow] {
        try rows(
            """
            SELECT t.id, c.key, c.due, c.next, c.is_late FROM clock c JOIN ticket t ON t.no = c.ticket
            WHERE t.id = ?
            ORDER BY c.key
            """, [.id(ticket)], Self.clockRow)
    }

    package func runningClocks(ofAll tickets: [TicketID]) throws -> [ClockRow] {
        guard !tickets.isEmpty else { return [] }
        let places = Self.places(for: tickets.count)
        let nobody = Array(repeating: Value.null, count: places - tickets.count)
        return try rows(
            """
            SELECT t.id, c.key, c.due, c.next, c.is_late FROM clock c JOIN ticket t ON t.no = c.ticket
            WHERE t.id IN (\(Array(repeating: "?", count: places).joined(separator: ", ")))
            ORDER BY t.id, c.key
            """, tickets.map { .id($0) } + nobody, Self.clockRow)
    }

    /// A power of two, so that few statements have to be kept.
    private static func places(for count: Int) -> Int {
        var places = 1
        while places < count { places *= 2 }
        return places
    }
}
