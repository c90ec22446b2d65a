// swift-format-ignore
extension OpinionIssue {
    package static let table = Table(row)

    private static let open: [Phase] = [.raised, .promised, .inDepartment, .escalated, .answered]
    private static let service: [Role] = [.specialist, .supervisor]
    private static let caller: [Role] = [.revisitor, .specialist, .supervisor, .leader]

    /// 客户意见反馈 · the legal transitions, in the order of the regulation.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .answerAtOnce:        .row("当即答复", "answer at once", by: caller, from: [.raised], to: [.answered], .reported, rules: "FBK-08, 09")
        case .promiseReply:        .row("约定答复时间", "promise an answer", by: caller, from: [.raised, .promised, .inDepartment, .escalated], but: [.raised: [.promised]], rules: "FBK-08, 09; later ones an assumption")
        case .replyGiven:          .row("已答复", "answer given", by: caller, from: [.promised], to: [.answered], .reported, rules: "FBK-08, 11")
        case .forward:             .row("转责任部门", "forward to a department", by: service, from: [.raised, .promised], to: [.inDepartment], rules: "FBK-01, 04..06")
        case .leaderOrders:        .row("领导批示", "the leader orders", by: [.leader], from: [.escalated], to: [.inDepartment], rules: "FBK-03")
        case .leaderResolves:      .row("领导解决", "the leader resolves", by: [.leader], from: [.escalated], to: [.answered], rules: "FBK-03")
        case .customerContent:     .row("客户认可", "the customer is content", by: caller + [.ticket], from: [.answered], to: [.closed], .reported, rules: "FBK-11")
        case .customerNotContent:  .row("客户不认可", "the customer is not content", by: caller + [.ticket], from: [.answered], to: [.raised, .promised, .inDepartment], .reported, rules: "FBK-08, 09; without a department an assumption")
        case .customerUnreachable: .row("无法联系", "the customer is unreachable", by: [.supervisor, .ticket], from: [.answered], to: [.closed], rules: "assumption")
        case .customerDeclines:    .row("客户谢绝回访", "the customer declines to be asked", by: caller + [.ticket], from: [.answered], to: [.closed], .reported, rules: "A-50; assumption")
        case .becomeComplaint:     .row("转为投诉", "becomes a complaint", by: caller, from: open, to: [.upgraded], rules: "FBK-10; C15")
        case .amend:               .row("更正登记", "amend", by: caller, from: open, rules: "assumption; as M05")
        case .withdraw:            .row("客户撤回", "withdrawn by the customer", by: service, from: open, to: [.closed], rules: "assumption")
        case .dispatchMissed:      .row("部门逾期", "department missed its date", by: [.ticket], from: [.inDepartment, .escalated], but: [.inDepartment: [.inDepartment, .escalated]], rules: "FBK-02, 03")
        case .dispatchEnded:       .row("部门单结束", "dispatch ended", by: [.ticket], from: [.inDepartment, .escalated], to: [.answered, .raised, .promised], rules: "FBK-02, 03, 11; given back an assumption")
        case .confirmationDropped: .row("回访未进行", "the asking call was not made", by: [.ticket], from: [.answered], rules: "assumption")
        }
    }
}

extension OpinionIssue.Phase {
    package static let start = raised

    package var label: Label {
        switch self {
        case .raised: Label("待处理", "raised")
        case .promised: Label("已约定答复", "an answer is promised")
        case .inDepartment: Label("部门处理中", "with a department")
        case .escalated: Label("已升级", "escalated")
        case .answered: Label("已答复", "answered, to be confirmed")
        case .closed: Label("已办结", "closed")
        case .upgraded: Label("已转投诉", "became a complaint")
        }
    }

    package var isEnd: Bool {
        switch self {
        case .raised, .promised, .inDepartment, .escalated, .answered: false
        case .closed, .upgraded: true
        }
    }
}
