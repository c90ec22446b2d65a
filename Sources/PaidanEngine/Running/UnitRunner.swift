internal import PaidanCore

/// Decides a command and everything that follows from it, without writing anything.
///
/// The order is: the command's facts, then the ticket's own follow-ups, then the effects on other tickets, first come
/// first served, each with its own follow-ups.
struct UnitRunner {
    let policies: PolicyShelf
    let find: (TicketID) throws -> AnyLoaded?
    /// The same without its facts.
    let row: (TicketID) throws -> TicketRow?
    let colleague: (Account) throws -> Colleague?
    /// 轮值表 in use in a branch.
    let rota: (Branch) throws -> TicketID?
    /// The one that was closed there last.
    let formerRota: (Branch) throws -> TicketID?
    /// Leads of customers with the same phone number; those whom the unit has taken in or corrected are not stored yet.
    let namesakes: (PersonID, [PersonRow]) throws -> [TicketID]
    /// Whether somebody, stored or taken in by the unit, has left a phone number.
    let hasPhone: (PersonID, [PersonRow]) throws -> Bool
    let nextNumber: (Kind) -> Int
    let freshIDs: () -> ULID
    var unit: Unit

    /// Where a wish came from: a person, a clock or another ticket.
    struct Origin {
        let actor: Actor
        var occurredAt: Instant?
        var cause = Unit.Cause()
        /// 附件 that go with it; they are known to be there.
        var files: [FileDigest] = []
    }

    // MARK: Opening

    mutating func open<K: TicketKind>(
        _: K.Type, _ opening: K.Opening, id: TicketID, branch: Branch, by origin: Origin
    ) throws {
        try guardLimits(origin.cause.depth)
        let policy = policies.active(branch: branch, kind: K.kind).policy
        let needs = K.needs(opening)
        let context = Context(
            id: id, branch: branch, now: unit.now, factTime: unit.now, actor: origin.actor, policy: policy,
            others: others(branch), relatives: try relatives(needs, of: origin.actor, in: branch),
            colleagues: try colleagues(needs, in: branch), phones: try phones(needs), firstFreshID: freshIDs())
        let (complete, events) = try K.open(opening, context)
        let ticket = Ticket<K>(complete, id: id, branch: branch, at: unit.now)
        let facts = [Fact<K>.opened(complete)] + events.map { .happened($0) }
        let number = nextNumber(K.kind)
        let place = Place(
            number: number, openedAt: unit.now, hash: HashChain.start(kind: K.kind, number: number, branch: branch))
        let loaded = try record(facts, verb: "open", on: ticket, place, before: [], context, origin.cause)
        unit.put(loaded, before: nil)
        schedule(ticket.state.effectsOfOpening(context), from: id, origin.cause)
    }

    // MARK: Acting

    mutating func act<K: TicketKind>(_: K.Type, _ id: TicketID, _ command: K.Command, by origin: Origin) throws {
        try guardLimits(origin.cause.depth)
        guard let found = try unit[id] ?? find(id), let former = found as? Loaded<K> else {
            throw Failure.noSuchTicket
        }
        let ticket = former.ticket
        let verb = K.verb(of: command)
        let needs = ticket.state.needs(command)
        let policy = policies.active(branch: ticket.branch, kind: K.kind).policy
        let context = Context(
            id: id, branch: ticket.branch, now: unit.now,
            factTime: ticket.factTime(
                of: verb, occurredAt: origin.occurredAt, causedAt: origin.cause.at, now: unit.now, policy: policy),
            actor: origin.actor, policy: policy, others: others(ticket.branch),
            relatives: try relatives(needs, of: origin.actor, in: ticket.branch),
            colleagues: try colleagues(needs, in: ticket.branch),
            frozen: { [policies, ledger = ticket.ledger] in ledger.policy(of: $0).map { policies[$0] } },
            firstFreshID: freshIDs())
        let events = try ticket.decide(command, context)
        // What a person reports of the past has its consequences then, too: a call in time keeps the complaint's limit.
        var cause = origin.cause
        if context.factTime < unit.now { cause.at = context.factTime }
        let papers = try ticket.attaching(origin.files, to: verb).map { [Fact<K>.attached($0)] } ?? []
        let loaded = try record(
            papers + events.map { .happened($0) }, verb: K.table.name(of: verb), on: ticket, Place(former),
            before: former.clocks, context, cause,
            claimedAt: ticket.claimedTime(of: verb, occurredAt: origin.occurredAt, now: unit.now))
        unit.put(loaded, before: former)
        if let next = loaded.ticket.state.followUps.first { try follow(K.self, id, next, cause.next) }
    }

