/// SETTLED, S→C: what became of an ACK, NACK, REJECT, EXTEND or RELEASE, told after the commit.
public struct Settled: Hashable, Sendable {
    /// The request's, if it had one.
    public var rid: String?
    public var lease: LeaseTag
    public var outcome: SettlementOutcome

    /// With `extended`: how long the lease lasts.
    public var until: WireTime?

    /// Where the ticket stands, when the settlement moved it or its command did.
    public var ticket: TicketStamp?

    public init(
        lease: LeaseTag, outcome: SettlementOutcome, until: WireTime? = nil, ticket: TicketStamp? = nil,
        rid: String? = nil
    ) {
        self.rid = rid
        self.lease = lease
        self.outcome = outcome
        self.until = until
        self.ticket = ticket
    }
}

extension Settled: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        lease = try header.required(HeaderField.lease)
        outcome = try header.required(HeaderField.outcome)
        until = try header.optional(HeaderField.until)
        ticket = try TicketStamp.ifPresent(header)
        guard saysUntilWhen else { throw header.malformed(Self.untilRule) }
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        guard saysUntilWhen else { throw .malformed(Self.untilRule) }
        try header.put(HeaderField.lease, lease)
        try header.put(HeaderField.outcome, outcome)
        try header.put(HeaderField.until, ifPresent: until)
        try ticket?.write(to: &header)
    }

    private static let untilRule = "until comes with outcome extended, and only then"

    private var saysUntilWhen: Bool { (outcome == .extended) == (until != nil) }
}
