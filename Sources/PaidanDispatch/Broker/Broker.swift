package import PaidanCore
package import PaidanEngine
internal import PaidanJSON
internal import PaidanWire

/// PDP/1 on the server's side: sessions, windows, settlements. Synchronous and deterministic; sockets are elsewhere.
///
/// Each round is: `receive` frames, take the `orders` to the engine with whatever else waits, hand the outcomes back to
/// `absorb`, send what `outgoing` holds. Nothing is sent before the transaction that it tells of is durable.
package struct Broker {
    /// A job that a message asks for, and what to do with its outcome.
    package struct Order: Sendable {
        package let job: Job
        let reply: Reply
    }

    /// Whom to tell of an outcome.
    enum Reply: Sendable {
        case nobody
        case welcome(Peer, rid: String?)
        case settled(Peer, Lease, rid: String?)
        case did(Peer, ticket: String, rid: String)
    }

    let epoch: String
    var authority: Authority
    var sessions: [Peer: Session] = [:]
    /// Peers with a session, in the order in which they came; work is shared out in turns.
    var order: [Peer] = []
    /// Connections that sent something ill-formed within the last minute.
    private(set) var misconduct: [Peer: Misconduct] = [:]
    /// Where the next message of a queue goes, as a count of messages given so far.
    var turns: [QueueName: Int] = [:]
    private var sessionCount = 0
    package private(set) var orders: [Order] = []
    package private(set) var outgoing: [Outgoing] = []
    /// Somebody has room since the last turn of the engine, so that messages may have to be leased.
    package var hasNewRoom = false
    /// Messages that were not sent because they would not have fitted the protocol.
    package private(set) var unsendableCount = 0
    /// Ill-formed messages so far.
    package private(set) var malformedCount = 0

    package init(epoch: String, authority: Authority) {
        self.epoch = epoch
        self.authority = authority
    }

    package var hasNoOrders: Bool { orders.isEmpty }

    package var sessionsByQueue: [(queue: String, workers: Int)] {
        let queues = order.flatMap { sessions[$0]?.windows.map(\.queue) ?? [] }
        return Set(queues).sorted().map { queue in (queue.text, queues.filter { $0 == queue }.count) }
    }

    package mutating func takeOrders(_ most: Int) -> [Order] {
        let taken = Array(orders.prefix(most))
        orders.removeFirst(taken.count)
        return taken
    }

    package mutating func takeOutgoing() -> [Outgoing] {
        defer { outgoing = [] }
        return outgoing
    }

    /// The routing table has changed with the policy, or there is a new branch.
    package mutating func use(_ newAuthority: Authority) { authority = newAuthority }

    // MARK: Receiving

    package mutating func receive(_ frames: [[UInt8]], from peer: Peer, at now: Instant) {
        sessions[peer]?.heardAt = now
        do {
            try handle(ClientMessage(parsing: frames), from: peer, at: now)
        } catch {
            malformedCount += 1
            send(.error(ErrorReply(answering: error)), to: peer, at: now)
            if error.code == .unsupportedVersion {
                return send(.bye(Bye(reason: .unsupportedVersion)), to: peer, at: now)
            }
            forgive(at: now)
            let isTooMuch = misconduct[peer, default: Misconduct()].note(at: now, limit: WireLimits.malformedMax)
            if isTooMuch { expel(peer, .malformed, at: now) }
        }
    }

    /// Whoever connects anew each time leaves a connection behind each time.
    private mutating func forgive(at now: Instant) {
        guard misconduct.count >= Self.misconductMax else { return }
        misconduct = misconduct.filter { !$0.value.isOver(at: now) }
        if misconduct.count >= Self.misconductMax { misconduct = [:] }
    }

    /// More connections than this are looked through for those that have behaved since, or forgotten together.
    static let misconductMax = 1_024

    private mutating func handle(_ message: ClientMessage, from peer: Peer, at now: Instant) {
        if case .hello(let hello) = message { return greet(hello, from: peer, at: now) }
        guard let session = sessions[peer] else {
            if case .bye = message { return }
            return send(.error(ErrorReply(code: .noSession, rid: message.rid)), to: peer, at: now)
        }
        switch message {
        case .hello: break
        case .window(let window): resize(window, of: peer, at: now)
        case .ack(let ack):
            settle(ack.lease, .ack(ack.command.map(Settling.Command.init)), session, peer, ack.rid, at: now)
        case .nack(let nack):
            settle(
                nack.lease, .nack(reason: nack.reason, delay: nack.delay.map(Span.init)), session, peer, nack.rid,
                at: now)
        case .reject(let reject):
            settle(reject.lease, .reject(reason: reject.reason), session, peer, reject.rid, at: now)
        case .extend(let extend):
            settle(extend.lease, .extend(Span(extend.duration)), session, peer, extend.rid, at: now)
        case .release(let release): settle(release.lease, .release, session, peer, release.rid, at: now)
        case .do(let wish): perform(wish, session, peer, at: now)
        case .ping(let ping): send(.pong(Pong(rid: ping.rid)), to: peer, at: now)
        case .pong: break
        case .bye: leave(peer)
        }
    }

    // MARK: Sessions

    private mutating func greet(_ hello: Hello, from peer: Peer, at now: Instant) {
        let wished = hello.queues.map { (name: QueueName($0.queue), size: $0.window) }
        let queues = wished.compactMap(\.name)
        // A queue has one name: a worker that asks by another would not know what it is granted.
        guard queues.map(\.text) == hello.queues.map(\.queue), Set(queues).count == queues.count,
            let actor = authority.actor(worker: hello.worker, queues: queues)
        else {
            send(
                .error(ErrorReply(code: .forbidden, detail: "no such queue, or not for you", rid: hello.rid)), to: peer,
                at: now)
            return send(.bye(Bye(reason: .forbidden)), to: peer, at: now)
        }
        let former = order.filter {
            sessions[$0]?.actor.principal == actor.principal && sessions[$0]?.worker == hello.worker
        }
        for other in former where other != peer { expel(other, .replaced, at: now) }
        drop(peer)
        sessionCount += 1
        sessions[peer] = Session(
            id: "s\(sessionCount)", actor: actor, worker: hello.worker, instance: hello.instance,
            windows: zip(queues, wished).map { ($0, $1.size) }, heardAt: now, spokenAt: now)
        order.append(peer)
        let job = Job.releaseLeases(principal: actor.principal, worker: hello.worker, exceptInstance: hello.instance)
        orders.append(Order(job: job, reply: .welcome(peer, rid: hello.rid)))
    }

    private mutating func resize(_ window: Window, of peer: Peer, at now: Instant) {
        guard let queue = QueueName(window.queue),
            let index = sessions[peer]?.windows.firstIndex(where: { $0.queue == queue })
        else {
            return send(.error(ErrorReply(code: .forbidden, detail: "not granted", rid: window.rid)), to: peer, at: now)
        }
        sessions[peer]?.windows[index].size = window.window
        hasNewRoom = true
    }

    /// The worker says good-bye: what it holds is free at once.
    private mutating func leave(_ peer: Peer) {
        guard let session = sessions[peer] else { return }
        drop(peer)
        let job = Job.releaseLeases(principal: session.actor.principal, worker: session.worker, exceptInstance: nil)
        orders.append(Order(job: job, reply: .nobody))
        hasNewRoom = true
    }

    private mutating func expel(_ peer: Peer, _ reason: ByeReason, at now: Instant) {
        send(.bye(Bye(reason: reason)), to: peer, at: now)
        drop(peer)
    }

    private mutating func drop(_ peer: Peer) {
        misconduct[peer] = nil
        guard sessions.removeValue(forKey: peer) != nil else { return }
        order.removeAll { $0 == peer }
    }

    /// Heartbeats, and an end to sessions that have fallen silent. Their leases run on.
    package mutating func tick(at now: Instant) {
        for peer in order {
            guard let session = sessions[peer] else { continue }
            if now - session.heardAt >= Span(WireLimits.peerDeadAfter) {
                drop(peer)
            } else if now - session.spokenAt >= Span(WireLimits.heartbeat) {
                send(.ping(Ping()), to: peer, at: now)
            }
        }
    }

    /// The server stops: workers reconnect to its successor.
    package mutating func close(at now: Instant) {
        for peer in order { send(.bye(Bye(reason: .shutdown)), to: peer, at: now) }
        sessions = [:]
        order = []
    }

    // MARK: Orders

    private mutating func settle(
        _ tag: LeaseTag, _ answer: Settling.Answer, _ session: Session, _ peer: Peer, _ rid: String?, at now: Instant
    ) {
        guard let message = Int64(tag.id) else {
            let reply = PaidanWire.Settled(lease: tag, outcome: .unknown, rid: rid)
            return send(.settled(reply), to: peer, at: now)
        }
        let lease = Lease(message: message, attempt: tag.attempt)
        let job = Job.settle(Settling(lease: lease, owner: session.owner, actor: session.actor, answer: answer))
        orders.append(Order(job: job, reply: .settled(peer, lease, rid: rid)))
    }

    private mutating func perform(_ wish: Do, _ session: Session, _ peer: Peer, at now: Instant) {
        guard let ticket = TicketID(text: wish.ticket) else {
            return send(.error(ErrorReply(code: .notFound, rid: wish.rid)), to: peer, at: now)
        }
        let request = Request(
            actor: session.actor, wish: .act(ticket, verb: wish.command.type, data: .object(wish.command.data)),
            key: IdempotencyKey(text: wish.key, hashing: wish.fingerprint), expectedRev: wish.command.expectRev)
        orders.append(Order(job: .command(request), reply: .did(peer, ticket: wish.ticket, rid: wish.rid)))
    }

    // MARK: Sending

    mutating func send(_ message: ServerMessage, to peer: Peer, at now: Instant) {
        sessions[peer]?.spokenAt = now
        // One that does not fit the protocol is our mistake, and nobody else's: it is not sent. A delivery then lapses with
        // its lease, and dies visibly after so many attempts.
        guard let frames = try? message.encoded() else {
            unsendableCount += 1
            return
        }
        outgoing.append(Outgoing(peer: peer, frames: frames))
    }
}
