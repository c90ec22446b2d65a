/// Clocks and custodian: functions of the state.
extension RenovationProject {
    package static let kind = Kind.project
    package static let label = Label("装修工程", "renovation project")
    package static let letter = "P"
    /// A call or a complaint may come after its end and tells it all the same; what was written wrongly is found then, too.
    package static let reopening: [Verb] = [.callPlanned, .callEnded, .ticketLinked, .ticketEnded, .amend]

    static let planClock = ClockRule(
        "projectPlan", "planWithin", "排施工计划", "plan", limit: planWithin.key, isJudged: false)
    static let startClock = ClockRule(
        "projectStart", "startWithin", "开工", "start", limit: startWithin.key, isJudged: false)
    static let worksClock = ClockRule(
        "projectWorks", "worksWithin", "核实施工进度", "look at the works", limit: worksWithin.key, isJudged: false)
    static let paymentClock = ClockRule(
        "projectPayment", "paymentWithin", "结算尾款", "balance settled", limit: paymentWithin.key, isJudged: false)
    static let surveyClock = ClockRule(
        "projectSurvey", "surveyWithin", "核对满意度调查表", "questionnaire verified", limit: surveyWithin.key,
        isJudged: false)
    static let warrantyClock = ClockRule(
        "projectWarranty", "T-33", "保修期满", "end of the warranty", limit: nil, isJudged: false)
    static let suspensionClock = ClockRule(
        "projectSuspension", "suspendedUntil", "预计复工", "expected to go on", limit: nil, isJudged: false)

    package static let clockRules = [
        planClock, startClock, worksClock, paymentClock, surveyClock, warrantyClock, suspensionClock,
    ]

    package var clocks: [ClockSpec] {
        switch state {
        case .contracted: [reminder(Self.planClock)]
        case .planned: [reminder(Self.startClock)]
        case .underway, .hiddenWorks, .materialsPhase, .finishing: openNodes.isEmpty ? [looking] : []
        case .awaitingPayment: [reminder(Self.paymentClock)]
        case .verifyingSurvey: [reminder(Self.surveyClock)]
        case .inWarranty: warranty
        case .suspended(let suspension):
            [
                ClockSpec(
                    Self.suspensionClock, round: stages + 1, from: min(suspension.since, suspension.until),
                    due: .at(suspension.until))
            ]
        case .closed, .cancelled: []
        }
    }

    private func reminder(_ rule: ClockRule) -> ClockSpec { ClockSpec(rule, round: stages + 1, from: since) }

    /// Each time that the works have no acceptance ahead is another one.
    private var looking: ClockSpec {
        ClockSpec(Self.worksClock, round: stages + 1 + lulls, from: noneAheadSince.map { max($0, since) } ?? since)
    }

    private var warranty: [ClockSpec] {
        guard !isWarrantyOver, let settlement else { return [] }
        let end = settlement.warrantyEndsAt
        return [
            ClockSpec(
                Self.warrantyClock, round: settlement.endsCorrected + 1, from: min(settlement.at, end), due: .at(end))
        ]
    }

    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? {
        clock.name == Self.warrantyClock.name && phase == .inWarranty ? .warrantyEnded : nil
    }

    package var custodian: Custodian {
        switch state {
        case .contracted, .planned, .verifyingSurvey, .inWarranty, .suspended: .customerService
        case .underway, .hiddenWorks, .materialsPhase, .finishing: .site
        case .awaitingPayment: .finance
        case .closed, .cancelled: .nobody
        }
    }

    package var heldBecause: Label? { if case .suspended = state { AcceptanceNode.isSuspended } else { nil } }
    package var begunAt: Instant? { opening.signedAt }
    package var person: PersonID { opening.customer }
    package var assignees: [Account] { team.accounts }
    package static let hasSubject = true
    package var subject: Subject? { Subject(reference: contractNo) }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        let parts = openNodes.map(\.node) + openSupplies.map(\.supply) + openLinks.map(\.linked)
        return Relative(
            id: id, kind: .project, branch: branch, isOpen: !phase.isEnd,
            parts: parts.map { Relative.Part(id: $0, department: nil) }, person: person, finalHolds: finalHolds,
            team: team, wantedNodes: wantedNodes, overOccasions: overOccasions)
    }

    /// 月中、月尾回访 end with the works, 售后回访 with the warranty (CBP-03, T-33).
    private var overOccasions: [CallTask.Occasion] {
        let isOver = isWarrantyOver || phase.isEnd
        return (endedAt != nil || isOver ? [.midProject] : []) + (isOver ? [.afterSale] : [])
    }

    package var questions: [FormQuestion] {
        phase == .awaitingPayment ? CallTask.Occasion.questionnaire.script.questions.map(\.asked) : []
    }

    package var guide: Guide? {
        switch state {
        case .contracted: Self.planGuide
        case .awaitingPayment: Self.paymentGuide
        case .verifyingSurvey: Self.surveyGuide
        case .planned, .underway, .hiddenWorks, .materialsPhase, .finishing, .inWarranty, .closed, .suspended,
            .cancelled:
            nil
        }
    }

    private static let planGuide = Guide(
        title: Label("计划要点", "how to plan"),
        steps: [
            Label(
                "每个验收节点一个日期,主材、家居按产品合同分批",
                "a date for each acceptance; main material and furnishing by product contract"),
            Label("代验收的在节点上登记委托验收协议", "a proxy agreement is registered on its node"),
        ])
    private static let paymentGuide = Guide(
        title: Label("结算要点", "how to settle"),
        steps: [
            Label("客户持交款通知单结算尾款", "the customer settles the balance with the payment notice"),
            Label("请客户填写满意度调查表", "ask for the questionnaire"),
            Label("办理保修手续,开据保修单", "issue the warranty card"),
        ])
    private static let surveyGuide = Guide(
        title: Label("核对要点", "how to verify"),
        steps: [
            Label("与各次回访的记录核对", "compare with the records of the calls"),
            Label("不一致的注明真实的记录并签字", "note what is true where they differ, and sign"),
            Label("不满意的意见转责任部门", "what the customer is dissatisfied with goes to the departments"),
        ])
}
