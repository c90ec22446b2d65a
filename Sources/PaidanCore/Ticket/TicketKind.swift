/// A kind of ticket: a pure state machine. Its value is the ticket's state; everything outside is handed in.
package protocol TicketKind: Hashable, Encodable, Sendable {
    associatedtype Phase: PhaseName
    associatedtype Verb: Name
    associatedtype Opening: Codable, Hashable, Sendable
    associatedtype Command: Codable, Hashable, Sendable
    associatedtype Event: Codable, Hashable, Sendable, Worded

    static var kind: Kind { get }
    static var label: Label { get }
    /// The letter before a ticket's number: `C-1042`.
    static var letter: String { get }
    static var table: Table<Verb, Phase> { get }
    /// 附件: the steps that files may go with, and what they are called there. Always optional: no regulation's words demand one.
    static var papers: [Verb: Label] { get }
    /// Commands that may leave an end state (un-merge).
    static var reopening: [Verb] { get }
    static var clockRules: [ClockRule] { get }
    static var parameters: [ParameterDefinition] { get }

    static func verb(of command: Command) -> Verb
    /// Who may open one; `ticket` where another ticket does.
    static var openers: [Role] { get }
    static func needs(_ opening: Opening) -> [Need]
    /// Pure. What stands in the history is the returned opening, completed, and the facts after it.
    static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event])

    init(_ opening: Opening, at now: Instant)
    var phase: Phase { get }
    var custodian: Custodian { get }
    /// Who of the staff has it, where the custodian is one person.
    var keeper: Account? { get }
    /// Whose promise a clock is: mostly of whoever has the ticket.
    func answerable(for clock: ClockKey) -> (holder: Custodian, account: Account?)
    /// 违规: what the fact finds against somebody; nil of every other fact.
    static func finding(_ event: Event) -> (label: Label, account: Account)?
    /// Why it lies with whoever has it, where the state can say so.
    var heldBecause: Label? { get }
    /// States in which nothing goes on, and `heldBecause` says why; lists read the history of what is in one for it.
    static var standstills: [Phase] { get }
    /// When its life began, where that was before it was opened: a complaint's receipt.
    var begunAt: Instant? { get }
    /// What it has sent to departments.
    var sent: [SentPart] { get }
    /// The customer whose key seals this ticket's texts.
    var person: PersonID { get }
    /// The department that holds it, if it is one department's.
    var department: Department? { get }
    var parent: TicketID? { get }
    /// Whether such tickets say what they are about; lists read no history of the others for it.
    static var hasSubject: Bool { get }
    /// 事项: what it is about, besides its kind.
    var subject: Subject? { get }
    /// Whether whoever opened one finds it on the list of their own, whoever sees it through.
    static var isFoundByOpener: Bool { get }
    /// 经办人: who of the staff personally sees it through, each once; lists of one's own show them.
    var assignees: [Account] { get }
    /// Whether whoever sees the whole through sees such a part of it through, too.
    static var sharesAssignees: Bool { get }

    func needs(_ command: Command) -> [Need]
    /// Why such a ticket does not take the command of this actor, whatever its form says; nil where it may. Forms are not offered
    /// then, and `decide` is not asked.
    func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason?
    /// Pure; changes nothing. Refuses by throwing. Asked through `answer(to:_:)` only.
    func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event]
    /// Replays one fact. Fails only on a history that `decide` can never have written.
    mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory)
    /// A fact of a history in which it did not say yet what it says now, read by what stands beside it.
    /// - Parameters:
    ///   - phase: the one after it.
    ///   - changes: what it did to the clocks.
    static func completed(
        _ event: Event, in phase: Phase?, by changes: () throws(CorruptHistory) -> [ClockChange]
    ) throws(CorruptHistory) -> Event
    /// What follows from a fact, asked of the state after it; `before` is the state it happened to.
    func effects(of event: Event, before: Self, _ context: Context) -> [Effect]
    func effectsOfOpening(_ context: Context) -> [Effect]
    /// What the ticket itself does next because of its state, e.g. when its last part has ended.
    var followUps: [Command] { get }
    var clocks: [ClockSpec] { get }
    /// The promises that the event ended instead of keeping them, where they ran: all (withdrawn, merged, returned), or those
    /// that nobody has kept and that its state has no more use for.
    static func clocksReleased(by event: Event) -> [ClockRule]
    /// Whether time alone brought the fact, and no person, e.g. that a date has passed.
    static func cameByTime(_ event: Event) -> Bool
    /// 旁注: whether the fact says nothing of what was done about the matter, e.g. that a call was put on somebody's list.
    static func isAside(_ event: Event) -> Bool
    /// The command that a clock gives when it is due.
    func command(whenDue clock: ClockKey, _ policy: Policy) -> Command?
    /// What a rung does besides being recorded and told.
    func effects(ofRung rung: Int, isBreach: Bool, of clock: ClockKey) -> [Effect]
    /// Not nil while a routing worker is wanted; a commit that changes `rev` renews the message.
    var routing: RoutingWish? { get }
    func relative(id: TicketID, branch: Branch) -> Relative
    /// What a message about this ticket says besides ids and state; codes and dates, nothing personal.
    var briefing: Briefing { get }
    /// Whether it is about a customer; else its texts are sealed with a key that is nobody's.
    static var hasCustomer: Bool { get }
    /// Who may correct the data of the customer of such a ticket.
    static var correctors: [Role] { get }
    /// Why this one takes no correction from somebody who corrects the customers of his own only; nil where it is his.
    func refusalOfCorrection(to actor: Actor) -> Refusal.Reason?
    func needs(_ change: CustomerChange) -> [Need]
    /// The fact, with what the ticket learns from it.
    func correction(_ change: CustomerChange, _ context: Context) -> CustomerCorrected
    mutating func apply(_ correction: CustomerCorrected)
    /// What follows from it, asked of the state after it.
    func effects(of correction: CustomerCorrected) -> [Effect]
    /// As it is shown once the customer can be called: what was marked for want of a number is over.
    func withPhone() -> Self
    /// 事由: what it is about in the words of whoever said it, one a point; empty where nothing was said.
    var matter: [PersonalText] { get }
    /// What these words are: mostly the customer's own (客户原话).
    static var matterLabel: Label { get }
    /// The renovation on whose site it is, if it is on one.
    var project: TicketID? { get }
    /// What is mostly done next, the likeliest first. People find the rest behind it.
    static func usual(in phase: Phase) -> [Verb]
    /// What to say and to ask in this state; nil where the form is enough.
    var guide: Guide? { get }
    /// What the customer is asked and whoever acts writes down.
    var questions: [FormQuestion] { get }
    /// The fact that an ACK of a message of this kind reports; nil when taking it says nothing about the ticket.
    static func taken(_ message: MessageKind, receipt: String) -> Command?
    /// The fact that the queue reports when a message of this ticket cannot be delivered; nil for a kind without messages.
    static func deliveryDead(queue: String, error: String, attempts: Int) -> Command?

    // MARK: What the proof that nothing is forgotten asks (`NoOrphanProof`)

    /// Openings that begin such a ticket in every way that matters for its future; none needs another ticket.
    static func examples(at now: Instant, _ policy: Policy) -> [Opening]
    /// What of it, besides state, holder and clocks, decides under this policy what may come next. Never counts without end.
    func gist(_ policy: Policy) -> [String]
    /// Whether another ticket can tell it this now. What it waits for, it may hear at any time.
    func mayHear(_ command: Command) -> Bool
    /// Clocks that a command stops while the state remains: they watch a state only until it is given, and do not count.
    static var passingClocks: [ClockRule] { get }
    /// Why no clock of its own has to run in this state.
    var unwatched: Label? { get }
    /// Commands that end it without settling the matter, or get around a rule; nobody may count on them.
    static var lastResorts: [Verb] { get }
    /// The clocks one of which counts for each department that gets a part (CMP-05); empty where no rule wants one.
    static var forwardingClocks: [ClockRule] { get }
    /// The departments that it was sent to since it was `former`.
    func departmentsAdded(since former: Self) -> [Department]
}

