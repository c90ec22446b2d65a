internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `GET /v1/tickets` and its aliases: newest first, in pages.
enum Listing {
    static let limitMax = 200
    static let filters = [
        "kind", "state", "department", "branch", "open", "late", "overdue", "breached", "parent", "assignee", "limit",
        "cursor",
    ]
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
            .members(
                ("asOf", viewer.time(call.desk.now)), ("tickets", .array(tickets)), ("next", next),
                ("damaged", page.damaged.isEmpty ? nil : .array(page.damaged.map(JSON.string)))),
            headers: page.next.map { [.link: link(to: $0, call)] } ?? [:])
    }

    // MARK: Pages

    struct Page: Sendable {
        let rows: [RowView]
        /// What people call those whose rows cannot be read.
        let damaged: [String]
        /// The cursor of the next page.
        let next: String?
    }

    static func page(_ filter: TicketFilter, _ call: Call) async throws -> Page {
        let (viewer, filter) = (call.viewer, call.sight.narrowed(filter))
        return try await call.read { reading in
            let page = try reading.ticketPage(matching: filter)
            return Page(
                rows: try RowView.list(
                    page.rows, in: reading, for: viewer, tellingBreaches: filter.isBreached ?? false),
                damaged: page.damaged,
                next: page.next?.description)
        }
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
        filter.kind = try kind ?? query.kind()
        filter.phase = try query.choice("state", among: StateWords.choices(of: filter.kind), "没有这个状态", "no such state")
        (filter.branch, filter.department) = try await call.place(in: query)
        filter.parent = try await parent(query, call)
        filter.assignee = try assignee(query, call)
        filter.isOpen = try query.flag("open")
        filter.isLate = try query.flag("late")
        filter.isBreached = try query.flag("breached")
        filter.overdue = try query.flag("overdue").map { Overdue(isWanted: $0, at: call.desk.now) }
        filter.before = try query.value("cursor", "不是本接口给出的游标", "not a cursor of ours") { TicketID(text: $0) }
        filter.limit = try query.count("limit", 1...limitMax) ?? filter.limit
        return filter
    }

    /// Whoever sees it through, as if nothing were said.
    static let everybody = "all"

    /// `me`, or somebody else's account.
    private static func assignee(_ query: Query, _ call: Call) throws -> Account? {
        guard query["assignee"] != everybody else { return nil }
        return try query.value("assignee", "应为账号、me 或 all", "an account, me or all") { text in
            Account(text == "me" ? call.actor.principal : text)
        }
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
