import PaidanJSON

/// One message's header and body. The first field of every header is `rid`, which is written here for all.
protocol Payload: Sendable {
    /// The value of `rid`; nil where the message has none.
    var requestID: String? { get }

    /// Empty for all but DELIVER and ERROR; a body that nobody asked for is ignored.
    var body: [UInt8] { get }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError)

    /// Writes all fields but `rid`.
    func write(to header: inout HeaderWriter) throws(WireError)
}

extension Payload {
    var body: [UInt8] { [] }

    func encoded(as command: String) throws(WireError) -> [[UInt8]] {
        var header = HeaderWriter()
        try header.put(HeaderField.rid, ifPresent: requestID)
        try write(to: &header)
        return try Frames(command: command, header: header.header, body: body).encoded()
    }
}
