@testable import PaidanCore

/// A company in memory: tickets of every kind, and a clock moved by hand. It keeps the engine's order of things:
/// a command's facts, then the ticket's own follow-ups, then the effects on other tickets, first come first served.
struct Story {
    /// A ticket refused what had to follow from another's fact: always a bug of the machines.
    struct BrokenFollowUp: Error {
        let verb: String
        let phase: String
        let refusal: Refusal
    }

    private(set) var now: Instant
    /// By activation number, from 1; the last one is in force.
    private var policies: [Policy]
    private var tickets: [TicketID: any Sendable] = [:]
    /// By ticket, `[HistoryEntry]` of its kind.
    private var histories: [TicketID: any Sendable] = [:]
    /// In the order in which they were opened.
    private(set) var ids: [Kind: [TicketID]] = [:]
    private var waiting: [(effect: Effect, depth: Int, causedAt: Instant?)] = []
    private var minted: UInt64 = 0
    /// What happened, for assertions on the way: `complaint forwarded`, `dispatch delivered`.
    private(set) var facts: [String] = []
    private(set) var rings: [Ring] = []
    private(set) var messages: [MessageKind] = []
    private(set) var notices: [Notice] = []
    /// Who was told a notice, the last time.
    private(set) var audiences: [Notice: [Role]] = [:]
    private var told: [Notice: Set<Role>] = [:]
    /// Who of the staff was told by name.
    private(set) var toldAlone: [Notice: [Account]] = [:]

    /// One command led to more than `depthMax` others after each other.
    struct Runaway: Error { let verb: String }

    /// The engine's limit.
    static let depthMax = 8

    init(_ policy: Policy = .test(), at now: Instant = .monday) {
        self.now = now
        self.policies = [policy]
    }

    /// A story that begins with one complaint.
    static func complaint(
        _ opening: Complaint.Opening = .test(), _ policy: Policy = .test(), at now: Instant = .monday
    ) throws -> Story {
        var story = Story(policy, at: now)
        try story.open(opening)
        return story
    }

    var complaints: [TicketID] { ids[.complaint, default: []] }
    var dispatches: [TicketID] { ids[.dispatch, default: []] }
    var opinions: [TicketID] { ids[.opinion, default: []] }
    var calls: [TicketID] { ids[.call, default: []] }
    var leads: [TicketID] { ids[.lead, default: []] }

    // MARK: Acting

    mutating func activate(_ policy: Policy) { policies.append(policy) }

    @discardableResult
    mutating func open(_ opening: Complaint.Opening = .test()) throws -> TicketID { try open(Complaint.self, opening) }

    @discardableResult
    mutating func open<K: TicketKind>(_: K.Type, _ opening: K.Opening) throws -> TicketID {
        let id = mint()
        try whole { story throws in
            try story.begin(K.self, opening, id, by: Actor("desk", [.specialist]), depth: 0)
        }
        return id
    }

    /// A dispatch that some complaint has opened outside of the story.
    mutating func openDispatch(_ id: TicketID, to department: Department, of complaint: TicketID) throws {
        let opening = DepartmentDispatch.Opening(
            parent: complaint, department: department, customer: self[complaint: complaint].person, categories: [],
            severity: .general)
        try whole { story throws in try story.begin(DepartmentDispatch.self, opening, id, by: .ticket, depth: 0) }
    }

    /// A command to a complaint, the first one unless another is named.
    mutating func act(
        _ command: Complaint.Command, by role: Role = .supervisor, on id: TicketID? = nil, occurredAt: Instant? = nil
    ) throws {
        try act(Complaint.self, command, by: role, on: id, occurredAt: occurredAt)
    }

    /// A command to a ticket, the first one of its kind unless another is named.
    mutating func act<K: TicketKind>(
        _: K.Type, _ command: K.Command, by role: Role = .supervisor, as account: Account = .desk,
        on id: TicketID? = nil, occurredAt: Instant? = nil
    ) throws {
        let id = id ?? ids[K.kind, default: []][0]
        try whole { story throws in
            try story.commit(K.self, id, command, by: Actor(account.code, [role]), occurredAt, depth: 0)
        }
    }

    /// A command to the latest dispatch of a department.
    mutating func act(
        _ department: Department, _ command: DepartmentDispatch.Command, by role: Role = .departmentWorker,
        occurredAt: Instant? = nil
    ) throws {
        guard let id = dispatches.last(where: { self[dispatch: $0].department == department }) else {
            preconditionFailure("no dispatch to \(department)")
        }
        try act(on: id, command, by: role, occurredAt: occurredAt)
    }

