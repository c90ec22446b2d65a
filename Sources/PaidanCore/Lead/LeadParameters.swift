/// What a policy says about leads.
extension Lead {
    static let sources = Parameter<Sources>(
        "lead.sources", "客户来源", "kinds of leads", rules: "LEAD-01, 02, 32",
        else: .words(Source.allCases.map(\.rawValue)))
    static let asksChannel = Parameter<Bool>(
        "lead.asksChannel", "登记时必须询问获知途径", "how the customer came is asked at intake", rules: "LEAD-25")
    static let dispatchers = Parameter<[Role]>(
        "lead.dispatchers", "谁派单", "who gives leads out", rules: "LEAD-04, 05, 13; A-15, A15",
        else: .roles([.director, .leader, .supervisor]))
    static let walkInDispatchers = Parameter<[Role]?>(
        "lead.walkInDispatchers", "谁派上门客户", "who gives walk-in customers out", rules: "LEAD-06; A-15")
    static let capacityMax = Parameter<Int>(
        "lead.capacityMax", "设计师在手单量上限", "most leads of one designer at once", rules: "LEAD-10; assumption",
        else: .count(15))
    static let ranksByAbility = Parameter<Bool>(
        "lead.ranksByAbility", "每轮先派签单能力强的", "better signers come first in a round",
        rules: "LEAD-09; the way an assumption")
    static let quoteReleasers = Parameter<[Role]>(
        "lead.quoteReleasers", "谁放行报价", "who releases a quote", rules: "LFU-20; B19",
        else: .roles([.designSupervisor, .director, .leader]))
    static let registerPayer = Parameter<RegisterPayer>(
        "lead.registerPayer", "来访登记不详由谁负责", "whose fault a register without detail is", rules: "LFU-15; C8")
    static let minContacts = Parameter<Int?>(
        "lead.minContacts", "至少跟进几次", "least number of follow-ups", rules: "LFU-06; A-19")

    static let opensProject = Parameter<Bool>(
        "lead.opensProject", "签单即开装修工程", "a signed lead opens its renovation",
        rules: "PROJ-01; the works an assumption",
        else: .flag(true))

    static let intakeWithin = Parameter<Limit>(
        "lead.intakeWithin", "登记完整", "registered in full", rules: "LEAD-03, 06; a reminder, assumption",
        else: .limit(.calendarDays(0)))
    static let screeningWithin = Parameter<Limit>(
        "lead.screeningWithin", "先电话了解客户", "the customer is called first", rules: "LEAD-19; a reminder, assumption",
        else: .limit(.calendarDays(0)))
    static let dispatchWithin = Parameter<Limit>(
        "lead.dispatchWithin", "派单", "given to a designer", rules: "LEAD-04; a reminder, assumption",
        else: .limit(.workingDays(1)))
    static let firstContactWithin = Parameter<Limit>(
        "lead.firstContactWithin", "接单后首次跟进", "first contact after dispatch",
        rules: "LEAD-13: promptly; B7: a reminder, assumption", else: .limit(.calendarDays(1)))
    static let maxContactGap = Parameter<Limit?>(
        "lead.maxContactGap", "跟单回访间隔", "between two follow-ups", rules: "LFU-03, T-14")
    static let idleWithin = Parameter<Limit>(
        "lead.idleWithin", "久未跟进提醒", "reminder of a lead without contact", rules: "LFU-01; a reminder, assumption",
        else: .limit(.calendarDays(7)))
    static let firstTalkFormWithin = Parameter<Limit?>(
        "lead.firstTalkFormWithin", "提交客户首谈表", "first-talk form handed in", rules: "LEAD-21, T-18; A5, A13")
    static let firstTalkProcessedWithin = Parameter<Limit?>(
        "lead.firstTalkProcessedWithin", "处理客户首谈表", "first-talk form processed", rules: "LEAD-22, T-19")
    static let decisionWithin = Parameter<Limit>(
        "lead.decisionWithin", "更换、无效、报价放行的决定", "decision on a change, an invalid customer, a quote",
        rules: "LFU-05, 09, 20; a reminder, assumption", else: .limit(.workingDays(1)))
    static let handOverWithin = Parameter<Limit>(
        "lead.handOverWithin", "移交客户资料", "customer data handed over", rules: "LFU-10; a reminder, assumption",
        else: .limit(.calendarDays(1)))
    static let notesCheckedWithin = Parameter<Limit?>(
        "lead.notesCheckedWithin", "检查设计师笔记", "the designer's notes checked",
        rules: "LFU-12; the length an assumption, a reminder")
    static let branchToldWithin = Parameter<Limit?>(
        "lead.branchToldWithin", "告知分公司经理", "the branch manager told",
        rules: "LEAD-26; the length an assumption, a reminder")

    package static let parameters: [ParameterDefinition] =
        [
            sources.definition, asksChannel.definition, dispatchers.definition, walkInDispatchers.definition,
            capacityMax.definition, ranksByAbility.definition, suspensionRounds.definition, minContacts.definition,
            quoteReleasers.definition, registerPayer.definition,
            opensProject.definition,
            intakeWithin.definition, screeningWithin.definition, dispatchWithin.definition,
            firstContactWithin.definition, maxContactGap.definition, idleWithin.definition,
            firstTalkFormWithin.definition, firstTalkProcessedWithin.definition, decisionWithin.definition,
            handOverWithin.definition, notesCheckedWithin.definition, branchToldWithin.definition,
        ] + fines.map(\.yuan.definition)

    /// Everybody to whom some regulation leaves it to give leads out; `lead.dispatchers` says who does here.
    static let dispatchersMax: [Role] = [.director, .leader, .supervisor, .designSupervisor, .frontDesk, .specialist]

    /// Who gives this lead out (LEAD-04..06, A-15).
    func dispatchers(_ policy: Policy) -> [Role] {
        let own = opening.leadSource.isVisit ? policy[Self.walkInDispatchers] : nil
        return own ?? policy[Self.dispatchers]
    }
}

extension Lead {
    /// C8: the seed fines a register without detail and does not say whom.
    package enum RegisterPayer: String, CaseIterable, ParameterValue {
        case designer
        /// Whoever finds it says who.
        case named

        package static var type: ParameterType { .word(allCases.map(\.rawValue)) }
        package static var isRequired: Bool { false }
        package static func value(of reading: ParameterReading?) -> RegisterPayer? {
            if case .word(let word) = reading ?? unset { RegisterPayer(rawValue: word) } else { nil }
        }
        package static var unset: ParameterReading? { .word(designer.rawValue) }
    }
}
