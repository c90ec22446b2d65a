extension OpinionIssue {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case answerAtOnce(text: PersonalText)
        case promiseReply(promisedDate: Instant, note: PersonalText?)
        case replyGiven(text: PersonalText)
        case forward(department: Department)
        case leaderOrders(measures: PersonalText, newDeadline: Instant)
        case leaderResolves(result: PersonalText)
        case customerContent(callTaskID: TicketID?, score: Int?)
        case customerNotContent(
            callTaskID: TicketID?, points: [PersonalText], department: Department?, promisedDate: Instant?)
        case customerUnreachable(attempts: Int)
        case customerDeclines(callTaskID: TicketID?)
        case becomeComplaint(
            content: PersonalText?, categories: [Category]?, severity: Complaint.Severity?)
        case amend(fields: Amendment, reason: PersonalText)
        case withdraw(reason: PersonalText)
        // Given by linked tickets.
        case dispatchMissed(dispatch: TicketID, misses: Int)
        case dispatchEnded(dispatch: TicketID, outcome: Complaint.DispatchRecord.Outcome)
        case confirmationDropped(call: TicketID, how: CallTask.Dropped)
    }

    /// What `amend` corrects; a field left out stays.
    package struct Amendment: Codable, Hashable, Sendable {
        package var content: PersonalText?
        package var projectOrOrder: String?

        package init(content: PersonalText? = nil, projectOrOrder: String? = nil) {
            self.content = content
            self.projectOrOrder = projectOrOrder
        }
    }

    package enum Verb: Int, Name {
        case answerAtOnce, promiseReply, replyGiven, forward, leaderOrders, leaderResolves
        case customerContent, customerNotContent, customerUnreachable, customerDeclines, becomeComplaint, amend,
            withdraw
        case dispatchMissed, dispatchEnded, confirmationDropped
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .answerAtOnce: .answerAtOnce
        case .promiseReply: .promiseReply
        case .replyGiven: .replyGiven
        case .forward: .forward
        case .leaderOrders: .leaderOrders
        case .leaderResolves: .leaderResolves
        case .customerContent: .customerContent
        case .customerNotContent: .customerNotContent
        case .customerUnreachable: .customerUnreachable
        case .customerDeclines: .customerDeclines
        case .becomeComplaint: .becomeComplaint
        case .amend: .amend
        case .withdraw: .withdraw
        case .dispatchMissed: .dispatchMissed
        case .dispatchEnded: .dispatchEnded
        case .confirmationDropped: .confirmationDropped
        }
    }
}
