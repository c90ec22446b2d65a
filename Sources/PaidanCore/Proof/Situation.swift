/// A ticket at one point of the walk, standing for all that are like it.
struct Situation<K: TicketKind> {
    let ticket: Ticket<K>
    let now: Instant
    /// The situation before it and what led here; nil where the ticket begins.
    let origin: Origin?
    /// Every part that it has or had on the way.
    let parts: [Relative.Part]
    var roads: [Road] = []
    /// The keys of the policy for whose sake commands were refused here.
    var refusals: [String] = []

    struct Origin {
        let index: Int
        let verb: K.Verb
        /// The program that gave it; nil where a person did.
        let by: Role?
    }

    struct Road: Hashable {
        let to: Int
        let verb: K.Verb

        /// False when it gives the matter up.
        var settles: Bool { !K.lastResorts.contains(verb) }
    }

    /// Tickets with the same key are taken for alike.
    struct Key: Hashable {
        let phase: K.Phase
        let holder: String
        let clocks: [String]
        let isUnwatched: Bool
        let gist: [String]
    }

    init(
        _ ticket: Ticket<K>, at now: Instant, from origin: Origin?,
        parts: [Relative.Part] = []
    ) {
        self.ticket = ticket
        self.now = now
        self.origin = origin
        let own = ticket.state.relative(id: ticket.id, branch: ticket.branch).parts
        self.parts = parts + own.filter { !parts.contains($0) }
    }

    func key(_ policy: Policy) -> Key {
        Key(
            phase: ticket.state.phase, holder: holder, clocks: clocks, isUnwatched: ticket.state.unwatched != nil,
            gist: ticket.state.gist(policy))
    }

    /// Names of the clocks that run and stay, each once, sorted.
    var clocks: [String] {
        let names = Set(ticket.ledger.running.map(\.key.name)).subtracting(K.passingClocks.map(\.name))
        return names.sorted()
    }

    var holder: String { ticket.state.custodian.kind }
}

extension Custodian {
    /// Which departments hold it is left out.
    var kind: String {
        switch self {
        case .departments: "department"
        case .customerService, .leader, .dispatcher, .designer, .customer, .supplier, .site, .store, .finance, .nobody:
            name
        }
    }
}
