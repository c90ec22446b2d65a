// swift-format-ignore
extension DepartmentDispatch {
    package static let table = Table(row)

    private static let open: [Phase] = [.queued, .published, .working, .overdue]
    private static let department: [Role] = [.departmentWorker, .departmentHead]
    private static let service: [Role] = [.specialist, .supervisor]

    /// 部门转单 · the legal transitions, in the order of the regulation.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .delivered:        .row("签收", "take delivery", by: department + [.queue], from: [.queued], to: [.published, .summoned, .working, .overdue], rules: "CMP-05; FBK-01")
        case .accept:           .row("承诺日期", "accept with a date", by: department, from: [.queued, .published], to: [.working], .reported, rules: "FBK-02; 3.0 no. 1, 9")
        case .changePromise:    .row("更改日期", "change the date", by: department, from: [.working], rules: "3.0 no. 6")
        case .returnMisrouted:  .row("退回(非本部门)", "return as misrouted", by: department, from: open, to: [.returned], rules: "CMP-03; 3.0 no. 6, 9")
        case .progress:         .row("进展", "progress", by: department, from: [.published, .summoned, .working, .overdue], rules: "SPR-05; assumption")
        case .newPromise:       .row("重新承诺", "promise a new date", by: department, from: [.overdue], to: [.working], .reported, rules: "FBK-02, 03")
        case .reportDone:       .row("报告完成", "report done", by: department, from: open, to: [.done], .reported, rules: "CMP-25; FBK-02, 03; 3.0 no. 9")
        case .departmentPhoned: .row("已电话通知", "department phoned", by: service, from: open + [.summoned], rules: "FBK-01; B3")
        case .remind:           .row("催办", "remind", by: service, from: open + [.summoned], rules: "FBK-03; assumption")
        case .cancelDispatch:   .row("取消派单", "cancel the dispatch", by: service + [.ticket], from: open, to: [.cancelled], rules: "assumption")
        case .promiseMissed:    .row("到期未解决", "date missed", by: [.clock], from: [.queued, .working], to: [.overdue], but: [.queued: [.queued]], rules: "FBK-02, 03")
        case .renewalMissed:    .row("逾期后未再承诺", "no new date after a miss", by: [.clock], from: [.overdue], rules: "FBK-03; B2")
        case .parentHeld:       .row("投诉暂停", "complaint on hold", by: [.ticket], from: open, rules: "3.0 no. 11")
        case .parentResumed:    .row("投诉恢复", "complaint resumed", by: [.ticket], from: open, rules: "3.0 no. 11")
        case .leaderOrdered:    .row("领导批示", "the leader ordered", by: [.ticket], from: open, but: [.published: [.working], .overdue: [.working]], rules: "FBK-03")
        case .surveyScheduled:  .row("约定勘察", "survey scheduled", by: [.ticket], from: [.queued, .summoned], rules: "CMP-06")
        case .surveyEnded:      .row("勘察结束", "survey over", by: [.ticket], from: [.queued, .summoned], to: [.done], but: [.queued: [.cancelled]], rules: "CMP-06; assumption")
        case .reparent:         .row("转入另一投诉", "move to another complaint", by: [.ticket], from: open, rules: "3.0 no. 7")
        case .deliveryDead:     .row("投递失败", "delivery dead", by: [.queue], from: [.queued], rules: "3.0 no. 12")
        }
    }
}

extension DepartmentDispatch.Phase {
    package static let start = queued

    package var label: Label {
        switch self {
        case .queued: Label("待签收", "in the department's queue")
        case .published: Label("已签收,待承诺日期", "delivered, owes a date")
        case .summoned: Label("已签收,待勘察", "summoned to a survey")
        case .working: Label("处理中", "working")
        case .overdue: Label("逾期", "overdue")
        case .returned: Label("已退回", "returned")
        case .done: Label("已完成", "done")
        case .cancelled: Label("已取消", "cancelled")
        }
    }

    package var isEnd: Bool {
        switch self {
        case .queued, .published, .summoned, .working, .overdue: false
        case .returned, .done, .cancelled: true
        }
    }
}
