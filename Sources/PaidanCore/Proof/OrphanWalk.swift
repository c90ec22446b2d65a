/// Walks one machine through every situation that it can come into under a policy (`NoOrphanProof`).
struct OrphanWalk<K: TicketKind> {
    let policy: Policy
    let table: Table<K.Verb, K.Phase>
    private(set) var situations: [Situation<K>] = []
    private(set) var flaws: [OrphanFlaw] = []
    private var known: [Situation<K>.Key: Int] = [:]
    private let departments: [Department]

    /// - Parameter table: another one than the machine's own shows what the proof makes of a changed machine.
    init(_ policy: Policy, table: Table<K.Verb, K.Phase> = K.table) {
        self.policy = policy
        self.table = table
        self.departments = policy.routing.departments.map(\.department)
    }

    /// More would mean that a machine's `gist` counts without end.
    static var situationsMax: Int { 20_000 }

    /// Any moment would do: 2026-03-02T10:00+08:00.
    private static var monday: Instant { Instant(milliseconds: 1_772_416_800_000) }

    mutating func run() {
        let now = Self.monday
        for opening in K.examples(at: now, policy) { begin(opening, at: now) }
        var next = 0
        while next < situations.count {
            precondition(situations.count <= Self.situationsMax, "\(K.kind) has too many situations for a proof")
            goOn(from: next)
            next += 1
        }
        checkWaysOut()
    }

    // MARK: Steps

    private mutating func begin(_ opening: K.Opening, at now: Instant) {
        let context = context(by: .ticket, at: now, now, fresh: 1, [])
        do {
            let (complete, events) = try K.open(opening, context)
            var ticket = Ticket<K>(complete, id: Self.id, branch: .main, at: now)
            try record(events, on: &ticket, wanted: [], context)
            meet(Situation(ticket, at: now, from: nil))
        } catch {
            preconditionFailure("an example of \(K.kind) cannot be opened: \(error)")
        }
    }

    private mutating func goOn(from index: Int) {
        let (ticket, now) = (situations[index].ticket, situations[index].now)
        let sampler = CommandSampler<K>(samples: samples(in: ticket, at: now, index))
        for verb in table.possible(in: ticket.state.phase) {
            let actors = actors(table[verb])
            for command in sampler.commands(verb) {
                for actor in actors where !actor.has(.ticket) || ticket.state.mayHear(command) {
                    take(Attempt(command: command, actor: actor, now: now, factTime: now, ticket: ticket), from: index)
                }
            }
        }
        for entry in ticket.ledger.running {
            if let attempt = attempt(whenRunOut: entry, of: ticket, now) { take(attempt, from: index) }
        }
    }

    /// A command that somebody gives, or a clock.
    private struct Attempt {
        let command: K.Command
        let actor: Actor
        let now: Instant
        let factTime: Instant
        /// As it is when the command comes: the clock that gives it has rung.
        let ticket: Ticket<K>
    }

    private mutating func take(_ attempt: Attempt, from index: Int) {
        let situation = situations[index]
        let verb = K.verb(of: attempt.command)
        var ticket = attempt.ticket
        do {
            try commit(attempt, on: &ticket, index)
        } catch Refusal.because(let reason) {
            if let key = reason.key, !situation.refusals.contains(key) { situations[index].refusals.append(key) }
            return
        } catch {
            // What no other ticket can tell this one.
            return
        }
        let step = OrphanFlaw.Step(
            from: named(situation.ticket.state.phase), verb: table.name(of: verb), label: table[verb].label,
            by: attempt.actor.roles.first { !$0.isPerson })
        checkForwarding(of: ticket, since: attempt.ticket, index, step)
        let target = meet(Situation(ticket, at: attempt.now, from: (index, step), parts: situation.parts))
        guard target != index else { return }
        situations[index].roads.append(
            Situation.Road(to: target, verb: step.verb, settles: !K.lastResorts.contains(verb)))
    }

    /// A clock that has run out rings for the last time; nil when it has rung before or gives no command.
    private func attempt(whenRunOut entry: ClockLedger.Entry, of ticket: Ticket<K>, _ now: Instant) -> Attempt? {
        let isJudged = K.isJudged(entry.key)
        let now = max(now, entry.due + Span(milliseconds: 1))
        var rung = ticket
        while let next = rung.ledger[entry.key]?.nextRung(under: policy, judged: isJudged) {
            let ring = Ring(clock: entry.key, rung: next.rung, isBreach: next.isBreach, late: .zero)
            guard (try? rung.apply(.rang(ring), at: now)) != nil else {
                preconditionFailure("\(entry.key.text) cannot ring in \(ticket.state.phase)")
            }
        }
        guard rung.ledger != ticket.ledger, let command = ticket.state.command(whenDue: entry.key, policy) else {
            return nil
        }
        let isDated = table[K.verb(of: command)].time == .due
        return Attempt(
            command: command, actor: .clock, now: now, factTime: isDated ? max(entry.due, ticket.factTime) : now,
            ticket: rung)
    }

    // MARK: One commit, as the engine makes it

