internal import PaidanCore
internal import PaidanJSON

/// Puts messages into queues and takes them out again; always in the transaction of what caused it.
extension Engine {
    func post(_ message: Message, of loaded: AnyLoaded, isNew: Bool, at now: Instant) throws {
        if Sabotage.isOn(.outboxForgotten), (lastMessageID + 1) % 5 == 0 { return }
        let row = loaded.row
        let deadline = message.clock.flatMap { loaded.ledger[$0]?.due }
        let queue = QueueName(message.department, in: row.branch)
        let waits = try !isNew && !store.unsettled(of: row.id, in: queue).isEmpty
        try store.insert(
            self.message(
                message.kind, into: queue, of: loaded, deadline: deadline, waits ? .waiting : .ready(from: now), at: now
            ))
    }

    /// Keeps at most one message in `routing` for a ticket: renewed whenever `rev` has changed while it is wanted.
    func renewRouting(of loaded: AnyLoaded, before: AnyLoaded?, at now: Instant) throws {
        guard loaded.row.rev != before?.row.rev, loaded.routing != nil || before?.routing != nil else { return }
        if before != nil { try withdraw(.complaintRoute, of: loaded.id, at: now) }
        guard let wish = loaded.routing else { return }
        let deadline = loaded.ledger[wish.clock]?.due
        let message = message(
            .complaintRoute, into: .routing, of: loaded, deadline: deadline, .ready(from: now), at: now)
        if routesInHouse { toRoute.append(message) } else { try store.insert(message) }
    }

    /// Messages of this kind that nobody has settled go, a lease holder is advised; dead ones go, too: nobody needs to look
    /// after them any more.
    func withdraw(_ kind: MessageKind, of ticket: TicketID, at now: Instant) throws {
        for message in try store.messages(of: ticket) where message.kind == kind {
            // How it died stays written down for a worker that answers late; the next one was let through then.
            guard message.state != .dead else {
                try store.deleteMessage(message.id)
                continue
            }
            try remove(message, .withdrawn, at: now)
            if case .leased(let owner, _) = message.state {
                let lease = Lease(message: message.id, attempt: message.attempt)
                news.cancellations.append(Cancellation(owner: owner, lease: lease, reason: "withdrawn"))
            }
        }
    }

    /// A message leaves its queue for good; the next one of its ticket may be delivered.
    func remove(_ message: MessageRow, _ outcome: SettlementRow.Outcome, at now: Instant) throws {
        try store.deleteMessage(message.id)
        if message.attempt > 0, !Sabotage.isOn(.ackNotIdempotent) {
            try store.insert(SettlementRow(message: message.id, attempt: message.attempt, outcome: outcome, at: now))
        }
        try promote(after: message, isGap: false, at: now)
    }

    func promote(after message: MessageRow, isGap: Bool, at now: Instant) throws {
        let others = try store.unsettled(of: message.ticket, in: message.queue).filter { $0.id != message.id }
        let next = Sabotage.isOn(.noTicketOrder) ? others.last : others.first
        guard let next, next.state == .waiting else { return }
        try store.setState(.ready(from: now), attempt: next.attempt, of: next.id)
        if isGap { try store.setFollowsGap(next.id) }
    }

    private func message(
        _ kind: MessageKind, into queue: QueueName, of loaded: AnyLoaded, deadline: Instant?, _ state: MessageRow.State,
        at now: Instant
    ) -> MessageRow {
        lastMessageID += 1
        let row = loaded.row
        let event = Envelope(
            message: lastMessageID, kind: kind, loaded: loaded,
            regulation: policies.regulation(branch: row.branch, kind: row.kind),
            deadline: deadline, at: now)
        return MessageRow(
            id: lastMessageID, queue: queue, ticket: row.id, parent: row.parent, kind: kind, version: row.version,
            rev: row.rev, enqueuedAt: now, deadline: deadline, body: event.bytes(), state: state)
    }
}
