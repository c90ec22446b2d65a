package import PaidanCore

/// The queue's figures. Written down for workers in `docs/reference/wire-protocol.md`.
package struct QueueLimits: Hashable, Sendable {
    /// How long a worker holds a message before it must answer or extend.
    package var leaseFor = Span.seconds(20)
    /// The longest extension a worker may ask for at once.
    package var extendMax = Span.minutes(10)
    /// After so many attempts a message is dead.
    package var attemptsMax = 8
    package var backoffBase = Span.seconds(1)
    package var backoffMax = Span.seconds(60)
    /// How long the outcome of an attempt is remembered.
    package var settlementsKeptFor = Span.hours(24)
    /// So many deaths in a row stop a queue until a supervisor starts it again.
    package var deathsInARowMax = 5

    package init() {}

    /// min(1 s · 2^attempt, 60 s) ± 20 %; while a deadline lies ahead never past a quarter of the time left; at least 1 s,
    /// so that a short trouble just before a deadline does not use up every attempt.
    package func backoff(
        attempt: Int, at now: Instant, deadline: Instant?, _ random: inout any RandomNumberGenerator
    ) -> Span {
        let jittered = usualBackoff(attempt: attempt).milliseconds * Int64.random(in: 80...120, using: &random) / 100
        var span = Span(milliseconds: jittered)
        if let deadline, deadline > now { span = min(span, Span(milliseconds: (deadline - now).milliseconds / 4)) }
        return max(span, backoffBase)
    }

    /// The same without chance and deadline, for whoever tells people about it.
    package func usualBackoff(attempt: Int) -> Span {
        Span(milliseconds: min(backoffBase.milliseconds << Int64(min(attempt, 16)), backoffMax.milliseconds))
    }
}