    /// A person moves a running clock under the policy in force.
    mutating func repin<K: TicketKind>(_: K.Type, _ id: TicketID, _ wish: Repin, by origin: Origin) throws {
        guard let former = try find(id) as? Loaded<K> else { throw Failure.noSuchTicket }
        let active = policies.active(branch: former.branch, kind: K.kind)
        let repinned = try former.ticket.decide(wish, under: active, by: origin.actor)
        let context = Context(
            id: id, branch: former.branch, now: unit.now, factTime: unit.now, actor: origin.actor,
            policy: active.policy, firstFreshID: freshIDs())
        let loaded = try record(
            [.repinned(repinned)], verb: Repin.verb, on: former.ticket, Place(former),
            before: former.clocks, context, origin.cause, repinned: repinned.clock)
        unit.put(loaded, before: former)
    }

    /// Files become part of a ticket, and nothing else of it changes.
    mutating func attach<K: TicketKind>(_: K.Type, _ id: TicketID, _ wish: Attach, by origin: Origin) throws {
        guard let former = try find(id) as? Loaded<K> else { throw Failure.noSuchTicket }
        let attached = try former.ticket.decide(wish, by: origin.actor)
        let policy = policies.active(branch: former.branch, kind: K.kind).policy
        let context = Context(
            id: id, branch: former.branch, now: unit.now, factTime: unit.now, actor: origin.actor, policy: policy,
            firstFreshID: freshIDs())
        let loaded = try record(
            [.attached(attached)], verb: Attach.verb, on: former.ticket, Place(former), before: former.clocks, context,
            origin.cause)
        unit.put(loaded, before: former)
    }

