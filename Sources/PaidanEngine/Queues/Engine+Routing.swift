internal import PaidanCore

/// 进程内转单: where a routing worker lives in the same process it answers in the turn that has a message for it, so that
/// a complaint is opened and forwarded by one commit.
extension Engine {
    /// Its leases are written only when it fails: within a transaction nobody else can take a message.
    package static let houseRouter = LeaseOwner(
        principal: Actor.router.principal, worker: "in-process", instance: "")

    var routesInHouse: Bool { router != nil && stoppedQueues[.routing] == nil }

    /// Answers what has been put into `routing` since it was last asked.
    func routeFresh(at now: Instant) throws {
        guard let router, !toRoute.isEmpty else { return }
        let fresh = toRoute
        toRoute = []
        for message in fresh { try route(message, as: router(message.body), isStored: false, at: now) }
    }

    /// Answers what this turn still has for `routing`, and what is ready there from before.
    func routeInHouse(at now: Instant) throws {
        guard let router, routesInHouse else { return }
        try routeFresh(at: now)
        let waiting = try settingAside(at: now) {
            try store.readyMessages(in: .routing, at: now, limit: Self.jobsMax)
        }
        for message in waiting { try route(message, as: router(message.body), isStored: true, at: now) }
        // There may be more: in the next turn, which follows at once.
        if waiting.count == Self.jobsMax { plan(now) }
    }

    private func route(_ message: MessageRow, as answer: Settling.Answer, isStored: Bool, at now: Instant) throws {
        guard case .ack(let command) = answer else { return try giveBack(message, answer, isStored, at: now) }
        let outcome = try apart { try acknowledgment(of: message, command, isStored, at: now) }
        switch outcome {
        case .success(nil): return
        case .success(.some(let refused)): try giveBack(message, refused, isStored, at: now)
        case .failure(let damage):
            // The ticket itself may be sound and learn of the death: what is damaged may be a relative of it.
            try report(damage.description, at: now)
            try giveBack(message, .reject(reason: damage.description), isStored, at: now)
        }
    }

    /// - Returns: what is said instead where the command is refused; nil when it was carried out.
    private func acknowledgment(
        of message: MessageRow, _ command: Settling.Command?, _ isStored: Bool, at now: Instant
    ) throws -> Settling.Answer? {
        do {
            _ = try acknowledge(message, command, by: .router, isStored: isStored, at: now)
            return nil
        } catch let failure as Failure {
            if case .brokenFollowUp(let text) = failure { try report(text, at: now) }
            return .nack(reason: "\(failure)", delay: nil)
        } catch let refusal as Refusal {
            return .nack(reason: "\(refusal)", delay: nil)
        }
    }

    /// Like any other worker it tries again a few times, later each time; then the message is dead, and people are told.
    private func giveBack(_ message: MessageRow, _ answer: Settling.Answer, _ isStored: Bool, at now: Instant) throws {
        if !isStored { try store.insert(message) }
        let outcome = try apart { try takeBack(message, answer, at: now) }
        if case .failure(let damage) = outcome { try setAside(message, because: damage, at: now) }
    }

    private func takeBack(_ message: MessageRow, _ answer: Settling.Answer, at now: Instant) throws {
        var leased = message
        leased.attempt += 1
        leased.state = .leased(Self.houseRouter, until: now + limits.leaseFor)
        try store.setState(leased.state, attempt: leased.attempt, of: leased.id)
        switch answer {
        case .reject(let reason): try bury(leased, error: reason, at: now)
        case .nack(let reason, let delay): _ = try requeue(leased, delay: delay, lapsed: nil, error: reason, at: now)
        case .ack, .extend, .release: _ = try requeue(leased, delay: nil, lapsed: nil, error: "given back", at: now)
        }
    }
}
