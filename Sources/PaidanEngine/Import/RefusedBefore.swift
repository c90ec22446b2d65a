internal import PaidanCore

/// Why rows of a ticket were refused by an import before: the code alone was kept; the rest is told once more as far as the row and
/// the ticket's facts say it.
struct RefusedBefore {
    private let kind: Kind
    /// Of the ticket's facts; none where no row was refused.
    private let phases: [(at: Instant, phase: String)]
    /// When rows were carried out.
    private let applied: Set<Instant>

    /// - Parameter met: the rows of the log that were taken over before.
    init(_ met: [ForeignRow], of ticket: TicketID, _ kind: Kind, in store: any Store) throws {
        self.kind = kind
        let isRefused = met.contains { $0.verdict == .refused }
        phases = isRefused ? try store.events(of: ticket).map { ($0.recordedAt, $0.phase) } : []
        applied = Set(met.filter { $0.verdict == .applied }.map(\.at))
    }

    /// - Parameter at: the row's time.
    func reason(for code: String, activity: String, at: Instant) -> Label? {
        switch code {
        case ImportRefusal.unknownActivity("").code: return ImportRefusal.unknownActivity(activity).reason
        case ImportRefusal.noWay(of: "", in: .noState).code:
            // Nobody knows any more whether it came before or after another row of the same moment.
            guard !applied.contains(at) else { return nil }
            let phase = phases.last { $0.at <= at }?.phase
            let state = phase.flatMap { kind.type.label(ofPhase: $0) } ?? .noState
            return ImportRefusal.noWay(of: activity, in: state).reason
        default: return nil
        }
    }
}

extension Label {
    /// Of a ticket that was not there yet.
    static let noState = Label("未登记", "not open")
}
