package import PaidanCore
package import PaidanEngine

extension Connection {
    static let ticketColumns = """
        t.id, t.kind, t.number, t.branch, p.id, q.id, t.department, t.phase, t.is_open, t.custodian, t.version, t.rev,
        t.opened_at, t.updated_at, t.due, t.is_late
        """
    static let ticketTables = """
        ticket t LEFT JOIN person p ON p.no = t.person LEFT JOIN ticket q ON q.no = t.parent
        """

    static func ticketRow(_ columns: Columns) throws -> TicketRow {
        TicketRow(
            id: try columns.ticket(0), kind: try columns.word(1), number: try columns.int(2),
            branch: try columns.code(3),
            person: try columns.person(4), openedAt: try columns.instant(12), parent: try columns.optionalTicket(5),
            department: try columns.optionalCode(6), phase: try columns.text(7), isOpen: try columns.flag(8),
            custodian: try columns.text(9), version: try columns.int(10), rev: try columns.int(11),
            updatedAt: try columns.instant(13), due: try columns.optionalInstant(14), isLate: try columns.flag(15))
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

    package func ticketPage(matching filter: TicketFilter) throws -> TicketPage {
        let (condition, arguments) = Self.condition(of: filter)
        // The plus keeps SQLite from walking through all tickets in order instead of looking up a few: the parts of one, those of
        // a customer or of somebody who sees them through.
        let isOfFew = filter.parent != nil || filter.person != nil || filter.assignee != nil
        let newestFirst = isOfFew ? "+t.id DESC" : "t.id DESC"
        let (due, codes) = Self.firstDue(seenBy: filter)
        let order = filter.byDue ? "\(due) IS NULL, \(due), t.id" : newestFirst
        let limit = min(max(filter.limit, 1), 500)
        var page = TicketPage()
        var (count, last): (Int, TicketID?) = (0, nil)
        _ = try rows(
            """
            SELECT \(Self.ticketColumns), t.no FROM \(Self.ticketTables)
            WHERE \(condition)
            ORDER BY \(order)
            LIMIT \(limit + 1)
            """, arguments + (filter.byDue ? codes + codes : [])
        ) { columns in
            count += 1
            // One more than asked for says that there are more, and belongs to the next page.
            guard count <= limit else {
                page.next = last
                return
            }
            last = (try? columns.ticket(0)) ?? last
            do {
                page.rows.append(try Self.ticketRow(columns))
            } catch is DamagedRow {
                page.damaged.append(try Self.name(columns, row: columns.int64(16)))
            }
        }
        return page
    }

    /// What a damaged row's ticket may be found by.
    private static func name(_ columns: Columns, row: Int64) -> String {
        guard let kind: Kind = try? columns.word(1), let number = try? columns.int(2) else { return "row \(row)" }
        return "\(kind.type.letter)-\(number)"
    }

    package func ticketCounts(matching filter: TicketFilter) throws -> [TicketCount] {
        let (condition, arguments) = Self.condition(of: filter)
        let (late, codes) = Self.isLate(seenBy: filter)
        return try soundRows(
            """
            SELECT t.kind, t.department, t.phase, \(late) AS late, count(*) FROM ticket t
            WHERE \(condition)
            GROUP BY t.kind, t.department, t.phase, late
            ORDER BY t.kind, t.department, t.phase, late
            """, codes + arguments
        ) { columns in
            TicketCount(
                kind: try columns.word(0), department: try columns.optionalCode(1), phase: try columns.text(2),
                isLate: try columns.flag(3), count: try columns.int(4))
        }
    }

    /// Of the tickets `t`.
    static func condition(of filter: TicketFilter) -> (text: String, arguments: [Value]) {
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
        if let reach = Self.reach(filter.concerning, filter.kinds) {
            conditions.append(reach.text)
            arguments += reach.arguments
        }
        add("t.branch = ?", .text(filter.branch?.code))
        add("t.person = (SELECT no FROM person WHERE id = ?)", filter.person.map { .id($0) } ?? .null)
        add("t.parent = (SELECT no FROM ticket WHERE id = ?)", filter.parent.map { .id($0) } ?? .null)
        if let assignee = filter.assignee {
            conditions.append(seenThrough)
            arguments += [.string(assignee.code), .string(assignee.code), .string(assignee.code)]
        }
        if filter.isWhole { conditions.append("t.parent IS NULL") }
        // Written out, so that SQLite sees that the partial index applies.
        if let isOpen = filter.isOpen { conditions.append("t.is_open = \(isOpen ? 1 : 0)") }
        if let isLate = filter.isLate {
            let (late, codes) = Self.isLate(seenBy: filter)
            conditions.append("\(late) = \(isLate ? 1 : 0)")
            arguments += codes
        }
        if let isBreached = filter.isBreached {
            conditions.append(isBreached ? Self.isBreached : "NOT \(Self.isBreached)")
        }
        if let overdue = filter.overdue {
            let (due, codes) = Self.firstDue(seenBy: filter)
            conditions.append("coalesce(\(due) < ?, 0) = \(overdue.isWanted ? 1 : 0)")
            arguments += codes + [.time(overdue.at)]
        }
        add("t.id < ?", filter.before.map { .id($0) } ?? .null)
        return (conditions.joined(separator: " AND "), arguments)
    }

    /// 经办人: a ticket of one's own, the parts of one that go with it, and what one has registered, which is looked up first. Only the
    /// whole is written down: whoever leaves its team has none of its parts any more.
    private static let seenThrough = """
        t.no IN (
            SELECT ticket FROM assignee WHERE principal = ?
            UNION ALL
            SELECT part.no FROM assignee a JOIN ticket part ON part.parent = a.ticket
            WHERE a.principal = ? AND part.kind IN (\(sharingKinds))
            UNION ALL
            SELECT o.ticket FROM event o CROSS JOIN ticket opened ON opened.no = o.ticket
            WHERE o.version = 1 AND o.principal = ? AND opened.kind IN (\(openersKinds)))
        """
    /// Kinds whose tickets are seen through by whoever sees their whole through.
    static let sharingKinds = Kind.allCases.filter { $0.type.sharesAssignees }.map { "'\($0.rawValue)'" }
        .joined(separator: ", ")
    /// Kinds whose tickets stand on the list of whoever opened them.
    private static let openersKinds = Kind.allCases.filter { $0.type.isFoundByOpener }.map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    /// The facts that may say of a breach, in the words of their index, so that SQLite sees that it applies; named, since SQLite would
    /// rather read a ticket's whole history.
    private static let breachEvents = """
        e.type = 'breachFound' OR e.type = 'rang' AND instr(e.data, '"isBreach":true') > 0
            OR CAST(e.clocks AS TEXT) GLOB '*[0-9],"late"]*'
        """

    /// 曾超时或违规: one of its own limits passed some time, or something was found against somebody. A reminder that rang is neither.
    private static let isBreached = """
        EXISTS (
            SELECT 1 FROM event e INDEXED BY event_breach
            WHERE e.ticket = t.no AND (\(breachEvents))
                AND (e.type <> 'rang' OR \(ringName) NOT IN (\(reminders))
                    OR coalesce(CAST(e.clocks AS TEXT) GLOB '*[0-9],"late"]*', 0)))
        """
    /// Of the clock that rang; nothing of a damaged one.
    private static let ringName = """
        CASE WHEN json_valid(CAST(e.data AS TEXT))
            THEN substr(json_extract(CAST(e.data AS TEXT), '$.clock'), 1,
                instr(json_extract(CAST(e.data AS TEXT), '$.clock'), ':') - 1) END
        """
    private static let reminders = Kind.clocks.filter { !$0.isJudged }.map { "'\($0.name)'" }.joined(separator: ", ")

    /// 超时: one of its own limits has passed, or one of an open part's that is not hidden from the reader. A damaged value stays
    /// what it is.
    private static func isLate(seenBy filter: TicketFilter) -> (text: String, arguments: [Value]) {
        let (part, codes) = openPart(seenBy: filter)
        return (
            """
            CASE WHEN t.is_late = 0 AND t.is_open = 1 AND EXISTS (
                SELECT 1 FROM ticket part WHERE \(part) AND part.is_late = 1)
            THEN 1 ELSE t.is_late END
            """, codes
        )
    }

    /// Its own first limit; where none runs, the first one of its open parts that are not hidden from the reader.
    private static func firstDue(seenBy filter: TicketFilter) -> (text: String, arguments: [Value]) {
        let (part, codes) = openPart(seenBy: filter)
        return ("coalesce(t.due, (SELECT min(part.due) FROM ticket part WHERE \(part)))", codes)
    }

    private static func openPart(seenBy filter: TicketFilter) -> (text: String, arguments: [Value]) {
        let departments = filter.concerning.map { "part.department IN (\(places($0.count)))" }
        let kinds = filter.kinds.map { "part.kind IN (\(places($0.count)))" }
        let scope = [departments, kinds].compactMap(\.self).joined(separator: " OR ")
        return (
            "part.parent = t.no AND part.is_open = 1\(scope.isEmpty ? "" : " AND (\(scope))")",
            (filter.concerning ?? []).map { .string($0.code) } + (filter.kinds ?? []).map { .string($0.rawValue) }
        )
    }

    /// Of the tickets `t`: what one of the departments holds or has a part of, or what is of one of the kinds; nil without a bound.
    static func reach(_ concerning: [Department]?, _ kinds: [Kind]?) -> (text: String, arguments: [Value])? {
        let codes = concerning.map { $0.map { Value.string($0.code) } }
        let names = kinds.map { $0.map { Value.string($0.rawValue) } }
        let ways = [
            codes.map { concerns($0.count) }, names.map { "t.kind IN (\(places($0.count)))" },
        ].compactMap(\.self)
        guard !ways.isEmpty else { return nil }
        return ("(\(ways.joined(separator: " OR ")))", (codes ?? []) + (codes ?? []) + (names ?? []))
    }

    /// Parts are looked up by the index of their whole.
    private static func concerns(_ departments: Int) -> String {
        let codes = places(departments)
        return """
            (t.department IN (\(codes)) OR t.department IS NULL AND EXISTS (
                SELECT 1 FROM ticket part WHERE part.parent = t.no AND part.department IN (\(codes))))
            """
    }

    package func assignees(of ticket: TicketID) throws -> [Account] {
        try rows(
            """
            SELECT principal FROM assignee WHERE ticket = (SELECT no FROM ticket WHERE id = ?) ORDER BY principal
            """, [.id(ticket)]
        ) { try $0.code(0) }
    }

    package func assignees(ofAll tickets: [TicketID]) throws -> [TicketID: [Account]] {
        guard !tickets.isEmpty else { return [:] }
        let (places, ids) = Self.all(tickets)
        let rows = try soundRows(
            """
            SELECT t.id, a.principal FROM ticket t JOIN assignee a ON a.ticket = t.no
            WHERE t.id IN (\(places))
            ORDER BY t.id, a.principal
            """, ids
        ) { columns in (ticket: try columns.ticket(0), account: try columns.code(1) as Account) }
        return Dictionary(grouping: rows, by: \.ticket).mapValues { $0.map(\.account) }
    }

    package func allTicketIDs(after: TicketID?, limit: Int) throws -> [TicketID] {
        let floor = after.map { Value.id($0) } ?? .blob([])
        return try soundRows("SELECT id FROM ticket WHERE id > ? ORDER BY id LIMIT ?", [floor, .int(limit)]) {
            try $0.ticket(0)
        }
    }

    package func storedTickets(after row: Int64, limit: Int) throws -> [StoredTicket] {
        try rows(
            "SELECT \(Self.ticketColumns), t.no FROM \(Self.ticketTables) WHERE t.no > ? ORDER BY t.no LIMIT ?",
            [.integer(row), .int(limit)]
        ) { columns in
            let row = try columns.int64(16)
            return StoredTicket(row: row, name: Self.name(columns, row: row), ticket: try Self.ticketIfSound(columns))
        }
    }

    private static func ticketIfSound(_ columns: Columns) throws -> Result<TicketRow, DamagedRow> {
        do { return .success(try ticketRow(columns)) } catch let damaged as DamagedRow { return .failure(damaged) }
    }

    package func highestNumber(of kind: Kind) throws -> Int {
        try first(
            "SELECT coalesce(max(number), 0) FROM ticket WHERE kind = ? AND number <= ?",
            [.text(kind.rawValue), .integer(Columns.numberMax)]
        ) { try $0.int(0) } ?? 0
    }

    package func latestUpdate() throws -> Instant? {
        try first("SELECT max(updated_at) FROM ticket", []) { $0.nearestInstant(0) } ?? nil
    }

    private static let eventColumns = """
        e.version, e.type, e.form, e.recorded_at, e.fact_at, e.principal, e.verb, e.phase, e.data, e.clocks, e.hash, \
        e.imported_at
        """

    private static func eventRow(_ columns: Columns) throws -> EventRow {
        let recordedAt = try columns.instant(3)
        return EventRow(
            version: try columns.int(0), type: try columns.text(1), form: try columns.int(2), recordedAt: recordedAt,
            factAt: try columns.optionalInstant(4) ?? recordedAt, principal: try columns.text(5),
            verb: try columns.text(6),
            phase: try columns.text(7), data: try columns.bytes(8), clocks: columns.optionalBytes(9),
            importedAt: try columns.optionalInstant(11), hash: try columns.bytes(10))
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
            next: try columns.optionalInstant(3), isLate: try columns.flag(4))
    }

