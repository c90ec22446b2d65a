/// 验收节点 (M03). One acceptance of a renovation: from its planned date, of which everybody concerned has to be told, until it
/// is passed.
package struct AcceptanceNode: TicketKind {
    package let opening: Opening
    /// The date that stands now.
    package internal(set) var day: Day
    /// Counts the dates: planned, reported, moved.
    package internal(set) var datings = 1
    package internal(set) var datedAt: Instant
    package let openedAt: Instant
    /// Who has to hear of the date that stands now, and who has.
    package internal(set) var notices: [NoticeDuty]
    /// 承诺账: how the date was moved, the last `movesKept` times.
    package internal(set) var moves: [Move] = []
    /// 隐蔽验收时间由施工负责人告知 (PROJ-07).
    package internal(set) var reported: Report?
    package internal(set) var proxy: Proxy?
    /// How many proxies were named, one after the other.
    package internal(set) var proxies = 0
    /// 送货通知 (PROJ-02).
    package internal(set) var delivery: DeliveryNotice?
    /// 逐项验收结果 of the last acceptance (PROJ-18).
    package internal(set) var results: [ItemResult] = []
    /// How an absent customer confirmed the paper (PROJ-06).
    package internal(set) var confirmation: Confirmation?
    /// 客户明确表示不到场 (PROJ-05).
    package internal(set) var declinedAt: Instant?
    package internal(set) var arrivedAt: Instant?
    /// The last request to move the date (T-29).
    package internal(set) var change: ChangeRequest?
    package internal(set) var changes = 0
    package internal(set) var reworks = 0
    package internal(set) var escalations = 0
    /// The number of the date for which the call of its day was planned; a call that is planned once has any number.
    package internal(set) var calledFor = 0
    /// The end of the day for which such a call was planned: one day has one call, however often it is dated.
    package internal(set) var calledDay: Instant?
    package internal(set) var supply: TicketID?
    /// Counts the states entered, so that a reminder that is wanted again is another one.
    package internal(set) var stages = 0
    /// How often it was resumed with the date that it had, in histories in which that began its day's reminder anew.
    package internal(set) var stands = 0
    package internal(set) var suspension: Suspension?
    /// 停工 so far, the last `standstillsKept` times; nobody's time runs in them.
    package internal(set) var standstills: [Suspension] = []
    package internal(set) var state: State

    package init(_ opening: Opening, at now: Instant) {
        let day =
            opening.day ?? Day(scheduledFor: opening.plannedFor, endsAt: opening.plannedFor, parties: [], short: [])
        self.opening = opening
        self.day = day
        self.datedAt = now
        self.openedAt = now
        self.notices = day.duties
        self.state = .planned
    }

    /// 验收类型. Raw values reach disk and never change.
    package enum Stage: String, CaseIterable, Codable, Sendable {
        case materialArrival, hiddenWorks, mainMaterial, midTerm, final
    }

    // MARK: States

    package enum State: Hashable, Encodable, Sendable {
        /// 已计划. Those concerned have to be told.
        case planned
        /// 时间已确认. The site lead has named it.
        case dateConfirmed
        /// 已通知. Everybody concerned knows the date.
        case partiesNotified
        /// 改期待核实.
        case changeRequested(since: Standing)
        /// 验收中.
        case accepting(Acceptance)
        /// 待客户确认. The customer was not there (PROJ-06).
        case awaitingConfirmation(Absence)
        /// 整改中.
        case rework(Rework)
        /// 已通过.
        case passed(at: Instant)
        /// 已取消.
        case cancelled(reason: PersonalText?)
    }

    package enum Phase: Int, PhaseName {
        case planned, dateConfirmed, partiesNotified, changeRequested, accepting, awaitingConfirmation, rework
        case passed, cancelled
    }

    package var phase: Phase {
        switch state {
        case .planned: .planned
        case .dateConfirmed: .dateConfirmed
        case .partiesNotified: .partiesNotified
        case .changeRequested: .changeRequested
        case .accepting: .accepting
        case .awaitingConfirmation: .awaitingConfirmation
        case .rework: .rework
        case .passed: .passed
        case .cancelled: .cancelled
        }
    }

    /// The department that puts it right now.
    var part: Rework.Part? { if case .rework(let rework) = state { rework.part } else { nil } }

    var untold: [Party] { notices.filter { $0.toldAt == nil }.map(\.party) }
}

extension AcceptanceNode.Stage {
    /// Who hears of every date of such an acceptance. PROJ-03, 08, 13, 16, 17; "those concerned" of hidden works are an assumption.
    var parties: [Party] {
        switch self {
        case .materialArrival, .hiddenWorks: [.customer, .inspector]
        case .mainMaterial: [.customer]
        case .midTerm: [.customer, .siteLead, .decorationDesigner, .inspector]
        case .final: [.customer, .siteLead, .decorationDesigner, .furnishingDesigner, .inspector]
        }
    }

    /// Goods come for it, so they may be missing.
    var bringsGoods: Bool {
        switch self {
        case .materialArrival, .mainMaterial: true
        case .hiddenWorks, .midTerm, .final: false
        }
    }

    /// Whether whoever wants it moved has to say why (RSC-04, RSC-06).
    var wantsReason: Bool {
        switch self {
        case .midTerm, .final: true
        case .materialArrival, .hiddenWorks, .mainMaterial: false
        }
    }
}

extension AcceptanceNode.Stage: Worded {
    package var label: Label {
        switch self {
        case .materialArrival: Label("材料进场", "material arrival")
        case .hiddenWorks: Label("隐蔽工程验收", "hidden works")
        case .mainMaterial: Label("主材、家居产品进场", "main material and furnishing")
        case .midTerm: Label("中期验收", "mid-term acceptance")
        case .final: Label("尾期验收", "final acceptance")
        }
    }
}
