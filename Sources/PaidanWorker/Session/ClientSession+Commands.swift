import PaidanWire

/// DO: sent with one key until DID or a final ERROR comes.
extension ClientSession {
    mutating func order(_ command: TicketCommand, on ticket: String, key: String, rid: String, at now: Duration) {
        let order = Do(rid: rid, key: key, ticket: ticket, command: command)
        if let refusal = refusal(of: order) { return emit(.performed(rid: rid, .failure(refusal))) }
        queue(order, origin: .caller, at: now)
    }

    /// What can be refused without asking the server.
    private func refusal(of order: Do) -> CommandRefusal? {
        if phase == .ended { return CommandRefusal(.unavailable, detail: "the worker has stopped") }
        guard commands.count < configuration.commandLimit else {
            return CommandRefusal(.unavailable, detail: "\(commands.count) commands wait for their answer already")
        }
        return ClientMessage.do(order).flaw.map { CommandRefusal($0.code, detail: $0.detail) }
    }

    private mutating func queue(_ order: Do, origin: PendingCommand.Origin, at now: Duration) {
        commands[order.rid] = PendingCommand(
            sequence: nextNumber(), order: order, origin: origin, sending: Sending(rid: order.rid))
        sendCommand(order.rid, at: now)
    }

    mutating func sendCommand(_ rid: String, at now: Duration) {
        guard isOpen, let command = commands[rid] else { return }
        commands[rid]?.sending.sentAt = now
        commands[rid]?.sending.retryAt = nil
        send(.do(command.order), at: now)
    }

    mutating func takeDid(_ did: Did, at now: Duration) {
        guard let command = commands.removeValue(forKey: did.rid) else { return }
        switch command.origin {
        case .caller: emit(.performed(rid: did.rid, .success(did.stamp)))
        case .followUp(let issue, let rest): queueNext(of: rest, issue: issue, at: now)
        }
    }

    mutating func takeRefusedCommand(_ rid: String, _ reply: ErrorReply, at now: Duration) {
        guard let command = commands[rid] else { return }
        guard !reply.code.isPassing else {
            commands[rid]?.sending.retryAt = now + Backoff.asking.wait(after: command.sending.retries, &random)
            commands[rid]?.sending.retries += 1
            return
        }
        commands[rid] = nil
        refuse(command, CommandRefusal(reply))
    }

    private mutating func refuse(_ command: PendingCommand, _ refusal: CommandRefusal) {
        switch command.origin {
        case .caller: emit(.performed(rid: command.order.rid, .failure(refusal)))
        case .followUp(let issue, _):
            note(.commandRefused(ticket: command.order.ticket, key: command.order.key, refusal))
            remember(.closed(id: issue))
        }
    }
}

// MARK: - The commands that an acknowledged issue wants

extension ClientSession {
    mutating func queueFollowUps(of acknowledgement: Acknowledgement, at now: Duration) {
        queueNext(of: acknowledgement.orders, issue: acknowledgement.lease.id, at: now)
    }

    /// One at a time, so that a second one never overtakes a first that the server has put off.
    private mutating func queueNext(of orders: [Do], issue: String, at now: Duration) {
        guard var order = orders.first else { return remember(.closed(id: issue)) }
        order.rid = nextRequest("d")
        let origin = PendingCommand.Origin.followUp(issue: issue, rest: Array(orders.dropFirst()))
        if let error = ClientMessage.do(order).flaw {
            let command = PendingCommand(sequence: 0, order: order, origin: origin, sending: Sending(rid: order.rid))
            return refuse(command, CommandRefusal(error.code, detail: error.detail))
        }
        queue(order, origin: origin, at: now)
    }
}
