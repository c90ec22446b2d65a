package import PaidanCore
package import PaidanEngine

extension SQLiteStore {
    package func insert(_ message: MessageRow) throws {
        let state = Columned(message.state)
        try writing { connection in
            try connection.run(
                """
                INSERT INTO message (id, queue, ticket, parent, kind, version, rev, enqueued_at, deadline, body, state, attempt,
                    follows_gap, moment, principal, worker, instance)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .int(message.id), .text(message.queue.text), .int(try number(of: message.ticket)),
                    .int(try message.parent.flatMap(number)), .text(message.kind.rawValue), .int(message.version),
                    .int(message.rev), .time(message.enqueuedAt), .time(message.deadline), .blob(message.body),
                    .text(state.name), .int(message.attempt), .flag(message.followsGap), .time(state.moment),
                    .text(state.owner?.principal), .text(state.owner?.worker), .text(state.owner?.instance),
                ])
        }
    }

    package func setState(_ state: MessageRow.State, attempt: Int, of message: Int64) throws {
        let columns = Columned(state)
        try writing { connection in
            try connection.run(
                """
                UPDATE message SET state = ?, attempt = ?, moment = ?, principal = ?, worker = ?, instance = ?
                WHERE id = ?
                """,
                [
                    .text(columns.name), .int(attempt), .time(columns.moment), .text(columns.owner?.principal),
                    .text(columns.owner?.worker), .text(columns.owner?.instance), .int(message),
                ])
        }
    }

    package func setFollowsGap(_ message: Int64) throws {
        try writing { try $0.run("UPDATE message SET follows_gap = 1 WHERE id = ?", [.int(message)]) }
    }

    package func deleteMessage(_ id: Int64) throws {
        try writing { try $0.run("DELETE FROM message WHERE id = ?", [.int(id)]) }
    }

    package func message(_ id: Int64) throws -> MessageRow? { try reading { try $0.message(id) } }

    package func highestMessageID() throws -> Int64 { try reading { try $0.highestMessageID() } }

    package func unsettled(of ticket: TicketID, in queue: QueueName) throws -> [MessageRow] {
        try reading { try $0.unsettled(of: ticket, in: queue) }
    }

    package func readyMessages(in queue: QueueName, at now: Instant, limit: Int) throws -> [MessageRow] {
        try reading { try $0.readyMessages(in: queue, at: now, limit: limit) }
    }

    package func expiredLeases(at now: Instant, limit: Int) throws -> [MessageRow] {
        try reading { try $0.expiredLeases(at: now, limit: limit) }
    }

    package func leases(of principal: String, worker: String) throws -> [MessageRow] {
        try reading { try $0.leases(of: principal, worker: worker) }
    }

    package func nextQueueMoment(after now: Instant) throws -> Instant? {
        try reading { try $0.nextQueueMoment(after: now) }
    }

    package func insert(_ settlement: SettlementRow) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO settlement (message, attempt, outcome, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [
                    .int(settlement.message), .int(settlement.attempt), .text(settlement.outcome.rawValue),
                    .time(settlement.at),
                ])
        }
    }

    package func settlement(message: Int64, attempt: Int) throws -> SettlementRow? {
        try reading { try $0.settlement(message: message, attempt: attempt) }
    }

    package func prune(keysBefore: Instant, settlementsBefore: Instant) throws {
        try writing { connection in
            try connection.run("DELETE FROM idempotency WHERE at < ?", [.time(keysBefore)])
            try connection.run("DELETE FROM deed_key WHERE at < ?", [.time(keysBefore)])
            try connection.run("DELETE FROM settlement WHERE at < ?", [.time(settlementsBefore)])
        }
    }
}

/// A message's state as it stands in columns.
private struct Columned {
    let name: String
    let moment: Instant?
    let owner: LeaseOwner?

    init(_ state: MessageRow.State) {
        switch state {
        case .ready(let from, let lapsed): (name, moment, owner) = ("ready", from, lapsed)
        case .waiting: (name, moment, owner) = ("waiting", nil, nil)
        case .leased(let holder, let until): (name, moment, owner) = ("leased", until, holder)
        case .dead: (name, moment, owner) = ("dead", nil, nil)
        }
    }
}
