import PaidanWire

/// What time alone brings about.
extension ClientSession {
    /// When `tick` has something to do at the latest; nil before the start and after the end.
    public var nextTick: Duration? {
        let due: [Duration?] =
            switch phase {
            case .idle, .ended: []
            case .pausing(let until): [until]
            case .greeting(let since): [since + terms.deadAfter]
            case .open: [lastSent + terms.heartbeat, lastHeard + terms.deadAfter, nextRepetition, nextRenewal]
            }
        return (due + [due.isEmpty ? nil : stopping?.until]).compactMap(\.self).min()
    }

    mutating func tickOpen(at now: Duration) {
        guard now - lastHeard < terms.deadAfter else { return losePeer(at: now) }
        dropLapsedWaiting(at: now)
        renewLeases(at: now)
        repeatUnanswered(at: now)
        if now - lastSent >= terms.heartbeat { send(.ping(Ping()), at: now) }
    }

    private var nextRenewal: Duration? {
        held.values.compactMap { issue in
            guard case .waiting = issue.stage else { return issue.extendDue }
            return issue.leaseEnd
        }.min()
    }

    /// An answer that has not come for as long as a peer may be silent is asked for again.
    private var nextRepetition: Duration? {
        let answers = held.values.compactMap { $0.answer?.sending.due(patience: terms.deadAfter) }
        let orders = commands.values.compactMap { $0.sending.due(patience: terms.deadAfter) }
        return (answers + orders).min()
    }

    private mutating func dropLapsedWaiting(at now: Duration) {
        for issue in heldInOrder where issue.leaseEnd <= now {
            if case .waiting = issue.stage { held[issue.lease.id] = nil }
        }
    }

    private mutating func repeatUnanswered(at now: Duration) {
        guard let due = nextRepetition, due <= now else { return }
        for issue in heldInOrder {
            guard let due = issue.answer?.sending.due(patience: terms.deadAfter), due <= now else { continue }
            sendAnswer(of: issue.lease.id, at: now)
        }
        for command in commandsInOrder {
            guard let due = command.sending.due(patience: terms.deadAfter), due <= now else { continue }
            sendCommand(command.order.rid, at: now)
        }
    }
}