    private func commit(_ attempt: Attempt, on ticket: inout Ticket<K>, _ index: Int) throws {
        try carryOut(attempt, on: &ticket, index, 0)
        for depth in 1...Self.followUpsMax {
            guard let next = ticket.state.followUps.first else { return }
            let followUp = Attempt(
                command: next, actor: .ticket, now: attempt.now, factTime: attempt.factTime, ticket: ticket)
            try carryOut(followUp, on: &ticket, index, depth)
        }
    }

    private static var followUpsMax: Int { 8 }

    private func carryOut(_ attempt: Attempt, on ticket: inout Ticket<K>, _ index: Int, _ depth: Int) throws {
        let state = ticket.state
        let parts = state.phase.isEnd ? situations[index].parts : []
        let relatives = state.needs(attempt.command).map { Self.stranger($0, parts) }
        // No two commits of one way name tickets alike.
        let fresh = (index * (Self.followUpsMax + 1) + depth + 1) * Context.openedMax
        let context = context(
            by: attempt.actor, at: attempt.now, attempt.factTime, fresh: UInt64(fresh), relatives)
        let wish = try table.admit(
            attempt.command, as: K.verb(of: attempt.command), in: state.phase, by: attempt.actor)
        try record(try state.decide(wish, context), on: &ticket, wanted: state.clocks, context)
    }

    private func record(
        _ events: [K.Event], on ticket: inout Ticket<K>, wanted: [ClockSpec], _ context: Context
    ) throws {
        for event in events { try ticket.apply(.happened(event), at: context.factTime) }
        let policy = policy
        let reconciler = ClockReconciler(
            active: ActivePolicy(number: 1, policy: policy), policies: { _ in policy }, factTime: context.factTime,
            releases: events.contains(where: K.releasesClocks), isOver: ticket.state.phase.isEnd)
        try ticket.apply(reconciler.changes(in: ticket.ledger, before: wanted, after: ticket.state.clocks))
    }

    // MARK: Looking

    /// - Returns: the number of the situation, known or new.
    @discardableResult
    private mutating func meet(_ situation: Situation<K>) -> Int {
        let key = situation.key(policy)
        if let index = known[key] { return index }
        situations.append(situation)
        known[key] = situations.count - 1
        check(situation)
        return situations.count - 1
    }

    private mutating func check(_ situation: Situation<K>) {
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
        case .customerService, .leader, .customer, .supplier: true
        }
    }

    private mutating func checkForwarding(
        of ticket: Ticket<K>, since former: Ticket<K>, _ index: Int, _ step: OrphanFlaw.Step
    ) {
        for department in ticket.state.departmentsAdded(since: former.state) {
            let isTimed = ticket.ledger.entries.contains { entry in
                entry.key.subject == department.code && K.forwardingClocks.contains { $0.name == entry.key.name }
            }
            guard !isTimed else { continue }
            add(
                .forwarding, at: Situation(ticket, at: situations[index].now, from: (index, step)),
                keys: switchedOff(K.forwardingClocks))
        }
    }

    /// Where a rule of the policy shuts the door, that is what is wrong; the states before it have no way out either.
    private mutating func checkWaysOut() {
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
        while let (index, step) = origin {
            steps.insert(step, at: 0)
            origin = situations[index].origin
        }
        return steps
    }

    private func named(_ phase: K.Phase) -> OrphanFlaw.Phase {
        OrphanFlaw.Phase(name: table.name(of: phase), label: phase.label)
    }

    // MARK: What is handed in

    private static var id: TicketID { TicketID(ULID(high: 1, low: 0)) }

    /// All people at once, whose rights are those of each, and each program by itself.
    private func actors(_ row: Row<K.Phase>) -> [Actor] {
        let people = row.roles.filter(\.isPerson)
        let programs = row.roles.filter { !$0.isPerson }
        return ([people].filter { !$0.isEmpty } + programs.map { [$0] }).map {
            Actor("proof", $0, departments: departments)
        }
    }

    private func samples(in ticket: Ticket<K>, at now: Instant, _ index: Int) -> SampleValues {
        let parts = ticket.state.relative(id: Self.id, branch: .main).parts.map(\.id)
        return SampleValues(
            now: now, tickets: parts + [TicketID(ULID(high: 2, low: UInt64(index)))],
            departments: Array(departments.prefix(2)), categories: Array(policy.routing.lines.map(\.category).prefix(2))
        )
    }

    private func context(
        by actor: Actor, at now: Instant, _ factTime: Instant, fresh: UInt64, _ relatives: [Relative]
    ) -> Context {
        Context(
            id: Self.id, branch: .main, now: now, factTime: factTime, actor: actor, policy: policy,
            relatives: relatives, firstFreshID: ULID(high: 3, low: fresh))
    }

    /// Another ticket of this kind.
    private static func stranger(_ need: Need, _ parts: [Relative.Part]) -> Relative {
        switch need {
        case .ticket(let id): Relative(id: id, kind: K.kind, branch: .main, isOpen: true, parts: parts)
        }
    }
}
