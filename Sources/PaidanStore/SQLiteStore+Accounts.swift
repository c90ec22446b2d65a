package import PaidanCore
package import PaidanEngine

/// Accounts, their tokens, branches, and what was done to them.
extension SQLiteStore {
    package func put(_ token: TokenRow, at now: Instant) throws {
        try writing { connection in
            let actor = token.actor
            if let branch = actor.branch {
                try connection.run(
                    "INSERT OR IGNORE INTO branch VALUES (?, ?, ?)",
                    [.text(branch.code), .text(branch.code), .text(branch.code)])
            }
            for department in actor.departments {
                try connection.run(
                    "INSERT OR IGNORE INTO department VALUES (?, ?, ?)",
                    [.text(department.code), .text(department.code), .text(department.code)])
            }
            try connection.run(
                """
                INSERT INTO staff (principal, branch, department, created_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET branch = excluded.branch, department = excluded.department
                """,
                [.text(actor.principal), .text(actor.branch?.code), .text(actor.departments.first?.code), .time(now)])
            try connection.run("DELETE FROM staff_role WHERE principal = ?", [.text(actor.principal)])
            for role in actor.roles {
                try connection.run(
                    "INSERT INTO staff_role VALUES (?, ?)", [.text(actor.principal), .text(role.rawValue)])
            }
            try connection.run(
                """
                INSERT INTO token (hash, principal, label, created_at, expires_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at, revoked_at = excluded.revoked_at
                """,
                [
                    .blob(token.hash), .text(actor.principal), .text(token.label), .time(now), .time(token.expiresAt),
                    .time(token.revokedAt),
                ])
        }
    }

    package func revokeTokens(of principal: String, at now: Instant) throws {
        try writing { connection in
            try connection.run(
                "UPDATE token SET revoked_at = ? WHERE principal = ? AND revoked_at IS NULL",
                [.time(now), .text(principal)])
        }
    }

    package func revokeToken(hash: [UInt8], at now: Instant) throws {
        try writing { connection in
            try connection.run(
                "UPDATE token SET revoked_at = ? WHERE hash = ? AND revoked_at IS NULL", [.time(now), .blob(hash)])
        }
    }

    package func insert(_ branch: BranchRow) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO branch (code, name_zh, name_en) VALUES (?, ?, ?)",
                [.text(branch.branch.code), .text(branch.label.zh), .text(branch.label.en)])
        }
    }

    package func insert(_ deed: AccountDeed) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO account_log (at, principal, deed, subject, branch, token, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .time(deed.at), .text(deed.principal), .text(deed.deed.rawValue), .text(deed.subject),
                    .text(deed.branch?.code), .blob(deed.token), .text(deed.reason),
                ])
        }
    }
}
