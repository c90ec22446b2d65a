extension CallTask {
    /// 回访类型: why the customer is called. Raw values reach disk and never change.
    package enum Occasion: String, CaseIterable, Codable, Sendable {
        // 售前
        case firstVisit, siteReturn, preSale
        // 售中
        case arrival, hiddenWorks, midTerm, midProject
        // 售后
        case afterSale, revisit, opinion, followUp
        // 销售
        case inquiry, inquirySecond, inquiryWeekly, visitor, visitorSecond, keyVisitor, hesitantVisitor, casualVisitor
        case deal, buyer, batch
        // 问候与通知
        case greeting, milestone, campaign
        // 调查
        case questionnaire, spotCheck
    }

    /// What an occasion promises: its limit in the policy and the clock that watches it.
    struct Duty: Sendable {
        let clock: ClockRule
        let limit: Parameter<Limit?>

        /// - Parameter name: in the policy, `call.<name>Within`.
        init(
            _ name: String, _ number: String, _ label: Label, rules: String, isJudged: Bool = true
        ) {
            limit = Parameter("call.\(name)Within", label.zh, label.en, rules: rules)
            clock = ClockRule("\(name)Call", number, label.zh, label.en, limit: limit.key, isJudged: isJudged)
        }
    }

    /// In the order of the occasions.
    static let duties: [Duty] = Occasion.allCases.map(\.declared)
}

extension CallTask.Occasion {
    var duty: CallTask.Duty {
        guard let index = Self.allCases.firstIndex(of: self) else { preconditionFailure("\(self) is no occasion") }
        return CallTask.duties[index]
    }

    /// Calls that tell or greet have a mark, no verdict; a revisit's verdict stands with the ticket that it is part of.
    // swift-format-ignore
    fileprivate var declared: CallTask.Duty {
        switch self {
        case .firstVisit:      .init("firstVisit", "T-17", label, rules: "LEAD-28; CBP-01")
        case .siteReturn:      .init("siteReturn", "siteReturn", label, rules: "LEAD-19; A15")
        case .preSale:         .init("preSale", "preSale", label, rules: "CBP-01")
        case .arrival:         .init("arrival", "T-20", label, rules: "PROJ-04, 05; CBP-04; A8")
        case .hiddenWorks:     .init("hiddenWorks", "T-22", label, rules: "PROJ-09; CBP-04; A8")
        case .midTerm:         .init("midTerm", "midTerm", label, rules: "CBP-04; A-10")
        case .midProject:      .init("midProject", "T-30/T-31", label, rules: "CBP-02")
        case .afterSale:       .init("afterSale", "T-32", label, rules: "CBP-03")
        case .revisit:         .init("revisit", "T-08/T-09", label, rules: "CMP-15, 16; CBP-12, 13", isJudged: false)
        case .opinion:         .init("opinion", "opinion", label, rules: "FBK-08", isJudged: false)
        case .followUp:        .init("followUp", "T-77", label, rules: "FBK-08, 09")
        case .inquiry:         .init("inquiry", "T-55", label, rules: "CBP-15")
        case .inquirySecond:   .init("inquirySecond", "T-56", label, rules: "CBP-16")
        case .inquiryWeekly:   .init("inquiryWeekly", "T-57", label, rules: "CBP-17")
        case .visitor:         .init("visitor", "T-58", label, rules: "CBP-18")
        case .visitorSecond:   .init("visitorSecond", "T-59", label, rules: "CBP-19")
        case .keyVisitor:      .init("keyVisitor", "T-60", label, rules: "CBP-20")
        case .hesitantVisitor: .init("hesitantVisitor", "T-61", label, rules: "CBP-20")
        case .casualVisitor:   .init("casualVisitor", "T-62", label, rules: "CBP-21", isJudged: false)
        case .deal:            .init("deal", "T-65", label, rules: "CBP-25")
        case .buyer:           .init("buyer", "T-66", label, rules: "CBP-26")
        case .batch:           .init("batch", "T-67", label, rules: "CBP-31; C9")
        case .greeting:        .init("greeting", "T-63", label, rules: "CBP-22, 24, 27, 28", isJudged: false)
        case .milestone:       .init("milestone", "T-64", label, rules: "CBP-22, 23, 27, 29", isJudged: false)
        case .campaign:        .init("campaign", "T-75", label, rules: "CBP-37; B15")
        case .questionnaire:   .init("questionnaire", "questionnaire", label, rules: "SAT-02; PAY-02")
        case .spotCheck:       .init("spotCheck", "spotCheck", label, rules: "A-52; PAY-04")
        }
    }

