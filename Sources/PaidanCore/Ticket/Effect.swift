/// What follows from a fact and is committed with it in the same transaction.
/// After the commit only doorbells ring; the engine derives them from the rows it wrote, so no machine names them.
package enum Effect: Sendable {
    /// A part of this story begins: another ticket is opened.
    case open(TicketID, AnyOpening)
    /// Another ticket is told.
    case send(TicketID, AnyCommand)
    /// A message is put into a department's queue.
    case enqueue(Message)
    /// Messages of this ticket that nobody has settled are no longer wanted.
    case withdrawMessages(kind: MessageKind)
    /// Somebody has to know: a row for the people of these roles.
    case tell([Role], Notice)
    /// One of the staff has to know, whoever sees the ticket through.
    case tellOne(Account, Notice)
}

/// What a department's queue or the queue `routing` may carry. Raw values reach the wire and never change.
package enum MessageKind: String, CaseIterable, Codable, Sendable {
    case dispatchNew = "dispatch.new"
    case dispatchSurvey = "dispatch.survey"
    case dispatchReminder = "dispatch.reminder"
    case dispatchCancelled = "dispatch.cancelled"
    case dispatchOrder = "dispatch.order"
    case dispatchHeld = "dispatch.held"
    case dispatchResumed = "dispatch.resumed"
    case complaintRoute = "complaint.route"

    /// Offers a dispatch to its department; the ACK is the delivery.
    package var isOffer: Bool { self == .dispatchNew || self == .dispatchSurvey }
}

/// One message to a department. What it says besides is derived from the ticket; it never holds personal data.
package struct Message: Hashable, Sendable {
    package let kind: MessageKind
    package let department: Department
    /// The clock that this message's ACK can stop; its due time is the message's deadline (`docs/reference/wire-protocol.md`).
    package let clock: ClockKey?

    package init(_ kind: MessageKind, to department: Department, clock: ClockKey? = nil) {
        self.kind = kind
        self.department = department
        self.clock = clock
    }
}

/// What somebody is told. The code reaches clients and never changes.
package enum Notice: String, CaseIterable, Sendable {
    case urgentComplaint, departmentPromised, departmentMissed, escalated, severityReview, majorComplaint
    case misrouted, surveyRequired, customerToBeTold, deliveryDead, clockWarning, clockDue, clockLate
    case callDue, callUnreached, callUnwelcome, visitOwed, customerDissatisfied, recordFaked, recordsDiffer
    case queueStopped
    case leadRegistered, leadToDispatch, leadAssigned, sameCustomer, sameCustomerElsewhere, dispatchOverridden,
        formHandedIn, quoteToRelease
    case leadDecided, leadLost, designerUnwanted, changeToVerify, changeWithdrawn, accused, suspended,
        suspensionLifted, invalidProposed, breachFound, appointmentMoved, sheetsHandedIn,
        sheetsMissing,
        visitorsHandedIn, phoneMissing
    case projectOpened, worksStarted, nodeDated, changeRequested, changeRejected, lateChange, customerAbsent,
        goodsMissing, absenceToConfirm, acceptanceFailed, reworkReported
    case supplyRequested, supplyAnswered, supplyChanged, supplyCancelled, goodsShipped
    case paymentDue, paymentDiffers, surveyToVerify, projectSuspended, projectResumed, projectCancelled, warrantyOver,
        tooFewFollowUps
    case colleagueLeft
}

