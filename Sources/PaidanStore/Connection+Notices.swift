internal import PaidanCore
package import PaidanEngine

/// What people have been told, and which of it an account has seen.
extension Connection {
    package func notices(for filter: NoticeFilter) throws -> [NoticeRow] {
        let (condition, arguments) = Self.condition(of: filter)
        return try soundRows(
            """
            SELECT n.at, n.role, n.department, n.branch, t.id, n.notice, n.clock, n.no, \(Self.isSeen), n.account
            FROM notice n JOIN ticket t ON t.no = n.ticket
            WHERE \(condition)
            ORDER BY n.no DESC
            LIMIT ?
            """, [.text(filter.reader), .text(filter.reader)] + arguments + [.int(filter.limit)]
        ) { columns in
            NoticeRow(
                at: try columns.instant(0), role: try columns.word(1), department: try columns.optionalCode(2),
                branch: try columns.code(3), ticket: try columns.ticket(4), notice: try columns.word(5),
                clock: columns.optionalText(6) == nil ? nil : try columns.clockKey(6),
                account: try columns.optionalCode(9),
                number: try columns.int64(7),
                isSeen: try columns.flag(8))
        }
    }

    package func noticeCount(for filter: NoticeFilter) throws -> Int {
        let (condition, arguments) = Self.condition(of: filter)
        return try first(
            "SELECT count(*) FROM (SELECT 1 FROM \(Self.tables(of: filter)) WHERE \(condition) LIMIT ?)",
            arguments + [.int(filter.limit)]
        ) { try $0.int(0) } ?? 0
    }

    package func noticeNumbers(for filter: NoticeFilter) throws -> [Int64] {
        let (condition, arguments) = Self.condition(of: filter)
        return try rows(
            "SELECT n.no FROM \(Self.tables(of: filter)) WHERE \(condition) ORDER BY n.no DESC LIMIT ?",
            arguments + [.int(filter.limit)]
        ) { try $0.int64(0) }
    }

    /// The ticket is looked up only where it decides.
    private static func tables(of filter: NoticeFilter) -> String {
        let isOfAnyTicket = filter.concerning == nil && filter.kinds == nil
        return isOfAnyTicket ? "notice n" : "notice n JOIN ticket t ON t.no = n.ticket"
    }

    /// Nobody has seen anything of whom no mark is known.
    private static let isSeen = """
        (n.no <= coalesce((SELECT until FROM notice_seen_until WHERE principal = ?), 0)
            OR EXISTS (SELECT 1 FROM notice_seen s WHERE s.principal = ? AND s.notice = n.no))
        """
    /// The mark bounds what has to be looked at.
    private static let isUnseen = """
        n.no > coalesce((SELECT until FROM notice_seen_until WHERE principal = ?), 0)
            AND NOT EXISTS (SELECT 1 FROM notice_seen s WHERE s.principal = ? AND s.notice = n.no)
        """

    private static func condition(of filter: NoticeFilter) -> (text: String, arguments: [Value]) {
        var (conditions, arguments) = (["1"], [Value]())
        if let branch = filter.branch {
            conditions.append("n.branch = ?")
            arguments.append(.string(branch.code))
        }
        if let ticket = filter.ticket {
            conditions.append("n.ticket = (SELECT no FROM ticket WHERE id = ?)")
            arguments.append(.id(ticket))
        }
        if !filter.departments.isEmpty {
            conditions.append("(n.department IS NULL OR n.department IN (\(places(filter.departments.count))))")
            arguments += filter.departments.map { .string($0.code) }
        }
        let told = told(filter)
        conditions.append(told.text)
        arguments += told.arguments
        if let reach = reach(filter.concerning, filter.kinds) {
            conditions.append(reach.text)
            arguments += reach.arguments
        }
        if let numbers = filter.numbers {
            conditions.append("n.no IN (\(places(numbers.count)))")
            arguments += numbers.map(Value.int)
        }
        if filter.isUnseen {
            conditions.append(isUnseen)
            arguments += [.text(filter.reader), .text(filter.reader)]
        }
        return (conditions.joined(separator: " AND "), arguments)
    }

    /// To everybody of one of the roles, or to the reader alone.
    private static func told(_ filter: NoticeFilter) -> (text: String, arguments: [Value]) {
        var conditions = ["n.account IS NULL", "n.role IN (\(places(filter.roles.count)))"]
        var arguments = filter.roles.map { Value.string($0.rawValue) }
        if !filter.personal.isEmpty {
            conditions.append(isOwn(places(filter.personal.count)))
            arguments += filter.personal.map { .string($0.rawValue) } + [.text(filter.reader)]
        }
        let all = conditions.joined(separator: " AND ")
        guard let reader = filter.reader else { return (all, arguments) }
        return ("(\(all) OR n.account = ?)", arguments + [.string(reader)])
    }

    /// Told to a role that is not one of these; or about a ticket of the reader's, or one that nobody of the role sees through.
    private static func isOwn(_ roles: String) -> String {
        """
        (n.role NOT IN (\(roles))
            OR EXISTS (SELECT 1 FROM assignee a WHERE \(seesItThrough) AND a.principal = ?)
            OR NOT EXISTS (
                SELECT 1 FROM assignee a JOIN staff_role r ON r.principal = a.principal
                WHERE \(seesItThrough) AND r.role = n.role AND \(isHere)))
        """
    }

    /// What somebody was to hear who has no token any more, his colleagues hear.
    private static let isHere =
        "EXISTS (SELECT 1 FROM token k WHERE k.principal = a.principal AND k.revoked_at IS NULL)"

    /// The ticket itself, or with the whole that it is a part of.
    private static let seesItThrough = """
        a.ticket IN (
            n.ticket, (SELECT part.parent FROM ticket part WHERE part.no = n.ticket AND part.kind IN (\(sharingKinds))))
        """

    static func places(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}

extension SQLiteStore {
    package func markSeen(upTo number: Int64, by principal: String) throws {
        try writing { connection in
            // What comes later has not been seen, whatever number was given.
            try connection.run(
                """
                INSERT INTO notice_seen_until (principal, until)
                VALUES (?, min(?, coalesce((SELECT max(no) FROM notice), 0)))
                ON CONFLICT DO UPDATE SET until = max(until, excluded.until)
                """, [.text(principal), .int(number)])
            try connection.run(
                """
                DELETE FROM notice_seen
                WHERE principal = ?1 AND notice <= (SELECT until FROM notice_seen_until WHERE principal = ?1)
                """, [.text(principal)])
        }
    }

    package func markSeen(_ number: Int64, by principal: String) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT OR IGNORE INTO notice_seen (principal, notice)
                SELECT ?1, no FROM notice
                WHERE no = ?2 AND no > coalesce((SELECT until FROM notice_seen_until WHERE principal = ?1), 0)
                """, [.text(principal), .int(number)])
        }
    }
}
