/// Something outside the ticket that a decision needs to know; answered in the same writer turn.
package enum Need: Hashable, Sendable {
    case ticket(TicketID)
    case colleague(Account)
    /// 轮值表 in use in the ticket's branch.
    case rota
    /// The one that was closed there last.
    case formerRota
    /// Those who stand on the rota in use, as the staff table shows them.
    case takers
    /// The leads of customers who have this one's phone number, and of the customer.
    case namesakes(PersonID)
    /// Whether the customer has left a phone number.
    case phone(PersonID)
}

/// What the staff table shows of somebody to a decision.
package struct Colleague: Hashable, Sendable {
    package let account: Account
    package let roles: [Role]
    /// nil is the whole company.
    package let branch: Branch?
    /// Whether a token of the account is in force; without one nobody can act any more.
    package let isAtWork: Bool

    package init(_ account: Account, _ roles: [Role], branch: Branch?, isAtWork: Bool = true) {
        self.account = account
        self.roles = roles
        self.branch = branch
        self.isAtWork = isAtWork
    }
}

/// What another ticket shows of itself to a decision.
package struct Relative: Hashable, Sendable {
    package let id: TicketID
    package let kind: Kind
    package let branch: Branch
    package let isOpen: Bool
    /// Its open dispatches, or whatever else it waits for.
    package let parts: [Part]
    /// What has become of its other dispatches.
    package let ended: [Ended]
    /// How far the parts of a complaint are, the open and the ended ones.
    package let progress: [Progress]
    /// How often the customer has come back with the same matter (CMP-22).
    package let repeats: Int
    package let person: PersonID?
    /// What the customer said at a call that was made.
    package let record: CallTask.Testimony?
    /// Of a call.
    package let call: CallTask.Outline?
    /// Of a rota.
    package let standings: Standings?
    /// What holds a project's final acceptance.
    package let finalHolds: RenovationProject.FinalHolds
    /// Of a lead: the other leads with its customer's phone number, and the calls that it still has.
    package let sameCustomer: [TicketID]
    package let occasions: [CallTask.Occasion]
    /// Of a project.
    package let team: RenovationProject.Team?
    /// Of a project: acceptances that only a supervisor gives up.
    package let wantedNodes: [TicketID]
    /// Of a project: calls that no cadence brings any more.
    package let overOccasions: [CallTask.Occasion]

    package struct Part: Hashable, Codable, Sendable {
        package let id: TicketID
        /// nil for a part that no department holds.
        package let department: Department?

        package init(id: TicketID, department: Department?) {
            self.id = id
            self.department = department
        }
    }

    /// 已结束的部门单. A department's part as it stands in the ticket that it belongs to.
    package struct Ended: Hashable, Codable, Sendable {
        package let id: TicketID
        package let outcome: Complaint.DispatchRecord.Outcome
        package let at: Instant
    }

    /// What has become of a department's part, besides whether it has ended.
    package struct Progress: Hashable, Codable, Sendable {
        package let id: TicketID
        /// Where the two hours count until then, and it has been.
        package let deliveredAt: Instant?
        /// Promised dates that passed.
        package let misses: Int
    }

    package init(
        id: TicketID, kind: Kind, branch: Branch, isOpen: Bool, parts: [Part] = [], ended: [Ended] = [],
        progress: [Progress] = [], repeats: Int = 0, person: PersonID? = nil, record: CallTask.Testimony? = nil,
        call: CallTask.Outline? = nil, standings: Standings? = nil,
        finalHolds: RenovationProject.FinalHolds = .none,
        sameCustomer: [TicketID] = [], occasions: [CallTask.Occasion] = [], team: RenovationProject.Team? = nil,
        wantedNodes: [TicketID] = [], overOccasions: [CallTask.Occasion] = []
    ) {
        self.id = id
        self.kind = kind
        self.branch = branch
        self.isOpen = isOpen
        self.parts = parts
        self.ended = ended
        self.progress = progress
        self.repeats = repeats
        self.person = person
        self.record = record
        self.call = call
        self.standings = standings
        self.finalHolds = finalHolds
        self.sameCustomer = sameCustomer
        self.occasions = occasions
        self.team = team
        self.wantedNodes = wantedNodes
        self.overOccasions = overOccasions
    }
}

