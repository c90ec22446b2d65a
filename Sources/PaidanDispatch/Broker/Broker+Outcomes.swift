package import PaidanCore
package import PaidanEngine
internal import PaidanWire

/// What the engine has done becomes what workers are told.
extension Broker {
    /// - Parameters:
    ///   - outcomes: of the orders of this turn, in their order.
    ///   - now: the machine's time, by which sessions live.
    ///   - houseTime: the time of the turn, by which leases run.
    package mutating func absorb(
        _ outcomes: [(Order, Outcome)], _ news: News, at now: Instant, houseTime: Instant
    ) {
        for (order, outcome) in outcomes { answer(order.reply, outcome, at: now, houseTime) }
        for delivery in news.deliveries { deliver(delivery, at: now) }
        for cancellation in news.cancellations { advise(cancellation, at: now) }
    }

    private mutating func answer(_ reply: Reply, _ outcome: Outcome, at now: Instant, _ houseTime: Instant) {
        switch (reply, outcome) {
        case (.welcome(let peer, let rid), .leases(let kept)): welcome(peer, kept, rid, at: now, houseTime)
        case (.settled(let peer, let lease, let rid), .settled(let settled)):
            report(settled, of: lease, to: peer, rid, at: now)
        case (.settled(let peer, let lease, let rid), .failed(let failure)):
            send(.error(failure.reply(lease: lease.tag, rid: rid)), to: peer, at: now)
        case (.did(let peer, let ticket, let rid), .receipt(let receipt)):
            send(.did(Did(rid: rid, ticket: ticket, stamp: receipt.stamp)), to: peer, at: now)
        case (.did(let peer, _, let rid), .failed(let failure)):
            send(.error(failure.reply(lease: nil, rid: rid)), to: peer, at: now)
        case (.nobody, _), (.welcome, _), (.settled, _), (.did, _): break
        }
    }

    private mutating func welcome(
        _ peer: Peer, _ kept: [Delivery], _ rid: String?, at now: Instant, _ houseTime: Instant
    ) {
        guard var session = sessions[peer] else { return }
        session.isReady = true
        // All that it holds is told anew, also where it was told already: a worker may say HELLO twice.
        session.held = [:]
        for delivery in kept { session.held[delivery.message.queue, default: []].append(delivery.lease) }
        sessions[peer] = session
        hasNewRoom = true
        let told = kept.prefix(WireLimits.welcomeLeasesMax)
        let leases = told.map { delivery in
            HeldLease(
                lease: delivery.lease.tag, queue: delivery.message.queue.text, until: WireTime(delivery.until))
        }
        let welcome = Welcome(
            session: session.id, epoch: epoch, principal: session.actor.principal,
            queues: session.windows.map(\.queue.text), leases: leases, hasMoreLeases: kept.count > told.count,
            now: WireTime(houseTime), rid: rid)
        send(.welcome(welcome), to: peer, at: now)
    }

    private mutating func report(
        _ settled: PaidanEngine.Settled, of lease: Lease, to peer: Peer, _ rid: String?, at now: Instant
    ) {
        if settled.outcome != .extended { forget(lease, of: peer) }
        let reply = PaidanWire.Settled(
            lease: lease.tag, outcome: settled.outcome.onWire, until: settled.until.map(WireTime.init),
            ticket: settled.receipt?.stamp, rid: rid)
        send(.settled(reply), to: peer, at: now)
    }

    private mutating func deliver(_ delivery: Delivery, at now: Instant) {
        guard let peer = order.first(where: { sessions[$0]?.owner == delivery.owner }) else { return }
        let message = delivery.message
        let deliver = Deliver(
            queue: message.queue.text, lease: delivery.lease.tag, ticket: message.ticket.description,
            parent: message.parent?.description, ver: message.version, rev: message.rev,
            kind: PaidanWire.MessageKind(rawValue: message.kind.rawValue), enqueuedAt: WireTime(message.enqueuedAt),
            deadline: message.deadline.map(WireTime.init), leaseUntil: WireTime(delivery.until), key: "m\(message.id)",
            hasGap: message.followsGap, body: message.body)
        send(.deliver(deliver), to: peer, at: now)
    }

    /// Where there was room before, the turn that settled the lease has used it already.
    private mutating func forget(_ lease: Lease, of peer: Peer) {
        if sessions[peer]?.forget(lease) ?? false { hasNewRoom = true }
    }

    private mutating func advise(_ cancellation: Cancellation, at now: Instant) {
        guard let peer = order.first(where: { sessions[$0]?.owner == cancellation.owner }) else { return }
        forget(cancellation.lease, of: peer)
        send(.cancel(Cancel(lease: cancellation.lease.tag, reason: cancellation.reason)), to: peer, at: now)
    }
}

/// Room that workers granted, shared out in turns so that the first does not get everything.
extension Broker: Windows {
    package func room() -> [(queue: QueueName, count: Int)] {
        var room: [QueueName: Int] = [:]
        for peer in order {
            guard let session = sessions[peer] else { continue }
            for (queue, _) in session.windows { room[queue, default: 0] += session.room(in: queue) }
        }
        return room.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    package mutating func take(in queue: QueueName) -> LeaseOwner? {
        let candidates = order.filter { (sessions[$0]?.room(in: queue) ?? 0) > 0 }
        guard !candidates.isEmpty else { return nil }
        let turn = turns[queue, default: 0]
        turns[queue] = turn &+ 1
        return sessions[candidates[turn % candidates.count]]?.owner
    }

    /// A place is taken as soon as its message is leased.
    package mutating func taken(_ lease: Lease, in queue: QueueName, by owner: LeaseOwner) {
        guard let peer = order.first(where: { sessions[$0]?.owner == owner }) else { return }
        sessions[peer]?.held[queue, default: []].append(lease)
    }
}