    /// More of the customer is known from now on, or something else.
    mutating func correct<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ change: CustomerChange, of customer: PersonRow, by origin: Origin
    ) throws {
        guard let former = try find(id) as? Loaded<K> else { throw Failure.noSuchTicket }
        unit.corrected.append(customer)
        let policy = policies.active(branch: former.branch, kind: K.kind).policy
        let needs = former.ticket.state.needs(change)
        let context = Context(
            id: id, branch: former.branch, now: unit.now, factTime: unit.now, actor: origin.actor, policy: policy,
            relatives: try relatives(needs, of: origin.actor, in: former.branch), firstFreshID: freshIDs())
        let corrected = try former.ticket.decide(change, context)
        let loaded = try record(
            [.corrected(corrected)], verb: CorrectCustomer.verb, on: former.ticket, Place(former),
            before: former.clocks, context, origin.cause)
        unit.put(loaded, before: former)
    }

    /// A rung of a clock fires: it is recorded, told, and at the breach the clock may give a command of its own.
    mutating func ring<K: TicketKind>(_: K.Type, _ id: TicketID, _ key: ClockKey) throws {
        guard let former = try find(id) as? Loaded<K>, let entry = former.ticket.ledger[key],
            let next = entry.nextRung(under: policies[entry.policy], judged: K.isJudged(key)),
            next.at <= unit.now || Sabotage.isOn(.rungTooEarly)
        else { return }
        let ring = Ring(clock: key, rung: next.rung, isBreach: next.isBreach, late: unit.now - next.at)
        let context = Context(
            id: id, branch: former.branch, now: unit.now, factTime: unit.now, actor: .clock,
            policy: policies[entry.policy],
            firstFreshID: freshIDs())
        let loaded = try record(
            [.rang(ring)], verb: "", on: former.ticket, Place(former), before: former.clocks, context, Unit.Cause())
        unit.put(loaded, before: former)
        tell(ring, entry, loaded)
        schedule(
            loaded.ticket.state.effects(ofRung: next.rung, isBreach: next.isBreach, of: key), from: id, Unit.Cause())
        if next.isBreach, let command = loaded.ticket.state.command(whenDue: key, policies[entry.policy]) {
            let cause = Unit.Cause(at: K.table[K.verb(of: command)].time == .due ? entry.due : nil)
            try act(K.self, id, command, by: Origin(actor: .clock, cause: cause))
        }
    }

    /// The policy of each kind in a branch.
    private func others(_ branch: Branch) -> @Sendable (Kind) -> Policy? {
        { [policies] kind in policies.active(branch: branch, kind: kind).policy }
    }

    // MARK: What follows

    /// Carries out what the facts so far have led to.
    mutating func settleEffects() throws {
        while !unit.effects.isEmpty {
            let (source, effect, cause) = unit.effects.removeFirst()
            switch effect {
            case .open(let id, let opening): try open(opening, id, parent: source, cause)
            case .send(let id, let command): try send(command, to: id, cause)
            case .enqueue(let message): unit.postings.append(Unit.Posting(ticket: source, message: message))
            case .withdrawMessages(let kind): unit.withdrawals.append((source, kind))
            case .tell(let roles, let notice): tell(roles, notice, about: source, clock: nil)
            case .tellOne(let account, let notice): try tell(account, notice, about: source)
            }
        }
    }

    private mutating func open(_ opening: AnyOpening, _ id: TicketID, parent: TicketID, _ cause: Unit.Cause) throws {
        guard let branch = unit[parent]?.branch else {
            throw Failure.brokenFollowUp("a part without its whole")
        }
        let part = PartOpening(
            value: opening.value, id: id, branch: branch, origin: Origin(actor: .ticket, cause: cause.next))
        try opening.kind.run(part, on: &self)
    }

    /// Opening a ticket that another one wants.
    private struct PartOpening: KindWork {
        let value: any Sendable
        let id: TicketID
        let branch: Branch
        let origin: Origin

        func run<K: TicketKind>(_: K.Type, on runner: inout UnitRunner) throws {
            guard let value = value as? K.Opening else { throw Failure.brokenFollowUp("opening of \(K.kind)") }
            try runner.open(K.self, value, id: id, branch: branch, by: origin)
        }
    }

    private mutating func send(_ command: AnyCommand, to id: TicketID, _ cause: Unit.Cause) throws {
        try command.kind.run(FollowUp(value: command.value, id: id, cause: cause.next), on: &self)
    }

    /// A command that another ticket gives.
    private struct FollowUp: KindWork {
        let value: any Sendable
        let id: TicketID
        let cause: Unit.Cause

        func run<K: TicketKind>(_: K.Type, on runner: inout UnitRunner) throws {
            guard let value = value as? K.Command else { throw Failure.brokenFollowUp("command of \(K.kind)") }
            try runner.follow(K.self, id, value, cause)
        }
    }

    /// What a ticket must do because of a fact. A refusal is our bug.
    private mutating func follow<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ command: K.Command, _ cause: Unit.Cause
    ) throws {
        do {
            try act(K.self, id, command, by: Origin(actor: .ticket, cause: cause))
        } catch let refusal as Refusal {
            throw Failure.brokenFollowUp("\(K.kind) \(id) refused \(K.table.name(of: K.verb(of: command))): \(refusal)")
        }
    }

    // MARK: Steps

    /// What stands beside a ticket's state and goes on with it.
    private struct Place {
        let number: Int
        let openedAt: Instant
        let importedAt: Instant?
        var hash: [UInt8]

        init(number: Int, openedAt: Instant, importedAt: Instant? = nil, hash: [UInt8]) {
            self.number = number
            self.openedAt = openedAt
            self.importedAt = importedAt
            self.hash = hash
        }

        init(_ loaded: Loaded<some TicketKind>) {
            self.init(
                number: loaded.row.number, openedAt: loaded.row.openedAt, importedAt: loaded.importedAt,
                hash: loaded.hash)
        }
    }

    /// Applies facts and reconciles the clocks; the changes ride on the last fact.
    private mutating func record<K: TicketKind>(
        _ facts: [Fact<K>], verb: String, on former: Ticket<K>, _ start: Place, before: [ClockSpec], _ context: Context,
        _ cause: Unit.Cause, claimedAt: Instant? = nil, repinned: ClockKey? = nil
    ) throws -> Loaded<K> {
        var ticket = former
        var place = start
        var released: [ClockRule] = []
        var stages: [(fact: Fact<K>, version: Int, phase: String)] = []
        for fact in facts {
            switch fact {
            case .opened: break
            case .happened(let event):
                released += K.clocksReleased(by: event)
                let before = ticket.state
                try ticket.apply(fact, at: context.factTime)
                schedule(ticket.state.effects(of: event, before: before, context), from: context.id, cause)
            case .rang, .repinned: try ticket.apply(fact, at: context.factTime)
            case .corrected(let correction):
                try ticket.apply(fact, at: context.factTime)
                schedule(ticket.state.effects(of: correction), from: context.id, cause)
            case .attached(let attached):
                try ticket.apply(fact, at: context.factTime)
                unit.attachments.append(Unit.Attachment(person: ticket.state.person, files: attached.files))
            }
            stages.append((fact, ticket.version, K.table.name(of: ticket.state.phase)))
        }
        let shelf = policies
        let reconciler = ClockReconciler(
            active: policies.active(branch: ticket.branch, kind: K.kind), policies: { shelf[$0] },
            factTime: context.factTime, claimedAt: claimedAt, released: released,
            cameByTime: facts.contains(where: \.cameByTime))
        let clocks = ticket.state.clocks
        let changes = reconciler.changes(in: ticket.ledger, before: before, after: clocks, repinned: repinned)
        try ticket.apply(changes)
        for (index, stage) in stages.enumerated() {
            let done = index == stages.count - 1 ? ClockCodec.encode(changes, at: context.factTime) : nil
            place.hash = try write(stage.fact, stage.version, stage.phase, verb, done, after: place.hash, context)
        }
        return Loaded(
            ticket: ticket, number: place.number, openedAt: place.openedAt, updatedAt: unit.now,
            importedAt: unit.importedAt ?? place.importedAt, hash: place.hash, clocks: clocks)
    }

    /// - Returns: the fact's hash.
    private mutating func write<K: TicketKind>(
        _ fact: Fact<K>, _ version: Int, _ phase: String, _ verb: String, _ clocks: [UInt8]?, after previous: [UInt8],
        _ context: Context
    ) throws -> [UInt8] {
        let (type, data) = try EventCodec.encode(fact)
        let hash = HashChain.hash(
            after: previous, ticket: context.id, version: version, type: type, form: EventCodec.form,
            recordedAt: unit.now,
            factAt: context.factTime, principal: context.actor.principal, verb: verb, phase: phase, data: data,
            clocks: clocks, importedAt: unit.importedAt)
        let row = EventRow(
            version: version, type: type, form: EventCodec.form, recordedAt: unit.now, factAt: context.factTime,
            principal: context.actor.principal, verb: verb, phase: phase, data: data, clocks: clocks,
            importedAt: unit.importedAt, hash: hash)
        unit.pending.append(Unit.Pending(ticket: context.id, event: row))
        return hash
    }

    private mutating func schedule(_ effects: [Effect], from id: TicketID, _ cause: Unit.Cause) {
        for effect in effects { unit.effects.append((id, effect, cause)) }
    }

    private mutating func tell<K: TicketKind>(_ ring: Ring, _ entry: ClockLedger.Entry, _ loaded: Loaded<K>) {
        let ladder = policies[entry.policy].ladder(of: entry.key.name)
        let roles = ladder.tells(ofRung: ring.rung, isBreach: ring.isBreach)
        let last: Notice = K.isJudged(ring.clock) ? .clockLate : .clockDue
        let isDue = ring.rung >= ladder.warnings.count
        tell(roles, isDue ? last : .clockWarning, about: loaded.id, clock: entry.key)
        if Sabotage.isOn(.rungToldTwice) { tell(roles, .clockWarning, about: loaded.id, clock: entry.key) }
    }

    private mutating func tell(_ roles: [Role], _ notice: Notice, about id: TicketID, clock: ClockKey?) {
        guard let loaded = unit[id] else { return }
        // A complaint is no single department's, but one of its limits may be.
        let department = loaded.row.department ?? clock.flatMap { Department($0.subject) }
        for role in roles {
            unit.notices.append(
                NoticeRow(
                    at: unit.now, role: role, department: role.isDepartmental ? department : nil,
                    branch: loaded.branch, ticket: id, notice: notice, clock: clock))
        }
    }

    /// The role is the first that the account has as a person.
    private mutating func tell(_ account: Account, _ notice: Notice, about id: TicketID) throws {
        guard let loaded = unit[id], let role = try colleague(account)?.roles.first else { return }
        unit.notices.append(
            NoticeRow(
                at: unit.now, role: role, department: nil, branch: loaded.branch, ticket: id, notice: notice,
                clock: nil, account: account))
    }

    /// Of what lies out of reach nothing is read: damaged or not, it is no ticket of theirs. Leads of the same customer are looked
    /// for in the whole company.
    private func relatives(_ needs: [Need], of actor: Actor, in branch: Branch) throws -> [Relative] {
        try needs.flatMap { need in
            let ids: [TicketID] =
                switch need {
                case .ticket(let id): try (unit[id]?.row ?? row(id)).map { actor.reaches($0.branch) ? [id] : [] } ?? []
                case .rota: try rota(branch).map { [$0] } ?? []
                case .formerRota: try formerRota(branch).map { [$0] } ?? []
                case .namesakes(let person): try namesakes(person, unit.unsavedPeople)
                case .colleague, .takers, .phone: []
                }
            return try ids.compactMap { try (unit[$0] ?? find($0))?.relative }
        }
    }

    private func colleagues(_ needs: [Need], in branch: Branch) throws -> [Colleague] {
        try needs.flatMap { need -> [Account] in
            switch need {
            case .ticket, .rota, .formerRota, .namesakes, .phone: []
            case .colleague(let account): [account]
            case .takers:
                try relatives([.rota], of: .ticket, in: branch).flatMap {
                    $0.standings?.designers.map(\.designer) ?? []
                }
            }
        }.compactMap(colleague)
    }

    private func phones(_ needs: [Need]) throws -> [PersonID] {
        try needs.compactMap { need in
            guard case .phone(let person) = need, try hasPhone(person, unit.unsavedPeople) else { return nil }
            return person
        }
    }

    private func guardLimits(_ depth: Int) throws {
        guard depth <= Unit.depthMax else { throw Failure.brokenFollowUp("deeper than \(Unit.depthMax)") }
        guard unit.tickets.count <= Unit.ticketsMax else {
            throw Failure.brokenFollowUp("more than \(Unit.ticketsMax) tickets")
        }
    }
}
