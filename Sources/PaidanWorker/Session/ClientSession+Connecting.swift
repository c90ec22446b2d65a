import PaidanWire

/// Connecting, greeting, being welcomed, losing the other side.
extension ClientSession {
    mutating func connect(at now: Duration) {
        emit(.connect)
        lastHeard = now
        greet(at: now)
    }

    /// HELLO with the present windows; while stopping, all of them are zero.
    private mutating func greet(at now: Duration) {
        helloRequest = nextRequest("h")
        phase = .greeting(since: now)
        let queues = windows.map { QueueWindow(queue: $0.queue, window: stopping == nil ? $0.window : 0) }
        send(
            .hello(
                Hello(
                    client: configuration.client, worker: configuration.worker, instance: configuration.instance,
                    queues: queues, feeds: configuration.feeds, rid: helloRequest)),
            at: now)
    }

    mutating func losePeer(at now: Duration) {
        note(.peerSilent(for: now - lastHeard))
        pause(at: now)
    }

    /// Closes the socket and waits, longer each time. A session that has lasted makes the next wait short again.
    mutating func pause(at now: Duration) {
        if case .open(let since) = phase, now - since >= terms.deadAfter { connectionFailures = 0 }
        let wait = Backoff.connecting.wait(after: connectionFailures, &random)
        connectionFailures += 1
        emit(.disconnect)
        note(.retryingConnection(after: wait))
        phase = .pausing(until: now + wait)
    }

    /// The server has forgotten the session, or never had it: a silent re-connection, or its restart.
    ///
    /// Several messages may be answered so; those that come while HELLO is on its way say nothing new.
    mutating func takeNoSession(at now: Duration) {
        guard isOpen else { return }
        note(.noSession)
        greet(at: now)
    }

    mutating func takeWelcome(_ welcome: Welcome, at now: Duration) {
        guard case .greeting = phase, welcome.rid == nil || welcome.rid == helloRequest else { return }
        phase = .open(since: now)
        terms = Terms(
            heartbeat: welcome.heartbeat, deadAfter: welcome.deadAfter, lease: welcome.leaseDuration,
            queues: welcome.queues)
        note(.opened(session: welcome.session, principal: welcome.principal))
        for queue in windows where !welcome.queues.contains(queue.queue) { note(.queueNotGranted(queue.queue)) }
        takeEpoch(welcome.epoch, at: now)
        compareLeases(welcome, at: now)
        if stopping != nil { closeWindows(at: now) }
        resendEverything(at: now)
    }

    /// After a restore from a backup the same ids may name other messages: nothing known of them holds.
    private mutating func takeEpoch(_ epoch: String, at now: Duration) {
        guard epoch != recollection.epoch else { return }
        let former = recollection.epoch
        remember(.epoch(epoch))
        guard let former else { return }
        note(.newEpoch(from: former, to: epoch))
        for issue in heldInOrder { giveUp(issue, reason: "the server's database was restored", at: now) }
        held = [:]
    }

    /// RELEASEs what the server holds for us and we do not know, and marks what we know and it does not.
    private mutating func compareLeases(_ welcome: Welcome, at now: Duration) {
        for lease in welcome.leases.map(\.lease) where held[lease.id]?.lease != lease {
            if let known = held[lease.id], known.lease.attempt < lease.attempt, !known.isRepeatable {
                adopt(lease, at: now)
            } else {
                note(.releasedUnknownLease(lease))
                send(.release(Release(lease: lease)), at: now)
            }
        }
        let named = Set(welcome.leases.map(\.lease))
        for issue in heldInOrder {
            held[issue.lease.id]?.renewal = .none
            if named.contains(issue.lease) {
                if issue.isWorking { askRenewal(of: issue, at: now) }
            } else if !welcome.hasMoreLeases {
                loseLease(issue)
            }
        }
    }

    private mutating func loseLease(_ issue: HeldIssue) {
        guard !issue.isLost else { return }
        held[issue.lease.id]?.isLost = true
        if issue.isWorking { note(.leaseLost(issue.lease)) }
        // What has not been begun is not ours to begin.
        if case .waiting = issue.stage { held[issue.lease.id] = nil }
    }

    private mutating func resendEverything(at now: Duration) {
        for issue in heldInOrder where issue.answer != nil { sendAnswer(of: issue.lease.id, at: now) }
        for command in commandsInOrder { sendCommand(command.sending.rid, at: now) }
    }
}

// MARK: - Leaving

extension ClientSession {
    mutating func takeBye(_ reason: ByeReason, at now: Duration) {
        note(.peerLeft(reason))
        if reason.isFinal { end(.refused(reason), at: now) } else { pause(at: now) }
    }

    /// A server that sends rubbish all the time is treated as one that is silent.
    mutating func takeUnreadable(_ error: WireError, at now: Duration) {
        guard error.code != .unknownCommand else { return }  // It is from a later minor version.
        note(.unreadable(error))
        unreadable = unreadable.filter { now - $0 < WireLimits.malformedWindow } + [now]
        guard unreadable.count >= WireLimits.malformedMax else { return }
        unreadable = []
        pause(at: now)
    }
}

extension ByeReason {
    /// Coming back would change nothing.
    var isFinal: Bool {
        [.unsupportedVersion, .forbidden, .revoked, .malformed, .replaced].contains(self)
    }
}
