/// What a policy says about calls besides the limits of the occasions.
extension CallTask {
    static let attemptsMax = Parameter<Int>(
        "call.attemptsMax", "几次联系不上报主管", "attempts before a supervisor decides", rules: "CMP-17; assumption",
        else: .count(3), untold: .anything)
    static let retryAfter = Parameter<Limit>(
        "call.retryAfter", "未接通后再拨", "when to try again", rules: "assumption", else: .limit(.clock(.hours(2))),
        untold: .anything)
    static let daysAhead = Parameter<Int>(
        "call.daysAhead", "提前几天列入待办", "days before its date that a call is to be made", rules: "assumption",
        else: .count(3), untold: .anything)
    static let windows = Parameter<WorkingHours?>(
        "call.windows", "宜回访时段", "good times to call", rules: "CALL-17, T-80: a warning", untold: .anything)
    static let quietHours = Parameter<WorkingHours?>(
        "call.quietHours", "不宜打扰时段", "when nobody is called without a reason", rules: "CALL-17, 18; B16; assumption",
        untold: .anything)
    static let recordWithin = Parameter<Limit>(
        "call.recordWithin", "当日完成记录", "a call that was begun is recorded", rules: "CALL-29, T-51",
        else: .limit(.calendarDays(0)))
    static let isReviewed = Parameter<Bool>(
        "call.isReviewed", "记录交主管审阅", "records go to a supervisor", rules: "CALL-15; REP-02, 04, 08, 09",
        untold: .anything)
    static let reportWithin = Parameter<Limit?>(
        "call.reportWithin", "写回访报告", "call-back report written", rules: "REP-01, T-52")
    static let submitWithin = Parameter<Limit>(
        "call.submitWithin", "提交记录", "record handed in", rules: "REP-02, T-53", else: .limit(.calendarDays(3)))
    static let submitLaterWithin = Parameter<Limit>(
        "call.submitLaterWithin", "经同意延期提交", "record handed in with consent", rules: "REP-03, T-54",
        else: .limit(.calendarDays(7)), untold: .anything)
    static let reviewWithin = Parameter<Limit>(
        "call.reviewWithin", "主管审阅", "record reviewed", rules: "REP-04; a reminder, assumption",
        else: .limit(.workingDays(3)))
    static let unreachedWithin = Parameter<Limit>(
        "call.unreachedWithin", "联系不上的处理", "decision about a customer who was not reached",
        rules: "a reminder, assumption", else: .limit(.workingDays(1)))
    static let overdueWithin = Parameter<Limit>(
        "call.overdueWithin", "逾期回访的处理", "decision about an overdue call", rules: "A-54; a reminder, assumption",
        else: .limit(.workingDays(1)))
    static let dislikeStretch = Parameter<Int>(
        "call.dislikeStretch", "客户反感时周期放大几倍", "how much rarer a customer is called who dislikes it",
        rules: "CALL-18, A17; the figure an assumption", else: .count(2), untold: .anything)
    static let dissatisfiedIsComplaint = Parameter<Bool>(
        "call.dissatisfiedIsComplaint", "回访不满意即转投诉", "a dissatisfied answer becomes a complaint", rules: "FBK-10",
        untold: .anything)
    static let scoresApart = Parameter<Int>(
        "call.scoresApart", "两表相差几分算不一致", "scores so far apart contradict each other", rules: "PAY-04; assumption",
        else: .count(2), untold: .anything)

    package static let parameters: [ParameterDefinition] =
        duties.map(\.limit.definition) + [
            attemptsMax.definition, retryAfter.definition, daysAhead.definition, windows.definition,
            quietHours.definition, recordWithin.definition, isReviewed.definition, reportWithin.definition,
            submitWithin.definition,
            submitLaterWithin.definition, reviewWithin.definition, unreachedWithin.definition,
            overdueWithin.definition, dislikeStretch.definition, dissatisfiedIsComplaint.definition,
            scoresApart.definition,
        ]
}
