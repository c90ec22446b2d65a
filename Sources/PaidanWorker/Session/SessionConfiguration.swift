public import PaidanWire

/// Who a worker is, what it serves, and the limits that it keeps.
public struct SessionConfiguration: Hashable, Sendable {
    /// The library and its version, for the server's log.
    public var client: String

    /// The worker's lasting name: `eng-07`. Two processes that live at the same time must not share it.
    public var worker: String

    /// New at each start of the process; a UUID will do.
    public var instance: String

    /// The queues it serves, each with the most handlers that may run at once.
    public var queues: [QueueWindow]

    /// The feeds whose bell it wants to hear.
    public var feeds: [String]

    /// How long a handler may take; after that its lease is no longer extended and the message goes to somebody else.
    public var handlingLimit: Duration = .seconds(600)

    /// How long `stop` waits for handlers and answers before it says BYE over their heads.
    public var drainLimit: Duration = .seconds(30)

    /// Commands that may wait for their answer at once; a further one is refused with `unavailable`.
    public var commandLimit = 1_000

    /// Acknowledged messages that are remembered, so that a repetition is answered without running the handler.
    public var memoryLimit = 10_000

    public init(client: String, worker: String, instance: String, queues: [QueueWindow], feeds: [String] = []) {
        self.client = client
        self.worker = worker
        self.instance = instance
        self.queues = queues
        self.feeds = feeds
    }
}
