/// DELIVER, S→C: a message is offered (已投递). The lease stands in the database before this is sent.
public struct Deliver: Hashable, Sendable {
    public var queue: String

    /// On the wire with its parts `id` and `attempt` beside it.
    public var lease: LeaseTag

    /// The dispatch; in `routing`, the complaint.
    public var ticket: String

    /// The complaint that the dispatch belongs to.
    public var parent: String?

    /// The ticket's version when the message was written.
    public var ver: Int

    /// What a command decided on this message gives as `expect_rev`.
    public var rev: Int
    public var kind: MessageKind

    /// When the message was committed.
    public var enqueuedAt: WireTime

    /// When the clock is due that the ACK of this message can stop.
    public var deadline: WireTime?
    public var leaseUntil: WireTime

    /// An idempotency key for what follows from this message: the same in every attempt.
    public var key: String

    /// An earlier message of this ticket went to the dead letters.
    public var hasGap: Bool

    /// CloudEvents 1.0 JSON; never empty. Opaque here.
    public var body: [UInt8]

    public init(
        queue: String, lease: LeaseTag, ticket: String, parent: String? = nil, ver: Int, rev: Int, kind: MessageKind,
        enqueuedAt: WireTime, deadline: WireTime? = nil, leaseUntil: WireTime, key: String, hasGap: Bool = false,
        body: [UInt8]
    ) {
        self.queue = queue
        self.lease = lease
        self.ticket = ticket
        self.parent = parent
        self.ver = ver
        self.rev = rev
        self.kind = kind
        self.enqueuedAt = enqueuedAt
        self.deadline = deadline
        self.leaseUntil = leaseUntil
        self.key = key
        self.hasGap = hasGap
        self.body = body
    }
}

extension Deliver: Payload {
    /// It answers nothing and is not answered.
    var requestID: String? { nil }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        queue = try header.required(HeaderField.queue)
        lease = try Self.lease(header)
        ticket = try header.required(HeaderField.ticket)
        parent = try header.optional(HeaderField.parent)
        ver = try header.required(HeaderField.ver)
        rev = try header.required(HeaderField.rev)
        kind = MessageKind(rawValue: try header.required(HeaderField.kind))
        enqueuedAt = try header.required(HeaderField.enqueued)
        deadline = try header.optional(HeaderField.deadline)
        leaseUntil = try header.required(HeaderField.leaseUntil)
        key = try header.required(HeaderField.key)
        hasGap = try header.optional(HeaderField.gap) ?? false
        self.body = body
        guard !body.isEmpty else { throw header.malformed("DELIVER has a body") }
    }

    private static func lease(_ header: HeaderReader) throws(WireError) -> LeaseTag {
        let parts = LeaseTag(
            id: try header.required(HeaderField.id), attempt: try header.required(HeaderField.attempt))
        guard try header.required(HeaderField.lease) == parts else {
            throw header.malformed("lease must be <id>.<attempt> of the same header")
        }
        return parts
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.queue, queue)
        try header.put(HeaderField.id, lease.id)
        try header.put(HeaderField.lease, lease)
        try header.put(HeaderField.attempt, lease.attempt)
        try header.put(HeaderField.ticket, ticket)
        try header.put(HeaderField.parent, ifPresent: parent)
        try header.put(HeaderField.ver, ver)
        try header.put(HeaderField.rev, rev)
        try header.put(HeaderField.kind, kind.rawValue)
        try header.put(HeaderField.enqueued, enqueuedAt)
        try header.put(HeaderField.deadline, ifPresent: deadline)
        try header.put(HeaderField.leaseUntil, leaseUntil)
        try header.put(HeaderField.key, key)
        try header.put(HeaderField.gap, ifSet: hasGap)
        guard !body.isEmpty else { throw .malformed("DELIVER has a body") }
    }
}
