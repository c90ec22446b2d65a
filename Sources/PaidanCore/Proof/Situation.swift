/// A ticket at one point of the walk, standing for all that are like it.
struct Situation<K: TicketKind> {
    let ticket: Ticket<K>
    let now: Instant
    /// The situation before it and what led here; nil where the ticket begins.
    let origin: (index: Int, step: OrphanFlaw.Step)?
    /// Every part that it has or had on the way.
    let parts: [Relative.Part]
    var roads: [Road] = []
    /// The keys of the policy for whose sake commands were refused here.
    var refusals: [String] = []

    struct Road {
        let to: Int
        let verb: String
        /// False when it gives the matter up.
        let settles: Bool
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
        _ ticket: Ticket<K>, at now: Instant, from origin: (index: Int, step: OrphanFlaw.Step)?,
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
        case .customerService, .leader, .customer, .supplier, .nobody: name
        }
    }
}

/// The shortest way from each situation to an end at which the matter is settled.
struct WaysOut {
    /// In commands; nil where there is no way.
    private(set) var distance: [Int?]
    /// The first command of the way and where it leads.
    private var next: [(verb: String, to: Int)?]

    init<K: TicketKind>(_ situations: [Situation<K>]) {
        distance = situations.map { $0.ticket.state.phase.isEnd ? 0 : nil }
        next = situations.map { _ in nil }
        var before: [[(from: Int, verb: String)]] = situations.map { _ in [] }
        for (index, situation) in situations.enumerated() {
            for road in situation.roads where road.settles { before[road.to].append((index, road.verb)) }
        }
        var queue = situations.indices.filter { distance[$0] == 0 }
        var head = 0
        while head < queue.count {
            let index = queue[head]
            head += 1
            for road in before[index] where distance[road.from] == nil {
                distance[road.from] = distance[index].map { $0 + 1 }
                next[road.from] = (road.verb, index)
                queue.append(road.from)
            }
        }
    }

    func way(from index: Int) -> [String] {
        var verbs: [String] = []
        var place = index
        while let (verb, to) = next[place] {
            verbs.append(verb)
            place = to
        }
        return verbs
    }
}

extension OrphanWalk {
    /// What was found, state by state.
    var proven: ProvenMachine {
        let ways = WaysOut(situations)
        let states = K.Phase.allCases.filter { !$0.isEnd }.compactMap { state($0, ways) }
        return ProvenMachine(kind: K.kind, states: states, flaws: flaws)
    }

    private func state(_ phase: K.Phase, _ ways: WaysOut) -> ProvenState? {
        let indices = situations.indices.filter { situations[$0].ticket.state.phase == phase }
        guard let farthest = indices.max(by: { (ways.distance[$0] ?? .max) < (ways.distance[$1] ?? .max) }) else {
            return nil
        }
        var reasons: [Label] = []
        for reason in indices.compactMap({ situations[$0].ticket.state.unwatched }) where !reasons.contains(reason) {
            reasons.append(reason)
        }
        return ProvenState(
            name: table.name(of: phase), label: phase.label,
            custodians: Set(indices.map { situations[$0].holder }).sorted(),
            clocks: Self.least(of: indices.map { situations[$0].clocks }), reasons: reasons,
            way: ways.way(from: farthest), situations: indices.count)
    }

    /// Those sets that hold no other one.
    private static func least(of sets: [[String]]) -> [[String]] {
        let all = Set(sets)
        let least = all.filter { set in !all.contains { $0 != set && Set($0).isSubset(of: set) } }
        return least.sorted { $0.joined(separator: " ") < $1.joined(separator: " ") }
    }
}
