import PaidanWire

/// From DELIVER to the handler and back.
extension ClientSession {
    /// Before WELCOME nothing is offered to this session; what comes all the same is released when WELCOME names it.
    mutating func takeDelivery(_ deliver: Deliver, at now: Duration) {
        guard isOpen else { return }
        if let known = held[deliver.lease.id], !(known.isRepeatable && known.lease.attempt < deliver.lease.attempt) {
            return takeRepetition(of: known, deliver.lease, at: now)
        }
        let issue = Issue(deliver, run: nextNumber())
        if let memory = recollection[deliver.lease.id] { return answerAgain(issue, memory, at: now) }
        guard stopping == nil else { return send(.release(Release(lease: deliver.lease)), at: now) }
        hold(issue, as: .waiting(issue), at: now)
        fillSlots(of: issue.queue, at: now)
        guard case .waiting = held[issue.id]?.stage else { return }
        note(.overWindow(issue.lease))
        keepWaitingBounded(issue, at: now)
    }

    private mutating func hold(_ issue: Issue, as stage: HeldIssue.Stage, at now: Duration) {
        held[issue.id] = HeldIssue(
            sequence: nextNumber(), queue: issue.queue, ticket: issue.ticket, key: issue.key, lease: issue.lease,
            leaseEnd: now + terms.lease, leaseLength: terms.lease, stage: stage)
    }

    /// The message is here already: an answer was lost, or the lease lapsed while the handler ran.
    private mutating func takeRepetition(of known: HeldIssue, _ lease: LeaseTag, at now: Duration) {
        guard lease.attempt >= known.lease.attempt else { return }
        if lease.attempt > known.lease.attempt { adopt(lease, at: now) }
        switch known.stage {
        case .waiting: break
        case .working: note(.stillRunning(lease))
        case .answered: sendAnswer(of: lease.id, at: now)
        }
    }

    /// What we hold goes on under the newer lease.
    mutating func adopt(_ lease: LeaseTag, at now: Duration) {
        held[lease.id]?.lease = lease
        held[lease.id]?.leaseEnd = now + terms.lease
        held[lease.id]?.leaseLength = terms.lease
        held[lease.id]?.isLost = false
        held[lease.id]?.renewal = .none
        // The journal's ACK must be for the lease that is current, or it could not be repeated after a restart.
        guard var memory = recollection[lease.id], memory.stage == .acknowledged else { return }
        memory.acknowledgement.lease = lease
        remember(.acknowledged(memory.acknowledgement))
    }

    /// An issue that the handler has acknowledged before.
    private mutating func answerAgain(_ issue: Issue, _ memory: Recollection.Memory, at now: Duration) {
        note(.answeredFromMemory(issue.lease))
        hold(issue, as: .waiting(issue), at: now)
        switch memory.stage {
        case .acknowledged:
            adopt(issue.lease, at: now)
            say(memory.acknowledgement.verdict, of: issue.id, at: now)
        case .settled, .closed:
            // Its follow-up commands are on their way already.
            say(.acknowledge(then: memory.acknowledgement.command), of: issue.id, at: now)
        }
    }

    /// Begins waiting issues of a queue while there is room, oldest first.
    mutating func fillSlots(of queue: String, at now: Duration) {
        guard let window = windows.first(where: { $0.queue == queue })?.window else { return }
        var running = runningHandlers(of: queue)
        for issue in heldInOrder where running < window && issue.queue == queue {
            guard case .waiting(let waiting) = issue.stage else { continue }
            if begin(waiting, issue, at: now) { running += 1 }
        }
    }

    /// No work begins on a lease that is nearly over: somebody else would begin it too.
    private mutating func begin(_ waiting: Issue, _ issue: HeldIssue, at now: Duration) -> Bool {
        guard issue.leaseEnd - now >= issue.leaseLength / 4, !issue.isLost else {
            held[issue.lease.id] = nil
            if isOpen, issue.leaseEnd > now { send(.release(Release(lease: issue.lease)), at: now) }
            return false
        }
        held[issue.lease.id]?.stage = .working(waiting, since: now)
        emit(.handle(waiting))
        return true
    }