extension Notice: Worded {
    package var label: Label {
        switch self {
        case .urgentComplaint: Label("紧急投诉", "urgent complaint")
        case .departmentPromised: Label("部门已承诺日期,请告知客户", "the department promised a date; tell the customer")
        case .departmentMissed: Label("部门未按承诺解决", "the department missed its date")
        case .escalated: Label("客户意见告知单:已升级", "escalated: opinion notice to the leader")
        case .severityReview: Label("请评定投诉等级", "review the severity")
        case .majorComplaint: Label("重大投诉", "major complaint")
        case .misrouted: Label("派错部门,退回分诊", "misrouted, back to triage")
        case .surveyRequired: Label("需现场勘察", "an on-site survey is needed")
        case .customerToBeTold: Label("请将处理结果告知客户", "tell the customer the result")
        case .deliveryDead: Label("投递失败,请人工处理", "delivery failed for good; act by hand")
        case .clockWarning: Label("时限预警", "a limit is near")
        case .clockDue: Label("该处理了", "it is time to act")
        case .clockLate: Label("已超时限", "a limit has passed")
        case .callDue: Label("该回访了", "a call is to be made")
        case .callUnreached: Label("多次联系不上客户", "the customer was not reached")
        case .callUnwelcome: Label("客户不愿被打扰,请另选时机", "the customer dislikes calls; find a better occasion")
        case .visitOwed: Label("应上门回访而未上门", "the customer was to be visited and was not")
        case .customerDissatisfied: Label("客户不满意", "the customer is dissatisfied")
        case .recordFaked: Label("回访记录不实", "a call record was faked")
        case .recordsDiffer: Label("两份记录不一致", "two records contradict each other")
        case .queueStopped:
            Label("队列已停止投递:请先修好接单程序,再由客服主管启动", "the queue was stopped: mend the worker, then let a supervisor start it")
        case .leadRegistered: Label("新客源已登记", "a lead was registered")
        case .leadToDispatch: Label("有客源待派单", "a lead is to be given out")
        case .leadAssigned: Label("客源已派给设计师,请及时跟进", "a lead was given out; follow it up promptly")
        case .sameCustomer: Label("同一电话的客户已有客源", "there is a lead of a customer with this phone number")
        case .sameCustomerElsewhere:
            Label(
                "另一分公司已有同一电话的客源,归属由同时管两家分公司的总监、领导或客服主管决定",
                "another branch has a lead with this phone number; director, leader or supervisor of both branches decides whose it is"
            )
        case .dispatchOverridden: Label("未按轮值表派单", "a lead was given out against the rota")
        case .formHandedIn: Label("首谈表已交,请当日处理", "a first-talk form is there; process it today")
        case .quoteToRelease: Label("报价待放行", "a quote is to be released")
        case .leadDecided: Label("您的申请已有决定", "what was asked for has been decided")
        case .leadLost: Label("客源已流失", "a lead was lost")
        case .designerUnwanted: Label("需更换设计师", "another designer is wanted")
        case .changeToVerify:
            Label("设计师说客户要换人,请向客户核实", "the designer says that the customer wants another one; ask the customer")
        case .changeWithdrawn: Label("更换设计师的申请已撤回", "another designer is not asked for any more")
        case .invalidProposed: Label("客源被提出无效,请确认或认可", "a lead is proposed as invalid: confirm or approve")
        case .accused:
            Label("记录了您的一次违规,有异议请找总监", "a breach of yours was recorded; whoever objects talks to the director")
        case .suspended: Label("您被停单,轮到时跳过", "you are suspended: turns pass you by")
        case .suspensionLifted: Label("您的停单已撤销", "your suspension was lifted")
        case .breachFound: Label("有违规,请总监处理", "a breach, for the director")
        case .appointmentMoved:
            Label("与客户约定的时间已改,请告知相关人员", "a time agreed with a customer was moved; tell those concerned")
        case .projectOpened: Label("新工程,请排施工计划", "a new project; plan the works")
        case .worksStarted: Label("正式开工", "the works have started")
        case .nodeDated: Label("验收日期已定,请通知相关人员", "an acceptance has a date; tell those concerned")
        case .changeRequested: Label("申请改期,请核实", "another date is asked for; verify it")
        case .changeRejected: Label("未同意改期", "the other date was rejected")
        case .lateChange: Label("改期通知晚于规定", "a change came later than the regulation allows")
        case .customerAbsent: Label("客户不到场,当日了解情况并告知客户", "the customer will not come; find out that day and tell him")
        case .goodsMissing: Label("材料未到场", "the goods did not arrive")
        case .absenceToConfirm: Label("客户未到场,请客户确认", "the customer was not there; have it confirmed")
        case .acceptanceFailed: Label("验收未通过,请整改", "the acceptance failed; put it right")
        case .reworkReported: Label("部门整改已完成,请重新约定验收", "the department has put it right; set a new date")
        case .supplyRequested: Label("供货要求,请答复时间", "goods are requested; answer with a date")
        case .supplyAnswered: Label("店面已答复供货时间", "the store has answered with its dates")
        case .supplyChanged: Label("发货时间有调整,请告知客户", "the shipping date has changed; tell the customer")
        case .supplyCancelled: Label("取消供货", "the goods are not wanted any more")
        case .goodsShipped: Label("已发货", "the goods are on their way")
        case .paymentDue: Label("竣工,请客户结算尾款", "the works have ended; the balance is due")
        case .paymentDiffers: Label("结算的尾款与交款通知单不一致", "what was paid is not what the payment notice says")
        case .surveyToVerify: Label("请核对满意度调查表", "verify the questionnaire")
        case .projectSuspended: Label("停工,请通知客户和各方", "the works are suspended; tell everybody")
        case .projectResumed: Label("复工,请通知客户和各方", "the works go on; tell everybody")
        case .projectCancelled: Label("工程取消,请通知客户和各方", "the project is cancelled; tell everybody")
        case .warrantyOver: Label("保修期满", "the warranty has ended")
        case .sheetsHandedIn: Label("跟单记录表已收齐,请查阅", "the follow-up sheets are there; look through them")
        case .sheetsMissing: Label("有设计师未交跟单记录表", "follow-up sheets are missing")
        case .phoneMissing: Label("来电客户未留电话", "an inquiry without a phone number")
        case .visitorsHandedIn: Label("上访名单已交,请安排回访", "the list of visitors is there; call them")
        case .colleagueLeft: Label("经办人已离职,请另行安排", "whoever saw it through has left; name somebody else")
        case .tooFewFollowUps:
            Label("保修期满,售后跟踪次数不足", "the warranty has ended with too few follow-ups after the works")
        }
    }
}

extension Notice {
    /// What it says to people of this role: whoever has nothing to do about it is not asked to.
    package func label(for role: Role) -> Label {
        if self == .leadAssigned, role != .designer { return Label("客源已派给设计师", "a lead was given out") }
        if self == .nodeDated, !Self.service.contains(role) { return Label("验收日期已定", "an acceptance has a date") }
        if self == .supplyChanged, !Self.site.contains(role) {
            return Label("发货时间有调整", "the shipping date has changed")
        }
        return label
    }

    /// Those who may tell an acceptance's parties.
    private static let service: [Role] = [.specialist, .supervisor]
    /// Those who may tell customer and site of another shipping date.
    private static let site: [Role] = [.siteLead, .specialist, .supervisor]
}

/// An opening of some kind of ticket, without its static type.
package struct AnyOpening: Sendable {
    package let kind: Kind
    package let value: any Sendable

    package init<K: TicketKind>(_: K.Type, _ opening: K.Opening) {
        self.kind = K.kind
        self.value = opening
    }
}

/// A command to some kind of ticket, without its static type.
package struct AnyCommand: Sendable {
    package let kind: Kind
    package let value: any Sendable

    package init<K: TicketKind>(_: K.Type, _ command: K.Command) {
        self.kind = K.kind
        self.value = command
    }
}

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
