internal import PaidanCore
internal import PaidanJSON

/// A message's body: CloudEvents 1.0 in JSON. Ids and codes only, never a person's words or details.
struct Envelope {
    let message: Int64
    let kind: MessageKind
    let loaded: AnyLoaded
    let regulation: Regulation
    let deadline: Instant?
    let now: Instant

    init(
        message: Int64, kind: MessageKind, loaded: AnyLoaded, regulation: Regulation, deadline: Instant?,
        at now: Instant
    ) {
        self.message = message
        self.kind = kind
        self.loaded = loaded
        self.regulation = regulation
        self.deadline = deadline
        self.now = now
    }

    func bytes() -> [UInt8] {
        let row = loaded.row
        let event: JSON = .object([
            "specversion": "1.0", "id": .string(String(message)), "source": "/paidan",
            "type": .string("cn.paidan.\(kind.rawValue).v1"), "subject": .string(row.id.description),
            "time": time(now), "datacontenttype": "application/json", "data": data(row),
        ])
        return event.bytes
    }

    private func data(_ row: TicketRow) -> JSON {
        var members: [(String, JSON)] = [
            ("ticket", .string(row.id.description)), ("number", .string(row.numberText)),
            ("kind", .string(row.kind.rawValue)),
            ("branch", .string(row.branch.code)), ("state", .string(row.phase)), ("ver", .integer(Int64(row.version))),
            ("rev", .integer(Int64(row.rev))),
        ]
        if let parent = row.parent { members.append(("parent", .string(parent.description))) }
        if let department = row.department { members.append(("department", .string(department.code))) }
        if let deadline { members.append(("deadline", time(deadline))) }
        members += loaded.briefing(in: zone)
        if let words = categoryWords() { members.append(("categoryWords", words)) }
        if let wish = loaded.routing, kind == .complaintRoute { members += routing(wish) }
        return .object(JSONObject(members))
    }

    /// How the categories are called, in their order: a worker has no policy to look it up in.
    private func categoryWords() -> JSON? {
        guard let categories = loaded.categories else { return nil }
        let lines = regulation.policy.routing.lines
        return .array(
            categories.map { category in
                let label =
                    lines.first { $0.category == category }?.label ?? Label(category.code, category.code)
                return ["zh": .string(label.zh), "en": .string(label.en)]
            })
    }

    /// What a routing worker decides by; it needs no database.
    private func routing(_ wish: RoutingWish) -> [(String, JSON)] {
        [
            ("round", .integer(Int64(wish.round))), ("policy", .string(regulation.hash)),
            ("routing", regulation.routingTable),
        ]
    }

    private var zone: Zone { regulation.policy.calendar.zone }
    private func time(_ instant: Instant) -> JSON { .string(instant.rfc3339(in: zone)) }
}
