/// ACK, C→S: "I hold it durably." It never means that the work is done.
public struct Ack: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String?
    public var lease: LeaseTag

    /// Runs in the transaction that settles the message; if it is refused, the lease stays as it is.
    public var command: TicketCommand?

    public init(lease: LeaseTag, command: TicketCommand? = nil, rid: String? = nil) {
        self.rid = rid
        self.lease = lease
        self.command = command
    }
}

extension Ack: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        lease = try header.required(HeaderField.lease)
        command = try header.optional(HeaderField.command)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.lease, lease)
        try header.put(HeaderField.command, ifPresent: command)
    }
}