/// What a department or a routing worker needs to know of a ticket to begin.
package struct Briefing: Hashable, Sendable {
    package var categories: [Category]?
    package var severity: String?
    package var promisedDate: Instant?
    /// The date that the supervising leader set.
    package var orderedFor: Instant?
    package var misses: Int?
    /// What the department is wanted for, if it is not to take care of the matter.
    package var task: String?
    package var surveyAt: Instant?

    package init() {}
}

/// What a routing worker has to know: it needs no database.
package struct RoutingWish: Hashable, Sendable {
    package let categories: [Category]
    package let round: Int
    /// The clock that a forward stops.
    package let clock: ClockKey

    package init(categories: [Category], round: Int, clock: ClockKey) {
        self.categories = categories
        self.round = round
        self.clock = clock
    }
}

extension TicketKind {
    package static var papers: [Verb: Label] { [:] }
    package static var reopening: [Verb] { [] }
    package static func needs(_ opening: Opening) -> [Need] { [] }
    package func needs(_ command: Command) -> [Need] { [] }
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? { nil }

    /// What the machine decides, for whom it takes the command of.
    package func answer(to wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        if let reason = refusal(of: Self.verb(of: wish.command), to: context.actor, under: context.policy) {
            throw .because(reason)
        }
        return try decide(wish, context)
    }