    /// One that the watch cannot read says where it is, so that it can be set aside.
    static func dueClock(_ columns: Columns) throws -> ClockRow {
        do {
            return try clockRow(columns)
        } catch var damaged as DamagedRow {
            damaged.place = .clock(ticket: try columns.int64(5), key: try columns.bytes(6))
            throw damaged
        }
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
        let (places, ids) = Self.all(tickets)
        return try soundRows(
            """
            SELECT t.id, c.key, c.due, c.next, c.is_late FROM clock c JOIN ticket t ON t.no = c.ticket
            WHERE t.id IN (\(places))
            ORDER BY t.id, c.key
            """, ids, Self.clockRow)
    }

    package func openParts(ofAll tickets: [TicketID]) throws -> [TicketRow] {
        guard !tickets.isEmpty else { return [] }
        let (places, ids) = Self.all(tickets)
        // The plus keeps SQLite from walking through all tickets in order.
        return try soundRows(
            """
            SELECT \(Self.ticketColumns) FROM \(Self.ticketTables)
            WHERE t.parent IN (SELECT no FROM ticket WHERE id IN (\(places))) AND t.is_open = 1
            ORDER BY +t.id
            """, ids, Self.ticketRow)
    }

    /// As many places as a power of two, so that few statements have to be kept.
    private static func all(_ tickets: [TicketID]) -> (places: String, ids: [Value]) {
        var count = 1
        while count < tickets.count { count *= 2 }
        let nobody = Array(repeating: Value.null, count: count - tickets.count)
        return (places(count), tickets.map { .id($0) } + nobody)
    }
}
