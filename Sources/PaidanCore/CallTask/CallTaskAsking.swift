extension CallTask {
    /// The ticket that a call may be part of. Raw values reach disk and never change.
    package enum Asking: String, CaseIterable, Codable, Sendable {
        case complaint, opinion, lead, project

        var type: any AsksByCall.Type {
            switch self {
            case .complaint: Complaint.self
            case .opinion: OpinionIssue.self
            case .lead: Lead.self
            case .project: RenovationProject.self
            }
        }

        /// Whether it waits for a yes or no; a lead and a project only want to know how the call went.
        var wantsVerdict: Bool {
            switch self {
            case .complaint, .opinion: true
            case .lead, .project: false
            }
        }
    }

    /// What a call tells the ticket that it is part of.
    package enum Result: Hashable, Sendable {
        case satisfied(Int?)
        case dissatisfied([PersonalText])
        /// Without the customer (PROJ-05); never of what waits for his word.
        case learned
        case declined
        case unreachable(Int)
        case dropped(Dropped)
    }
}

/// A machine that has a customer asked by a call of its own.
protocol AsksByCall: TicketKind {
    /// The command by which a call's result is recorded.
    static func command(on result: CallTask.Result, by call: TicketID) -> Command
}

extension AsksByCall {
    static func told(_ result: CallTask.Result, by call: TicketID) -> AnyCommand {
        AnyCommand(Self.self, command(on: result, by: call))
    }
}

extension Complaint: AsksByCall {
    static func command(on result: CallTask.Result, by call: TicketID) -> Command {
        switch result {
        case .satisfied(let score): .revisitSatisfied(callTaskID: call, score: score)
        case .dissatisfied(let points): .revisitDissatisfied(callTaskID: call, points: points)
        case .declined, .learned: .revisitDeclined(callTaskID: call)
        case .unreachable(let attempts): .revisitUnreachable(attempts: attempts)
        case .dropped(let how): .revisitDropped(call: call, how: how)
        }
    }
}

extension OpinionIssue: AsksByCall {
    static func command(on result: CallTask.Result, by call: TicketID) -> Command {
        switch result {
        case .satisfied(let score): .customerContent(callTaskID: call, score: score)
        case .dissatisfied(let points):
            .customerNotContent(callTaskID: call, points: points, department: nil, promisedDate: nil)
        case .declined, .learned: .customerDeclines(callTaskID: call)
        case .unreachable(let attempts): .customerUnreachable(attempts: attempts)
        case .dropped(let how): .confirmationDropped(call: call, how: how)
        }
    }
}
