internal import PaidanCore
internal import PaidanJSON

/// A worker's answer to a delivery.
extension Engine {
    /// - Throws: `Failure` or `Refusal` of the command that came with an ACK; the lease is then as it was.
    func settle(_ settling: Settling, at now: Instant) throws -> Settled {
        let lease = settling.lease
        guard let message = try store.message(lease.message), message.state != .dead else { return try former(lease) }
        guard lease.attempt == message.attempt && holds(settling.owner, message) || Sabotage.isOn(.noFence) else {
            return Settled(isStranger(settling.owner, lease, message) ? .unknown : .stale)
        }
        switch settling.answer {
        case .ack(let command):
            let receipt = try acknowledge(message, command, by: settling.actor, at: now)
            return Settled(.acked, receipt: receipt)
        case .nack(let reason, let delay):
            return Settled(try requeue(message, delay: delay, lapsed: nil, error: reason, at: now) ? .dead : .requeued)
        case .reject(let reason):
            try bury(message, error: reason, at: now)
            return Settled(.dead)
        case .extend(let span):
            guard case .leased(let owner, let end) = message.state else { return Settled(.stale) }
            let until = max(end, now + min(span, limits.extendMax))
            try store.setState(.leased(owner, until: until), attempt: message.attempt, of: message.id)
            return Settled(.extended, until: until)
        case .release:
            // The attempt stays counted, so a message that is only ever given back dies, too.
            return Settled(
                try requeue(message, delay: .zero, lapsed: nil, error: "released", at: now) ? .dead : .requeued)
        }
    }

    /// The lease is the owner's, or was and lapsed without a newer one.
    private func holds(_ owner: LeaseOwner, _ message: MessageRow) -> Bool {
        switch message.state {
        case .leased(let holder, _): holder == owner
        case .ready(_, let lapsed): lapsed == owner
        case .waiting, .dead: false
        }
    }

    /// A lease that never was, or is another principal's, is not spoken of.
    private func isStranger(_ owner: LeaseOwner, _ lease: Lease, _ message: MessageRow) -> Bool {
        guard lease.attempt == message.attempt else { return lease.attempt > message.attempt }
        switch message.state {
        case .leased(let holder, _): return holder.principal != owner.principal
        case .ready(_, let lapsed): return lapsed.map { $0.principal != owner.principal } ?? false
        case .waiting, .dead: return false
        }
    }

    private func former(_ lease: Lease) throws -> Settled {
        guard let settlement = try store.settlement(message: lease.message, attempt: lease.attempt) else {
            return Settled(.unknown)
        }
        switch settlement.outcome {
        case .acked, .withdrawn: return Settled(.already)
        case .dead: return Settled(.dead)
        }
    }

    /// The message is settled, the dispatch is delivered and the command carried out: all of it or nothing.
    /// - Parameter isStored: false for a message that was answered before it was written.
    func acknowledge(
        _ message: MessageRow, _ command: Settling.Command?, by actor: Actor, isStored: Bool = true, at now: Instant
    ) throws -> Receipt? {
        var runner = runner(at: now)
        if let expected = command?.expectedRev, let rev = try find(message.ticket)?.row.rev, rev != expected {
            throw Failure.conflict(expected: expected, actual: rev)
        }
        if let found = try find(message.ticket) {
            try found.row.kind.run(Taking(message: message), on: &runner)
        }
        if let command {
            let request = Request(
                actor: actor, wish: .act(.id(message.ticket), verb: command.verb, data: command.data))
            try act(on: message.ticket, command.verb, command.data, request, &runner)
        }
        try runner.settleEffects()
        deathsInARow[message.queue] = 0
        if isStored { try remove(message, .acked, at: now) }
        try write(runner.unit)
        return (runner.unit[message.ticket]?.row).map { Receipt($0) }
    }

    /// What the ACK of a message says of its ticket.
    private struct Taking: KindWork {
        let message: MessageRow

        func run<K: TicketKind>(_: K.Type, on runner: inout UnitRunner) throws {
            let lease = Lease(message: message.id, attempt: message.attempt)
            guard let command = K.taken(message.kind, receipt: "lease:\(lease.text)") else { return }
            try runner.act(K.self, message.ticket, command, by: UnitRunner.Origin(actor: .queue))
        }
    }
}
