public import PaidanWire

extension Worker {
    /// Where the server is, and what the session is to be like.
    public struct Configuration: Sendable {
        /// The server's DISPATCH: `tcp://127.0.0.1:5870`.
        public var endpoint: String
        public var session: SessionConfiguration

        /// Where handlers run; nil for Swift's own pool. Never on the thread of the socket.
        public var executor: (any TaskExecutor)?

        /// Decides the share of chance in the pauses between attempts to connect.
        public var seed: UInt64

        public init(
            endpoint: String, session: SessionConfiguration, executor: (any TaskExecutor)? = nil,
            seed: UInt64 = .random(in: .min ... .max)
        ) {
            self.endpoint = endpoint
            self.session = session
            self.executor = executor
            self.seed = seed
        }

        /// - Parameters:
        ///   - worker: the lasting name; two processes that live at the same time must not share it.
        ///   - instance: new at each start of the process.
        public init(
            endpoint: String, worker: String, instance: String, queues: [QueueWindow], client: String = "paidan/0.1"
        ) {
            self.init(
                endpoint: endpoint,
                session: SessionConfiguration(client: client, worker: worker, instance: instance, queues: queues))
        }
    }
}
