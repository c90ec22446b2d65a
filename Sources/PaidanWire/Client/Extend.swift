/// EXTEND, C→S: let the lease last so long from now on.
public struct Extend: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String?
    public var lease: LeaseTag

    /// At most ten minutes.
    public var duration: Duration

    public init(lease: LeaseTag, duration: Duration, rid: String? = nil) {
        self.rid = rid
        self.lease = lease
        self.duration = duration
    }
}

extension Extend: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        lease = try header.required(HeaderField.lease)
        duration = try header.required(HeaderField.extension)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.lease, lease)
        try header.put(HeaderField.extension, duration)
    }
}