    mutating func act(
        on id: TicketID, _ command: DepartmentDispatch.Command, by role: Role, occurredAt: Instant? = nil
    ) throws {
        let actor = Actor("desk", [role], departments: [.engineering, .materials, .furniture])
        try whole { story throws in
            try story.commit(DepartmentDispatch.self, id, command, by: actor, occurredAt, depth: 0)
        }
    }

    mutating func wait(_ span: Span) throws { try wait(until: now + span) }

    /// Every rung that is due on the way fires at its moment.
    mutating func wait(until moment: Instant) throws {
        while let (at, fire) = nextRung(), at <= moment {
            now = max(now, at)
            try whole(fire)
        }
        now = moment
    }

    // MARK: Looking

    subscript(complaint id: TicketID) -> Complaint { ticket(Complaint.self, id).state }
    subscript(dispatch id: TicketID) -> DepartmentDispatch { ticket(DepartmentDispatch.self, id).state }
    subscript(opinion id: TicketID) -> OpinionIssue { ticket(OpinionIssue.self, id).state }
    subscript(lead id: TicketID) -> Lead { ticket(Lead.self, id).state }
    subscript(rota id: TicketID) -> Rota { ticket(Rota.self, id).state }
    subscript(call id: TicketID) -> CallTask { ticket(CallTask.self, id).state }

    func ticket<K: TicketKind>(_: K.Type, _ id: TicketID) -> Ticket<K> {
        guard let ticket = tickets[id] as? Ticket<K> else { preconditionFailure("no \(K.kind) \(id)") }
        return ticket
    }

    /// What would stand in the database.
    func history<K: TicketKind>(_: K.Type, _ id: TicketID) -> [HistoryEntry<K>] {
        histories[id] as? [HistoryEntry<K>] ?? []
    }

    /// The policy with an activation number.
    func policy(_ number: Int) -> Policy { policies[number - 1] }

    /// The first complaint.
    var complaint: Complaint { self[complaint: complaints[0]] }
    var phase: Complaint.Phase { complaint.phase }
    /// The first opinion, the first call and the last one.
    var opinion: OpinionIssue { self[opinion: opinions[0]] }
    var call: CallTask { self[call: calls[0]] }
    /// The first lead, and the rota in use.
    var lead: Lead { self[lead: leads[0]] }
    var rota: Rota { self[rota: ids[.rota, default: []].last ?? Samples.target] }
    var lastCall: CallTask { self[call: calls[calls.count - 1]] }

    /// `hiddenWorksCall::1` of the first ticket of a kind, or of another.
    func clock<K: TicketKind>(_: K.Type, _ key: String, of id: TicketID? = nil) -> ClockLedger.Entry? {
        ClockKey(text: key).flatMap { ticket(K.self, id ?? ids[K.kind, default: []][0]).ledger[$0] }
    }

    /// Whether people of that role were told this, of whatever ticket.
    func isTold(_ role: Role, _ notice: Notice) -> Bool { told[notice]?.contains(role) ?? false }

    func dispatch(_ department: Department) -> DepartmentDispatch? {
        dispatches.last { self[dispatch: $0].department == department }.map { self[dispatch: $0] }
    }

    /// `forward:engineering:1` of the first complaint, or of another.
    func clock(_ key: String, of id: TicketID? = nil) -> ClockLedger.Entry? {
        ClockKey(text: key).flatMap { ticket(Complaint.self, id ?? complaints[0]).ledger[$0] }
    }

    /// `promise::1` of a department's latest dispatch.
    func clock(_ key: String, at department: Department) -> ClockLedger.Entry? {
        guard let id = dispatches.last(where: { self[dispatch: $0].department == department }) else { return nil }
        return ClockKey(text: key).flatMap { ticket(DepartmentDispatch.self, id).ledger[$0] }
    }

    func context(
        for id: TicketID, by actor: Actor, factTime: Instant? = nil, relatives: [Relative] = [],
        at moment: Instant? = nil, fresh: ULID? = nil
    ) -> Context {
        Context(
            id: id, branch: .main, now: moment ?? now, factTime: factTime ?? moment ?? now, actor: actor,
            policy: policies[policies.count - 1],
            relatives: relatives, colleagues: Self.colleagues,
            firstFreshID: fresh ?? ULID(high: 0, low: (minted + 1) * 100))
    }

    /// Whom calls can be assigned to, and one whom they cannot.
    static let colleagues =
        [
            Colleague(Account(unchecked: "caller"), [.revisitor], branch: nil),
            Colleague(Account(unchecked: "engineer"), [.departmentWorker], branch: nil),
            Colleague(Account(unchecked: "elsewhere"), [.revisitor], branch: Branch(unchecked: "south")),
        ]
        + [Account.desk, .somebody, .ann, .bob].map { account in
            Colleague(
                account, [.designer, .salesperson, .siteLead, .inspector, .furnishingDesigner, .homeConsultant],
                branch: nil)
        } + [Colleague(.gone, [.designer, .inspector], branch: nil, isAtWork: false)]

