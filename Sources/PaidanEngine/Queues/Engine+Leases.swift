internal import PaidanCore

/// Leases: granted in a transaction before anything is sent, ended by an answer, a lapse or a death.
extension Engine {
    /// Leases ready messages to workers that have room: the earliest deadline first, then by age.
    func grantLeases(at now: Instant, _ windows: inout some Windows) throws {
        for (queue, count) in windows.room() where count > 0 && stoppedQueues[queue] == nil {
            for var message in try readyMessages(in: queue, at: now, limit: count) {
                guard let owner = windows.take(in: queue) else { break }
                let until = now + limits.leaseFor
                plan(until)
                message.attempt += 1
                message.state = .leased(owner, until: until)
                if !Sabotage.isOn(.sendBeforeLease) {
                    try store.setState(message.state, attempt: message.attempt, of: message.id)
                }
                let delivery = Delivery(owner: owner, message: message, until: until)
                windows.taken(delivery.lease, in: queue, by: owner)
                news.deliveries.append(delivery)
            }
        }
    }

    private func readyMessages(in queue: QueueName, at now: Instant, limit: Int) throws -> [MessageRow] {
        guard Sabotage.isOn(.noDeadlineOrder) else {
            return try settingAside(at: now) { try store.readyMessages(in: queue, at: now, limit: limit) }
        }
        return Array(
            try store.readyMessages(in: queue, at: now, limit: Self.jobsMax).sorted { $0.id < $1.id }.prefix(limit))
    }

    /// A lapsed lease makes its message ready again, later each time, until it is dead.
    func expireLeases(at now: Instant) throws {
        if Sabotage.isOn(.noExpiry) { return }
        let lapsed = try settingAside(at: now) { try store.expiredLeases(at: now, limit: Self.jobsMax) }
        for message in lapsed {
            guard case .leased(let owner, _) = message.state else { continue }
            let lease = Lease(message: message.id, attempt: message.attempt)
            news.cancellations.append(Cancellation(owner: owner, lease: lease, reason: "expired"))
            let outcome = try apart { try requeue(message, delay: nil, lapsed: owner, error: "lease expired", at: now) }
            if case .failure(let damage) = outcome { try setAside(message, because: damage, at: now) }
        }
    }

    /// - Returns: whether the message is dead now.
    func requeue(
        _ message: MessageRow, delay: Span?, lapsed: LeaseOwner?, error: String, at now: Instant
    ) throws -> Bool {
        guard message.attempt < limits.attemptsMax || Sabotage.isOn(.noDeadLetter) else {
            try bury(message, error: error, at: now)
            return true
        }
        let wait =
            delay ?? limits.backoff(attempt: message.attempt, at: now, deadline: message.deadline, &random)
        try store.setState(.ready(from: now + wait, lapsed: lapsed), attempt: message.attempt, of: message.id)
        plan(now + wait)
        return false
    }

    /// The message stays visible as dead, its ticket learns it, and a queue in which message after message dies stops:
    /// a crashing program must not empty a department's inbox.
    func bury(_ message: MessageRow, error: String, at now: Instant) throws {
        try store.setState(.dead, attempt: message.attempt, of: message.id)
        try store.insert(SettlementRow(message: message.id, attempt: message.attempt, outcome: .dead, at: now))
        try promote(after: message, isGap: true, at: now)
        deathsInARow[message.queue, default: 0] += 1
        if deathsInARow[message.queue, default: 0] >= limits.deathsInARowMax { try stopQueue(after: message, at: now) }
        try tellOfDeath(message, error: error, at: now)
    }

