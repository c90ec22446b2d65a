package import PaidanCore
package import PaidanJSON

/// A board: how many tickets are open, and which, the first due first.
package struct BoardView: Sendable {
    /// What the board shows.
    package enum Scope: Hashable, Sendable {
        /// The tickets that one department holds.
        case department(Department)
        /// The tickets that are not parts of others.
        case company
    }

    let scope: Scope
    let viewer: Viewer

    package init(_ scope: Scope, for viewer: Viewer) {
        self.scope = scope
        self.viewer = viewer
    }

    /// How many tickets a board lists, and up to how many it counts.
    package static let rowsMax = 200
    package static let countMax = 10_000
    private static let pageMax = 500

    /// Without `asOf`: the caller knows the time.
    package func json(in reading: any Reading) throws -> JSONObject {
        let open = try all(in: reading)
        let listed = open.sorted { ($0.due ?? .never, $0.id) < ($1.due ?? .never, $1.id) }.prefix(Self.rowsMax)
        return [
            "counts": .members(
                ("open", .count(open.count)),
                ("late", .count(open.count(where: \.isLate))),
                ("isComplete", .bool(open.count < Self.countMax)),
                ("byState", .array(byState(open)))),
            "tickets": .array(listed.map { RowView($0, for: viewer).json }),
        ]
    }

    private func byState(_ rows: [TicketRow]) -> [JSON] {
        let groups = Dictionary(grouping: rows) { State(kind: $0.kind, phase: $0.phase) }
        return groups.sorted { ($0.key.kind.rawValue, $0.key.phase) < ($1.key.kind.rawValue, $1.key.phase) }.map {
            state, rows in
            .members(
                ("kind", .string(state.kind.rawValue)), ("state", viewer.state(state.phase, state.kind)),
                ("count", .count(rows.count)), ("late", .count(rows.count(where: \.isLate))))
        }
    }

    private struct State: Hashable {
        let kind: Kind
        let phase: String
    }

    private func all(in reading: any Reading) throws -> [TicketRow] {
        var filter = TicketFilter()
        filter.isOpen = true
        filter.branch = viewer.actor.branch
        filter.limit = Self.pageMax
        if case .department(let department) = scope { filter.department = department }
        var rows: [TicketRow] = []
        while rows.count < Self.countMax {
            let page = try reading.tickets(matching: filter)
            rows += page
            guard page.count == Self.pageMax, let last = page.last else { break }
            filter.before = last.id
        }
        return rows.filter { scope != .company || $0.parent == nil }
    }
}

extension Instant {
    fileprivate static let never = Instant(milliseconds: .max)
}
