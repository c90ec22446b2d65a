internal import Synchronization

/// Whether the house's thread gets through its rounds.
package final class Pulse: Sendable {
    private struct State {
        var endedAt: ContinuousClock.Instant
        var isWorking = false
    }

    private let state: Mutex<State>

    package init(at now: ContinuousClock.Instant) { state = Mutex(State(endedAt: now)) }

    /// The round has taken on work that somebody waits for.
    package func takeOnWork() { state.withLock { $0.isWorking = true } }

    /// A round is over.
    package func beat(at now: ContinuousClock.Instant) {
        state.withLock { $0 = State(endedAt: now) }
    }

    /// - Parameter isWaitedFor: whether work waits that no round has taken on.
    /// - Returns: how long ago the last round ended; nil while nobody waits for the next one to end.
    package func silence(isWaitedFor: Bool, at now: ContinuousClock.Instant) -> Duration? {
        state.withLock { $0.isWorking || isWaitedFor ? now - $0.endedAt : nil }
    }
}