/// Everything a decision may look at besides the ticket itself.
package struct Context: Sendable {
    package let id: TicketID
    package let branch: Branch
    /// Commit time.
    package let now: Instant
    /// When the fact happened: `now`, or what a person reported (`docs/decisions/0003`).
    package let factTime: Instant
    package let actor: Actor
    package let policy: Policy
    /// The policy of another kind of ticket that this one opens, e.g. the complaint that an opinion becomes.
    private let others: @Sendable (Kind) -> Policy?
    package let relatives: [Relative]
    package let colleagues: [Colleague]
    /// Of the customers that a decision asked for, those who have left a phone number.
    package let phones: [PersonID]
    /// By name and round of a clock of this ticket: the policy under which it was set.
    private let frozen: @Sendable (ClockKey) -> Policy?
    /// The first of the ids that this decision may give to tickets it opens: `fresh(0)`, `fresh(1)`, ….
    private let firstFreshID: ULID

    package init(
        id: TicketID, branch: Branch, now: Instant, factTime: Instant, actor: Actor, policy: Policy,
        others: @escaping @Sendable (Kind) -> Policy? = { _ in nil }, relatives: [Relative] = [],
        colleagues: [Colleague] = [], phones: [PersonID] = [],
        frozen: @escaping @Sendable (ClockKey) -> Policy? = { _ in nil }, firstFreshID: ULID
    ) {
        self.id = id
        self.branch = branch
        self.now = now
        self.factTime = factTime
        self.actor = actor
        self.policy = policy
        self.others = others
        self.relatives = relatives
        self.colleagues = colleagues
        self.phones = phones
        self.frozen = frozen
        self.firstFreshID = firstFreshID
    }

    /// How many tickets one decision may open.
    package static let openedMax = 32

    package func fresh(_ index: Int) -> TicketID {
        precondition(index < Self.openedMax, "one decision opens at most \(Self.openedMax) tickets")
        return TicketID(firstFreshID.advanced(by: UInt64(index)))
    }

    /// The policy that a promise of this ticket keeps, whatever the subject; the active one when it is made only now.
    package func policy(of promise: ClockKey) -> Policy { frozen(promise) ?? policy }

    /// The policy under which a ticket of that kind would be opened now.
    package func policy(for kind: Kind) -> Policy { others(kind) ?? policy }

    /// - Throws: `no-such-ticket` when it does not exist or lies out of reach.
    package func relative(_ id: TicketID) throws(Refusal) -> Relative {
        guard let relative = relatives.first(where: { $0.id == id }), actor.reaches(relative.branch) else {
            throw .because(.notFound)
        }
        return relative
    }

    /// A date that a person tells of the past and that lies further back has a mistyped year.
    package static let longestAgo = Span.days(366)

    /// A mistyped year would break every limit at once. What another ticket leads to has its own date.
    /// - Throws: `long-ago` for a moment before that.
    package func requireRecent(_ moment: Instant?) throws(Refusal) {
        guard let moment, !actor.has(.ticket) else { return }
        try require(moment >= now - Self.longestAgo, .longAgo)
    }

    /// The rota in use in this branch, where a decision asked for it.
    package var rota: Relative? { relatives.first { $0.kind == .rota && $0.isOpen && $0.id != id } }

    /// The one that was closed there last.
    package var formerRota: Relative? { relatives.last { $0.kind == .rota && !$0.isOpen && $0.id != id } }

    /// Those who have left, of the colleagues that a decision asked for.
    package var left: [Account] { colleagues.filter { !$0.isAtWork }.map(\.account) }

    /// Other tickets of that kind that a decision was shown.
    package func namesakes(of kind: Kind) -> [Relative] { relatives.filter { $0.kind == kind && $0.id != id } }

    /// - Throws: `no-such-colleague` unless there is such an account, with one of `roles`, that reaches this ticket's branch.
    package func requireColleague(_ account: Account, with roles: [Role]) throws(Refusal) {
        guard let colleague = colleagues.first(where: { $0.account == account }),
            colleague.roles.contains(where: roles.contains), colleague.branch ?? branch == branch
        else { throw .because(.noSuchColleague) }
    }

    /// The same of somebody who is given work.
    /// - Throws: also `has-left` where no token of the account is in force.
    package func requireAtWork(_ account: Account, with roles: [Role]) throws(Refusal) {
        try requireColleague(account, with: roles)
        try require(!left.contains(account), .hasLeft)
    }
}
