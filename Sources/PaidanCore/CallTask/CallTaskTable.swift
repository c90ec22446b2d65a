// swift-format-ignore
extension CallTask {
    package static let table = Table(row)

    /// Owed and not yet made.
    private static let owed: [Phase] = [.planned, .due, .booked, .inProgress, .unreached, .overdue]
    private static let callable: [Phase] = [.planned, .due, .booked, .inProgress, .overdue]
    private static let waiting: [Phase] = [.planned, .due, .booked, .overdue]
    private static let bosses: [Role] = [.supervisor, .leader]
    private static let service: [Role] = [.specialist, .supervisor]

    /// 回访任务 · the legal transitions, in the order of the regulation.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .assign:           .row("指派回访人", "assign to a caller", by: callers, from: owed, rules: "CALL-19, 29; STF-13; assumption")
        case .bookSlot:         .row("预约时间", "book a time", by: callers, from: waiting, to: [.booked, .overdue], but: [.overdue: [.overdue]], rules: "CALL-22; FBK-08; overdue an assumption")
        case .startContact:     .row("开始回访", "start the call", by: callers, from: waiting + [.unreached], to: [.inProgress], rules: "CALL-01, 17, 25; unreached an assumption")
        case .answer:           .row("记录回答", "note an answer", by: callers, from: [.inProgress], rules: "CALL-02..04, 08, 09, 12, 31")
        case .hear:             .row("记录客户反映的问题", "note what else is said", by: callers, from: [.inProgress, .recorded, .inReview], rules: "CALL-10..13, 35; FBK-01, 10")
        case .customerBusy:     .row("客户不便,另约时间", "the customer is busy", by: callers, from: callable, to: [.booked, .overdue], but: [.overdue: [.overdue]], .reported, rules: "CALL-01; without a start an assumption")
        case .noAnswer:         .row("未接通", "not reached", by: callers, from: callable, to: [.due, .unreached, .overdue], but: [.overdue: [.unreached, .overdue]], .reported, rules: "assumption")
        case .complete:         .row("完成回访", "complete the call", by: callers, from: owed, to: [.recorded, .archived], .reported, rules: "CALL-02..15, 29..31; FBK-10; A18; without a start an assumption")
        case .customerDeclines: .row("客户谢绝", "the customer declines", by: callers, from: callable, to: [.recorded, .archived], .reported, rules: "A-50; CALL-18, 21")
        case .supervisorRetry:  .row("主管安排再联系", "the supervisor has it tried again", by: [.supervisor], from: [.unreached], to: [.due, .overdue], rules: "assumption")
        case .acceptUnreached:  .row("认定联系不上", "accept that the customer is not reached", by: [.supervisor], from: [.unreached], to: [.missed], rules: "CMP-17")
        case .amend:            .row("更正记录", "amend the record", by: callers, from: [.recorded, .inReview], rules: "CALL-02; REP-04")
        case .writeReport:      .row("写回访报告", "write the report", by: callers, from: [.recorded, .inReview], rules: "REP-01; late an assumption")
        case .submitRecord:     .row("提交记录", "hand the record in", by: callers, from: [.recorded], to: [.inReview], rules: "CALL-15; REP-01..04; A18")
        case .allowLater:       .row("同意延期提交", "consent to a later date", by: [.supervisor], from: [.recorded], rules: "REP-03")
        case .review:           .row("审阅归档", "review and archive", by: bosses, from: [.inReview], to: [.archived], rules: "REP-04, 08, 09; ARC-01")
        case .sendBack:         .row("退回补充", "send back", by: bosses, from: [.inReview], to: [.recorded], rules: "REP-04")
        case .needSecondCall:   .row("需再次回访", "a second call is needed", by: bosses, from: [.inReview], to: [.planned, .due], rules: "FBK-08; CMP-21")
        case .markFaked:        .row("认定记录不实", "mark as faked", by: [.supervisor, .qualityOffice, .leader], from: [.recorded, .inReview, .archived], rules: "PEN-05, 08; LFU-08; A-52; archived an assumption")
        case .waive:            .row("免回访", "waive", by: bosses, from: [.planned, .due, .booked, .unreached, .overdue], to: [.waived], rules: "CMP-19; CALL-18; A17")
        case .supersede:        .row("取代", "supersede", by: service + [.ticket], from: owed, to: [.superseded], rules: "A-25; assumption")
        case .closeMissed:      .row("按未完成结案", "close as missed", by: [.supervisor, .clock], from: [.overdue, .unreached], to: [.missed], .due, rules: "CMP-36; A-54; A7")
        case .madeTogether:     .row("与节点回访一并完成", "made together with a node's call", by: [.ticket], from: [.planned, .due, .unreached], to: [.superseded], rules: "A-25; CBP-02")
        case .becomeDue:        .row("列入待办", "becomes due", by: [.clock], from: [.planned], to: [.due], .due, rules: "CBP-30")
        case .deadlinePassed:   .row("逾期", "the deadline passed", by: [.clock], from: [.planned, .due, .booked], to: [.overdue], .due, rules: "CBP-01..45; LEAD-28; A-54")
        case .contactLapsed:    .row("当日未记录", "not recorded in time", by: [.clock], from: [.inProgress], to: [.due, .overdue], .due, rules: "CALL-29; assumption")
        case .reparent:         .row("转入另一客源", "goes with another lead", by: [.ticket], from: owed, rules: "LEAD-28; A11")
        }
    }
}

extension CallTask.Phase {
    package static let start = planned

    package var label: Label {
        switch self {
        case .planned: Label("已计划", "planned")
        case .due: Label("待回访", "to be made")
        case .booked: Label("已预约", "booked")
        case .inProgress: Label("回访中", "in progress")
        case .unreached: Label("联系不上", "not reached")
        case .overdue: Label("逾期", "overdue")
        case .recorded: Label("已记录", "recorded")
        case .inReview: Label("审阅中", "in review")
        case .archived: Label("已归档", "archived")
        case .missed: Label("未完成回访", "missed")
        case .waived: Label("免回访", "waived")
        case .superseded: Label("不再需要", "no longer needed")
        }
    }

    package var isEnd: Bool {
        switch self {
        case .planned, .due, .booked, .inProgress, .unreached, .overdue, .recorded, .inReview: false
        case .archived, .missed, .waived, .superseded: true
        }
    }
}