    private func runningHandlers(of queue: String) -> Int {
        held.values.count { $0.queue == queue && $0.isWorking } + orphans.values.count { $0.queue == queue }
    }

    /// The server keeps to the window but does not know of handlers that outlive their lease; as many again may wait.
    private mutating func keepWaitingBounded(_ issue: Issue, at now: Duration) {
        let window = windows.first { $0.queue == issue.queue }?.window ?? 0
        let waiting = held.values.count { entry in
            guard case .waiting = entry.stage else { return false }
            return entry.queue == issue.queue
        }
        guard waiting > window else { return }
        held[issue.id] = nil
        send(.nack(Nack(lease: issue.lease, reason: "the worker is busy")), at: now)
    }
}

// MARK: - The handler has ended, or should

extension ClientSession {
    mutating func takeVerdict(_ verdict: Verdict, on issue: Issue, at now: Duration) {
        if orphans.removeValue(forKey: issue.run) != nil { return fillSlots(of: issue.queue, at: now) }
        guard let known = held[issue.id], case .working(let working, _) = known.stage, working.run == issue.run else {
            return  // Said twice.
        }
        if verdict.isAcknowledgement {
            answer(
                working,
                Acknowledgement(
                    lease: known.lease, queue: known.queue, ticket: known.ticket, key: known.key,
                    command: verdict.command, followUps: verdict.followUps),
                at: now)
        } else {
            say(verdict.cutToLimits, of: issue.id, at: now)
        }
        fillSlots(of: issue.queue, at: now)
    }

    /// Remembers first, then says so.
    private mutating func answer(_ issue: Issue, _ acknowledgement: Acknowledgement, at now: Duration) {
        if let error = ClientMessage.ack(Ack(lease: acknowledgement.lease, command: acknowledgement.command)).flaw {
            note(.unsendable(error))
            return say(.retryLater(reason: "the worker's command cannot be written"), of: issue.id, at: now)
        }
        remember(.acknowledged(acknowledgement))
        say(acknowledgement.verdict, of: issue.id, at: now)
    }

    /// CANCEL is advice. What has not been begun is dropped; what runs may end early, and is answered if it holds.
    mutating func takeCancellation(_ cancel: Cancel, at now: Duration) {
        guard let known = held[cancel.lease.id], known.lease == cancel.lease else { return }
        switch known.stage {
        case .waiting: held[cancel.lease.id] = nil
        case .working(let issue, _):
            held[cancel.lease.id]?.isLost = true
            emit(.cancelled(issue, reason: cancel.reason))
        case .answered: break  // SETTLED tells what became of the answer.
        }
    }

    /// The message is none of ours any more, and whatever its handler says is not said on.
    mutating func giveUp(_ issue: HeldIssue, reason: String, at now: Duration) {
        guard case .working(let working, _) = issue.stage else { return }
        orphans[working.run] = working
        emit(.cancelled(working, reason: reason))
    }
}

extension HeldIssue {
    /// A newer offer of this message is to be handled anew: our NACK or REJECT has done its work, or came too late.
    var isRepeatable: Bool {
        guard let answer else { return false }
        return !answer.verdict.isAcknowledgement
    }
}

extension Verdict {
    /// Reasons of 1–500 bytes without NUL, delays of at most an hour.
    var cutToLimits: Verdict {
        switch self {
        case .acknowledge, .acknowledgeThenDo: self
        case .retryLater(let reason, let delay):
            .retryLater(reason: Self.cut(reason), delay: delay.map { min(max($0, .zero), WireLimits.delayMax) })
        case .reject(let reason): .reject(reason: Self.cut(reason))
        }
    }

    private static func cut(_ reason: String) -> String {
        var text = ""
        for character in reason.replacing("\0", with: " ") {
            guard text.utf8.count + character.utf8.count <= WireLimits.textBytes.upperBound else { break }
            text.append(character)
        }
        return text.isEmpty ? "no reason given" : text
    }
}

extension ClientMessage {
    /// Why it cannot be written; nil if it can.
    var flaw: WireError? {
        do throws(WireError) {
            _ = try encoded()
            return nil
        } catch {
            return error
        }
    }
}
