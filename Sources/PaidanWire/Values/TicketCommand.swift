public import PaidanJSON

/// A command on a ticket: what ACK carries as `cmd` and DO in its header.
public struct TicketCommand: Hashable, Sendable {
    /// The command's name, for instance `forward` or `accept`.
    public var type: String

    /// The command's arguments. With the levels around them they must fit the header's depth of 4.
    public var data: JSONObject

    /// Refuse with `conflict` unless this is the ticket's `rev`.
    public var expectRev: Int?

    public init(type: String, data: JSONObject, expectRev: Int? = nil) {
        self.type = type
        self.data = data
        self.expectRev = expectRev
    }
}

extension TicketCommand {
    init(_ header: HeaderReader) throws(WireError) {
        type = try header.required(HeaderField.type)
        data = try header.required(HeaderField.data)
        expectRev = try header.optional(HeaderField.expectRev)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.type, type)
        try header.put(HeaderField.data, data)
        try header.put(HeaderField.expectRev, ifPresent: expectRev)
    }
}
