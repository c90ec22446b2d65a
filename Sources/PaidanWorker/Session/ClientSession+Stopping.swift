import PaidanWire

/// No new work, the rest answered, BYE.
extension ClientSession {
    mutating func beginStopping(at now: Duration) {
        stopping = Stopping(until: now + configuration.drainLimit)
        if isOpen { closeWindows(at: now) }
        dropWaiting(at: now)
    }

    mutating func closeWindows(at now: Duration) {
        for queue in windows where terms.queues.contains(queue.queue) {
            send(.window(Window(queue: queue.queue, window: 0)), at: now)
        }
    }

    private mutating func dropWaiting(at now: Duration) {
        for issue in heldInOrder {
            guard case .waiting = issue.stage else { continue }
            held[issue.lease.id] = nil
            if isOpen { send(.release(Release(lease: issue.lease)), at: now) }
        }
    }

    mutating func stopIfDone(at now: Duration) {
        guard let stopping, phase != .ended else { return }
        if held.isEmpty, orphans.isEmpty, commands.isEmpty {
            end(.stopped, at: now)
        } else if now >= stopping.until {
            end(.stoppedWithOpenWork(issues: held.count + orphans.count, commands: commands.count), at: now)
        }
    }

    /// BYE frees all leases, also those that were granted while HELLO was on its way, so it is said only here. What is in the journal is said again by the next start.
    mutating func end(_ reason: SessionEnd, at now: Duration) {
        if isConnected, !reason.isRefusal { send(.bye(Bye(reason: .shutdown)), at: now) }
        for issue in heldInOrder { giveUp(issue, reason: "the worker stops", at: now) }
        for command in commandsInOrder where command.origin == .caller {
            let refusal = CommandRefusal(.outcomeUnknown, detail: "the worker stopped before the answer came")
            emit(.performed(rid: command.order.rid, .failure(refusal)))
        }
        if isConnected { emit(.disconnect) }
        held = [:]
        commands = [:]
        phase = .ended
        emit(.ended(reason))
    }
}

extension SessionEnd {
    var isRefusal: Bool {
        guard case .refused = self else { return false }
        return true
    }
}
