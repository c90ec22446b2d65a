internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanStore

/// An explanation out of a database file. Whoever may read the file may read all of it; names and words stay sealed.
struct LocalExplanation {
    private let path: String

    init(path: String) { self.path = path }

    /// - Parameter moment: how far accounts of open tickets go; now when nobody says.
    func json(of name: TicketName, at moment: Instant?, _ language: Language) throws -> JSON {
        try DataFile.open(path).readNow { reading in
            let shelf = try PolicyShelf(reading.activatedPolicies())
            guard shelf.isComplete else { throw Trouble(.unavailable, "还没有启用任何制度", "no policy has been activated yet") }
            let viewer = Viewer(
                Actor("local-file", [.admin]), language: language, zone: shelf.regulation().policy.calendar.zone,
                routing: Routing(departments: shelf.departments(), lines: []), vault: nil)
            let now = try moment ?? RunningServer.now(of: reading)
            do {
                guard let id = try TicketReference(name.text)?.id(in: reading),
                    let json = try ExplanationView.json(
                        of: id, in: reading, knowing: shelf.regulations, for: viewer, at: now)
                else { throw Trouble(.refused, "没有工单 \(name.text)", "there is no ticket \(name.text)") }
                return json
            } catch let corrupt as CorruptHistory {
                throw Trouble(
                    .findings, "\(name.text) 的事件无法重放:\(corrupt.label.zh)",
                    "the facts of \(name.text) cannot be replayed: \(corrupt.label.en)")
            }
        }
    }
}
