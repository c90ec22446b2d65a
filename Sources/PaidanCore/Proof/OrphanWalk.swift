/// Walks one machine through every situation that it can come into under a policy (`NoOrphanProof`).
struct OrphanWalk<K: TicketKind> {
    let policy: Policy
    let table: Table<K.Verb, K.Phase>
    private(set) var situations: [Situation<K>] = []
    var flaws: [OrphanFlaw] = []
    private var known: [Situation<K>.Key: Int] = [:]
    private var samplers: [SampleValues: CommandSampler<K>] = [:]
    let departments: [Department]
    let actors: ProofActors<K>
    /// Somebody who may do anything.
    let colleague = Colleague(.sample, Role.allCases.filter(\.isPerson), branch: nil)

    /// - Parameter table: another one than the machine's own shows what the proof makes of a changed machine.
    init(_ policy: Policy, table: Table<K.Verb, K.Phase> = K.table) {
        self.policy = policy
        self.table = table
        self.departments = policy.routing.departments.map(\.department)
        self.actors = ProofActors(table, departments)
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
        let sampler = sampler(for: samples(in: ticket, at: now, index))
        for verb in table.possible(in: ticket.state.phase) {
            for command in sampler.commands(verb) {
                for actor in actors[verb] where !actor.has(.ticket) || ticket.state.mayHear(command) {
                    take(Attempt(command: command, actor: actor, now: now, factTime: now, ticket: ticket), from: index)
                }
            }
        }
        for entry in ticket.ledger.running {
            if let attempt = attempt(whenRunOut: entry, of: ticket, now) { take(attempt, from: index) }
        }
    }

    /// A command that somebody gives, or a clock.
    struct Attempt {
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
        let origin = Situation<K>.Origin(index: index, verb: verb, by: attempt.actor.roles.first { !$0.isPerson })
        checkForwarding(of: ticket, since: attempt.ticket, origin)
        let target = meet(Situation(ticket, at: attempt.now, from: origin, parts: situation.parts))
        let road = Situation<K>.Road(to: target, verb: verb)
        guard target != index, !situations[index].roads.contains(road) else { return }
        situations[index].roads.append(road)
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

    // MARK: What is tried

    private mutating func sampler(for samples: SampleValues) -> CommandSampler<K> {
        if let known = samplers[samples] { return known }
        let sampler = CommandSampler<K>(samples: samples)
        samplers[samples] = sampler
        return sampler
    }

    private func samples(in ticket: Ticket<K>, at now: Instant, _ index: Int) -> SampleValues {
        let parts = ticket.state.relative(id: Self.id, branch: .main).parts.map(\.id)
        return SampleValues(
            now: now, tickets: parts + [stranger(to: situations[index])], departments: Array(departments.prefix(2)),
            categories: Array(policy.routing.lines.map(\.category).prefix(2)))
    }

    /// A ticket that is and was no part of it.
    private func stranger(to situation: Situation<K>) -> TicketID {
        var id = TicketID(ULID(high: 2, low: 0))
        while situation.parts.contains(where: { $0.id == id }) { id = TicketID(id.ulid.advanced(by: 1)) }
        return id
    }
}

/// Who tries a command: all people at once, whose rights are those of each, and each program by itself.
struct ProofActors<K: TicketKind> {
    private let actors: [[Actor]]

    init(_ table: Table<K.Verb, K.Phase>, _ departments: [Department]) {
        actors = K.Verb.allCases.map { verb in
            let people = table[verb].roles.filter(\.isPerson)
            let programs = table[verb].roles.filter { !$0.isPerson }
            return ([people].filter { !$0.isEmpty } + programs.map { [$0] }).map {
                Actor("proof", $0, departments: departments)
            }
        }
    }

    subscript(verb: K.Verb) -> [Actor] { actors[verb.rawValue] }
}
