package import PaidanCore
package import PaidanEngine

/// 照片和文件
extension Connection {
    package func file(_ digest: FileDigest, of person: PersonID) throws -> FileRow? {
        try first(
            """
            SELECT \(Self.fileColumns)
            WHERE f.person = (SELECT no FROM person WHERE id = ?) AND f.digest = ?
            """, [.id(person), .blob(digest.bytes)], Self.fileRow)
    }

    package func waitingFiles(of ticket: TicketID) throws -> [FileRow] {
        try soundRows(
            """
            SELECT \(Self.fileColumns)
            WHERE f.ticket = (SELECT no FROM ticket WHERE id = ?) AND f.attached_at IS NULL
            ORDER BY f.uploaded_at, f.digest
            """, [.id(ticket)], Self.fileRow)
    }

    package func waitingBytes(of principal: String?) throws -> Int {
        try first(
            "SELECT coalesce(sum(size), 0) FROM file WHERE attached_at IS NULL AND (?1 IS NULL OR principal = ?1)",
            [.text(principal)]
        ) { try $0.int(0) } ?? 0
    }

    package func storedFiles(after last: FileRow?, limit: Int) throws -> [FileRow] {
        try soundRows(
            """
            SELECT \(Self.fileColumns)
            WHERE ?1 IS NULL OR (f.person, f.digest) > ((SELECT no FROM person WHERE id = ?1), ?2)
            ORDER BY f.person, f.digest
            LIMIT ?3
            """, [last.map { .id($0.person) } ?? .null, .blob(last?.digest.bytes), .int(limit)], Self.fileRow)
    }

    private static let fileColumns = """
        p.id, f.digest, f.kind, f.size, f.uploaded_at, f.principal, t.id, f.attached_at
        FROM file f JOIN person p ON p.no = f.person JOIN ticket t ON t.no = f.ticket
        """

    private static func fileRow(_ columns: Columns) throws -> FileRow {
        guard let digest = FileDigest(bytes: try columns.bytes(1)) else { throw DamagedRow("column 1 is no digest") }
        return FileRow(
            person: try columns.person(0), digest: digest, kind: try columns.word(2), size: try columns.int(3),
            uploadedAt: try columns.instant(4), principal: try columns.text(5), ticket: try columns.ticket(6),
            attachedAt: try columns.optionalInstant(7))
    }
}
