/// NACK, C→S: not now; offer it again later, to whom it may concern.
public struct Nack: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String?
    public var lease: LeaseTag
    public var reason: String

    /// Not before this time has passed; without it the server's own back-off.
    public var delay: Duration?

    public init(lease: LeaseTag, reason: String, delay: Duration? = nil, rid: String? = nil) {
        self.rid = rid
        self.lease = lease
        self.reason = reason
        self.delay = delay
    }
}

extension Nack: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        lease = try header.required(HeaderField.lease)
        reason = try header.required(HeaderField.reason)
        delay = try header.optional(HeaderField.delay)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.lease, lease)
        try header.put(HeaderField.reason, reason)
        try header.put(HeaderField.delay, ifPresent: delay)
    }
}
