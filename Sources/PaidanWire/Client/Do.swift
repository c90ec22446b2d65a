/// DO, C→S: a command on a ticket, at any time, without a lease.
public struct Do: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String

    /// The idempotency key: the same key of the same principal is applied once.
    public var key: String
    public var ticket: String
    public var command: TicketCommand

    public init(rid: String, key: String, ticket: String, command: TicketCommand) {
        self.rid = rid
        self.key = key
        self.ticket = ticket
        self.command = command
    }
}

extension Do: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = try header.required(HeaderField.rid)
        key = try header.required(HeaderField.key)
        ticket = try header.required(HeaderField.ticket)
        command = try TicketCommand(header)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.key, key)
        try header.put(HeaderField.ticket, ticket)
        try command.write(to: &header)
    }
}
