import PaidanWire

/// A message that this worker has been offered and that is not over yet.
struct HeldIssue: Sendable {
    /// Counts what came, so that work is done in the order in which it came.
    let sequence: UInt64
    let queue: String
    let ticket: String
    let key: String
    var lease: LeaseTag

    /// When the lease ends by our own clock, at the latest.
    var leaseEnd: Duration
    var leaseLength: Duration

    /// The server does not hold the lease for us any more, so extending it would be in vain.
    var isLost = false
    var renewal: Renewal = .none
    var stage: Stage

    enum Stage: Sendable {
        /// Came above the window; begun when a handler ends. Next: working, or over.
        case waiting(Issue)

        /// The handler runs. Next: answered.
        case working(Issue, since: Duration)

        /// Said, and kept until SETTLED. Next: over.
        case answered(Answer)
    }

    enum Renewal: Hashable, Sendable {
        case none
        case asked(rid: String, at: Duration)
        case refused(until: Duration)
    }

    struct Answer: Sendable {
        var verdict: Verdict
        var sending: Sending
    }

    var answer: Answer? {
        guard case .answered(let answer) = stage else { return nil }
        return answer
    }

    var isWorking: Bool {
        guard case .working = stage else { return false }
        return true
    }

    /// Half of the lease before it ends, as the protocol advises; once more when no answer comes.
    var extendDue: Duration? {
        guard isWorking, !isLost else { return nil }
        return switch renewal {
        case .none: leaseEnd - leaseLength / 2
        case .asked(_, let asked): max(asked, leaseEnd - leaseLength / 2) + leaseLength / 4
        case .refused(let until): until
        }
    }
}
