/// 客源 (M01). Somebody who may become a customer, from the first contact until the contract is signed, the customer is lost or
/// there never was one.
package struct Lead: TicketKind {
    package internal(set) var opening: Opening
    /// What may be corrected by `amend`.
    package internal(set) var facts: Facts
    /// 派给的设计师; kept when the lead waits for another one.
    package internal(set) var designer: Account?
    /// Who had it before and does not get it again.
    package internal(set) var formers: [Account] = []
    /// 分工与提成比例 (LEAD-16, LEAD-17).
    package internal(set) var team: [Member] = []
    package internal(set) var grade: Grade?
    /// 重点客户, 有抗性 (LEAD-31).
    package internal(set) var isKey = false
    package internal(set) var hasObjection = false
    /// 跟单 (LFU-06).
    package internal(set) var contacts = 0
    /// The last contact of whoever has the lead now; T-14 counts from it (LFU-03).
    package internal(set) var gap: Contacted?
    package internal(set) var appointment: Instant?
    /// 已告知客户的时间: what was agreed with the customer and has not come about yet.
    package internal(set) var told: Told?
    package internal(set) var toldTimes = 0
    package internal(set) var firstTalk: FirstTalk?
    package internal(set) var firstTalks = 0
    /// 笔记待查 (LFU-12): since when notes wait for the design supervisor.
    package internal(set) var unchecked: Unchecked?
    package internal(set) var meetings = 0
    package internal(set) var quote: Quote?
    package internal(set) var quotes = 0
    /// Customer data that former designers still have to hand over (LFU-10).
    package internal(set) var handOvers: [HandOverOwed] = []
    package internal(set) var isBranchTold = false
    /// 已来访: whoever comes again is no first visitor (LEAD-28).
    package internal(set) var isVisited: Bool
    /// The last visit after which no class was given yet: the calls of a class count from it (CBP-18, CBP-21).
    package internal(set) var ungradedVisit: Instant?
    /// 初次接触, and when the customer phoned to ask; of this lead or of one that was merged into it.
    package internal(set) var metAt: Instant?
    package internal(set) var inquiredAt: Instant?
    /// 业务员 who brought the customer, here or in a lead that was merged into this one.
    package internal(set) var salesperson: Account?
    /// 来电、来访回访: calls that go with the lead and are still to be made.
    package internal(set) var calls: [OwedCall] = []
    package internal(set) var isScreened = false
    package internal(set) var breaches: [BreachFound] = []
    /// Leads of customers with the same phone number, those merged into this one among them.
    package internal(set) var sameCustomer: [TicketID]
    /// Counts the states entered, so that a reminder that is wanted again is another one.
    package internal(set) var stages = 1
    package internal(set) var state: State

    package init(_ opening: Opening, at now: Instant) {
        self.opening = opening
        self.facts = Facts(
            estate: opening.estate, area: opening.area, layout: opening.layout, floorPlan: opening.floorPlan,
            heardOfUs: opening.heardOfUs)
        self.sameCustomer = opening.sameCustomer ?? []
        self.isVisited = opening.leadSource.isVisit
        self.ungradedVisit = opening.leadSource.isVisit ? opening.metAt : nil
        self.metAt = opening.metAt
        self.inquiredAt = opening.leadSource == .inquiry ? opening.metAt : nil
        self.salesperson = opening.salesperson
        self.state = .registered(since: now)
        agree(on: opening.measuringAt, at: now)
    }

    package enum State: Hashable, Encodable, Sendable {
        /// 已登记.
        case registered(since: Instant)
        /// 电话了解中. Customer service calls first (LEAD-19, LEAD-30).
        case screening(since: Instant)
        /// 待派单.
        case awaitingDispatch(since: Instant)
        /// 已派单. The designer has not been in touch yet.
        case withDesigner(since: Instant)
        /// 跟单中.
        case following
        /// 待更换设计师.
        case reassignPending(Change)
        /// 无效待认可. Nothing pauses: the follow-up stops only when the director has approved (LFU-05, A3).
        case invalidationPending(Invalidation)
        /// 无效客户.
        case invalid
        /// 已签单.
        case signed(Contract)
        /// 已流失.
        case lost(Loss)
        /// 已并入.
        case merged(into: TicketID)
    }

    package enum Phase: Int, PhaseName {
        case registered, screening, awaitingDispatch, withDesigner, following, reassignPending, invalidationPending
        case invalid, signed, lost, merged
    }

    package var phase: Phase {
        switch state {
        case .registered: .registered
        case .screening: .screening
        case .awaitingDispatch: .awaitingDispatch
        case .withDesigner: .withDesigner
        case .following: .following
        case .reassignPending: .reassignPending
        case .invalidationPending: .invalidationPending
        case .invalid: .invalid
        case .signed: .signed
        case .lost: .lost
        case .merged: .merged
        }
    }
}
