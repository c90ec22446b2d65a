/// How a complaint lies before a clerk.
extension Complaint {
    package var matter: [PersonalText] { [notice.content] }
    package var project: TicketID? { projects.first }

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

    package static var papers: [Verb: Label] {
        [
            .surveyConcluded: Label("勘察照片", "photos of the survey"),
            .proposePlan: Label("解决方案", "plan"),
            .verifyOutcome: Label("核实照片", "photos of the outcome"),
            .replyByLetter: Label("复函", "letter"),
        ]
    }
}
