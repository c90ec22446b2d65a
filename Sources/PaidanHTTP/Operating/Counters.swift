internal import Synchronization

/// How many answers of each class went out.
final class Counters: Sendable {
    private let answers = Mutex([Int](repeating: 0, count: 6))

    func count(_ status: Int) {
        answers.withLock { $0[min(max(status / 100, 0), 5)] += 1 }
    }

    /// By class, `2xx` and so on.
    var byClass: [(name: String, count: Int)] {
        let counts = answers.withLock { $0 }
        return (1...5).map { ("\($0)xx", counts[$0]) }
    }
}
