package import PaidanCore
package import PaidanJSON

/// A ticket as lists and boards show it.
package struct RowView: Sendable {
    package let row: TicketRow
    let viewer: Viewer
    /// The clock that is due first.
    package let first: ClockKey?

    package init(_ row: TicketRow, in reading: any Reading, for viewer: Viewer) throws {
        self.init(row, try row.due == nil ? [] : reading.runningClocks(of: row.id), viewer)
    }

    /// A page, in the order of its rows; what their clocks say is read at once.
    package static func list(_ rows: [TicketRow], in reading: any Reading, for viewer: Viewer) throws -> [RowView] {
        let timed = rows.filter { $0.due != nil }.map(\.id)
        let clocks = Dictionary(grouping: try reading.runningClocks(ofAll: timed), by: \.ticket)
        return rows.map { RowView($0, clocks[$0.id] ?? [], viewer) }
    }

    /// - Parameter clocks: those of the ticket that run.
    private init(_ row: TicketRow, _ clocks: [ClockRow], _ viewer: Viewer) {
        self.row = row
        self.viewer = viewer
        // Of several that are due at once a limit goes before a reminder.
        let keys = clocks.filter { $0.due == row.due }.map(\.key)
        first = keys.first(where: row.kind.type.isJudged) ?? keys.first
    }

    /// 提醒: nobody is late when it has passed.
    package var isReminder: Bool { first.map { !row.kind.type.isJudged($0) } ?? false }
    package var dueLabel: String? { first.map { viewer.text(of: $0) } }

    /// What one may ask for with `fields=`.
    package static let fields = [
        "id", "number", "kind", "kindLabel", "branch", "parent", "department", "departmentLabel", "state", "isOpen",
        "custodian", "custodianLabel", "openedAt", "updatedAt", "ver", "rev", "due", "dueLabel", "isReminder", "isLate",
    ]

    package var json: JSON {
        .members(
            ("id", .string(row.id.description)),
            ("number", .string(row.numberText)),
            ("kind", .string(row.kind.rawValue)),
            ("kindLabel", viewer.word(row.kind.label)),
            ("branch", .string(row.branch.code)),
            ("parent", row.parent.map { .string($0.description) }),
            ("department", row.department.map { .string($0.code) }),
            ("departmentLabel", row.department.map { .string(viewer.text($0)) }),
            ("state", state),
            ("isOpen", .bool(row.isOpen)),
            ("custodian", .string(row.custodian)),
            ("custodianLabel", .string(viewer.text(custodian: row.custodian))),
            ("openedAt", viewer.time(row.openedAt)),
            ("updatedAt", viewer.time(row.updatedAt)),
            ("ver", .count(row.version)),
            ("rev", .count(row.rev)),
            ("due", row.due.map(viewer.time)),
            ("dueLabel", dueLabel.map(JSON.string)),
            ("isReminder", row.due == nil ? nil : .bool(isReminder)),
            ("isLate", .bool(row.isLate)))
    }

    private var state: JSON { viewer.state(row.phase, row.kind) }
}

extension Viewer {
    package func state(_ phase: String, _ kind: Kind) -> JSON {
        .members(("name", .string(phase)), ("label", word(StateWords.label(of: phase, kind))))
    }
}
