/// What a policy says about acceptances.
extension AcceptanceNode {
    static let hiddenWorksNotice = Parameter<LeadTime?>(
        "project.hiddenWorksNotice", "隐蔽工程验收前告知时间", "hidden works: date named ahead", rules: "PROJ-07, T-21")
    static let mainMaterialNotice = Parameter<LeadTime?>(
        "project.mainMaterialNotice", "主材进场验收前通知客户、代验收人", "main material: customer and proxy told ahead",
        rules: "PROJ-13, 15; T-26, T-27")
    static let rescheduleNotice = Parameter<LeadTime?>(
        "project.rescheduleNotice", "改期须提前", "a change is told ahead", rules: "RSC-01, 04, 06; T-23, T-28; C1")
    static let partyNotice = Parameter<LeadTime?>(
        "node.partyNotice", "其他相关人员提前通知", "others concerned are told ahead", rules: "PROJ-03, 08, 16, 17; assumption")
    static let moveToldWithin = Parameter<Limit>(
        "node.moveToldWithin", "来不及提前的,多久内通知", "told, where it is too late to be told ahead",
        rules: "A-13; assumption", else: .limit(.clock(.hours(4))))
    static let changeDecidedWithin = Parameter<Limit>(
        "node.changeDecidedWithin", "改期核实答复", "decision about another date", rules: "RSC-05, T-29; assumption",
        else: .limit(.workingDays(1)))
    static let resultWithin = Parameter<Limit>(
        "node.resultWithin", "记录验收结果", "result of an acceptance recorded", rules: "PROJ-20; a reminder, assumption",
        else: .limit(.calendarDays(0)))
    static let confirmWithin = Parameter<Limit>(
        "node.confirmWithin", "缺席验收请客户确认", "the absent customer confirms", rules: "PROJ-06; a reminder, assumption",
        else: .limit(.calendarDays(3)))
    static let reworkWithin = Parameter<Limit>(
        "node.reworkWithin", "整改", "put right", rules: "PROJ-18; a reminder, assumption",
        else: .limit(.calendarDays(7)))
    static let leaderOrdersWithin = Parameter<Limit>(
        "node.leaderOrdersWithin", "整改逾期,领导批示", "leader's order about what is not put right",
        rules: "FBK-03; assumption", else: .limit(.clock(.hours(24))))
    static let missesBeforeEscalation = Parameter<Int>(
        "node.missesBeforeEscalation", "整改逾期几次上报主管领导", "missed dates before the leader",
        rules: "FBK-03; assumption", else: .count(2))

    package static let parameters: [ParameterDefinition] = [
        hiddenWorksNotice.definition, mainMaterialNotice.definition, rescheduleNotice.definition,
        partyNotice.definition, moveToldWithin.definition, changeDecidedWithin.definition, resultWithin.definition,
        confirmWithin.definition, reworkWithin.definition, leaderOrdersWithin.definition,
        missesBeforeEscalation.definition,
    ]
}
