internal import GRDB
package import PaidanCore
package import PaidanEngine

extension SQLiteStore {
    // MARK: Tickets

    package func insert(_ ticket: TicketRow) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO ticket (id, kind, number, branch, person, parent, department, phase, is_open, custodian, version,
                    rev, opened_at, updated_at, due, is_late)
                VALUES (?, ?, ?, ?, (SELECT no FROM person WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    ticket.id.data, ticket.kind.rawValue, ticket.number, ticket.branch.code, ticket.person.data,
                    try ticket.parent.flatMap(number), ticket.department?.code, ticket.phase, ticket.isOpen,
                    ticket.custodian,
                    ticket.version, ticket.rev, ticket.openedAt.milliseconds, ticket.updatedAt.milliseconds,
                    ticket.due?.milliseconds, ticket.isLate,
                ])
            remember(connection.db.lastInsertedRowID, as: ticket.id)
        }
    }

    package func update(_ ticket: TicketRow, expectedVersion expected: Int) throws {
        try writing { connection in
            try connection.run(
                """
                UPDATE ticket
                SET parent = ?, phase = ?, is_open = ?, custodian = ?, version = ?, rev = ?,
                    updated_at = ?, due = ?, is_late = ?
                WHERE no = ? AND version = ?
                """,
                [
                    try ticket.parent.flatMap(number), ticket.phase, ticket.isOpen, ticket.custodian, ticket.version,
                    ticket.rev,
                    ticket.updatedAt.milliseconds, ticket.due?.milliseconds, ticket.isLate, try number(of: ticket.id),
                    expected,
                ])
            guard connection.changes == 1 else { throw StoreError.lostRace(ticket.id) }
        }
    }

    package func append(_ event: EventRow, to ticket: TicketID) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO event (ticket, version, type, form, recorded_at, fact_at, principal, verb, phase, data, clocks, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    try number(of: ticket), event.version, event.type, event.form, event.recordedAt.milliseconds,
                    event.factAt == event.recordedAt ? nil : event.factAt.milliseconds, event.principal, event.verb,
                    event.phase,
                    event.data.data, event.clocks?.data, event.hash.data,
                ])
        }
    }

    // MARK: Clocks

    package func put(_ clock: ClockRow) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO clock (ticket, key, due, next, is_late)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET due = excluded.due, next = excluded.next, is_late = excluded.is_late
                """,
                [
                    try number(of: clock.ticket), clock.key.text, clock.due.milliseconds, clock.next?.milliseconds,
                    clock.isLate,
                ])
        }
    }

    package func removeClock(_ key: ClockKey, of ticket: TicketID) throws {
        try writing { connection in
            try connection.run(
                "DELETE FROM clock WHERE ticket = ? AND key = ?", [try number(of: ticket), key.text])
        }
    }

    package func dueClocks(at now: Instant, limit: Int) throws -> [ClockRow] {
        try reading { connection in
            try connection.rows(
                """
                SELECT t.id, c.key, c.due, c.next, c.is_late FROM clock c JOIN ticket t ON t.no = c.ticket
                WHERE c.next <= ?
                ORDER BY c.next, t.id, c.key
                LIMIT ?
                """, [now.milliseconds, limit]
            ).map(Connection.clockRow)
        }
    }

    package func nextClockMoment() throws -> Instant? {
        try reading { connection in
            try connection.first("SELECT min(next) FROM clock WHERE next IS NOT NULL", []) { $0.optionalInstant(0) }
                ?? nil
        }
    }

    // MARK: People, keys, notices, policies, tokens

    package func insert(_ person: PersonRow) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO person (id, salt, sealed, phone_hash, created_at) VALUES (?, ?, ?, ?, ?)",
                [
                    person.id.data, person.salt?.data, person.sealed?.data, person.phoneHash?.data,
                    person.createdAt.milliseconds,
                ])
        }
    }

    package func insert(_ key: KeyRow) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO idempotency (principal, key, body_hash, ticket, version, rev, phase, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    key.principal, key.key, key.bodyHash.data, try number(of: key.ticket), key.version, key.rev,
                    key.phase,
                    key.at.milliseconds,
                ])
        }
    }

    package func insert(_ notice: NoticeRow) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO notice (at, role, department, branch, ticket, notice, clock)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    notice.at.milliseconds, notice.role.rawValue, notice.department?.code, notice.branch.code,
                    try number(of: notice.ticket), notice.notice.rawValue, notice.clock?.text,
                ])
        }
    }

    package func insert(_ policy: PolicyRow) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO policy (number, name, hash, text, activated_at, principal) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    policy.number, policy.name, policy.hash, policy.text, policy.activatedAt.milliseconds,
                    policy.principal,
                ])
        }
    }

    package func put(_ token: TokenRow, at now: Instant) throws {
        try writing { connection in
            let actor = token.actor
            if let branch = actor.branch {
                try connection.run(
                    "INSERT OR IGNORE INTO branch VALUES (?, ?, ?)", [branch.code, branch.code, branch.code])
            }
            for department in actor.departments {
                try connection.run(
                    "INSERT OR IGNORE INTO department VALUES (?, ?, ?)",
                    [department.code, department.code, department.code])
            }
            try connection.run(
                """
                INSERT INTO staff (principal, branch, department, created_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET branch = excluded.branch, department = excluded.department
                """, [actor.principal, actor.branch?.code, actor.departments.first?.code, now.milliseconds])
            try connection.run("DELETE FROM staff_role WHERE principal = ?", [actor.principal])
            for role in actor.roles {
                try connection.run("INSERT INTO staff_role VALUES (?, ?)", [actor.principal, role.rawValue])
            }
            try connection.run(
                """
                INSERT INTO token (hash, principal, label, created_at, expires_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at, revoked_at = excluded.revoked_at
                """,
                [
                    token.hash.data, actor.principal, token.label, now.milliseconds, token.expiresAt?.milliseconds,
                    token.revokedAt?.milliseconds,
                ])
        }
    }

    package func revokeTokens(of principal: String, at now: Instant) throws {
        try writing { connection in
            try connection.run(
                "UPDATE token SET revoked_at = ? WHERE principal = ? AND revoked_at IS NULL",
                [now.milliseconds, principal])
        }
    }

    package func setMeta(_ name: String, to value: String) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", [name, value])
        }
    }

    package func insertIncident(at: Instant, text: String) throws {
        try writing { try $0.run("INSERT INTO incident (at, text) VALUES (?, ?)", [at.milliseconds, text]) }
    }

    package func insertAccess(to person: PersonID, by principal: String, reason: String, at: Instant) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO access_log (at, principal, person, reason) VALUES (?, ?, ?, ?)",
                [at.milliseconds, principal, person.data, reason])
        }
    }

    // MARK: Feeds

    package func insert(_ entry: FeedEntry) throws {
        try writing { connection in
            if entry.sequence == 1 { try connection.run("INSERT INTO feed (name, head) VALUES (?, 0)", [entry.feed]) }
            try connection.run(
                """
                INSERT INTO feed_entry (feed, sequence, ticket, version)
                VALUES ((SELECT no FROM feed WHERE name = ?), ?, ?, ?)
                """, [entry.feed, entry.sequence, try number(of: entry.ticket), entry.version])
        }
    }

    package func setFeedHead(_ feed: String, to sequence: Int) throws {
        try writing { try $0.run("UPDATE feed SET head = ? WHERE name = ?", [sequence, feed]) }
    }
}
