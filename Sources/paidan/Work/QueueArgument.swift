internal import ArgumentParser
internal import PaidanEngine

/// `engineering` or `engineering=10`: a queue, and how many issues of it may be in hand at once.
struct QueueArgument: ExpressibleByArgument, Hashable {
    let name: String
    let window: Int

    static let windowUsual = 5

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let queue = QueueName(String(name)) else { return nil }
        guard let window = parts.count == 1 ? Self.windowUsual : Int(parts[1]), (1...1_000).contains(window) else {
            return nil
        }
        // The head office's queues are called without its branch on the wire.
        self.name = queue.text
        self.window = window
    }
}
