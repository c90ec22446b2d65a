/// RELEASE, C→S: take the message back; offer it again at once. The attempt stays counted.
public struct Release: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String?
    public var lease: LeaseTag

    public init(lease: LeaseTag, rid: String? = nil) {
        self.rid = rid
        self.lease = lease
    }
}

extension Release: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        lease = try header.required(HeaderField.lease)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.lease, lease)
    }
}
