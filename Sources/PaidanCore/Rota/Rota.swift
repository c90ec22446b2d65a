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
        if let former = opening.former { standings.follow(former) }
        for designer in opening.designers {
            standings.join(designer, standings.departed.first { $0.designer == designer })
        }
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
        /// What the branch's last rota has left; nil where there was none. Filled by the decision.
        package var former: Former?

        package init(customer: PersonID, designers: [Account]) {
            self.customer = customer
            self.designers = designers
        }
    }

    /// 前一张轮值表: where it stood when it was closed.
    package struct Former: Codable, Hashable, Sendable {
        package let rota: TicketID
        package let round: Int
        package let turns: Int
        package let carried: [Carried]
    }

    package static let openers: [Role] = [.director, .leader, .supervisor]
    /// Whom a lead can be given to: a designer, or where salespeople see it through (RE, RL) one of them.
    static let takers: [Role] = [.designer, .salesperson]

    package static func needs(_ opening: Opening) -> [Need] {
        [.rota, .formerRota] + opening.designers.map { .colleague($0) }
    }

    /// A branch has one rota at a time.
    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        try require(context.rota == nil, .hasRota)
        try require(Set(opening.designers).count == opening.designers.count, .isOnRota)
        try require(opening.designers.count <= Standings.designersMax, .tooMany)
        for designer in opening.designers { try context.requireAtWork(designer, with: takers) }
        var opening = opening
        opening.former = context.formerRota.flatMap { rota in
            rota.standings.map {
                Former(rota: rota.id, round: $0.round, turns: $0.turns, carried: $0.carried)
            }
        }
        return (opening, [])
    }
}

extension Rota.Opening: PartlyFilled {
    package static var filledByDecision: [String] { ["customer", "former"] }
}

extension Refusal.Reason {
    static let hasRota = Self(
        "has-rota", "本分公司已有使用中的轮值表", "this branch has a rota in use")
    static let isOnRota = Self("is-on-rota", "该设计师已在轮值表上", "that designer is on the rota already")
    static let notOnRota = Self("not-on-rota", "该设计师不在轮值表上", "that designer is not on the rota")
    static let hasCharges = Self(
        "has-leads", "该设计师手上还有客源,请先改派", "that designer still has leads; reassign them first")
    static let roundsOutOfRange = Self(
        "rounds-out-of-range", "停单轮数应为 1 至 1000", "a suspension is 1 to 1000 rounds")
    static let capacityOutOfRange = Self(
        "capacity-out-of-range", "在手单量上限应为 0 至 1000", "the most leads at once are 0 to 1000")
    static let tooManyLeaves = Self("too-many-leaves", "登记的休假过多", "too many leaves lie ahead")
    static let unchanged = Self("unchanged", "没有变化", "nothing would change")
}
