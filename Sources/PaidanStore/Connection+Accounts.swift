package import PaidanCore
package import PaidanEngine

extension Connection {
    private static let tokenColumns = """
        SELECT t.hash, t.label, t.expires_at, t.revoked_at, t.created_at, s.principal, s.branch, s.department
        FROM token t JOIN staff s ON s.principal = t.principal
        """

    package func token(hash: [UInt8]) throws -> TokenRow? {
        try first("\(Self.tokenColumns) WHERE t.hash = ?", [.blob(hash)], tokenRow)
    }

    package func tokens() throws -> [TokenRow] {
        try rows("\(Self.tokenColumns) ORDER BY s.principal, t.created_at, t.hash", [], tokenRow)
    }

    package func account(_ principal: String) throws -> Actor? {
        try first("SELECT principal, branch, department FROM staff WHERE principal = ?", [.text(principal)]) {
            try actor($0, from: 0)
        }
    }

    package func isInForce(_ principal: String, at now: Instant) throws -> Bool {
        try first(
            """
            SELECT 1 FROM token
            WHERE principal = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
            LIMIT 1
            """, [.text(principal), .time(now)]
        ) { try $0.int(0) } != nil
    }

    private func tokenRow(_ columns: Columns) throws -> TokenRow {
        TokenRow(
            hash: try columns.bytes(0), actor: try actor(columns, from: 5), label: try columns.text(1),
            expiresAt: try columns.optionalInstant(2), revokedAt: try columns.optionalInstant(3),
            createdAt: try columns.instant(4))
    }

    /// - Parameter index: of the account's name; its branch and its department follow.
    private func actor(_ columns: Columns, from index: Int) throws -> Actor {
        let principal = try columns.text(index)
        let department: Department? = try columns.optionalCode(index + 2)
        let roles: [Role] = try rows(
            "SELECT role FROM staff_role WHERE principal = ? ORDER BY role", [.text(principal)]
        ) { try $0.word(0) }
        return Actor(
            principal, roles, branch: try columns.optionalCode(index + 1), departments: department.map { [$0] } ?? [])
    }

    package func branches() throws -> [Branch] {
        try soundRows("SELECT code FROM branch ORDER BY code") { try $0.code(0) }
    }

    package func branchRows() throws -> [BranchRow] {
        try soundRows("SELECT code, name_zh, name_en FROM branch ORDER BY code") { columns in
            BranchRow(branch: try columns.code(0), label: Label(try columns.text(1), try columns.text(2)))
        }
    }

    package func accountLog(of branch: Branch?, limit: Int) throws -> [AccountDeed] {
        try rows(
            """
            SELECT at, principal, deed, subject, branch, token, reason
            FROM account_log
            WHERE ?1 IS NULL OR branch = ?1
            ORDER BY no DESC
            LIMIT ?2
            """, [.text(branch?.code), .int(limit)]
        ) { columns in
            AccountDeed(
                at: try columns.instant(0), principal: try columns.text(1), deed: try columns.word(2),
                subject: try columns.text(3), branch: try columns.optionalCode(4), token: columns.optionalBytes(5),
                reason: try columns.text(6))
        }
    }
}
