internal import PaidanCore
internal import PaidanEngine
internal import Synchronization
internal import ZeroMQ

/// What waits for the engine's thread. Bounded: beyond `capacity` a sender is turned away instead of kept waiting.
final class Mailbox: Sendable {
    /// Something to do, and whom to tell what came of it.
    enum Letter: Sendable {
        case job(Job, @Sendable (Result<Outcome, DeskError>) -> Void)
        case moveClock(Instant, @Sendable (Result<Int, DeskError>) -> Void)
    }

    static let capacity = 4_096

    private struct State {
        var letters: [Letter] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    let wakeUp: WakeUp

    init() throws(ZeroMQError) { wakeUp = try WakeUp() }

    /// - Returns: why it was not taken; nil when it was.
    func put(_ letter: Letter) -> DeskError? {
        let (refusal, isFirst) = state.withLock { state -> (DeskError?, Bool) in
            if state.isClosed { return (.closing, false) }
            guard state.letters.count < Self.capacity else { return (.overloaded, false) }
            state.letters.append(letter)
            return (nil, state.letters.count == 1)
        }
        if isFirst { wakeUp.signal() }
        return refusal
    }

    /// The oldest letters, at most `most`.
    func take(_ most: Int) -> [Letter] {
        state.withLock { state in
            let taken = Array(state.letters.prefix(most))
            state.letters.removeFirst(taken.count)
            return taken
        }
    }

    var isEmpty: Bool { state.withLock(\.letters.isEmpty) }

    func close() {
        state.withLock { $0.isClosed = true }
        wakeUp.signal()
    }

    var isClosed: Bool { state.withLock(\.isClosed) }
}
