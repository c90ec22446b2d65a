/// How a project lies before those who run it.
extension RenovationProject {
    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .contracted: [.approvePlan]
        case .planned: [.startWorks]
        case .underway, .finishing: [.endWorks, .addShipment]
        case .hiddenWorks, .materialsPhase: [.addShipment]
        case .awaitingPayment: [.settle, .issuePaymentNotice]
        case .verifyingSurvey: [.verifySurvey]
        case .suspended: [.resume]
        case .inWarranty, .closed, .cancelled: []
        }
    }

    package static var papers: [Verb: Label] {
        [
            .approvePlan: Label("施工计划和产品合同", "construction plan and product contracts"),
            .addShipment: Label("产品合同", "product contract"),
            .startWorks: Label("开工照片", "photos of the start"),
            .endWorks: Label("竣工照片", "photos of the end"),
            .issuePaymentNotice: Label("交款通知单", "payment notice"),
            .settle: Label("收款凭证、满意度调查表和保修单", "receipt, questionnaire and warranty card"),
            .verifySurvey: Label("满意度调查表", "questionnaire"),
        ]
    }
}
