/// How an opinion lies before a clerk.
extension OpinionIssue {
    package var matter: [PersonalText] { [notice.content].compactMap(\.self) }
    package var project: TicketID? { opening.project }

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

    package static var papers: [Verb: Label] {
        [
            .replyGiven: Label("答复所附的照片或文件", "photos or files of the answer")
        ]
    }
}
