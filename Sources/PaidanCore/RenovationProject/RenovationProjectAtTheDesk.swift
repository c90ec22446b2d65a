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
}
