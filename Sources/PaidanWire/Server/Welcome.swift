/// WELCOME, S→C: the session is open.
public struct Welcome: Hashable, Sendable {
    /// The request's, if it had one.
    public var rid: String?

    /// The major version that is spoken from here on.
    public var version: Int

    /// For logs.
    public var session: String

    /// The incarnation of the database; another one means that it was restored from a backup.
    public var epoch: String

    /// Who the server takes the client for.
    public var principal: String

    /// The queues granted, of those that HELLO named.
    public var queues: [String]

    /// The feeds granted.
    public var feeds: [FeedGrant]

    /// Leases that are still the worker's. Those that it does not know it RELEASEs.
    public var leases: [HeldLease]

    /// There are further leases that found no room here.
    public var hasMoreLeases: Bool

    /// Send PING after so long a silence of one's own.
    public var heartbeat: Duration

    /// Take the other side for dead after so long a silence.
    public var deadAfter: Duration

    /// How long a lease lasts unless it is extended.
    public var leaseDuration: Duration

    /// The longest body in bytes.
    public var maxBody: Int

    /// The server's clock.
    public var now: WireTime

    public init(
        session: String, epoch: String, principal: String, queues: [String], feeds: [FeedGrant] = [],
        leases: [HeldLease] = [], hasMoreLeases: Bool = false, now: WireTime, version: Int = 1,
        heartbeat: Duration = WireLimits.heartbeat, deadAfter: Duration = WireLimits.peerDeadAfter,
        leaseDuration: Duration = WireLimits.lease, maxBody: Int = WireLimits.bodyBytesMax, rid: String? = nil
    ) {
        self.rid = rid
        self.version = version
        self.session = session
        self.epoch = epoch
        self.principal = principal
        self.queues = queues
        self.feeds = feeds
        self.leases = leases
        self.hasMoreLeases = hasMoreLeases
        self.heartbeat = heartbeat
        self.deadAfter = deadAfter
        self.leaseDuration = leaseDuration
        self.maxBody = maxBody
        self.now = now
    }
}

extension Welcome: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        version = try header.required(HeaderField.version)
        session = try header.required(HeaderField.session)
        epoch = try header.required(HeaderField.epoch)
        principal = try header.required(HeaderField.principal)
        queues = try header.required(HeaderField.queuesGranted)
        feeds = try header.optional(HeaderField.feedsGranted) ?? []
        leases = try header.required(HeaderField.leases)
        hasMoreLeases = try header.optional(HeaderField.leasesMore) ?? false
        heartbeat = try header.required(HeaderField.heartbeat)
        deadAfter = try header.required(HeaderField.dead)
        leaseDuration = try header.required(HeaderField.leaseDuration)
        maxBody = try header.required(HeaderField.maxBody)
        now = try header.required(HeaderField.now)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.version, version)
        try header.put(HeaderField.session, session)
        try header.put(HeaderField.epoch, epoch)
        try header.put(HeaderField.principal, principal)
        try header.put(HeaderField.queuesGranted, queues)
        try header.put(HeaderField.feedsGranted, ifPresent: feeds.isEmpty ? nil : feeds)
        try header.put(HeaderField.leases, leases)
        try header.put(HeaderField.leasesMore, ifSet: hasMoreLeases)
        try header.put(HeaderField.heartbeat, heartbeat)
        try header.put(HeaderField.dead, deadAfter)
        try header.put(HeaderField.leaseDuration, leaseDuration)
        try header.put(HeaderField.maxBody, maxBody)
        try header.put(HeaderField.now, now)
    }
}
