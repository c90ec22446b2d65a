// swift-format-ignore
extension AcceptanceNode {
    package static let table = Table(row)

    private static let open: [Phase] = [.planned, .dateConfirmed, .partiesNotified, .changeRequested, .accepting, .awaitingConfirmation, .rework]
    private static let dated: [Phase] = [.planned, .dateConfirmed, .partiesNotified]
    private static let service: [Role] = [.specialist, .supervisor]
    private static let site: [Role] = [.siteLead, .specialist, .supervisor]
    private static let judges: [Role] = [.inspector, .siteLead, .specialist, .supervisor]

    /// 验收节点 · the legal transitions, in the order of the regulation.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .reportDate:         .row("告知验收时间", "name the date", by: site, from: [.planned], to: [.dateConfirmed], .reported, rules: "PROJ-02, 07")
        case .signProxy:          .row("登记委托验收协议", "register the proxy agreement", by: service, from: dated, rules: "PROJ-14, 15; date confirmed an assumption")
        case .notifyParties:      .row("已通知相关人员", "those concerned were told", by: service, from: dated, to: [.planned, .partiesNotified], but: [.dateConfirmed: [.dateConfirmed, .partiesNotified], .partiesNotified: [.partiesNotified]], .reported, rules: "PROJ-03, 08, 13, 15..17; a part of them an assumption")
        case .customerDeclines:   .row("客户不到场", "the customer will not come", by: service, from: [.partiesNotified], rules: "PROJ-05, 06, 14")
        case .requestReschedule:  .row("申请改期", "ask for another date", by: site + [.homeConsultant], from: dated, to: [.changeRequested], .reported, rules: "RSC-01, 04, 06")
        case .approveReschedule:  .row("同意改期", "approve the new date", by: service, from: [.changeRequested], to: [.planned], rules: "RSC-05")
        case .rejectReschedule:   .row("不同意改期", "reject the new date", by: service, from: [.changeRequested], to: dated, rules: "RSC-05; B21; assumption")
        case .beginAcceptance:    .row("开始验收", "begin the acceptance", by: judges, from: dated, to: [.accepting], .reported, rules: "PROJ-12, 14, 18; before all are told: B16")
        case .goodsNotArrived:    .row("材料未到场", "the goods did not arrive", by: site, from: dated, to: [.rework], .reported, rules: "PROJ-04; A8")
        case .recordResult:       .row("记录验收结果", "record the result", by: judges, from: [.accepting], to: [.passed, .awaitingConfirmation, .rework], .reported, rules: "PROJ-04..06, 09, 18, 19")
        case .customerConfirms:   .row("客户确认", "the customer confirms", by: service, from: [.awaitingConfirmation], to: [.passed], .reported, rules: "PROJ-06")
        case .customerDisputes:   .row("客户有异议", "the customer disputes it", by: service, from: [.awaitingConfirmation], to: [.rework], rules: "PROJ-06")
        case .sendToDepartment:   .row("转责任部门整改", "send to a department", by: service, from: [.rework], rules: "PROJ-18; assumption")
        case .leaderOrders:       .row("领导批示", "the leader orders", by: [.leader], from: [.rework], rules: "FBK-03; assumption")
        case .reworkDone:         .row("整改完成", "put right", by: site, from: [.rework], to: [.planned], rules: "PROJ-18")
        case .cancelNode:         .row("取消节点", "cancel the node", by: service + [.ticket], from: open, to: [.cancelled], rules: "assumption")
        case .dayCame:            .row("材料进场日已到", "the day has come", by: [.clock], from: dated + [.changeRequested], .due, rules: "PROJ-04, 05; A8")
        case .supplyAssigned:     .row("供货要求已发出", "the supply was requested", by: [.ticket], from: open, rules: "PROJ-10")
        case .supplyMoved:        .row("供货时间变更", "the supply has another date", by: [.ticket], from: open, but: [.dateConfirmed: [.planned], .partiesNotified: [.planned]], rules: "RSC-01, 02; B11")
        case .goodsArrived:       .row("货已到场", "the goods have arrived", by: [.ticket], from: open, rules: "PROJ-12")
        case .parentSuspended:    .row("工程暂停", "the project is suspended", by: [.ticket], from: open, rules: "assumption")
        case .parentResumed:      .row("工程恢复", "the project is resumed", by: [.ticket], from: open, but: [.dateConfirmed: [.planned, .dateConfirmed], .partiesNotified: [.planned, .partiesNotified]], rules: "assumption")
        case .dispatchMissed:     .row("部门逾期", "department missed its date", by: [.ticket], from: [.rework], rules: "FBK-02, 03; assumption")
        case .dispatchEnded:      .row("部门单结束", "dispatch ended", by: [.ticket], from: [.rework], rules: "PROJ-18; assumption")
        }
    }
}

extension AcceptanceNode.Phase {
    package static let start = planned

    package var label: Label {
        switch self {
        case .planned: Label("已计划", "planned")
        case .dateConfirmed: Label("时间已确认", "date confirmed")
        case .partiesNotified: Label("已通知", "all are told")
        case .changeRequested: Label("改期待核实", "another date is asked for")
        case .accepting: Label("验收中", "being accepted")
        case .awaitingConfirmation: Label("待客户确认", "to be confirmed by the customer")
        case .rework: Label("整改中", "being put right")
        case .passed: Label("已通过", "passed")
        case .cancelled: Label("已取消", "cancelled")
        }
    }

    package var isEnd: Bool {
        switch self {
        case .planned, .dateConfirmed, .partiesNotified, .changeRequested, .accepting, .awaitingConfirmation, .rework:
            false
        case .passed, .cancelled: true
        }
    }
}