    package static func completed(
        _ event: Event, in phase: Phase?, by changes: () throws(CorruptHistory) -> [ClockChange]
    ) throws(CorruptHistory) -> Event { event }
    package func effectsOfOpening(_ context: Context) -> [Effect] { [] }
    package var followUps: [Command] { [] }
    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? { nil }
    package func effects(ofRung rung: Int, isBreach: Bool, of clock: ClockKey) -> [Effect] { [] }
    package var routing: RoutingWish? { nil }
    package var guide: Guide? { nil }
    package static var hasCustomer: Bool { true }
    package static var correctors: [Role] { CorrectCustomer.roles }
    package func refusalOfCorrection(to actor: Actor) -> Refusal.Reason? { nil }
    package func needs(_ change: CustomerChange) -> [Need] { [] }
    package func correction(_ change: CustomerChange, _ context: Context) -> CustomerCorrected {
        CustomerCorrected(change)
    }
    package mutating func apply(_ correction: CustomerCorrected) {}
    package func effects(of correction: CustomerCorrected) -> [Effect] { [] }
    package func withPhone() -> Self { self }
    package var matter: [PersonalText] { [] }
    package static var matterLabel: Label { Label("客户原话", "what the customer said") }
    package var project: TicketID? { nil }
    package static func usual(in phase: Phase) -> [Verb] { [] }
    package var questions: [FormQuestion] { [] }
    package static func taken(_ message: MessageKind, receipt: String) -> Command? { nil }
    package static func deliveryDead(queue: String, error: String, attempts: Int) -> Command? { nil }
    package var briefing: Briefing { Briefing() }
    package var department: Department? { nil }
    package var parent: TicketID? { nil }
    package static var hasSubject: Bool { false }
    package var subject: Subject? { nil }
    package var assignees: [Account] { [] }
    package static var sharesAssignees: Bool { false }
    package static var isFoundByOpener: Bool { false }
    package var unwatched: Label? { nil }
    package func mayHear(_ command: Command) -> Bool { true }
    package static func isAside(_ event: Event) -> Bool { false }
    package static var passingClocks: [ClockRule] { [] }
    package static var lastResorts: [Verb] { [] }
    package static var forwardingClocks: [ClockRule] { [] }
    package func departmentsAdded(since former: Self) -> [Department] { [] }
    package var keeper: Account? { nil }
    package func answerable(for clock: ClockKey) -> (holder: Custodian, account: Account?) { (custodian, keeper) }
    package static func finding(_ event: Event) -> (label: Label, account: Account)? { nil }
    package var heldBecause: Label? { nil }
    package static var standstills: [Phase] { [] }
    package var begunAt: Instant? { nil }
    package var sent: [SentPart] { [] }

    /// A clock that this version does not know any more counts as judged.
    package static func isJudged(_ key: ClockKey) -> Bool { clockRules.first { $0.name == key.name }?.isJudged ?? true }

    /// The answer to a fact that cannot have happened in this state.
    package func contradicts(_ event: Event) -> CorruptHistory {
        CorruptHistory("\(Self.kind.rawValue) \(EventName.of(event))", after: Self.table.name(of: phase))
    }
}

extension TicketKind {
    /// `standstills`, by the names of rows.
    package static func standsStill(in phase: String) -> Bool {
        Phase(name: phase).map(standstills.contains) ?? false
    }

    /// What a command is called, by its name on the wire.
    package static func label(ofStep name: String) -> Label? { table.label(of: name) }

    /// `usual`, by the names of rows and commands.
    package static func usualVerbs(in phase: String) -> [String] {
        Phase(name: phase).map { usual(in: $0).map { table.name(of: $0) } } ?? []
    }
}
