internal import PaidanCore

/// 进程内转单: where a routing worker lives in the same process it answers in the turn that has a message for it, so that
/// a complaint is opened and forwarded by one commit.
extension Engine {
    /// Its leases are written only when it fails: between two statements of a transaction nobody else can take a message.
    package static let houseRouter = LeaseOwner(principal: "system:router", worker: "in-process", instance: "")

    /// Takes what is ready in `routing` and answers it.
    func routeInHouse(at now: Instant) throws {
        guard let router, !stoppedQueues.contains(.routing) else { return }
        for message in try store.readyMessages(in: .routing, at: now, limit: Self.jobsMax) {
            try route(message, as: router(message.body), at: now)
        }
    }

    private func route(_ message: MessageRow, as answer: Settling.Answer, at now: Instant) throws {
        guard case .ack(let command) = answer else { return try giveBack(message, answer, at: now) }
        do {
            _ = try acknowledge(message, command, by: .router, at: now)
        } catch let failure as Failure {
            try giveBack(message, .nack(reason: "\(failure)", delay: nil), at: now)
        } catch let refusal as Refusal {
            try giveBack(message, .nack(reason: "\(refusal)", delay: nil), at: now)
        } catch let corrupt as CorruptHistory {
            try store.insertIncident(at: now, text: corrupt.description)
            try giveBack(message, .reject(reason: corrupt.description), at: now)
        }
    }

    /// Like any other worker it tries again a few times, later each time; then the message is dead, and people are told.
    private func giveBack(_ message: MessageRow, _ answer: Settling.Answer, at now: Instant) throws {
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
