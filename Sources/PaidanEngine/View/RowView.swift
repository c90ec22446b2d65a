package import PaidanCore
package import PaidanJSON

/// A ticket as lists and boards show it.
package struct RowView: Sendable {
    package let row: TicketRow
    let viewer: Viewer
    /// The clock that is due first; of its open parts where none of its own runs.
    package let first: ClockKey?
    /// When that is due.
    package let due: Instant?
    /// The departments whose open parts are late, those that the viewer may see.
    package let lateDepartments: [Department]

    package init(_ row: TicketRow, in reading: any Reading, for viewer: Viewer) throws {
        self.row = row
        self.viewer = viewer
        let parts = try Self.openParts(of: row, reading, viewer)
        let leading = row.due == nil ? Self.dueFirst(among: parts) : row
        due = leading?.due
        first = try leading.flatMap { try Self.first(of: $0, reading) }
        lateDepartments = parts.filter(\.isLate).compactMap(\.department).reduce(into: []) { departments, department in
            if !departments.contains(department) { departments.append(department) }
        }
    }

    /// More than a department each, several times over.
    private static let partsMax = 50

    private static func openParts(
        of row: TicketRow, _ reading: any Reading, _ viewer: Viewer
    ) throws -> [TicketRow] {
        guard row.isOpen, row.department == nil else { return [] }
        var filter = TicketFilter()
        filter.parent = row.id
        filter.isOpen = true
        filter.limit = partsMax
        return try reading.tickets(matching: filter).filter { try viewer.sight.sees($0, in: reading) }.reversed()
    }

    private static func dueFirst(among parts: [TicketRow]) -> TicketRow? {
        let dues = parts.compactMap { part in part.due.map { (due: $0, part: part) } }
        return dues.min { ($0.due, $0.part.id) < ($1.due, $1.part.id) }?.part
    }

    private static func first(of row: TicketRow, _ reading: any Reading) throws -> ClockKey? {
        guard let due = row.due else { return nil }
        // Of several that are due at once a limit goes before a reminder.
        let keys = try reading.runningClocks(of: row.id).filter { $0.due == due }.map(\.key)
        return keys.first(where: Kind.isJudged) ?? keys.first
    }

    /// 超时: one of its limits has passed, or one of an open part's.
    package var isLate: Bool { row.isLate || !lateDepartments.isEmpty }
    /// `工程部逾期`; nil where no part is late.
    package var latePartsLabel: String? {
        guard !lateDepartments.isEmpty else { return nil }
        let names = lateDepartments.map { viewer.text($0) }.joined(separator: viewer.text(Label("、", ", ")))
        return viewer.text(Label("\(names)逾期", "\(names) late"))
    }
    /// 提醒: nobody is late when it has passed.
    package var isReminder: Bool { first.map { !Kind.isJudged($0) } ?? false }
    package var dueLabel: String? { first.map { viewer.text(of: $0) } }
    /// Where the viewer has to tell branches apart.
    package var branchLabel: String? { viewer.name(of: row.branch) }

    /// What one may ask for with `fields=`.
    package static let fields = [
        "id", "number", "kind", "kindLabel", "branch", "branchLabel", "parent", "department", "departmentLabel",
        "state", "isOpen", "custodian", "custodianLabel", "openedAt", "updatedAt", "ver", "rev", "due", "dueLabel",
        "isReminder", "isLate", "lateDepartments", "latePartsLabel",
    ]

    package var json: JSON {
        .members(
            ("id", .string(row.id.description)),
            ("number", .string(row.numberText)),
            ("kind", .string(row.kind.rawValue)),
            ("kindLabel", viewer.word(row.kind.label)),
            ("branch", .string(row.branch.code)),
            ("branchLabel", branchLabel.map(JSON.string)),
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
            ("due", due.map(viewer.time)),
            ("dueLabel", dueLabel.map(JSON.string)),
            ("isReminder", due == nil ? nil : .bool(isReminder)),
            ("isLate", .bool(isLate)),
            (
                "lateDepartments",
                lateDepartments.isEmpty ? nil : .array(lateDepartments.map { .string($0.code) })
            ),
            ("latePartsLabel", latePartsLabel.map(JSON.string)))
    }

    private var state: JSON { viewer.state(row.phase, row.kind) }
}

extension Viewer {
    package func state(_ phase: String, _ kind: Kind) -> JSON {
        .members(("name", .string(phase)), ("label", word(StateWords.label(of: phase, kind))))
    }
}

extension Kind {
    /// Whether the limit is a promise; a name that no kind knows counts as one.
    fileprivate static func isJudged(_ key: ClockKey) -> Bool {
        clocks.first { $0.name == key.name }?.isJudged ?? true
    }
}
