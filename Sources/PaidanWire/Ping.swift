/// PING, either way: "are you there?" Sent when nothing else was sent for the heartbeat's time.
public struct Ping: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String?

    public init(rid: String? = nil) {
        self.rid = rid
    }
}

extension Ping: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
    }

    func write(to header: inout HeaderWriter) {}
}
