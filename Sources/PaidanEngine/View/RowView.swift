package import PaidanCore
package import PaidanJSON

/// A ticket as lists and boards show it.
package struct RowView: Sendable {
    package let row: TicketRow
    let viewer: Viewer

    package init(_ row: TicketRow, for viewer: Viewer) {
        self.row = row
        self.viewer = viewer
    }

    /// What one may ask for with `fields=`.
    package static let fields = [
        "id", "number", "kind", "kindLabel", "branch", "parent", "department", "departmentLabel", "state", "isOpen",
        "custodian", "custodianLabel", "openedAt", "updatedAt", "ver", "rev", "due", "isLate",
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
            ("isLate", .bool(row.isLate)))
    }

    private var state: JSON { viewer.state(row.phase, row.kind) }
}

extension Viewer {
    package func state(_ phase: String, _ kind: Kind) -> JSON {
        .members(("name", .string(phase)), ("label", word(StateWords.label(of: phase, kind))))
    }
}
