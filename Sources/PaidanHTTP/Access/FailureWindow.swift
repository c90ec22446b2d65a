internal import Synchronization

/// Counts refused tokens per address, so that whoever guesses is told to wait. It keeps nobody out who has a token.
final class FailureWindow: Sendable {
    static let failuresMax = 10
    static let windowMilliseconds: Int64 = 60_000
    /// More addresses than this are forgotten together.
    static let addressesMax = 10_000

    private struct Window {
        var since: Int64
        var count: Int
    }

    private let windows = Mutex<[String: Window]>([:])

    /// - Returns: whether it is one too many.
    func note(_ address: String, at time: Int64) -> Bool {
        windows.withLock { windows in
            if windows.count >= Self.addressesMax { windows.removeAll() }
            var window = windows[address] ?? Window(since: time, count: 0)
            if time - window.since >= Self.windowMilliseconds { window = Window(since: time, count: 0) }
            window.count += 1
            windows[address] = window
            return window.count > Self.failuresMax
        }
    }
}
