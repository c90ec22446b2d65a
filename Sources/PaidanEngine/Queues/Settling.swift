package import PaidanCore
package import PaidanJSON

/// `<message id>.<attempt>`: names one lease and fences off older ones.
package struct Lease: Hashable, Sendable {
    package let message: Int64
    package let attempt: Int

    package init(message: Int64, attempt: Int) {
        self.message = message
        self.attempt = attempt
    }

    package var text: String { "\(message).\(attempt)" }
}

/// What a worker answers to a delivery.
package struct Settling: Sendable {
    package enum Answer: Sendable {
        /// "I hold it"; with a command, both happen or neither.
        case ack(Command?)
        /// Later again, after a delay or the usual backoff.
        case nack(reason: String, delay: Span?)
        /// Never again.
        case reject(reason: String)
        case extend(Span)
        /// Given back at once; the attempt stays counted.
        case release
    }

    package struct Command: Sendable {
        package let verb: String
        package let data: JSON
        package let expectedRev: Int?

        package init(verb: String, data: JSON, expectedRev: Int?) {
            self.verb = verb
            self.data = data
            self.expectedRev = expectedRev
        }
    }

    package let lease: Lease
    package let owner: LeaseOwner
    package let actor: Actor
    package let answer: Answer

    package init(lease: Lease, owner: LeaseOwner, actor: Actor, answer: Answer) {
        self.lease = lease
        self.owner = owner
        self.actor = actor
        self.answer = answer
    }
}

/// What became of it, told after the commit.
package struct Settled: Hashable, Sendable {
    package enum Outcome: String, Sendable { case acked, already, requeued, dead, extended, stale, unknown }

    package let outcome: Outcome
    /// The new end of an extended lease.
    package let until: Instant?
    /// The ticket that the ACK moved.
    package let receipt: Receipt?

    package init(_ outcome: Outcome, until: Instant? = nil, receipt: Receipt? = nil) {
        self.outcome = outcome
        self.until = until
        self.receipt = receipt
    }
}

/// A message leased to a worker, to be sent after the commit.
package struct Delivery: Sendable {
    package let owner: LeaseOwner
    package let message: MessageRow
    package let until: Instant

    package var lease: Lease { Lease(message: message.id, attempt: message.attempt) }
}

/// Advice to a lease holder that its message is settled elsewhere or no longer wanted.
package struct Cancellation: Hashable, Sendable {
    package let owner: LeaseOwner
    package let lease: Lease
    package let reason: String
}

/// Room that workers have granted; asked for at the end of a transaction, so that a ready worker costs no second commit.
package protocol Windows {
    /// Queues in which somebody has room, in a fixed order, and how much.
    func room() -> [(queue: QueueName, count: Int)]
    /// Takes one place. Called at most as often as `room` says.
    mutating func take(in queue: QueueName) -> LeaseOwner?
    /// The place is taken by this lease.
    mutating func taken(_ lease: Lease, in queue: QueueName, by owner: LeaseOwner)
}

/// Nobody is waiting for work.
package struct NoWindows: Windows {
    package init() {}
    package func room() -> [(queue: QueueName, count: Int)] { [] }
    package func take(in queue: QueueName) -> LeaseOwner? { nil }
    package func taken(_ lease: Lease, in queue: QueueName, by owner: LeaseOwner) {}
}
