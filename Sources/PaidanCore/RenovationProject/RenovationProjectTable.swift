// swift-format-ignore
extension RenovationProject {
    package static let table = Table(row)

    private static let working: [Phase] = [.underway, .hiddenWorks, .materialsPhase, .finishing]
    /// With the hidden works the phase goes on by itself; what waits for the first material may have them done before.
    private static let supplied: [Phase] = [.underway, .materialsPhase, .finishing]
    private static let beforeWarranty: [Phase] = [.contracted, .planned] + working + [.awaitingPayment]
    private static let moving: [Phase] = [.planned] + working + [.suspended]
    private static let service: [Role] = [.specialist, .supervisor]
    private static let site: [Role] = [.siteLead, .specialist, .supervisor]

    /// 装修工程 · the legal transitions, in the order of the regulation.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .approvePlan:    .row("确认施工计划", "approve the plan", by: service, from: [.contracted], to: [.planned], rules: "PROJ-01, 10, 22; A6")
        case .addShipment:    .row("增加一批进场", "add a shipment", by: service, from: [.planned] + working, rules: "PROJ-10, 12")
        case .requestSupply:  .row("重新发出供货要求", "ask for the goods again", by: service, from: supplied, rules: "PROJ-10; after a cancelled one an assumption")
        case .startWorks:     .row("正式开工", "start the works", by: site, from: [.planned], to: [.underway], .reported, rules: "PROJ-01, 02, 28; CBP-02")
        case .endWorks:       .row("竣工", "end the works", by: site, from: [.underway, .finishing], to: [.awaitingPayment], .reported, rules: "A6; CBP-02, 03")
        case .issuePaymentNotice: .row("开交款通知单", "issue the payment notice", by: service + [.cashier], from: [.awaitingPayment], rules: "PAY-01")
        case .settle:         .row("结算尾款", "settle the balance", by: [.cashier, .supervisor], from: [.awaitingPayment], to: [.verifyingSurvey, .inWarranty], .reported, rules: "PAY-01..03; A6")
        case .verifySurvey:   .row("核对满意度调查表", "verify the questionnaire", by: service, from: [.verifyingSurvey], to: [.inWarranty], rules: "PAY-04, 05")
        case .assignTeam:     .row("指派人员", "assign the team", by: service, from: beforeWarranty + [.verifyingSurvey, .inWarranty, .suspended], rules: "PROJ-16, 17; assumption")
        case .setBlocking:    .row("投诉是否影响尾期验收", "whether a complaint holds the final acceptance", by: service, from: beforeWarranty + [.suspended], rules: "PROJ-17; assumption")
        case .suspend:        .row("停工", "suspend", by: [.supervisor], from: beforeWarranty, to: [.suspended], rules: "assumption")
        case .resume:         .row("复工", "resume", by: [.supervisor], from: [.suspended], to: beforeWarranty, rules: "assumption")
        case .cancelProject:  .row("取消工程", "cancel the project", by: [.supervisor, .leader], from: beforeWarranty + [.suspended], to: [.cancelled], rules: "assumption")
        case .amend:          .row("更正登记", "amend", by: service + [.ticket], from: Phase.allCases, rules: "assumption; as M05")
        case .warrantyEnded:  .row("保修期满", "the warranty has ended", by: [.clock], from: [.inWarranty], .due, rules: "CBP-03; T-33")
        case .closeProject:   .row("工程结束", "close", by: [.ticket], from: [.inWarranty], to: [.closed], rules: "CBP-03; LFU-07")
        case .advance:        .row("进入下一阶段", "go on to the next phase", by: [.ticket], from: working, to: [.awaitingPayment], but: [.underway: [.hiddenWorks], .hiddenWorks: [.materialsPhase], .materialsPhase: [.finishing]], rules: "PROJ-01, 10, 19; RSC-05")
        case .nodeEnded:      .row("节点已结束", "a node has ended", by: [.ticket], from: moving, rules: "PROJ-01, 12, 17")
        case .nodeMoved:      .row("节点改期", "a node was moved", by: [.ticket], from: moving, rules: "RSC-01..06")
        case .nodeReworked:   .row("节点整改", "a node is put right", by: [.ticket], from: moving, rules: "PROJ-18")
        case .supplyEnded:    .row("供货已结束", "a supply has ended", by: [.ticket], from: supplied + [.suspended], rules: "PROJ-11, 12")
        case .callPlanned:    .row("安排回访", "a call was planned", by: [.ticket], from: Phase.allCases, rules: "PROJ-04, 09, 19; CBP-02, 03")
        case .callEnded:      .row("回访已结束", "a call has ended", by: [.ticket], from: Phase.allCases, rules: "CBP-02, 03, 25; LFU-07; PROJ-20")
        case .ticketLinked:   .row("关联投诉", "a complaint is linked", by: [.ticket], from: Phase.allCases, rules: "LFU-07; PAY-09")
        case .ticketEnded:    .row("关联投诉已办结", "a linked complaint has ended", by: [.ticket], from: Phase.allCases, rules: "LFU-07; PAY-09")
        }
    }
}

extension RenovationProject.Phase {
    package static let start = contracted

    package var label: Label {
        switch self {
        case .contracted: Label("已签约", "contracted")
        case .planned: Label("已排计划", "planned")
        case .underway: Label("已开工", "underway")
        case .hiddenWorks: Label("隐蔽工程", "hidden works")
        case .materialsPhase: Label("主材、家居进场", "materials")
        case .finishing: Label("收尾", "finishing")
        case .awaitingPayment: Label("待结算尾款", "to be paid")
        case .verifyingSurvey: Label("核对满意度调查表", "questionnaire to be verified")
        case .inWarranty: Label("保修期内", "in warranty")
        case .closed: Label("已结束", "closed")
        case .suspended: Label("已停工", "suspended")
        case .cancelled: Label("已取消", "cancelled")
        }
    }

    package var isEnd: Bool {
        switch self {
        case .contracted, .planned, .underway, .hiddenWorks, .materialsPhase, .finishing, .awaitingPayment,
            .verifyingSurvey, .inWarranty, .suspended:
            false
        case .closed, .cancelled: true
        }
    }
}
