/// How an acceptance lies before those whom it concerns.
extension AcceptanceNode {
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
}
