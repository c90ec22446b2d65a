/// How an acceptance lies before those whom it concerns.
extension AcceptanceNode {
    package static let matterLabel = Label("整改事项", "what has to be put right")
    package var matter: [PersonalText] { if case .rework(let rework) = state { rework.matter } else { [] } }

    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .planned: [.notifyParties, .reportDate]
        case .dateConfirmed: [.notifyParties]
        case .partiesNotified: [.beginAcceptance]
        case .changeRequested: [.approveReschedule]
        case .accepting: [.recordResult]
        case .awaitingConfirmation: [.customerConfirms]
        case .rework: [.reworkDone]
        case .passed, .cancelled: []
        }
    }

    package static var papers: [Verb: Label] {
        [
            .reportDate: Label("送货通知", "delivery notice"),
            .signProxy: Label("委托验收协议", "proxy agreement"),
            .goodsNotArrived: Label("现场照片", "photos of the site"),
            .recordResult: Label(
                "验收单、现场照片或配套文件", "list of what was accepted, photos of the site, or the supporting document"),
            .customerConfirms: Label("客户确认的配套文件", "supporting document that the customer confirmed"),
            .customerDisputes: Label("客户提供的照片或文件", "photos or files of the customer"),
            .reworkDone: Label("整改后的照片", "photos of what was put right"),
        ]
    }
}
