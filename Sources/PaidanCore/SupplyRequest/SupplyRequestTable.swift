// swift-format-ignore
extension SupplyRequest {
    package static let table = Table(row)

    private static let open: [Phase] = [.requested, .confirmed, .adjusted, .shipped]
    private static let unshipped: [Phase] = [.requested, .confirmed, .adjusted]
    private static let store: [Role] = [.homeConsultant, .specialist, .supervisor]
    private static let site: [Role] = [.siteLead, .specialist, .supervisor]

    /// 供货要求 · the legal transitions, in the order of the regulation.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .confirmSupply:        .row("确认供货", "confirm", by: store, from: [.requested], to: [.confirmed, .adjusted], .reported, rules: "PROJ-11; RSC-02, 03")
        case .answerWithChange:     .row("答复调整后的时间", "answer with another date", by: store, from: [.requested], to: [.adjusted], .reported, rules: "RSC-02, 03")
        case .proposeChange:        .row("调整发货时间", "change the shipping date", by: store, from: [.confirmed, .adjusted], to: [.adjusted], .reported, rules: "RSC-02; again an assumption")
        case .acceptChange:         .row("调整已告知客户和工地", "customer and site were told", by: site, from: [.adjusted], to: [.confirmed], .reported, rules: "RSC-02; B11")
        case .rejectChange:         .row("不同意调整", "reject the change", by: site, from: [.adjusted], to: [.requested], rules: "assumption")
        case .siteLeadChangesDate:  .row("调整进场时间", "the site needs it at another time", by: site, from: unshipped, to: [.requested], .reported, rules: "RSC-01")
        case .ship:                 .row("发货", "ship", by: store, from: unshipped, to: [.shipped], .reported, rules: "PROJ-11; B12; unanswered an assumption")
        case .arrive:               .row("到场", "arrived", by: store + [.siteLead], from: open, to: [.arrived], .reported, rules: "PROJ-12; without a shipment an assumption")
        case .cancelSupply:         .row("取消供货", "cancel", by: [.specialist, .supervisor, .ticket], from: open, to: [.cancelled], rules: "assumption")
        case .neededMoved:          .row("节点改期", "the node was moved", by: [.ticket], from: Phase.allCases, to: [.requested], but: [.shipped: [.shipped], .arrived: [.arrived], .cancelled: [.cancelled]], rules: "RSC-01; after its end an assumption")
        case .nodeEnded:            .row("节点已结束", "the node has ended", by: [.ticket], from: open, to: [.arrived, .cancelled], rules: "assumption")
        case .parentSuspended:      .row("工程暂停", "the project is suspended", by: [.ticket], from: open, rules: "assumption")
        case .parentResumed:        .row("工程恢复", "the project is resumed", by: [.ticket], from: open, to: [.requested], but: [.confirmed: [.requested, .confirmed], .adjusted: [.requested, .adjusted], .shipped: [.shipped]], rules: "assumption")
        }
    }
}

extension SupplyRequest.Phase {
    package static let start = requested

    package var label: Label {
        switch self {
        case .requested: Label("待店面答复", "to be answered by the store")
        case .confirmed: Label("已确认", "confirmed")
        case .adjusted: Label("时间有调整", "has another date")
        case .shipped: Label("已发货", "shipped")
        case .arrived: Label("已到场", "arrived")
        case .cancelled: Label("已取消", "cancelled")
        }
    }

    package var isEnd: Bool {
        switch self {
        case .requested, .confirmed, .adjusted, .shipped: false
        case .arrived, .cancelled: true
        }
    }
}
