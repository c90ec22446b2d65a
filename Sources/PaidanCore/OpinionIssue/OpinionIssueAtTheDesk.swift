/// How an opinion lies before a clerk.
extension OpinionIssue {
    package var words: PersonalText? { notice.content }

    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .raised: [.answerAtOnce]
        case .promised: [.replyGiven]
        case .inDepartment: [.promiseReply]
        case .escalated: [.leaderOrders]
        case .answered: [.customerContent]
        case .closed, .upgraded: []
        }
    }
}
