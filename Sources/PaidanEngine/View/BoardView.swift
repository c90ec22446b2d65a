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
        /// What people call those whose rows cannot be read.
        package var damaged: [String] = []
        /// What they are about, in brief, by ticket; nil where the board shows no words.
        package var words: [TicketID: String]?

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
        let page = try reading.ticketPage(matching: filter)
        return Shown(
            counts: try reading.ticketCounts(matching: filter),
            rows: try RowView.list(page.rows, in: reading, for: viewer), damaged: page.damaged,
            words: try words(of: page.rows, reading))
    }

    /// A department has to know what it is about without opening ticket after ticket.
    private func words(of rows: [TicketRow], _ reading: any Reading) throws -> [TicketID: String]? {
        guard case .department = scope, viewer.sight.readsTexts else { return nil }
        return try rows.reduce(into: [:]) { words, row in
            words[row.id] = try MatterWords(of: row, in: reading, for: viewer)?.excerpt
        }
    }

    /// Without `asOf`: the caller knows the time.
    package func json(in reading: any Reading) throws -> JSONObject {
        let shown = try read(in: reading)
        var json: JSONObject = [
            "counts": .members(
                ("open", .count(shown.open)), ("late", .count(shown.late)), ("byState", .array(byState(shown.counts)))),
            "tickets": .array(
                shown.rows.map { view in
                    guard let words = shown.words?[view.row.id] else { return view.json }
                    var object = view.json.object ?? [:]
                    object["words"] = .string(words)
                    return .object(object)
                }),
        ]
        if !shown.damaged.isEmpty { json["damaged"] = .array(shown.damaged.map(JSON.string)) }
        return json
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
