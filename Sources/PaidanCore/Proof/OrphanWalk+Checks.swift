/// What must be true of each situation, and what is said where it is not.
extension OrphanWalk {
    mutating func check(_ situation: Situation<K>) {
        let state = situation.ticket.state
        if state.phase.isEnd {
            if state.custodian != .nobody { add(.custodian, at: situation, keys: []) }
            return
        }
        if !isHolder(state.custodian) { add(.custodian, at: situation, keys: []) }
        guard situation.clocks.isEmpty, state.unwatched == nil else { return }
        let wanted = state.clocks.filter { spec in spec.met == nil && !K.passingClocks.contains { $0 === spec.rule } }
        add(.clock, at: situation, keys: switchedOff(wanted.map(\.rule)))
    }

    private func isHolder(_ custodian: Custodian) -> Bool {
        switch custodian {
        case .nobody: false
        case .departments(let held): !held.isEmpty && held.allSatisfy(policy.routing.knows)
        case .customerService, .leader, .dispatcher, .designer, .customer, .supplier, .site, .store, .finance: true
        }
    }

    mutating func checkForwarding(
        of ticket: Ticket<K>, since former: Ticket<K>, _ origin: Situation<K>.Origin
    ) {
        for department in ticket.state.departmentsAdded(since: former.state) {
            let isTimed = ticket.ledger.entries.contains { entry in
                entry.key.subject == department.code && K.forwardingClocks.contains { $0.name == entry.key.name }
            }
            guard !isTimed else { continue }
            add(
                .forwarding, at: Situation(ticket, at: situations[origin.index].now, from: origin),
                keys: switchedOff(K.forwardingClocks))
        }
    }

    /// Where a rule of the policy shuts the door, that is what is wrong; the states before it have no way out either.
    mutating func checkWaysOut() {
        let ways = WaysOut(situations)
        let stuck = situations.indices.filter { ways.distance[$0] == nil }.map { situations[$0] }
        let refused = stuck.filter { !$0.refusals.isEmpty }
        for situation in refused.isEmpty ? stuck : refused {
            add(.wayOut, at: situation, keys: situation.refusals)
        }
    }

    /// The keys of clocks that have no limit here.
    private func switchedOff(_ rules: [ClockRule]) -> [String] {
        rules.compactMap(\.parameter).filter { policy[limit: $0] == nil }
    }

    /// The first situation of a state says it for all, and the first state that a key leaves open.
    private mutating func add(_ claim: OrphanFlaw.Claim, at situation: Situation<K>, keys: [String]) {
        let phase = named(situation.ticket.state.phase)
        let isKnown = flaws.contains { flaw in
            flaw.claim == claim && (flaw.phase == phase || (!keys.isEmpty && flaw.keys == keys))
        }
        guard !isKnown else { return }
        flaws.append(OrphanFlaw(claim: claim, kind: K.label, phase: phase, path: path(to: situation), keys: keys))
    }

    private func path(to situation: Situation<K>) -> [OrphanFlaw.Step] {
        var steps: [OrphanFlaw.Step] = []
        var origin = situation.origin
        while let last = origin {
            let former = situations[last.index]
            let step = OrphanFlaw.Step(
                from: named(former.ticket.state.phase), verb: table.name(of: last.verb), label: table[last.verb].label,
                by: last.by)
            steps.insert(step, at: 0)
            origin = former.origin
        }
        return steps
    }

    func named(_ phase: K.Phase) -> OrphanFlaw.Phase {
        OrphanFlaw.Phase(name: table.name(of: phase), label: phase.label)
    }
}
