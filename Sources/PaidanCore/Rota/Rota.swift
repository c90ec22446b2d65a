/// 轮值表 of a branch: which designers take leads in turn. Only its own facts change it, so that every choice can be made
/// again from the history.
package struct Rota: TicketKind {
    package let opening: Opening
    package internal(set) var standings = Standings()
    package internal(set) var sheets: Duty
    package internal(set) var register: Duty
    package internal(set) var visitors: Visitors?
    package internal(set) var visitorLists = 0
    /// 待查的来访: since the register was looked through last (LFU-15).
    package internal(set) var unreviewed: [TicketID] = []
    package internal(set) var state = State.inUse

    package init(_ opening: Opening, at now: Instant) {
        self.opening = opening
        sheets = Duty(since: now)
        register = Duty(since: now)
        for designer in opening.designers { standings.designers.append(Standing(designer)) }
    }

    package enum State: Hashable, Encodable, Sendable {
        /// 使用中.
        case inUse
        /// 已停用.
        case closed(reason: PersonalText)
    }

    package enum Phase: Int, PhaseName {
        case inUse, closed
    }

    package var phase: Phase {
        switch state {
        case .inUse: .inUse
        case .closed: .closed
        }
    }
}

extension Rota {
    package struct Opening: Codable, Hashable, Sendable {
        /// Nobody: whose key seals the reasons that are given. Filled at intake.
        package var customer: PersonID
        package var designers: [Account]

        package init(customer: PersonID, designers: [Account]) {
            self.customer = customer
            self.designers = designers
        }
    }

    package static let openers: [Role] = [.director, .leader, .supervisor]
    /// Whom a lead can be given to: a designer, or where salespeople see it through (RE, RL) one of them.
    static let takers: [Role] = [.designer, .salesperson]

    package static func needs(_ opening: Opening) -> [Need] { [.rota] + opening.designers.map { .colleague($0) } }

    /// A branch has one rota at a time.
    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        try require(context.rota == nil, .hasRota)
        try require(Set(opening.designers).count == opening.designers.count, .isOnRota)
        try require(opening.designers.count <= Standings.designersMax, .tooMany)
        for designer in opening.designers { try context.requireColleague(designer, with: takers) }
        return (opening, [])
    }
}

extension Rota.Opening: PartlyFilled {
    package static var filledByDecision: [String] { ["customer"] }
}

extension Refusal.Reason {
    static let hasRota = Self(
        "has-rota", "本分公司已有使用中的轮值表", "this branch has a rota in use")
    static let isOnRota = Self("is-on-rota", "该设计师已在轮值表上", "that designer is on the rota already")
    static let notOnRota = Self("not-on-rota", "该设计师不在轮值表上", "that designer is not on the rota")
    static let hasCharges = Self(
        "has-leads", "该设计师手上还有客源,请先改派", "that designer still has leads; reassign them first")
    static let unchanged = Self("unchanged", "没有变化", "nothing would change")
}
