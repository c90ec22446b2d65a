/// REJECT, C→S: nobody can work on this; to the dead letters at once.
public struct Reject: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String?
    public var lease: LeaseTag
    public var reason: String

    public init(lease: LeaseTag, reason: String, rid: String? = nil) {
        self.rid = rid
        self.lease = lease
        self.reason = reason
    }
}

extension Reject: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        lease = try header.required(HeaderField.lease)
        reason = try header.required(HeaderField.reason)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.lease, lease)
        try header.put(HeaderField.reason, reason)
    }
}
