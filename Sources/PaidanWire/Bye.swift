/// BYE, either way: ends the session. A worker's BYE frees all its leases.
public struct Bye: Hashable, Sendable {
    public var reason: ByeReason

    public init(reason: ByeReason) {
        self.reason = reason
    }
}

extension Bye: Payload {
    /// It answers nothing and is not answered.
    var requestID: String? { nil }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        reason = ByeReason(rawValue: try header.required(HeaderField.byeReason))
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.byeReason, reason.rawValue)
    }
}
