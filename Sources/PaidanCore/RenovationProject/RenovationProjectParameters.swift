/// What a policy says about projects.
extension RenovationProject {
    static let nodeList = Parameter<NodeList?>(
        "project.nodes", "施工计划必须有的验收节点", "acceptances that a plan must have", rules: "PROJ-01; A6")
    static let hasQuestionnaire = Parameter<Bool>(
        "project.hasQuestionnaire", "结算时填写满意度调查表", "a questionnaire with the payment", rules: "PAY-02, 04; A6")
    static let hasWarrantyCard = Parameter<Bool>(
        "project.hasWarrantyCard", "开据保修单", "a warranty card", rules: "PAY-03; A6")
    static let complaintsHoldFinal = Parameter<Bool>(
        "project.complaintsHoldFinal", "未办结的投诉影响尾期验收", "an open complaint holds the final acceptance",
        rules: "PROJ-17; assumption")
    static let minFollowUps = Parameter<Int?>(
        "project.minFollowUps", "售后至少跟踪几次", "least number of follow-ups after the works", rules: "LFU-07; CBP-05; B16")
    static let planWithin = Parameter<Limit>(
        "project.planWithin", "签约后排施工计划", "plan after the contract", rules: "PROJ-10, 22; a reminder, assumption",
        else: .limit(.calendarDays(7)))
    static let startWithin = Parameter<Limit>(
        "project.startWithin", "计划后开工", "start after the plan", rules: "PROJ-01; a reminder, assumption",
        else: .limit(.calendarDays(30)))
    static let worksWithin = Parameter<Limit>(
        "project.worksWithin", "没有待验收的节点时核实进度", "look at works without an open node",
        rules: "A6; a reminder, assumption", else: .limit(.calendarDays(30)))
    static let paymentWithin = Parameter<Limit>(
        "project.paymentWithin", "结算尾款", "balance settled", rules: "PAY-01; a reminder, assumption",
        else: .limit(.calendarDays(7)))
    static let surveyWithin = Parameter<Limit>(
        "project.surveyWithin", "核对满意度调查表", "questionnaire verified", rules: "PAY-04; a reminder, assumption",
        else: .limit(.calendarDays(3)))

    package static let parameters: [ParameterDefinition] = [
        nodeList.definition, hasQuestionnaire.definition, hasWarrantyCard.definition, complaintsHoldFinal.definition,
        minFollowUps.definition,
        planWithin.definition, startWithin.definition, worksWithin.definition, paymentWithin.definition,
        surveyWithin.definition,
    ]

    /// 验收节点一览.
    package struct NodeList: ParameterValue {
        let stages: [AcceptanceNode.Stage]

        package static var type: ParameterType { .words(AcceptanceNode.Stage.allCases.map(\.rawValue)) }
        package static func value(of reading: ParameterReading?) -> NodeList? {
            guard case .words(let words) = reading else { return nil }
            return NodeList(stages: words.compactMap(AcceptanceNode.Stage.init))
        }
    }
}
