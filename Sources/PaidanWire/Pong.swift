/// PONG, either way: the answer to PING.
public struct Pong: Hashable, Sendable {
    /// The request's, if it had one.
    public var rid: String?

    public init(rid: String? = nil) {
        self.rid = rid
    }
}

extension Pong: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
    }

    func write(to header: inout HeaderWriter) {}
}
