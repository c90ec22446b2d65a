import PaidanWire

/// ACK, NACK and REJECT: said, kept, said again, settled.
extension ClientSession {
    /// What the handler decided is kept from here until SETTLED comes.
    mutating func say(_ verdict: Verdict, of id: String, at now: Duration) {
        let sending = Sending(rid: nextRequest("a"))
        held[id]?.stage = .answered(HeldIssue.Answer(verdict: verdict, sending: sending))
        sendAnswer(of: id, at: now)
    }

    mutating func sendAnswer(of id: String, at now: Duration) {
        guard isOpen, let known = held[id], var answer = known.answer else { return }
        answer.sending.sentAt = now
        answer.sending.retryAt = nil
        held[id]?.stage = .answered(answer)
        send(Self.message(answer, known.lease), at: now)
    }

    private static func message(_ answer: HeldIssue.Answer, _ lease: LeaseTag) -> ClientMessage {
        let rid = answer.sending.rid
        return switch answer.verdict {
        case .acknowledge(let command): .ack(Ack(lease: lease, command: command, rid: rid))
        case .acknowledgeThenDo: .ack(Ack(lease: lease, rid: rid))
        case .retryLater(let reason, let delay): .nack(Nack(lease: lease, reason: reason, delay: delay, rid: rid))
        case .reject(let reason): .reject(Reject(lease: lease, reason: reason, rid: rid))
        }
    }

    /// After a restart: acknowledged and not known to be settled, or settled with commands still to be sent.
    mutating func recallOwed() {
        for memory in recollection.owed {
            let acknowledgement = memory.acknowledgement
            guard memory.stage == .acknowledged else {
                queueFollowUps(of: acknowledgement, at: .zero)
                continue
            }
            let answer = HeldIssue.Answer(verdict: acknowledgement.verdict, sending: Sending(rid: nextRequest("a")))
            held[acknowledgement.lease.id] = HeldIssue(
                sequence: nextNumber(), queue: acknowledgement.queue, ticket: acknowledgement.ticket,
                key: acknowledgement.key, lease: acknowledgement.lease, leaseEnd: .zero, leaseLength: .zero,
                isLost: true, stage: .answered(answer))
        }
    }
}

// MARK: - SETTLED

extension ClientSession {
    mutating func takeSettlement(_ settled: Settled, at now: Duration) {
        guard let known = held[settled.lease.id], known.lease == settled.lease else { return }
        if settled.outcome == .extended || isRenewal(settled.rid, known) {
            return takeRenewal(settled, known, at: now)
        }
        guard let answer = known.answer, settled.rid == nil || settled.rid == answer.sending.rid else { return }
        conclude(known, answer.verdict, settled.outcome, at: now)
    }

    /// Done whatever the outcome is. Only `stale` and `dead` leave the follow-up commands to whoever has the message.
    private mutating func conclude(
        _ known: HeldIssue, _ verdict: Verdict, _ outcome: SettlementOutcome, at now: Duration
    ) {
        held[known.lease.id] = nil
        switch outcome {
        case .acked, .already, .unknown: closeOrFollowUp(known.lease.id, verdict, at: now)
        case .stale: note(.staleAnswer(known.lease))
        case .requeued, .dead, .extended: break
        }
    }

    private mutating func closeOrFollowUp(_ id: String, _ verdict: Verdict, at now: Duration) {
        guard verdict.isAcknowledgement, let memory = recollection[id], memory.stage == .acknowledged else { return }
        guard !memory.acknowledgement.followUps.isEmpty else { return remember(.closed(id: id)) }
        remember(.settled(id: id))
        queueFollowUps(of: memory.acknowledgement, at: now)
    }
}

// MARK: - ERROR

extension ClientSession {
    mutating func takeError(_ reply: ErrorReply, at now: Duration) {
        if reply.code == .noSession { return takeNoSession(at: now) }
        if let rid = reply.rid, rid == helloRequest { return takeRefusedGreeting(reply, at: now) }
        if let rid = reply.rid, commands[rid] != nil { return takeRefusedCommand(rid, reply, at: now) }
        if let known = issue(of: reply) {
            if isRenewal(reply.rid, known) { return takeRefusedRenewal(reply, known, at: now) }
            if let answer = known.answer { return takeRefusedAnswer(reply, known, answer, at: now) }
        }
        note(.refusal(CommandRefusal(reply)))
    }

    /// By lease, or by request id where the server left the lease out.
    private func issue(of reply: ErrorReply) -> HeldIssue? {
        if let lease = reply.lease {
            return held[lease.id].flatMap { $0.lease == lease ? $0 : nil }
        }
        guard let rid = reply.rid else { return nil }
        return heldInOrder.first { $0.answer?.sending.rid == rid || isRenewal(rid, $0) }
    }

    /// A BYE follows in most cases; where it does not, we try again later.
    private mutating func takeRefusedGreeting(_ reply: ErrorReply, at now: Duration) {
        note(.refusal(CommandRefusal(reply)))
        let final = ByeReason(rawValue: reply.code.rawValue)
        if final.isFinal { end(.refused(final), at: now) } else { pause(at: now) }
    }

    private mutating func takeRefusedAnswer(
        _ reply: ErrorReply, _ known: HeldIssue, _ answer: HeldIssue.Answer, at now: Duration
    ) {
        guard reply.rid == nil || reply.rid == answer.sending.rid else { return }
        if reply.code.isPassing { return putOff(known, answer, at: now) }
        note(.answerRefused(known.lease, CommandRefusal(reply)))
        guard answer.verdict.command != nil else {
            // Said as plainly as it can be. The lease lapses; if the message comes again, we answer from memory.
            held[known.lease.id] = nil
            return
        }
        if reply.code == .conflict {
            acknowledgeWithoutCommand(known, at: now)
        } else {
            remember(.dropped(id: known.lease.id))
            say(.retryLater(reason: "the command was refused: \(reply.code)").cutToLimits, of: known.lease.id, at: now)
        }
    }

    private mutating func putOff(_ known: HeldIssue, _ answer: HeldIssue.Answer, at now: Duration) {
        var answer = answer
        answer.sending.retryAt = now + Backoff.asking.wait(after: answer.sending.retries, &random)
        answer.sending.retries += 1
        held[known.lease.id]?.stage = .answered(answer)
    }

    /// The complaint has changed since: a fresh message is in the queue already.
    private mutating func acknowledgeWithoutCommand(_ known: HeldIssue, at now: Duration) {
        guard var acknowledgement = recollection[known.lease.id]?.acknowledgement else { return }
        acknowledgement.command = nil
        remember(.acknowledged(acknowledgement))
        say(.acknowledge(), of: known.lease.id, at: now)
    }
}

extension ErrorCode {
    /// To be sent again later, as it is.
    var isPassing: Bool { self == .unavailable || self == .outcomeUnknown }
}
