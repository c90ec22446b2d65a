/// One open state of a machine under one policy, with all the ways in which a ticket can be in it.
package struct ProvenState: Hashable, Sendable {
    package let name: String
    package let label: Label
    /// Who may hold it, as `Custodian.name` without the departments' codes, sorted.
    package let custodians: [String]
    /// In every situation at least one of these sets of clocks runs, all of it; sorted, none holds another. An empty set
    /// stands for situations that need a reason.
    package let clocks: [[String]]
    package let reasons: [Label]
    /// The commands and clocks of a shortest way to an end, from the situation that is farthest from one.
    package let way: [String]
    /// How many situations were looked at.
    package let situations: Int
}

/// 一种工单的证明.
package struct ProvenMachine: Sendable {
    package let kind: Kind
    /// In the order of declaration.
    package let states: [ProvenState]
    package let flaws: [OrphanFlaw]
}

extension OrphanWalk {
    /// What was found, state by state.
    var proven: ProvenMachine {
        let ways = WaysOut(situations)
        let states = K.Phase.allCases.filter { !$0.isEnd }.compactMap { state($0, ways) }
        return ProvenMachine(kind: K.kind, states: states, flaws: flaws)
    }

    private func state(_ phase: K.Phase, _ ways: WaysOut<K>) -> ProvenState? {
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
            way: ways.way(from: farthest).map { table.name(of: $0) }, situations: indices.count)
    }

    /// Those sets that hold no other one.
    private static func least(of sets: [[String]]) -> [[String]] {
        let all = Set(sets)
        let least = all.filter { set in !all.contains { $0 != set && Set($0).isSubset(of: set) } }
        return least.sorted { $0.joined(separator: " ") < $1.joined(separator: " ") }
    }
}