    // MARK: The engine in small

    /// All or nothing.
    private mutating func whole(_ body: (inout Story) throws -> Void) throws {
        var next = self
        try body(&next)
        while !next.waiting.isEmpty {
            let (effect, depth, causedAt) = next.waiting.removeFirst()
            try next.carryOut(effect, depth, causedAt)
        }
        self = next
    }

    private mutating func mint() -> TicketID {
        minted += 1
        return TicketID(ULID(high: 0, low: minted * 100))
    }

    private func relatives(_ needs: [Need]) -> [Relative] {
        needs.flatMap { need in
            let ids: [TicketID] =
                switch need {
                case .ticket(let id): [id]
                case .rota: self.ids[.rota, default: []].filter { !self[rota: $0].phase.isEnd }
                case .formerRota: self.ids[.rota, default: []].filter { self[rota: $0].phase.isEnd }.suffix(1)
                case .namesakes(let person): leads.filter { self[lead: $0].person == person }
                case .colleague, .takers, .phone: []
                }
            return ids.compactMap { id in tickets[id].flatMap { Self.relative($0, id) } }
        }
    }

    private static func relative(_ ticket: any Sendable, _ id: TicketID) -> Relative? {
        func typed<K: TicketKind>(_: K.Type) -> Relative? {
            (ticket as? Ticket<K>)?.state.relative(id: id, branch: .main)
        }
        return Kind.allCases.lazy.compactMap { typed($0.type) }.first
    }

    private mutating func begin<K: TicketKind>(
        _: K.Type, _ opening: K.Opening, _ id: TicketID, by actor: Actor, depth: Int
    ) throws {
        // An opening leaves the count as it is, so it has ids of its own to give.
        let context = context(
            for: id, by: actor, relatives: relatives(K.needs(opening)), fresh: ULID(high: 1, low: id.ulid.low * 16))
        let (complete, events) = try K.open(opening, context)
        let ticket = Ticket<K>(complete, id: id, branch: .main, at: now)
        ids[K.kind, default: []].append(id)
        schedule(ticket.state.effectsOfOpening(context), depth)
        try record(events, of: ticket, before: [], context, depth, opening: complete)
    }

