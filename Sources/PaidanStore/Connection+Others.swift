package import PaidanCore
package import PaidanEngine

extension Connection {
    private static let personWithID = Query(
        "SELECT id, salt, sealed, phone_hash, created_at FROM person WHERE id = ?")
    private static let answerWithDigest = Query(
        """
        SELECT i.digest, i.body_hash, t.id, i.version, i.rev, i.phase, i.at
        FROM idempotency i JOIN ticket t ON t.no = i.ticket
        WHERE i.digest = ?
        """)

    package func person(_ id: PersonID) throws -> PersonRow? {
        try first(Self.personWithID, [.id(id)]) { columns in
            PersonRow(
                id: try columns.person(0), salt: columns.optionalBytes(1), sealed: columns.optionalBytes(2),
                phoneHash: columns.optionalBytes(3), createdAt: try columns.instant(4))
        }
    }

    package func firstAnswer(to digest: [UInt8]) throws -> KeyRow? {
        try first(Self.answerWithDigest, [.blob(digest)]) { columns in
            KeyRow(
                digest: try columns.bytes(0), bodyHash: try columns.bytes(1), ticket: try columns.ticket(2),
                version: try columns.int(3), rev: try columns.int(4), phase: try columns.text(5),
                at: try columns.instant(6))
        }
    }

    package func deedKey(_ digest: [UInt8]) throws -> DeedKeyRow? {
        try first("SELECT digest, body_hash, answer, at FROM deed_key WHERE digest = ?", [.blob(digest)]) { columns in
            DeedKeyRow(
                digest: try columns.bytes(0), bodyHash: try columns.bytes(1),
                answer: try DeedAnswer(text: try columns.text(2)), at: try columns.instant(3))
        }
    }

    package func activatedPolicies() throws -> [PolicyRow] {
        try rows(
            """
            SELECT p.number, p.name, p.hash, p.text, p.activated_at, p.principal, p.zone_table, p.zone_hash, p.branch, p.kind,
                p.reason, w.at, w.principal, w.reason
            FROM policy p LEFT JOIN policy_withdrawal w ON w.number = p.number
            ORDER BY p.number
            """
        ) { columns in
            PolicyRow(
                number: try columns.int(0), name: try columns.text(1), hash: try columns.text(2),
                text: try columns.text(3), zoneTable: columns.optionalText(6), zoneHash: columns.optionalText(7),
                scope: PolicyScope(branch: try columns.optionalCode(8), kind: try columns.optionalWord(9)),
                reason: try columns.text(10), activatedAt: try columns.instant(4), principal: try columns.text(5),
                withdrawal: try Self.withdrawal(columns))
        }
    }

    private static func withdrawal(_ columns: Columns) throws -> PolicyRow.Withdrawal? {
        guard let at = columns.optionalInstant(11) else { return nil }
        return PolicyRow.Withdrawal(at: at, principal: try columns.text(12), reason: try columns.text(13))
    }

    package func feed(_ name: String, after sequence: Int, limit: Int) throws -> [FeedEntry] {
        try rows(
            """
            SELECT f.sequence, t.id, f.version
            FROM feed_entry f JOIN ticket t ON t.no = f.ticket
            WHERE f.feed = (SELECT no FROM feed WHERE name = ?) AND f.sequence > ?
            ORDER BY f.sequence
            LIMIT ?
            """, [.text(name), .int(sequence), .int(limit)]
        ) { columns in
            FeedEntry(
                feed: name, sequence: try columns.int(0), ticket: try columns.ticket(1), version: try columns.int(2))
        }
    }

    package func feedHeads() throws -> [String: Int] {
        let heads = try rows("SELECT name, head FROM feed") { (try $0.text(0), try $0.int(1)) }
        return Dictionary(uniqueKeysWithValues: heads)
    }

    package func notices(for filter: NoticeFilter) throws -> [NoticeRow] {
        let roles = filter.roles.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        // Codes are letters, digits and `-`; nothing to escape.
        let departments = filter.departments.map { "'\($0.code)'" }.joined(separator: ", ")
        let scope = filter.departments.isEmpty ? "" : "AND (n.department IS NULL OR n.department IN (\(departments)))"
        return try rows(
            """
            SELECT n.at, n.role, n.department, n.branch, t.id, n.notice, n.clock
            FROM notice n JOIN ticket t ON t.no = n.ticket
            WHERE n.role IN (\(roles)) AND (?1 IS NULL OR n.branch = ?1)
                AND (?2 IS NULL OR n.ticket = (SELECT no FROM ticket WHERE id = ?2)) \(scope)
            ORDER BY n.no DESC
            LIMIT ?3
            """, [.text(filter.branch?.code), filter.ticket.map { .id($0) } ?? .null, .int(filter.limit)]
        ) { columns in
            NoticeRow(
                at: try columns.instant(0), role: try columns.word(1), department: try columns.optionalCode(2),
                branch: try columns.code(3), ticket: try columns.ticket(4), notice: try columns.word(5),
                clock: columns.optionalText(6) == nil ? nil : try columns.clockKey(6))
        }
    }

    package func incidentCount() throws -> Int {
        try first("SELECT count(*) FROM incident", []) { try $0.int(0) } ?? 0
    }

    package func meta(_ name: String) throws -> String? {
        try first("SELECT value FROM meta WHERE name = ?", [.text(name)]) { try $0.text(0) }
    }
}
