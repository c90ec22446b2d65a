/// How a complaint lies before a clerk.
extension Complaint {
    package var words: PersonalText? { notice.content }

    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .received: [.classify, .forward]
        case .explaining: [.explanationAccepted]
        case .surveying: [.scheduleSurvey, .surveyConcluded]
        case .inDepartment: [.replyToCustomer]
        case .onHold: [.resume]
        case .escalated: [.leaderOrders, .replyToCustomer]
        case .awaitingRevisit: [.replyToCustomer, .revisitSatisfied]
        case .merged: [.unmerge]
        case .closed, .closedByLetter, .withdrawn: []
        }
    }
}
