@testable import PaidanCore

/// An opinion in each state and each command.
extension Samples {
    static func opinions(_ policy: Policy) throws -> [Story] {
        var start = Story(policy)
        try start.open(OpinionIssue.self, .test())
        let promised = try told(start, .promiseReply(promisedDate: .monday + .days(2), note: nil))
        let forwarded = try told(start, .forward(department: .engineering))
        let both = try told(promised, .forward(department: .engineering))
        let escalated = try missedTwice(forwarded)
        let answered = try told(start, .answerAtOnce(text: "t"))
        return [
            start, promised, forwarded, both, escalated, try missedTwice(both), answered,
            try told(answered, .customerContent(callTaskID: nil, score: 4)),
            try told(start, .becomeComplaint(content: nil, categories: nil, severity: nil)),
        ]
    }

    private static func told(_ story: Story, _ command: OpinionIssue.Command) throws -> Story {
        var story = story
        let role = OpinionIssue.table[OpinionIssue.verb(of: command)].roles[0]
        try story.act(OpinionIssue.self, command, by: role)
        return story
    }

    private static func missedTwice(_ story: Story) throws -> Story {
        var story = story
        try story.act(.engineering, .accept(promisedDate: story.now + .hours(1)))
        try story.wait(.hours(2))
        try story.act(.engineering, .newPromise(date: story.now + .hours(1)))
        try story.wait(.hours(2))
        return story
    }

    static func opinionCommands(
        for opinion: OpinionIssue, at now: Instant, after call: TicketID = target
    ) -> [OpinionIssue.Command] {
        let later = now + .hours(1)
        let part = opinion.dispatches.last?.id ?? target
        let ends: [Complaint.DispatchRecord.Outcome] = [.done, .returned, .cancelled]
        return [
            .answerAtOnce(text: "t"), .promiseReply(promisedDate: later, note: "n"), .replyGiven(text: "t"),
            .forward(department: .engineering), .leaderOrders(measures: "m", newDeadline: later),
            .leaderResolves(result: "r"), .customerContent(callTaskID: call, score: 5),
            .customerNotContent(callTaskID: nil, points: ["p"], department: nil, promisedDate: nil),
            .customerNotContent(callTaskID: nil, points: ["p"], department: nil, promisedDate: later),
            .customerNotContent(callTaskID: nil, points: ["p"], department: .materials, promisedDate: nil),
            .customerUnreachable(attempts: 3), .customerDeclines(callTaskID: nil),
            .becomeComplaint(content: "c", categories: nil, severity: .important),
            .amend(fields: OpinionIssue.Amendment(projectOrOrder: "P-2"), reason: "typo"), .withdraw(reason: "w"),
            .dispatchMissed(dispatch: part, misses: 1), .dispatchMissed(dispatch: part, misses: 2),
            .confirmationDropped(call: target, how: .missed),
        ] + ends.map { .dispatchEnded(dispatch: part, outcome: $0) }
    }
}
