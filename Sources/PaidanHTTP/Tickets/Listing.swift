internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `GET /v1/tickets` and its aliases: newest first, in pages.
enum Listing {
    static let limitMax = 200
    static let filters = ["kind", "state", "department", "open", "late", "parent", "limit", "cursor"]
    private static let parameters = filters + ["fields"]

    @Sendable static func all(_ call: Call) async throws -> Response { try await list(call, kind: nil) }

    static func tickets(of kind: Kind) -> @Sendable (Call) async throws -> Response {
        { call in try await list(call, kind: kind) }
    }

    private static func list(_ call: Call, kind: Kind?) async throws -> Response {
        let query = try Query(call, known: parameters.filter { kind == nil || $0 != "kind" })
        let filter = try await filter(query, kind, call)
        let fields = try FieldList(query["fields"], known: RowView.fields)
        let page = try await page(filter, call)
        let viewer = call.viewer
        let tickets = page.rows.map { JSON.object(fields.picked(from: $0.json.object ?? [:])) }
        let next = page.next.map { JSON.string($0) }
        return Answer.json(
            .members(("asOf", viewer.time(call.desk.now)), ("tickets", .array(tickets)), ("next", next)),
            headers: page.next.map { [.link: link(to: $0, call)] } ?? [:])
    }

    // MARK: Pages

    struct Page: Sendable {
        let rows: [RowView]
        /// The cursor of the next page.
        let next: String?
    }

    /// One row more than asked for is read, to know whether there are more.
    static func page(_ filter: TicketFilter, _ call: Call) async throws -> Page {
        var wider = call.sight.narrowed(filter)
        wider.limit = filter.limit + 1
        let viewer = call.viewer
        let rows = try await call.read { [wider] reading in
            try RowView.list(reading.tickets(matching: wider), in: reading, for: viewer)
        }
        let shown = rows.prefix(filter.limit)
        return Page(rows: Array(shown), next: rows.count > shown.count ? shown.last?.row.id.description : nil)
    }

    private static func link(to cursor: String, _ call: Call) -> String {
        "<\(address(of: cursor, call))>; rel=\"next\""
    }

    /// The next page, with the same filters.
    static func address(of cursor: String, _ call: Call) -> String {
        let kept = (call.http.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
        return "\(call.http.uri.path)?\((kept.map(String.init) + ["cursor=\(cursor)"]).joined(separator: "&"))"
    }

    // MARK: Filters

    static func filter(_ query: Query, _ kind: Kind?, _ call: Call) async throws -> TicketFilter {
        var filter = TicketFilter()
        filter.kind = try kind ?? query.value("kind", "没有这种工单", "no such kind") { Kind(rawValue: $0) }
        filter.phase = try query.value("state", "没有这个状态", "no such state") { phase in
            (filter.kind.map { StateWords.knows(phase, of: $0) } ?? StateWords.knows(phase)) ? phase : nil
        }
        filter.department = try call.department(in: query)
        filter.parent = try await parent(query, call)
        filter.isOpen = try query.flag("open")
        filter.isLate = try query.flag("late")
        filter.before = try query.value("cursor", "不是本接口给出的游标", "not a cursor of ours") { TicketID(text: $0) }
        filter.limit = try query.count("limit", 1...limitMax) ?? filter.limit
        return filter
    }

    /// By id or by number; of a ticket that the caller may see.
    private static func parent(_ query: Query, _ call: Call) async throws -> TicketID? {
        guard
            let reference = try query.value("parent", "不是工单号", "not a ticket's id or number", { TicketReference($0) })
        else { return nil }
        let sight = call.sight
        return try await call.read { reading in
            guard let id = try reference.id(in: reading), let row = try reading.ticketRow(id),
                try sight.sees(row, in: reading)
            else { throw Problem(.noSuchTicket) }
            return id
        }
    }
}
