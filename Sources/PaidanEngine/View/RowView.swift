package import PaidanCore
package import PaidanJSON

/// A ticket as lists and boards show it.
package struct RowView: Sendable {
    package let row: TicketRow
    let viewer: Viewer
    /// 超时在先: the first limit that is breached, else the clock that is due first; of its open parts where none of its own runs.
    package let first: ClockKey?
    /// When that is due.
    package let due: Instant?
    /// 提醒: nobody is late when it has passed.
    package let isReminder: Bool
    /// The open parts that are late, those that the viewer may see.
    private let lateParts: [TicketRow]
    /// 事项: what it is about.
    package let subject: SubjectWords?
    /// Of what it is part of.
    package let parentNumber: String?
    /// 工程地址, for those who work there.
    package let siteAddress: String?
    /// `王** 138****8000`, for those who are shown who the customer is.
    package let customerLabel: String?
    /// 经办人: who of the staff sees it through: of a lead the designer, of a project and its parts the site lead.
    package let assigneeLabel: String?
    /// Why it stands still, or lies where it lies: 工程暂停, 等配件.
    package let heldBecause: String?
    /// 超时与违规, over or not; nil where they were not asked for.
    package private(set) var breaches: [BreachView]?

    package init(_ row: TicketRow, in reading: any Reading, for viewer: Viewer) throws {
        self = try Self.list([row], in: reading, for: viewer)[0]
    }

    /// A page, in the order of its rows; what their parts and clocks say is read at once.
    /// - Parameter tellingBreaches: reads the history of each.
    package static func list(
        _ rows: [TicketRow], in reading: any Reading, for viewer: Viewer, tellingBreaches: Bool = false
    ) throws -> [RowView] {
        let views = try list(rows, in: reading, for: viewer)
        guard tellingBreaches else { return views }
        return try views.map { view in
            var view = view
            view.breaches = try BreachView.list(of: view.row, in: reading, for: viewer)
            return view
        }
    }

    private static func list(_ rows: [TicketRow], in reading: any Reading, for viewer: Viewer) throws -> [RowView] {
        let wholes = rows.filter { $0.isOpen && $0.department == nil }.map(\.id)
        let open = try reading.openParts(ofAll: wholes).filter { try viewer.sight.sees($0, in: reading) }
        let parts = Dictionary(grouping: open, by: \.parent)
        let leading = rows.map { row in row.due == nil ? dueFirst(among: parts[row.id] ?? []) : row }
        let clocks = Dictionary(
            grouping: try reading.runningClocks(ofAll: leading.compactMap { $0?.id }), by: \.ticket)
        var abouts = try Abouts(of: rows, in: reading, for: viewer)
        return try zip(rows, leading).map { row, leading in
            RowView(
                row, parts[row.id] ?? [], leading, leading.flatMap { clocks[$0.id] } ?? [], try abouts.about(row),
                viewer)
        }
    }

    /// - Parameters:
    ///   - parts: those that are open and that the viewer may see.
    ///   - leading: the ticket itself or the part of which the first limit is; nil where none runs.
    ///   - clocks: those of `leading` that run.
    private init(
        _ row: TicketRow, _ parts: [TicketRow], _ leading: TicketRow?, _ clocks: [ClockRow], _ about: About,
        _ viewer: Viewer
    ) {
        self.row = row
        self.viewer = viewer
        let kind = (leading ?? row).kind.type
        // What is late is why the row is; a reminder may have been due before it.
        let due = clocks.filter { $0.isLate && kind.isJudged($0.key) }.map(\.due).min() ?? leading?.due
        self.due = due
        // Of several that are due at once a limit goes before a reminder.
        let keys = clocks.filter { $0.due == due }.map(\.key)
        let key = keys.first(where: kind.isJudged) ?? keys.first
        first = key
        isReminder = key.map { !kind.isJudged($0) } ?? false
        lateParts = parts.filter(\.isLate)
        (subject, parentNumber, siteAddress) = (about.subject, about.parentNumber, about.siteAddress)
        (customerLabel, assigneeLabel) = (about.customerLabel, about.assigneeLabel)
        heldBecause = about.heldBecause.map(viewer.text)
    }

    private static func dueFirst(among parts: [TicketRow]) -> TicketRow? {
        let dues = parts.compactMap { part in part.due.map { (due: $0, part: part) } }
        return dues.min { ($0.due, $0.part.id) < ($1.due, $1.part.id) }?.part
    }

    private static func once<T: Equatable>(_ values: [T]) -> [T] {
        values.reduce(into: []) { once, value in if !once.contains(value) { once.append(value) } }
    }

    /// 超时: one of its limits has passed, or one of an open part's.
    package var isLate: Bool { row.isLate || !lateParts.isEmpty }
    package var lateDepartments: [Department] { Self.once(lateParts.compactMap(\.department)) }
    /// `工程部逾期`; what no department has is called by its kind. nil where no part is late.
    package var latePartsLabel: String? {
        guard !lateParts.isEmpty else { return nil }
        let all = lateParts.map { part in part.department.map { viewer.text($0) } ?? viewer.text(part.kind.label) }
        let names = Self.once(all).joined(separator: viewer.text(Label("、", ", ")))
        return viewer.text(Label("\(names)逾期", "\(names) late"))
    }
    package var dueLabel: String? { first.map { viewer.text(of: $0) } }
    /// Where the viewer has to tell branches apart.
    package var branchLabel: String? { viewer.name(of: row.branch) }

    /// What one may ask for with `fields=`.
    package static let fields = [
        "id", "number", "kind", "kindLabel", "subjectLabel", "plannedFor", "siteAddress", "customerLabel",
        "assigneeLabel", "heldBecause", "branch", "branchLabel",
        "parent", "parentNumber", "department", "departmentLabel",
        "state", "isOpen", "custodian", "custodianLabel", "openedAt", "updatedAt", "ver", "rev", "due", "dueLabel",
        "isReminder", "isLate", "isLateItself", "lateDepartments", "latePartsLabel", "breaches",
    ]

    package var json: JSON {
        .members(
            ("id", .string(row.id.description)),
            ("number", .string(row.numberText)),
            ("kind", .string(row.kind.rawValue)),
            ("kindLabel", viewer.word(row.kind.label)),
            ("subjectLabel", subject.map { .string($0.label) }),
            ("plannedFor", subject?.plannedFor.map(viewer.time)),
            ("siteAddress", siteAddress.map(JSON.string)),
            ("customerLabel", customerLabel.map(JSON.string)),
            ("assigneeLabel", assigneeLabel.map(JSON.string)),
            ("heldBecause", heldBecause.map(JSON.string)),
            ("branch", .string(row.branch.code)),
            ("branchLabel", branchLabel.map(JSON.string)),
            ("parent", row.parent.map { .string($0.description) }),
            ("parentNumber", parentNumber.map(JSON.string)),
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
            ("isLateItself", .bool(row.isLate)),
            (
                "lateDepartments",
                lateDepartments.isEmpty ? nil : .array(lateDepartments.map { .string($0.code) })
            ),
            ("latePartsLabel", latePartsLabel.map(JSON.string)),
            ("breaches", breaches.map { .array($0.map { $0.json(for: viewer) }) }))
    }

    private var state: JSON { viewer.state(row.phase, row.kind) }
}

extension Viewer {
    package func state(_ phase: String, _ kind: Kind) -> JSON {
        .members(("name", .string(phase)), ("label", word(StateWords.label(of: phase, kind))))
    }
}
