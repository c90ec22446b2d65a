package import PaidanCore
package import PaidanEngine

extension Connection {
    private static let messageColumns = """
        m.id, m.queue, t.id, q.id, m.kind, m.version, m.rev, m.enqueued_at, m.deadline, m.body, m.state, m.attempt,
        m.follows_gap, m.moment, m.principal, m.worker, m.instance
        """
    private static let messageTables =
        "message m LEFT JOIN ticket t ON t.no = m.ticket LEFT JOIN ticket q ON q.no = m.parent"

    /// One that cannot be read says where it is, so that it can be set aside.
    private static func messageRow(_ columns: Columns) throws -> MessageRow {
        do {
            return try soundMessageRow(columns)
        } catch var damaged as DamagedRow {
            damaged.place = .message(try columns.int64(0))
            throw damaged
        }
    }

    private static func soundMessageRow(_ columns: Columns) throws -> MessageRow {
        guard let queue = QueueName(try columns.text(1)) else { throw DamagedRow("message with an unknown queue") }
        return MessageRow(
            id: try columns.int64(0), queue: queue, ticket: try columns.ticket(2),
            parent: try columns.optionalTicket(3),
            kind: try columns.word(4), version: try columns.int(5), rev: try columns.int(6),
            enqueuedAt: try columns.instant(7),
            deadline: try columns.optionalInstant(8), body: try columns.bytes(9), state: try state(columns),
            attempt: try columns.int(11), followsGap: try columns.flag(12))
    }

    private static func state(_ columns: Columns) throws -> MessageRow.State {
        let owner = try columns.optionalText(14).map { principal in
            LeaseOwner(principal: principal, worker: try columns.text(15), instance: try columns.text(16))
        }
        switch try columns.text(10) {
        case "ready": return .ready(from: try columns.instant(13), lapsed: owner)
        case "waiting": return .waiting
        case "dead": return .dead
        case "leased":
            guard let owner else { throw DamagedRow("a lease without its owner") }
            return .leased(owner, until: try columns.instant(13))
        default: throw DamagedRow("a message in an unknown state")
        }
    }

    private static func messages(where condition: String) -> Query {
        Query("SELECT \(messageColumns) FROM \(messageTables) WHERE \(condition)")
    }

    private static let messageWithID = messages(where: "m.id = ?")
    private static let messagesOfTicket = messages(
        where: "m.ticket = (SELECT no FROM ticket WHERE id = ?) ORDER BY m.id")
    private static let unsettledOfTicket = messages(
        where: "m.ticket = (SELECT no FROM ticket WHERE id = ?) AND m.queue = ? AND m.state != 'dead' ORDER BY m.id")
    // The plus keeps SQLite from sorting what is ready in every queue.
    private static let readyInQueue = messages(
        where: """
            m.queue = ? AND m.state = 'ready' AND +m.moment <= ?
            ORDER BY m.deadline IS NULL, m.deadline, m.id
            LIMIT ?
            """)
    private static let lapsed = messages(
        where: "m.state = 'leased' AND m.moment <= ? ORDER BY m.moment, m.id LIMIT ?")
    private static let heldByWorker = messages(
        where: """
            m.state = 'leased' AND m.moment IS NOT NULL AND m.principal = ? AND m.worker = ? ORDER BY m.id
            """)

    func message(_ id: Int64) throws -> MessageRow? { try first(Self.messageWithID, [.int(id)], Self.messageRow) }

    package func messages(of ticket: TicketID) throws -> [MessageRow] {
        try rows(Self.messagesOfTicket, [.id(ticket)], Self.messageRow)
    }

    func unsettled(of ticket: TicketID, in queue: QueueName) throws -> [MessageRow] {
        try rows(Self.unsettledOfTicket, [.id(ticket), .text(queue.text)], Self.messageRow)
    }

    func readyMessages(in queue: QueueName, at now: Instant, limit: Int) throws -> [MessageRow] {
        try rows(Self.readyInQueue, [.text(queue.text), .time(now), .int(limit)], Self.messageRow)
    }

    func expiredLeases(at now: Instant, limit: Int) throws -> [MessageRow] {
        try rows(Self.lapsed, [.time(now), .int(limit)], Self.messageRow)
    }

    func leases(of principal: String, worker: String) throws -> [MessageRow] {
        try rows(Self.heldByWorker, [.text(principal), .text(worker)], Self.messageRow)
    }

    func nextQueueMoment(after now: Instant) throws -> Instant? {
        try first(
            """
            SELECT min(
                coalesce((SELECT min(moment) FROM message WHERE state = 'leased' AND moment IS NOT NULL),
                    9223372036854775807),
                coalesce((SELECT min(moment) FROM message WHERE state = 'ready' AND moment > ?), 9223372036854775807))
            """, [.time(now)]
        ) { try $0.int64(0) == .max ? nil : $0.nearestInstant(0) } ?? nil
    }

    package func messageCounts() throws -> [QueueCount] {
        try rows("SELECT queue, state, count(*) FROM message GROUP BY queue, state ORDER BY queue, state") { columns in
            QueueCount(queue: try columns.text(0), state: try columns.text(1), count: try columns.int(2))
        }
    }

    package func queueLags(at now: Instant) throws -> [QueueLag] {
        try rows(
            "SELECT queue, min(moment) FROM message WHERE state = 'ready' AND moment <= ? GROUP BY queue ORDER BY queue",
            [.time(now)]
        ) { QueueLag(queue: try $0.text(0), since: $0.nearestInstant(1) ?? now) }
    }

    func highestMessageID() throws -> Int64 {
        let last = try first("SELECT seq FROM sqlite_sequence WHERE name = 'message'", []) { try $0.int64(0) } ?? 0
        if (0...Columns.numberMax).contains(last) { return last }
        return try first("SELECT coalesce(max(id), 0) FROM message WHERE id <= ?", [.integer(Columns.numberMax)]) {
            try $0.int64(0)
        } ?? 0
    }

    func settlement(message: Int64, attempt: Int) throws -> SettlementRow? {
        try first(
            "SELECT outcome, at FROM settlement WHERE message = ? AND attempt = ?", [.int(message), .int(attempt)]
        ) {
            columns in
            SettlementRow(message: message, attempt: attempt, outcome: try columns.word(0), at: try columns.instant(1))
        }
    }
}
