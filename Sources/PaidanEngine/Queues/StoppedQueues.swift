package import PaidanCore

/// 已停队列: queues in which message after message died, until a supervisor starts them again. Kept as one text in `meta`:
/// `engineering@1772416800000 furniture`.
package struct StoppedQueues: Hashable, Sendable {
    package struct Stop: Hashable, Sendable {
        package let queue: QueueName
        /// nil where an older Paidan stopped it.
        package let since: Instant?
    }

    static let meta = "stoppedQueues"

    /// By name.
    package private(set) var all: [Stop] = []

    package init(in reading: any Reading) throws { self.init(text: try reading.meta(Self.meta) ?? "") }

    init(text: String = "") {
        for word in text.split(separator: " ") {
            let parts = word.split(separator: "@", maxSplits: 1)
            guard let queue = parts.first.flatMap({ QueueName(String($0)) }) else { continue }
            let since = parts.count == 2 ? Int64(parts[1]).flatMap(Instant.init(stored:)) : nil
            add(Stop(queue: queue, since: since))
        }
    }

    var text: String {
        all.map { stop in stop.queue.text + (stop.since.map { "@\($0.milliseconds)" } ?? "") }.joined(separator: " ")
    }

    package subscript(queue: QueueName) -> Stop? { all.first { $0.queue == queue } }

    /// - Returns: whether it ran until now.
    mutating func stop(_ queue: QueueName, at now: Instant) -> Bool {
        guard self[queue] == nil else { return false }
        add(Stop(queue: queue, since: now))
        return true
    }

    mutating func start(_ queue: QueueName) { all.removeAll { $0.queue == queue } }

    private mutating func add(_ stop: Stop) {
        all.append(stop)
        all.sort { $0.queue < $1.queue }
    }
}
