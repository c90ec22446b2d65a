import PaidanWire

/// A small model of the server's rules of leases and settling, and of connections that lose everything when they break.
struct ModelServer {
    enum State: Hashable {
        case ready(from: Duration)
        case leased(instance: String, until: Duration)
        case lapsed(instance: String)
        case settled
        case rejected
    }

    struct Row: Hashable {
        let id: String
        var attempt = 0
        var state: State
        var acknowledgements = 0
    }

    private static let lease = Duration.seconds(20)

    private(set) var rows: [Row] = []
    private(set) var applied: [String] = []
    private var session: (instance: String, window: Int)?
    var hasSession: Bool { session != nil }

    init(messages: Int) {
        rows = (1...messages).map { Row(id: "m-\($0)", state: .ready(from: .zero)) }
    }

    var isFinished: Bool { rows.allSatisfy { $0.state == .settled || $0.state == .rejected } }

    mutating func loseSession() { session = nil }

    /// Lapses what is over, and offers what is ready while there is room.
    mutating func offer(at now: Duration) -> [ServerMessage] {
        for index in rows.indices {
            if case .leased(let instance, let until) = rows[index].state, until <= now {
                rows[index].state = .lapsed(instance: instance)
            }
        }
        guard let session else { return [] }
        var room = session.window - rows.count { $0.isLeased(by: session.instance) }
        var messages: [ServerMessage] = []
        for index in rows.indices where room > 0 && rows[index].isReady(at: now) {
            rows[index].attempt += 1
            rows[index].state = .leased(instance: session.instance, until: now + Self.lease)
            messages.append(.deliver(.test("\(rows[index].id).\(rows[index].attempt)")))
            room -= 1
        }
        return messages
    }

    mutating func receive(_ message: ClientMessage, at now: Duration, isBusy: Bool) -> [ServerMessage] {
        if case .hello(let hello) = message { return [welcome(hello, at: now)] }
        guard let session else { return [.error(ErrorReply(code: .noSession, rid: message.rid))] }
        if isBusy, message.isRequest {
            return [.error(ErrorReply(code: .unavailable, lease: message.lease, rid: message.rid))]
        }
        switch message {
        case .hello, .pong: return []
        case .ping(let ping): return [.pong(Pong(rid: ping.rid))]
        case .window(let window):
            self.session?.window = window.window
            return []
        case .bye:
            free(all: session.instance, at: now)
            loseSession()
            return []
        case .do(let order): return [did(order)]
        case .ack, .nack, .reject, .extend, .release: return [settle(message, session.instance, at: now)]
        }
    }

    private mutating func welcome(_ hello: Hello, at now: Duration) -> ServerMessage {
        for index in rows.indices {
            if case .leased(let instance, _) = rows[index].state, instance != hello.instance {
                rows[index].state = .ready(from: now)
            }
        }
        session = (hello.instance, hello.queues.first?.window ?? 0)
        let held = rows.filter { $0.isLeased(by: hello.instance) }.map { row in
            HeldLease(
                lease: LeaseTag(id: row.id, attempt: row.attempt), queue: "engineering",
                until: WireTime(milliseconds: 1))
        }
        return .welcome(
            Welcome(
                session: "s", epoch: "e", principal: "p", queues: ["engineering"], leases: Array(held.prefix(24)),
                hasMoreLeases: held.count > 24, now: WireTime(milliseconds: 1), rid: hello.rid))
    }

    private mutating func settle(_ message: ClientMessage, _ instance: String, at now: Duration) -> ServerMessage {
        guard let lease = message.lease, let index = rows.firstIndex(where: { $0.id == lease.id }) else {
            preconditionFailure("\(message) names no message")
        }
        return .settled(
            Settled(
                lease: lease, outcome: outcome(message, lease, index, instance, at: now),
                until: nil, rid: message.rid
            ).withTime)
    }

    private mutating func outcome(
        _ message: ClientMessage, _ lease: LeaseTag, _ index: Int, _ instance: String, at now: Duration
    ) -> SettlementOutcome {
        guard rows[index].attempt == lease.attempt else { return .stale }
        switch rows[index].state {
        case .settled: return .already
        case .rejected: return .dead
        case .ready: return .stale
        case .leased(let holder, _), .lapsed(let holder): if holder != instance { return .stale }
        }
        switch message {
        case .ack:
            rows[index].state = .settled
            rows[index].acknowledgements += 1
            return .acked
        case .reject:
            rows[index].state = .rejected
            return .dead
        case .extend(let extend):
            guard case .leased = rows[index].state else { return .stale }
            rows[index].state = .leased(instance: instance, until: now + extend.duration)
            return .extended
        default:
            rows[index].state = .ready(from: now + .seconds(1))
            return .requeued
        }
    }

    /// By its key, once.
    private mutating func did(_ order: Do) -> ServerMessage {
        if !applied.contains(order.key) { applied.append(order.key) }
        return .did(Did(rid: order.rid, ticket: order.ticket, stamp: TicketStamp(ver: 2, rev: 2, state: "working")))
    }

    private mutating func free(all instance: String, at now: Duration) {
        for index in rows.indices where rows[index].isLeased(by: instance) { rows[index].state = .ready(from: now) }
    }
}

extension ModelServer.Row {
    fileprivate func isLeased(by instance: String) -> Bool {
        guard case .leased(instance, _) = state else { return false }
        return true
    }

    fileprivate func isReady(at now: Duration) -> Bool {
        switch state {
        case .ready(let from): from <= now
        case .lapsed: true
        case .leased, .settled, .rejected: false
        }
    }
}

extension Settled {
    /// `extended` has to say until when.
    fileprivate var withTime: Settled {
        var settled = self
        if outcome == .extended { settled.until = WireTime(milliseconds: 1) }
        return settled
    }
}

extension ClientMessage {
    fileprivate var isRequest: Bool {
        switch self {
        case .ack, .nack, .reject, .extend, .do: true
        case .hello, .window, .release, .ping, .pong, .bye: false
        }
    }
}
