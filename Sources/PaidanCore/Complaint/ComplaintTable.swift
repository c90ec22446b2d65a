// swift-format-ignore
extension Complaint {
    package static let table = Table(row)

    private static let open: [Phase] = [.received, .explaining, .surveying, .inDepartment, .onHold, .escalated, .awaitingRevisit]
    /// Customer service; a supervisor may do whatever a specialist may.
    private static let service: [Role] = [.specialist, .supervisor]
    private static let caller: [Role] = [.revisitor, .specialist, .supervisor, .leader]

    /// 客户投诉 · the legal transitions, in the order of the regulation.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .classify:            .row("分类", "classify", by: service, from: [.received], rules: "CMP-03")
        case .startExplanation:    .row("开始解释", "start explaining", by: service, from: [.received], to: [.explaining], rules: "CMP-02")
        case .explanationAccepted: .row("客户接受解释", "explanation accepted", by: service, from: [.explaining], to: [.closed, .awaitingRevisit], .reported, rules: "CMP-02; B4")
        case .explanationRejected: .row("客户不接受解释", "explanation rejected", by: service, from: [.explaining], to: [.received], .reported, rules: "CMP-02, 05")
        case .requireSurvey:       .row("要求现场勘察", "require a site survey", by: service, from: [.received], to: [.surveying], rules: "CMP-06")
        case .scheduleSurvey:      .row("约定勘察", "schedule the survey", by: service, from: [.surveying], rules: "CMP-06")
        case .surveyConcluded:     .row("勘察结论", "survey concluded", by: service, from: [.surveying], to: [.inDepartment, .explaining], rules: "CMP-02, 03, 06")
        case .forward:             .row("转责任部门", "forward to departments", by: service + [.router], from: [.received], to: [.inDepartment], rules: "CMP-03..05, 40")
        case .redispatch:          .row("再派单", "dispatch one more department", by: service, from: [.inDepartment], rules: "CMP-03, 04")
        case .replyToCustomer:     .row("回复客户", "reply to the customer", by: service, from: open, but: [.awaitingRevisit: [.awaitingRevisit, .closed]], .reported, rules: "CMP-07, 40; 3.0 no. 5")
        case .proposePlan:         .row("提出方案", "propose a plan", by: service, from: open, .reported, rules: "CMP-08")
        case .verifyOutcome:       .row("核实结果", "verify the outcome", by: [.qualityOffice, .supervisor], from: open, .reported, rules: "CMP-09")
        case .amend:               .row("更正登记", "amend the notice", by: service, from: open, rules: "3.0 no. 8")
        case .raiseSeverity:       .row("提高等级", "raise the severity", by: [.supervisor, .leader], from: open, rules: "CMP-13, 14, 22, 23, 26; A12")
        case .mergeDuplicate:      .row("并案", "merge a duplicate", by: service, from: [.received, .inDepartment], to: [.merged], rules: "CMP-18; A11")
        case .unmerge:             .row("撤销并案", "undo the merge", by: service, from: [.merged], to: [.received, .inDepartment], rules: "3.0 no. 7")
        case .hold:                .row("暂停", "hold", by: service, from: [.inDepartment], to: [.onHold], rules: "assumption; 3.0 no. 5")
        case .resume:              .row("恢复", "resume", by: service + [.clock], from: [.onHold], to: [.inDepartment], .due, rules: "assumption; 3.0 no. 5")
        case .escalate:            .row("升级", "escalate", by: service + [.ticket], from: [.inDepartment], to: [.escalated], rules: "FBK-03; CMP-13, 14, 22")
        case .leaderOrders:        .row("领导批示", "the leader orders", by: [.leader], from: [.escalated], to: [.inDepartment], rules: "FBK-03")
        case .leaderResolves:      .row("领导解决", "the leader resolves", by: [.leader], from: [.escalated], to: [.awaitingRevisit], rules: "FBK-03")
        case .revisitSatisfied:    .row("回访满意", "revisit: satisfied", by: caller + [.ticket], from: [.awaitingRevisit], to: [.closed], .reported, rules: "CMP-15..17, 24, 29, 36")
        case .revisitDissatisfied: .row("回访不满意", "revisit: dissatisfied", by: caller + [.ticket], from: [.awaitingRevisit], to: [.received, .escalated], .reported, rules: "CMP-22, 29; FBK-09, 10")
        case .revisitUnreachable:  .row("无法联系", "revisit: unreachable", by: [.supervisor, .ticket], from: [.awaitingRevisit], to: [.closed], rules: "CMP-17")
        case .revisitDeclined:     .row("客户谢绝回访", "revisit: declined", by: caller + [.ticket], from: [.awaitingRevisit], to: [.closed], .reported, rules: "A-50; assumption")
        case .replyByLetter:       .row("复函结案", "close by letter", by: service, from: [.explaining, .inDepartment, .awaitingRevisit], to: [.closedByLetter], rules: "CMP-19; C7")
        case .withdraw:            .row("客户撤诉", "withdrawn by the customer", by: service, from: open, to: [.withdrawn], rules: "assumption; 3.0 no. 11")
        case .dispatchDelivered:   .row("部门已签收", "department took delivery", by: [.ticket], from: open, rules: "3.0 no. 1")
        case .dispatchMissed:      .row("部门逾期", "department missed its date", by: [.ticket], from: open, but: [.inDepartment: [.inDepartment, .escalated]], rules: "FBK-03")
        case .dispatchEnded:       .row("部门单结束", "dispatch ended", by: [.ticket], from: open, rules: "3.0 no. 3")
        case .allDispatchesDone:   .row("部门均完成", "all departments done", by: [.ticket], from: [.inDepartment, .escalated], to: [.awaitingRevisit], rules: "CMP-13..16, 25, 29")
        case .allDispatchesReturned: .row("部门退回", "returned to triage", by: [.ticket], from: [.inDepartment, .escalated], to: [.received], rules: "CMP-03")
        case .absorbDuplicate:     .row("并入另一投诉", "absorb a duplicate", by: [.ticket], from: open, but: [.received: [.received, .inDepartment], .explaining: [.explaining, .inDepartment], .awaitingRevisit: [.awaitingRevisit, .inDepartment]], rules: "CMP-18; A11")
        case .releaseDuplicate:    .row("拆出并入的投诉", "release a duplicate", by: [.ticket], from: open, rules: "3.0 no. 7")
        case .takeOver:            .row("接续意见的转单", "take over an opinion's dispatch", by: [.ticket], from: [.received], to: [.inDepartment], rules: "FBK-10; C15")
        case .revisitDropped:      .row("回访未进行", "the revisit was not made", by: [.ticket], from: [.awaitingRevisit], rules: "CMP-17, 19; A17; assumption")
        case .deliveryDead:        .row("转单投递失败", "routing message dead", by: [.queue], from: [.received], rules: "3.0 no. 12")
        }
    }
}

extension Complaint.Phase {
    package static let start = received

    package var label: Label {
        switch self {
        case .received: Label("待分诊", "received")
        case .explaining: Label("解释中", "explaining")
        case .surveying: Label("现场勘察", "site survey")
        case .inDepartment: Label("部门处理中", "with the departments")
        case .onHold: Label("暂停", "on hold")
        case .escalated: Label("已升级", "escalated")
        case .awaitingRevisit: Label("待告知或回访", "handled, customer to be told or asked")
        case .merged: Label("已并案", "merged")
        case .closed: Label("已结案", "closed")
        case .closedByLetter: Label("复函结案", "closed by letter")
        case .withdrawn: Label("已撤诉", "withdrawn")
        }
    }

    package var isEnd: Bool {
        switch self {
        case .received, .explaining, .surveying, .inDepartment, .onHold, .escalated, .awaitingRevisit: false
        case .merged, .closed, .closedByLetter, .withdrawn: true
        }
    }
}