    private mutating func commit<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ command: K.Command, by actor: Actor, _ occurredAt: Instant?,
        causedAt: Instant? = nil, depth: Int
    ) throws {
        guard depth <= Self.depthMax else { throw Runaway(verb: K.table.name(of: K.verb(of: command))) }
        let ticket = ticket(K.self, id)
        let factTime = ticket.factTime(
            of: K.verb(of: command), occurredAt: occurredAt, causedAt: causedAt, now: now,
            policy: policies[policies.count - 1])
        let context = context(for: id, by: actor, factTime: factTime, relatives: relatives(ticket.state.needs(command)))
        minted += 1
        let events = try ticket.decide(command, context)
        try record(
            events, of: ticket, before: ticket.state.clocks, context, depth,
            claimedAt: ticket.claimedTime(of: K.verb(of: command), occurredAt: occurredAt, now: now))
        if let next = self.ticket(K.self, id).state.followUps.first {
            try follow(K.self, id, next, causedAt: factTime < now ? factTime : nil, depth: depth + 1)
        }
    }

    private mutating func follow<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ command: K.Command, causedAt: Instant?, depth: Int
    ) throws {
        do {
            try commit(K.self, id, command, by: .ticket, nil, causedAt: causedAt, depth: depth)
        } catch let refusal as Refusal {
            let phase = K.table.name(of: ticket(K.self, id).state.phase)
            throw BrokenFollowUp(verb: K.table.name(of: K.verb(of: command)), phase: phase, refusal: refusal)
        }
    }

    private mutating func record<K: TicketKind>(
        _ events: [K.Event], of former: Ticket<K>, before: [ClockSpec], _ context: Context, _ depth: Int,
        opening: K.Opening? = nil, claimedAt: Instant? = nil
    ) throws {
        var ticket = former
        let told = (opening.map { [Fact<K>.opened($0)] } ?? []) + events.map { .happened($0) }
        for event in events {
            let state = ticket.state
            try ticket.apply(.happened(event), at: context.factTime)
            let causedAt = context.factTime < now ? context.factTime : nil
            schedule(ticket.state.effects(of: event, before: state, context), depth, causedAt)
            facts.append("\(K.kind.rawValue) \(EventName.of(event))")
        }
        let changes = try reconcile(
            &ticket, before: before, released: events.flatMap(K.clocksReleased), at: context.factTime,
            claimedAt: claimedAt)
        tickets[context.id] = ticket
        keep(told, changes, of: ticket, at: context.factTime)
    }

    private mutating func keep<K: TicketKind>(
        _ facts: [Fact<K>], _ changes: [ClockChange], of ticket: Ticket<K>, at factTime: Instant
    ) {
        var entries = history(K.self, ticket.id)
        for fact in facts {
            entries.append(
                HistoryEntry(
                    version: entries.count + 1, fact: fact, factAt: factTime, recordedAt: now,
                    changes: entries.count + 1 == ticket.version ? changes : []))
        }
        histories[ticket.id] = entries
    }

    private func reconcile<K: TicketKind>(
        _ ticket: inout Ticket<K>, before: [ClockSpec], released: [ClockRule], at factTime: Instant,
        claimedAt: Instant? = nil
    ) throws -> [ClockChange] {
        let policies = policies
        let reconciler = ClockReconciler(
            active: ActivePolicy(number: policies.count, policy: policies[policies.count - 1]),
            policies: { policies[$0 - 1] }, factTime: factTime, claimedAt: claimedAt, released: released)
        let changes = reconciler.changes(in: ticket.ledger, before: before, after: ticket.state.clocks)
        try ticket.apply(changes)
        return changes
    }

    private mutating func schedule(_ effects: [Effect], _ depth: Int, _ causedAt: Instant? = nil) {
        waiting += effects.map { ($0, depth, causedAt) }
    }

    private mutating func carryOut(_ effect: Effect, _ depth: Int, _ causedAt: Instant?) throws {
        switch effect {
        case .open(let id, let opening):
            func typed<K: TicketKind>(_: K.Type, _ story: inout Story) throws {
                guard let opening = opening.value as? K.Opening else { preconditionFailure("opens a \(K.kind)") }
                try story.begin(K.self, opening, id, by: .ticket, depth: depth + 1)
            }
            try typed(opening.kind.type, &self)
        case .send(let id, let command):
            func typed<K: TicketKind>(_: K.Type, _ story: inout Story) throws {
                guard let command = command.value as? K.Command else { preconditionFailure("tells a \(K.kind)") }
                try story.follow(K.self, id, command, causedAt: causedAt, depth: depth + 1)
            }
            try typed(command.kind.type, &self)
        case .enqueue(let message): messages.append(message.kind)
        case .withdrawMessages: break
        case .tellOne(let account, let notice): toldAlone[notice, default: []].append(account)
        case .tell(let roles, let notice):
            notices.append(notice)
            audiences[notice] = roles
            told[notice, default: []].formUnion(roles)
        }
    }

    // MARK: Rungs

    private typealias Fire = (inout Story) throws -> Void

    private func nextRung() -> (at: Instant, fire: Fire)? {
        let rungs = Kind.allCases.flatMap { kind in
            ids[kind, default: []].compactMap { nextRung(kind.type, $0) }
        }
        return rungs.min { $0.at < $1.at }
    }

    private func nextRung<K: TicketKind>(_: K.Type, _ id: TicketID) -> (at: Instant, fire: Fire)? {
        let due = ticket(K.self, id).ledger.running.compactMap { entry in
            entry.nextRung(under: policies[entry.policy - 1], judged: isJudged(K.self, entry.key)).map { (entry, $0) }
        }
        guard let (entry, rung) = due.min(by: { $0.1.at < $1.1.at }) else { return nil }
        let ring = Ring(clock: entry.key, rung: rung.rung, isBreach: rung.isBreach, late: .zero)
        return (rung.at, { story throws in try story.fire(K.self, id, ring, entry) })
    }

    private func isJudged<K: TicketKind>(_: K.Type, _ key: ClockKey) -> Bool {
        K.clockRules.first { $0.name == key.name }?.isJudged ?? true
    }

    private mutating func fire<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ ring: Ring, _ entry: ClockLedger.Entry
    ) throws {
        var ticket = ticket(K.self, id)
        let before = ticket.state.clocks
        try ticket.apply(.rang(ring), at: now)
        let changes = try reconcile(&ticket, before: before, released: [], at: now)
        tickets[id] = ticket
        keep([Fact<K>.rang(ring)], changes, of: ticket, at: now)
        rings.append(ring)
        schedule(ticket.state.effects(ofRung: ring.rung, isBreach: ring.isBreach, of: ring.clock), 0)
        guard ring.isBreach, let command = ticket.state.command(whenDue: ring.clock, policies[entry.policy - 1]) else {
            return
        }
        let causedAt = K.table[K.verb(of: command)].time == .due ? entry.due : nil
        try commit(K.self, id, command, by: .clock, nil, causedAt: causedAt, depth: 0)
    }
}
