/// WINDOW, C→S: how many un-settled leases of a queue the worker wants at most, from now on.
///
/// It has no reply but an ERROR. A smaller window takes nothing back.
public struct Window: Hashable, Sendable {
    /// Echoed in the reply.
    public var rid: String?
    public var queue: String

    /// 0–1000, absolute. Zero stops deliveries.
    public var window: Int

    public init(queue: String, window: Int, rid: String? = nil) {
        self.rid = rid
        self.queue = queue
        self.window = window
    }
}

extension Window: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        queue = try header.required(HeaderField.queue)
        window = try header.required(HeaderField.window)
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.queue, queue)
        try header.put(HeaderField.window, window)
    }
}
