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

    package func tickets(
        of kind: Kind, withPhone hash: [UInt8]?, orOf person: PersonID, limit: Int
    ) throws -> [TicketID] {
        try soundRows(
            """
            SELECT id FROM ticket
            WHERE kind = ? AND person IN (SELECT no FROM person WHERE id = ? OR phone_hash = ?)
            ORDER BY no DESC
            LIMIT ?
            """, [.text(kind.rawValue), .id(person), .blob(hash), .int(limit)]
        ) { try $0.ticket(0) }
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
                answer: try Self.deedAnswer(columns.text(2)), at: try columns.instant(3))
        }
    }

    private static func deedAnswer(_ text: String) throws -> DeedAnswer {
        guard let answer = try? DeedAnswer(text: text) else { throw DamagedRow("no answer to a deed") }
        return answer
    }

    package func storedPolicies() throws -> [StoredPolicy] {
        try rows(
            """
            SELECT p.number, p.name, p.hash, p.text, p.activated_at, p.principal, p.zone_table, p.zone_hash, p.branch, p.kind,
                p.reason, w.at, w.principal, w.reason
            FROM policy p LEFT JOIN policy_withdrawal w ON w.number = p.number
            ORDER BY p.number
            """
        ) { StoredPolicy(number: try $0.int64(0), policy: try Self.policyIfSound($0)) }
    }

    private static func policyIfSound(_ columns: Columns) throws -> Result<PolicyRow, DamagedRow> {
        do { return .success(try policyRow(columns)) } catch let damaged as DamagedRow { return .failure(damaged) }
    }

    private static func policyRow(_ columns: Columns) throws -> PolicyRow {
        PolicyRow(
            number: try columns.int(0), name: try columns.text(1), hash: try columns.text(2),
            text: try columns.text(3), zoneTable: columns.optionalText(6), zoneHash: columns.optionalText(7),
            scope: PolicyScope(branch: try columns.optionalCode(8), kind: try columns.optionalWord(9)),
            reason: try columns.text(10), activatedAt: try columns.instant(4), principal: try columns.text(5),
            withdrawal: try withdrawal(columns))
    }

    private static func withdrawal(_ columns: Columns) throws -> PolicyRow.Withdrawal? {
        guard let at = try columns.optionalInstant(11) else { return nil }
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
        let heads = try rows(
            """
            SELECT f.name, f.head, (SELECT max(sequence) FROM feed_entry WHERE feed = f.no AND sequence <= ?)
            FROM feed f
            """, [.integer(Columns.numberMax)]
        ) { columns in
            let (head, last) = (try columns.int64(1), columns.optionalInt64(2) ?? 0)
            return (try columns.text(0), Int((last...Columns.numberMax).contains(head) ? head : last))
        }
        return Dictionary(uniqueKeysWithValues: heads)
    }

    package func writtenFeedHeads() throws -> [String: Int] {
        let heads = try rows("SELECT name, head FROM feed") { (try $0.text(0), Int(try $0.int64(1))) }
        return Dictionary(uniqueKeysWithValues: heads)
    }

    package func people(phoneHash: [UInt8], with filter: TicketFilter, limit: Int) throws -> [PersonID] {
        let (condition, arguments) = Self.condition(of: filter)
        return try soundRows(
            """
            SELECT p.id FROM person p
            WHERE p.phone_hash = ? AND EXISTS (SELECT 1 FROM ticket t WHERE t.person = p.no AND \(condition))
            ORDER BY p.no DESC
            LIMIT ?
            """, [.blob(phoneHash)] + arguments + [.int(limit)]
        ) { try $0.person(0) }
    }

    package func faults() throws -> [String] {
        let structure = try rows("PRAGMA integrity_check") { try $0.text(0) }.filter { $0 != "ok" }
        let references = try rows("PRAGMA foreign_key_check") { columns in
            let row = columns.optionalInt64(1).map { ", row \($0)," } ?? ""
            return "\(try columns.text(0))\(row) refers to nothing in \(try columns.text(2))"
        }
        let codes = try rows("SELECT code FROM branch") { try $0.text(0) }.filter { Branch($0) == nil }
        return structure + references.prefix(Self.faultsMax) + codes.map { "branch \($0.debugDescription) is no code" }
    }

    /// As many as SQLite tells of itself.
    private static let faultsMax = 100

    package func incidentCount() throws -> Int {
        try first("SELECT count(*) FROM incident", []) { try $0.int(0) } ?? 0
    }

    package func meta(_ name: String) throws -> String? {
        try first("SELECT value FROM meta WHERE name = ?", [.text(name)]) { try $0.text(0) }
    }
}
