/// DID, S→C: the command of a DO is committed; the same again for the same key.
public struct Did: Hashable, Sendable {
    /// The request's.
    public var rid: String
    public var ticket: String

    /// Where the ticket stands.
    public var stamp: TicketStamp

    public init(rid: String, ticket: String, stamp: TicketStamp) {
        self.rid = rid
        self.ticket = ticket
        self.stamp = stamp
    }
}

extension Did: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = try header.required(HeaderField.rid)
        ticket = try header.required(HeaderField.ticket)
        stamp = try TicketStamp(header)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.ticket, ticket)
        try stamp.write(to: &header)
    }
}
