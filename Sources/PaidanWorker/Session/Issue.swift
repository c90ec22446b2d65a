public import PaidanJSON
public import PaidanWire

/// What a handler gets: one message out of a department's queue, offered to this worker.
///
/// The same message may come again in a later attempt when an answer was lost; `id` and `key` stay, `lease` changes.
public struct Issue: Hashable, Sendable {
    /// The message; the same in every attempt.
    public var id: String { lease.id }

    /// The offer that was current when the handler began. The session answers for the newest one by itself.
    public let lease: LeaseTag
    public let queue: String
    public let kind: MessageKind

    /// The dispatch; in `routing`, the complaint.
    public let ticket: String

    /// The complaint that the dispatch belongs to.
    public let parent: String?

    /// The ticket's version when the message was written.
    public let ver: Int

    /// What a command decided on this message gives as `expectRev`.
    public let rev: Int
    public let enqueuedAt: WireTime

    /// When the clock is due that the acknowledgement of this message can stop.
    public let deadline: WireTime?

    /// An idempotency key for what follows from this message; the same in every attempt.
    public let key: String

    /// An earlier message of this ticket went to the dead letters.
    public let hasGap: Bool

    /// One CloudEvents 1.0 event in JSON, as it came.
    public let body: [UInt8]

    /// The body, parsed; nil when it is no JSON.
    public let event: JSON?

    /// Tells this run of the handler from every other one of the session.
    let run: UInt64

    public init(_ deliver: Deliver) {
        self.init(deliver, run: 0)
    }

    init(_ deliver: Deliver, run: UInt64) {
        lease = deliver.lease
        queue = deliver.queue
        kind = deliver.kind
        ticket = deliver.ticket
        parent = deliver.parent
        ver = deliver.ver
        rev = deliver.rev
        enqueuedAt = deliver.enqueuedAt
        deadline = deliver.deadline
        key = deliver.key
        hasGap = deliver.hasGap
        body = deliver.body
        event = try? JSON(parsing: deliver.body)
        self.run = run
    }
}

extension Issue {
    /// How often the message has been offered, this time included.
    public var attempt: Int { lease.attempt }

    /// The event's `data`: ids, codes and times of the ticket.
    public var data: JSONObject? { event?["data"]?.object }

    /// The issue as one JSON object, for programs and for people: the fields of the header, and the event as `event`.
    public var json: JSON {
        var members: [(String, JSON)] = [
            ("queue", .string(queue)), ("id", .string(id)), ("attempt", .integer(Int64(attempt))),
            ("kind", .string(kind.rawValue)), ("ticket", .string(ticket)),
        ]
        if let parent { members.append(("parent", .string(parent))) }
        members += [("ver", .integer(Int64(ver))), ("rev", .integer(Int64(rev))), ("key", .string(key))]
        members.append(("enq", .integer(Int64(enqueuedAt.milliseconds))))
        if let deadline { members.append(("deadline", .integer(Int64(deadline.milliseconds)))) }
        if hasGap { members.append(("gap", true)) }
        members.append(("event", event ?? .null))
        return .object(JSONObject(members))
    }
}
