/// HELLO, C→S: opens the session, or takes it up again after the connection was lost.
///
/// Reading one that offers no version of ours fails with `unsupported-version`.
public struct Hello: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String?

    /// The major versions that the client speaks.
    public var versions: [Int]

    /// The library and its version, for the log: `py/0.1`.
    public var client: String

    /// The worker's name, the same after a restart: `eng-07`. Names of different principals do not meet.
    public var worker: String

    /// New at each start of the process. The same worker with a new instance has died in between, so its leases are
    /// free at once.
    public var instance: String

    /// The queues it serves; empty for an observer.
    public var queues: [QueueWindow]

    /// The feeds it wants to watch.
    public var feeds: [String]

    public init(
        client: String, worker: String, instance: String, queues: [QueueWindow], feeds: [String] = [],
        versions: [Int] = WireLimits.supportedVersions, rid: String? = nil
    ) {
        self.rid = rid
        self.versions = versions
        self.client = client
        self.worker = worker
        self.instance = instance
        self.queues = queues
        self.feeds = feeds
    }
}

extension Hello: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        versions = try Self.commonVersions(header)
        rid = header.rid
        client = try header.required(HeaderField.client)
        worker = try header.required(HeaderField.worker)
        instance = try header.required(HeaderField.instance)
        queues = try header.required(HeaderField.queuesWished)
        feeds = try header.optional(HeaderField.feedsWished) ?? []
    }

    /// Looked at first: the rest of a HELLO in another version may look different.
    private static func commonVersions(_ header: HeaderReader) throws(WireError) -> [Int] {
        let offered = try header.required(HeaderField.versions)
        guard offered.contains(where: WireLimits.supportedVersions.contains) else {
            throw WireError(.unsupportedVersion, "proto must contain 1", rid: header.rid)
        }
        return offered
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.versions, versions)
        try header.put(HeaderField.client, client)
        try header.put(HeaderField.worker, worker)
        try header.put(HeaderField.instance, instance)
        try header.put(HeaderField.queuesWished, queues)
        try header.put(HeaderField.feedsWished, ifPresent: feeds.isEmpty ? nil : feeds)
    }
}
