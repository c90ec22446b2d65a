/// CANCEL, S→C: the message was settled elsewhere or withdrawn. Advice: an answer to the lease would be `stale`.
public struct Cancel: Hashable, Sendable {
    public var lease: LeaseTag
    public var reason: String

    public init(lease: LeaseTag, reason: String) {
        self.lease = lease
        self.reason = reason
    }
}

extension Cancel: Payload {
    /// It answers nothing and is not answered.
    var requestID: String? { nil }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        lease = try header.required(HeaderField.lease)
        reason = try header.required(HeaderField.reason)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.lease, lease)
        try header.put(HeaderField.reason, reason)
    }
}