    private func tellOfDeath(_ message: MessageRow, error: String, at now: Instant) throws {
        var runner = runner(at: now)
        runner.unit.renewsRouting = false
        let outcome = try apart {
            do {
                guard let found = try find(message.ticket),
                    try tellOfDeath(found.row.kind.type, message, error: error, &runner)
                else { return }
                try runner.settleEffects()
                try write(runner.unit)
            } catch is Refusal {
                // The ticket has moved on; only a dead first message concerns its state. Somebody has to know all the same.
                try tellSupervisor(of: message, at: now)
            } catch let failure as Failure {
                try report("message \(message.id) is dead, and its ticket does not take that: \(failure)", at: now)
                try tellSupervisor(of: message, at: now)
            }
        }
        guard case .failure(let damage) = outcome else { return }
        try report(damage.description, at: now)
        try tellSupervisor(of: message, at: now)
    }

    /// Nobody could have it delivered: it is dead at once.
    func setAside(_ message: MessageRow, because: Damage, at now: Instant) throws {
        try report("message \(message.id) set aside: \(because)", at: now)
        try store.setAside(.message(message.id))
        try tellSupervisor(of: message, at: now)
    }

    /// For where the ticket cannot learn it itself.
    private func tellSupervisor(of message: MessageRow, at now: Instant) throws {
        guard let ticket = try store.soundTicketRow(message.ticket) else { return }
        try store.insert(
            NoticeRow(
                at: now, role: .supervisor, department: nil, branch: ticket.branch, ticket: message.ticket,
                notice: .deliveryDead, clock: nil))
    }

    /// - Returns: whether this kind of ticket puts messages into queues at all.
    private func tellOfDeath<K: TicketKind>(
        _: K.Type, _ message: MessageRow, error: String, _ runner: inout UnitRunner
    ) throws -> Bool {
        guard let command = K.deliveryDead(queue: message.queue.text, error: error, attempts: message.attempt) else {
            return false
        }
        try runner.act(
            K.self, message.ticket, command, by: UnitRunner.Origin(actor: .queue))
        return true
    }

    private func stopQueue(after message: MessageRow, at now: Instant) throws {
        let queue = message.queue
        guard stoppedQueues.stop(queue, at: now) else { return }
        news.stoppedQueues.append(queue)
        try keepStoppedQueues()
        try tellOfStop(message, at: now)
        try store.insertIncident(
            at: now, text: "queue \(queue) stopped after \(limits.deathsInARowMax) deaths in a row")
    }

    /// Those who mend the worker, and those who start the queue again. The notice leads to the ticket whose message died last.
    private func tellOfStop(_ message: MessageRow, at now: Instant) throws {
        guard let ticket = try store.soundTicketRow(message.ticket) else { return }
        let roles: [Role] =
            [.supervisor] + (message.queue.department == nil ? [] : [.departmentWorker, .departmentHead])
        for role in roles {
            try store.insert(
                NoticeRow(
                    at: now, role: role, department: role.isDepartmental ? message.queue.department : nil,
                    branch: ticket.branch, ticket: message.ticket, notice: .queueStopped, clock: nil))
        }
    }

    func startQueue(_ queue: QueueName) throws {
        deathsInARow[queue] = 0
        stoppedQueues.start(queue)
        try keepStoppedQueues()
    }

    private func keepStoppedQueues() throws {
        try store.setMeta(StoppedQueues.meta, to: stoppedQueues.text)
    }

    /// Frees what a former start of this worker held; what its present start holds is returned.
    func releaseLeases(
        of principal: String, _ worker: String, except instance: String?, at now: Instant
    ) throws -> [Delivery] {
        var kept: [Delivery] = []
        for message in try settingAside(at: now, { try store.leases(of: principal, worker: worker) }) {
            guard case .leased(let owner, let until) = message.state else { continue }
            if owner.instance == instance {
                kept.append(Delivery(owner: owner, message: message, until: until))
            } else if !Sabotage.isOn(.noReleaseAtStart) {
                // A message that kills every worker must die at last.
                let outcome = try apart {
                    try requeue(message, delay: .zero, lapsed: nil, error: "worker started anew", at: now)
                }
                if case .failure(let damage) = outcome { try setAside(message, because: damage, at: now) }
            }
        }
        return kept
    }
}
