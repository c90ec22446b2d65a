/// Where a ticket stands after a commit.
public struct TicketStamp: Hashable, Sendable {
    /// Counts every event of the ticket: 1, 2, 3 … without a gap.
    public var ver: Int

    /// The `ver` of the last event that is not a clock's own: what `expect_rev` is compared with.
    public var rev: Int

    /// The name of the state.
    public var state: String

    public init(ver: Int, rev: Int, state: String) {
        self.ver = ver
        self.rev = rev
        self.state = state
    }
}

extension TicketStamp {
    init(_ header: HeaderReader) throws(WireError) {
        ver = try header.required(HeaderField.ver)
        rev = try header.required(HeaderField.rev)
        state = try header.required(HeaderField.state)
    }

    /// All three keys, or none of them.
    static func ifPresent(_ header: HeaderReader) throws(WireError) -> TicketStamp? {
        let ver = try header.optional(HeaderField.ver)
        let rev = try header.optional(HeaderField.rev)
        let state = try header.optional(HeaderField.state)
        if let ver, let rev, let state { return TicketStamp(ver: ver, rev: rev, state: state) }
        guard ver == nil, rev == nil, state == nil else {
            throw header.malformed("ver, rev and state come together or not at all")
        }
        return nil
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.ver, ver)
        try header.put(HeaderField.rev, rev)
        try header.put(HeaderField.state, state)
    }
}
