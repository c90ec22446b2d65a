package import PaidanCore
package import PaidanJSON

/// A ticket as lists and boards show it.
package struct RowView: Sendable {
    package let row: TicketRow
    let viewer: Viewer
    /// The clock that is due first.
    package let first: ClockKey?

    package init(_ row: TicketRow, in reading: any Reading, for viewer: Viewer) throws {
        self.row = row
        self.viewer = viewer
        first = try row.due.flatMap { due in
            // Of several that are due at once a limit goes before a reminder.
            let keys = try reading.runningClocks(of: row.id).filter { $0.due == due }.map(\.key)
            return keys.first(where: row.kind.type.isJudged) ?? keys.first
        }
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
