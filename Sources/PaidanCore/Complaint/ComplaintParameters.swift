/// What a policy says about complaints.
extension Complaint {
    static let forwardWithin = Parameter<Limit?>(
        "complaint.forwardWithin", "接到投诉后转责任部门", "receipt to each responsible department", rules: "CMP-05",
        mustBeGiven: true)
    static let forwardCountsWhen = Parameter<ForwardCounts>(
        "complaint.forwardCountsWhen", "转出以何为准", "what ends the limit for forwarding", rules: "protocol; assumption",
        untold: .anything)
    static let forwardAfterSurveyWithin = Parameter<Limit?>(
        "complaint.forwardAfterSurveyWithin", "勘察后转责任部门", "survey concluded to each responsible department",
        rules: "CMP-05, 06; assumption", mustBeGiven: true)
    static let forwardAgainWithin = Parameter<Limit?>(
        "complaint.forwardAgainWithin", "退回后再转提醒", "reminder after a misroute", rules: "T-01c; A10")
    static let firstReplyWithin = Parameter<Limit?>(
        "complaint.firstReplyWithin", "首次回复客户", "first reply to the customer", rules: "CMP-07")
    static let planWithin = Parameter<Limit?>(
        "complaint.planWithin", "客户认可的解决方案", "plan that the customer agrees to", rules: "CMP-08")
    static let verifyWithin = Parameter<Limit?>("complaint.verifyWithin", "核实结果", "outcome verified", rules: "CMP-09")
    static let surveyWithin = Parameter<Limit?>(
        "complaint.surveyWithin", "现场勘察", "on-site survey", rules: "CMP-06; assumption", mustBeGiven: true)
    static let leaderOrdersWithin = Parameter<Limit?>(
        "complaint.leaderOrdersWithin", "领导批示", "leader's order after an escalation", rules: "FBK-03; assumption",
        mustBeGiven: true)
    static let resultToldWithin = Parameter<Limit?>(
        "complaint.resultToldWithin", "处理结果告知客户", "customer told the result", rules: "CMP-40; assumption",
        mustBeGiven: true)
    static let revisitWithin = Parameter<Limit?>(
        "complaint.revisitWithin", "投诉回访", "revisit after handling", rules: "CMP-15, 16", untold: .switching)
    static let revisitByCall = Parameter<Bool>(
        "complaint.revisitByCall", "投诉回访另立回访单", "the revisit is a call of its own", rules: "CMP-15..17; assumption",
        untold: .anything)
    static let revisitOnSite = Parameter<RevisitOnSite>(
        "complaint.revisitOnSite", "哪些回访须上门", "which revisits are visits", rules: "CMP-21", untold: .anything)
    static let revisitAttempts = Parameter<Int>(
        "complaint.revisitAttempts", "无法联系的拨打次数", "attempts before unreachable", rules: "CMP-17; assumption",
        untold: .anything)
    static let revisitLevel = Parameter<RolesBySeverity?>(
        "complaint.revisitLevel", "回访级别", "who revisits, by severity", rules: "CMP-13, 14", untold: .anything)
    static let missesBeforeEscalation = Parameter<Int>(
        "complaint.missesBeforeEscalation", "逾期几次上报主管领导", "missed dates before the leader", rules: "FBK-03")
    static let repeatTriggers = Parameter<Int>(
        "complaint.repeatTriggers", "几次投诉评定等级", "complaints that open a severity review", rules: "CMP-22",
        untold: .anything)
    static let severityReviewers = Parameter<[Role]>(
        "complaint.severityReviewers", "谁评定等级", "who decides the severity", rules: "CMP-22; A12", untold: .anything)

    package static let parameters: [ParameterDefinition] = [
        forwardWithin.definition, forwardCountsWhen.definition, forwardAfterSurveyWithin.definition,
        forwardAgainWithin.definition, firstReplyWithin.definition, planWithin.definition, verifyWithin.definition,
        surveyWithin.definition, leaderOrdersWithin.definition, resultToldWithin.definition, revisitWithin.definition,
        revisitByCall.definition, revisitOnSite.definition, revisitAttempts.definition, revisitLevel.definition,
        missesBeforeEscalation.definition,
        repeatTriggers.definition,
        severityReviewers.definition,
    ]

    /// What ends the two hours for a department.
    package enum ForwardCounts: String, CaseIterable, ParameterValue {
        /// The dispatch stands durably in the department's queue.
        case forwarded
        /// The stricter reading: the department took delivery.
        case delivered

        package static var type: ParameterType { .word(allCases.map(\.rawValue)) }
        package static var isRequired: Bool { false }
        package static func value(of reading: ParameterReading?) -> ForwardCounts? {
            if case .word(let word) = reading { ForwardCounts(rawValue: word) } else { .forwarded }
        }
        package static var unset: ParameterReading? { .word(forwarded.rawValue) }
    }

    /// 上门回访: what is phoned all the same is marked.
    package enum RevisitOnSite: String, CaseIterable, ParameterValue {
        case never
        /// Those of major complaints.
        case major
        /// The first of each complaint, and all of a major one.
        case first

        package static var type: ParameterType { .word(allCases.map(\.rawValue)) }
        package static var isRequired: Bool { false }
        package static func value(of reading: ParameterReading?) -> RevisitOnSite? {
            if case .word(let word) = reading { RevisitOnSite(rawValue: word) } else { .never }
        }
        package static var unset: ParameterReading? { .word(never.rawValue) }
    }

    package struct RolesBySeverity: ParameterValue {
        let roles: [String: [Role]]

        package static var type: ParameterType { .rolesByWord(Severity.allCases.map(\.rawValue)) }
        package static func value(of reading: ParameterReading?) -> RolesBySeverity? {
            if case .rolesByWord(let roles) = reading { RolesBySeverity(roles: roles) } else { nil }
        }
    }
}
