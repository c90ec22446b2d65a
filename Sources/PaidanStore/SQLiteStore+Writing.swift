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
                    .id(ticket.id), .text(ticket.kind.rawValue), .int(ticket.number), .text(ticket.branch.code),
                    .id(ticket.person), .int(try ticket.parent.flatMap(number)), .text(ticket.department?.code),
                    .text(ticket.phase), .flag(ticket.isOpen), .text(ticket.custodian), .int(ticket.version),
                    .int(ticket.rev), .time(ticket.openedAt), .time(ticket.updatedAt), .time(ticket.due),
                    .flag(ticket.isLate),
                ])
            remember(connection.db.lastInsertedRowID, as: ticket.id)
        }
    }

    /// The parent is set apart: SQLite writes every index of a table anew when a reference to the table itself is set.
    package func update(_ ticket: TicketRow, from before: TicketRow) throws {
        try writing { connection in
            let number = try number(of: ticket.id)
            try connection.run(
                """
                UPDATE ticket
                SET phase = ?, is_open = ?, custodian = ?, version = ?, rev = ?, updated_at = ?, due = ?, is_late = ?
                WHERE no = ? AND version = ?
                """,
                [
                    .text(ticket.phase), .flag(ticket.isOpen), .text(ticket.custodian), .int(ticket.version),
                    .int(ticket.rev), .time(ticket.updatedAt), .time(ticket.due), .flag(ticket.isLate), .int(number),
                    .int(before.version),
                ])
            guard connection.changes == 1 else { throw StoreError.lostRace(ticket.id) }
            guard ticket.parent != before.parent else { return }
            try connection.run(
                "UPDATE ticket SET parent = ? WHERE no = ?",
                [.int(try ticket.parent.flatMap(self.number)), .int(number)])
        }
    }

    package func append(_ event: EventRow, to ticket: TicketID) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO event (ticket, version, type, form, recorded_at, fact_at, principal, verb, phase, data, clocks, hash,
                    imported_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .int(try number(of: ticket)), .int(event.version), .text(event.type), .int(event.form),
                    .time(event.recordedAt), .time(event.factAt == event.recordedAt ? nil : event.factAt),
                    .text(event.principal), .text(event.verb), .text(event.phase), .blob(event.data),
                    .blob(event.clocks), .blob(event.hash), .time(event.importedAt),
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
                    .int(try number(of: clock.ticket)), .text(clock.key.text), .time(clock.due), .time(clock.next),
                    .flag(clock.isLate),
                ])
        }
    }

    package func removeClock(_ key: ClockKey, of ticket: TicketID) throws {
        try writing { connection in
            try connection.run(
                "DELETE FROM clock WHERE ticket = ? AND key = ?", [.int(try number(of: ticket)), .text(key.text)])
        }
    }

    package func setAssignees(of ticket: TicketID, to assignees: [Account]) throws {
        try writing { connection in
            let number = try number(of: ticket)
            try connection.run("DELETE FROM assignee WHERE ticket = ?", [.int(number)])
            for account in assignees {
                try connection.run(
                    "INSERT INTO assignee (principal, ticket) VALUES (?, ?)", [.text(account.code), .int(number)])
            }
        }
    }

    package func dueClocks(at now: Instant, limit: Int) throws -> [ClockRow] {
        try reading { connection in
            try connection.rows(
                """
                SELECT t.id, c.key, c.due, c.next, c.is_late, c.ticket, CAST(c.key AS BLOB)
                FROM clock c LEFT JOIN ticket t ON t.no = c.ticket
                WHERE c.next <= ?
                ORDER BY c.next, t.id, c.key
                LIMIT ?
                """, [.time(now), .int(limit)], Connection.dueClock)
        }
    }

    package func nextClockMoment() throws -> Instant? {
        try reading { connection in
            try connection.first("SELECT min(next) FROM clock WHERE next IS NOT NULL", []) { $0.nearestInstant(0) }
                ?? nil
        }
    }

    // MARK: People, keys, notices, policies

    package func insert(_ person: PersonRow) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO person (id, salt, sealed, phone_hash, created_at) VALUES (?, ?, ?, ?, ?)",
                [
                    .id(person.id), .blob(person.salt), .blob(person.sealed), .blob(person.phoneHash),
                    .time(person.createdAt),
                ])
        }
    }

    package func update(_ person: PersonRow) throws {
        try writing { connection in
            try connection.run(
                "UPDATE person SET sealed = ?, phone_hash = ? WHERE id = ? AND salt IS NOT NULL",
                [.blob(person.sealed), .blob(person.phoneHash), .id(person.id)])
            guard connection.changes == 1 else { throw StoreError.contradiction("a person to correct is not there") }
        }
    }

    package func insert(_ key: KeyRow) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO idempotency (digest, body_hash, ticket, version, rev, phase, at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .blob(key.digest), .blob(key.bodyHash), .int(try number(of: key.ticket)),
                    .int(key.version), .int(key.rev), .text(key.phase), .time(key.at),
                ])
        }
    }

    package func insert(_ key: DeedKeyRow) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO deed_key (digest, body_hash, answer, at) VALUES (?, ?, ?, ?)",
                [.blob(key.digest), .blob(key.bodyHash), .text(try key.answer.text), .time(key.at)])
        }
    }

    package func insert(_ notice: NoticeRow) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO notice (at, role, department, branch, ticket, notice, clock, account)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .time(notice.at), .text(notice.role.rawValue), .text(notice.department?.code),
                    .text(notice.branch.code), .int(try number(of: notice.ticket)), .text(notice.notice.rawValue),
                    .text(notice.clock?.text), .text(notice.account?.code),
                ])
        }
    }

    package func insert(_ policy: PolicyRow) throws {
        try writing { connection in
            try connection.run(
                """
                INSERT INTO policy
                    (number, name, hash, text, activated_at, principal, zone_table, zone_hash, branch, kind, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .int(policy.number), .text(policy.name), .text(policy.hash), .text(policy.text),
                    .time(policy.activatedAt), .text(policy.principal), .text(policy.zoneTable),
                    .text(policy.zoneHash), .text(policy.scope.branch?.code), .text(policy.scope.kind?.rawValue),
                    .text(policy.reason),
                ])
        }
    }

    package func insert(_ withdrawal: PolicyRow.Withdrawal, of number: Int) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO policy_withdrawal (number, at, principal, reason) VALUES (?, ?, ?, ?)",
                [.int(number), .time(withdrawal.at), .text(withdrawal.principal), .text(withdrawal.reason)])
        }
    }

    package func setMeta(_ name: String, to value: String) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                [.text(name), .text(value)])
        }
    }

    package func insertIncident(at: Instant, text: String) throws {
        try writing { try $0.run("INSERT INTO incident (at, text) VALUES (?, ?)", [.time(at), .text(text)]) }
    }

    package func insertAccess(to person: PersonID, by principal: String, reason: String, at: Instant) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO access_log (at, principal, person, reason) VALUES (?, ?, ?, ?)",
                [.time(at), .text(principal), .id(person), .text(reason)])
        }
    }

    // MARK: Feeds

    package func insert(_ entry: FeedEntry) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO feed_entry (feed, sequence, ticket, version) VALUES (?, ?, ?, ?)",
                [
                    .int(try number(ofFeed: entry.feed, connection)), .int(entry.sequence),
                    .int(try number(of: entry.ticket)), .int(entry.version),
                ])
        }
    }

    private func number(ofFeed name: String, _ connection: Connection) throws -> Int64 {
        if let known = feedNumbers[name] { return known }
        try connection.run("INSERT INTO feed (name, head) VALUES (?, 0) ON CONFLICT DO NOTHING", [.text(name)])
        let number = try connection.first("SELECT no FROM feed WHERE name = ?", [.text(name)]) { try $0.int64(0) }
        guard let number else { throw DamagedRow("feed \(name) was not stored") }
        feedNumbers[name] = number
        return number
    }

    package func setFeedHead(_ feed: String, to sequence: Int) throws {
        try writing { try $0.run("UPDATE feed SET head = ? WHERE name = ?", [.int(sequence), .text(feed)]) }
    }
}