    /// What may come after it: the first one by itself, the others where the caller says so; nothing for a single call.
    var successors: [Self] {
        switch self {
        case .inquiry: [.inquirySecond]
        case .inquirySecond: [.inquiryWeekly]
        case .visitor: [.visitorSecond]
        case .visitorSecond: [.keyVisitor, .hesitantVisitor, .casualVisitor]
        case .keyVisitor, .hesitantVisitor, .casualVisitor:
            [self] + [.keyVisitor, .hesitantVisitor, .casualVisitor].filter { $0 != self }
        case .deal: [.buyer]
        case .midProject, .afterSale, .inquiryWeekly, .buyer, .batch: [self]
        case .firstVisit, .siteReturn, .preSale, .arrival, .hiddenWorks, .midTerm, .revisit, .opinion, .followUp,
            .greeting, .milestone, .campaign, .questionnaire, .spotCheck:
            []
        }
    }

    /// Must be planned whether the customer likes calls or not; only a supervisor waives it, openly (A17).
    var isMandatory: Bool {
        switch self {
        case .firstVisit, .arrival, .hiddenWorks, .midTerm, .revisit, .opinion, .followUp: true
        case .siteReturn, .preSale, .midProject, .afterSale, .inquiry, .inquirySecond, .inquiryWeekly, .visitor,
            .visitorSecond, .keyVisitor, .hesitantVisitor, .casualVisitor, .deal, .buyer, .batch, .greeting, .milestone,
            .campaign, .questionnaire, .spotCheck:
            false
        }
    }
}

extension CallTask.Occasion {
    /// 售中节点回访: it follows from an acceptance, and may stand for the call that the calendar wants.
    var isOfANode: Bool {
        switch self {
        case .arrival, .hiddenWorks, .midTerm: true
        case .firstVisit, .siteReturn, .preSale, .midProject, .afterSale, .revisit, .opinion, .followUp, .inquiry,
            .inquirySecond, .inquiryWeekly, .visitor, .visitorSecond, .keyVisitor, .hesitantVisitor, .casualVisitor,
            .deal, .buyer, .batch, .greeting, .milestone, .campaign, .questionnaire, .spotCheck:
            false
        }
    }
}

extension CallTask.Occasion: Worded {
    package var label: Label {
        switch self {
        case .firstVisit: Label("首次上访回访", "first visit")
        case .siteReturn: Label("工地回单回访", "site return")
        case .preSale: Label("售前回访", "pre-sale")
        case .arrival: Label("售中第一次回访:材料进场", "material arrival")
        case .hiddenWorks: Label("售中第二次回访:隐蔽工程验收", "hidden works")
        case .midTerm: Label("售中第三次回访:中期", "mid-term")
        case .midProject: Label("售中定期回访", "mid-project")
        case .afterSale: Label("售后定期回访", "after-sale")
        case .revisit: Label("投诉回访", "revisit of a complaint")
        case .opinion: Label("意见回访", "answer to an opinion")
        case .followUp: Label("约定的再次回访", "next call as agreed")
        case .inquiry: Label("来电客户当日回访", "inquiry")
        case .inquirySecond: Label("优质来电客户再次回访", "inquiry, second")
        case .inquiryWeekly: Label("优质来电客户每周回访", "inquiry, weekly")
        case .visitor: Label("A、B 类来访客户当日回访", "A or B visitor")
        case .visitorSecond: Label("A、B 类来访客户再次回访", "A or B visitor, second")
        case .keyVisitor: Label("重点客户回访", "key visitor")
        case .hesitantVisitor: Label("有抗性客户回访", "visitor with objections")
        case .casualVisitor: Label("C 类客户回访", "C visitor")
        case .deal: Label("成交客户当日回访", "deal")
        case .buyer: Label("成交客户定期回访", "buyer")
        case .batch: Label("分批回访", "batch")
        case .greeting: Label("节日问候", "greeting")
        case .milestone: Label("节点通知", "milestone")
        case .campaign: Label("活动回访", "campaign")
        case .questionnaire: Label("客户满意度调查", "questionnaire")
        case .spotCheck: Label("回访抽查", "spot check")
        }
    }
}
