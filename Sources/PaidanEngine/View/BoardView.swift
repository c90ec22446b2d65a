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

    /// How many tickets a board lists; it counts all of them.
    package static let rowsMax = 200

    /// What the data say at one moment.
    package struct Shown: Sendable {
        package let counts: [TicketCount]
        /// The first due first.
        package let rows: [RowView]

        package var open: Int { counts.map(\.count).reduce(0, +) }
        package var late: Int { counts.filter(\.isLate).map(\.count).reduce(0, +) }
    }

    package func read(in reading: any Reading) throws -> Shown {
        var filter = TicketFilter()
        filter.isOpen = true
        filter.branch = viewer.actor.branch
        switch scope {
        case .department(let department): filter.department = department
        case .company: filter.isWhole = true
        }
        filter.byDue = true
        filter.limit = Self.rowsMax
        return Shown(
            counts: try reading.ticketCounts(matching: filter),
            rows: try RowView.list(reading.tickets(matching: filter), in: reading, for: viewer))
    }

    /// Without `asOf`: the caller knows the time.
    package func json(in reading: any Reading) throws -> JSONObject {
        let shown = try read(in: reading)
        return [
            "counts": .members(
                ("open", .count(shown.open)), ("late", .count(shown.late)), ("byState", .array(byState(shown.counts)))),
            "tickets": .array(shown.rows.map(\.json)),
        ]
    }

    private func byState(_ counts: [TicketCount]) -> [JSON] {
        let groups = Dictionary(grouping: counts) { State(kind: $0.kind, phase: $0.phase) }
        return groups.sorted { ($0.key.kind.rawValue, $0.key.phase) < ($1.key.kind.rawValue, $1.key.phase) }.map {
            state, counts in
            let shown = Shown(counts: counts, rows: [])
            return .members(
                ("kind", .string(state.kind.rawValue)), ("state", viewer.state(state.phase, state.kind)),
                ("count", .count(shown.open)), ("late", .count(shown.late)))
        }
    }

    private struct State: Hashable {
        let kind: Kind
        let phase: String
    }
}
