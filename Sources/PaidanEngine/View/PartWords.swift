internal import PaidanCore
internal import PaidanJSON

/// What a fact about a department's part does not say itself: which department it is, and why it gave the part back or
/// cancelled it. The fact names the part only.
struct PartWords {
    private let book: (TicketRow) -> FormBook
    private let reading: any Reading
    private let viewer: Viewer

    init(_ book: @escaping (TicketRow) -> FormBook, in reading: any Reading, for viewer: Viewer) {
        self.book = book
        self.reading = reading
        self.viewer = viewer
    }

    /// - Returns: nothing where the viewer may not see the part.
    func lines(about data: JSON) throws -> [JSON] {
        guard let id = data["dispatch"]?.string.flatMap(TicketID.init(text:)), let row = try reading.soundTicketRow(id),
            let department = row.department, try viewer.sight.sees(row, in: reading)
        else { return [] }
        let name = line(viewer.text(Label("部门", "department")), viewer.text(department))
        guard let outcome = data["outcome"]?.string, Self.explained.contains(outcome) else { return [name] }
        return [name] + (try legible { try reasons(row) } ?? [])
    }

    private static let explained = ["returned", "cancelled", "replaced"]

    private func reasons(_ row: TicketRow) throws -> [JSON] {
        let dispatch = try History.replay(DepartmentDispatch.self, row, reading.events(of: row.id)).ticket.state
        let state = try viewer.encoder(of: row.person, in: reading).encodeTree(dispatch.state)
        let words = try ContentWords(row.kind, book(row), naming: [state], in: reading, for: viewer)
        return words.lines(of: state.object?.first?.value ?? [:]).map { line($0.label, $0.text) }
    }

    private func line(_ label: String, _ text: String) -> JSON { ["label": .string(label), "text": .string(text)] }
}
