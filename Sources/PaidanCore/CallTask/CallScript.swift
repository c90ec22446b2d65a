/// 回访话术与记录表: what a caller says, asks and writes down, by the occasion.
package struct CallScript: Hashable, Sendable {
    package let form: Label
    /// What is said, in order, between the opening and the close that every call has.
    package let steps: [Label]
    package let questions: [CallTask.Question]

    /// With the opening (CALL-01, CALL-05), the questions and the close (CALL-06, CALL-07).
    func guide(onSite: Bool) -> Guide {
        Guide(
            title: form,
            steps: (onSite ? [Self.visit] : []) + [Self.greeting] + questions.map(\.label) + steps + [
                Self.hotline, Self.close, Self.notes,
            ])
    }

    private static let visit = Label(
        "须上门回访:先约时间,请客户在记录表上签名", "this is a visit: agree on a time, and have the customer sign the record")
    private static let greeting = Label(
        "礼貌问候,说明来意,先问客户是否方便;不便则另约时间",
        "greet, say what it is about, ask whether it is a good time; else agree on another one")
    private static let hotline = Label("告知客服热线,有问题随时可以拨打", "name the hotline for whatever may come up")
    private static let close = Label(
        "结束语:抱歉打扰您了,祝您生活愉快,再见!待客户先挂机", "say thanks and goodbye; let the customer hang up first")
    private static let notes = Label("记下回访时间,当日补全记录", "note the time and complete the record the same day")
}

extension CallTask.Occasion {
    package var script: CallScript {
        switch self {
        case .firstVisit, .siteReturn, .preSale: .preSale
        case .arrival: .arrival
        case .hiddenWorks, .midTerm, .midProject: .midProject
        case .afterSale, .questionnaire: .afterSale
        case .spotCheck: .spotCheck
        case .revisit, .opinion, .followUp: .handled
        case .inquiry, .inquirySecond, .inquiryWeekly, .visitor, .visitorSecond, .keyVisitor, .hesitantVisitor,
            .casualVisitor, .batch:
            .sales
        case .deal, .buyer, .campaign: .customer
        case .greeting, .milestone: .notice
        }
    }
}

extension CallScript {
    private static let promotion = Label(
        "近期有活动或优惠的,简要说明并邀请参加", "mention a sales event that runs now or soon, and invite")
    private static let help = Label(
        "客户提出问题的,说明将如何反映,并告知以后还会回访", "say how a problem will be passed on, and that there will be more calls")

    /// CALL-02..04, 14, 15.
    static let preSale = CallScript(
        form: Label("售前客户回访记录表", "pre-sale call record"),
        steps: [
            Label("没看过工地的,告知可由设计师陪同参观", "offer a visit to a site with the designer to whoever has seen none"),
            promotion,
        ],
        questions: [.dataConfirmed, .heardOfUsFrom, .designer, .hasSeenSite])

    /// CALL-08, 09, 15; PROJ-04, 05.
    static let arrival = CallScript(
        form: Label("售中客户回访记录表:材料进场", "mid-project call record: material"),
        steps: [
            Label("客户不到场的,当天了解进场与验收情况后告知客户", "tell an absent customer the same day how it went"),
            help,
        ],
        questions: [.arrivedInTime, .attendedAcceptance, .acceptance])

    /// CALL-08, 09, 14, 15.
    static let midProject = CallScript(
        form: Label("售中客户回访记录表", "mid-project call record"), steps: [help, promotion],
        questions: [.worksProblem, .inspector, .constructionManager])

    /// CALL-12, 15; SAT-01, 02.
    static let afterSale = CallScript(
        form: Label("售后客户回访记录表", "after-sale call record"), steps: [help],
        questions: [.works, .living, .remainingProblem, .service])

    /// CALL-31; FBK-08, 09; CMP-29.
    static let handled = CallScript(
        form: Label("回访记录表", "revisit record"),
        steps: [
            Label("不满意的逐条记录,能当场解释的当场解释", "note each point; explain at once what can be explained"),
            Label("不能当场解决的,约定下次回访时间", "agree on the next call for what cannot be settled at once"),
        ],
        questions: [.handling, .service, .suggestion])

    /// CBP-15..21: needs, objections, invitation.
    static let sales = CallScript(
        form: Label("客户回访记录", "customer call record"),
        steps: [Label("回应顾虑,再次邀请来访", "answer the objection and invite again"), promotion],
        questions: [.needs, .objection, .willVisit])

    /// CBP-25, 26, 37.
    static let customer = CallScript(
        form: Label("成交客户回访记录", "buyer call record"),
        steps: [Label("表示祝贺或问候,解答疑问", "congratulate or greet, and clear doubts"), help],
        questions: [.service, .suggestion])

    /// CALL-20; CBP-22, 23, 27, 28.
    static let notice = CallScript(
        form: Label("问候与通知", "greeting or notice"),
        steps: [
            Label(
                "称呼客户,说明节日或节点,落款写明联系电话和姓名", "address the customer, name the day or the news, sign with phone and name")
        ],
        questions: [])

    /// the same questions as the record that is checked may have, so every question is allowed.
    static let spotCheck = CallScript(
        form: Label("回访抽查表", "spot check record"),
        steps: [Label("核对原记录所写内容,不提示原答案", "check what the record says without telling the former answers")],
        questions: CallTask.Question.allCases)
}
