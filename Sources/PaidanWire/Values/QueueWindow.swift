/// A queue and how many un-settled leases of it a worker wants at most.
public struct QueueWindow: Hashable, Sendable {
    public var queue: String

    /// 0–1000; zero stops deliveries.
    public var window: Int

    public init(queue: String, window: Int) {
        self.queue = queue
        self.window = window
    }
}
