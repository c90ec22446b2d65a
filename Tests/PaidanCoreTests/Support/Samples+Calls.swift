@testable import PaidanCore

/// A call in each state and each command.
extension Samples {
    static func calls(_ policy: Policy) throws -> [Story] {
        var planned = Story(policy)
        try planned.open(CallTask.self, .test())
        var due = Story(policy)
        try due.open(CallTask.self, .test(dueAt: .monday + .days(2)))
        var soon = due
        try soon.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil), by: .revisitor)
        // The contact has outlasted the date, so that whatever does not reach the customer leaves the call overdue.
        var tooLong = Story(policy)
        try tooLong.open(CallTask.self, .test(dueAt: .monday + .hours(1)))
        try tooLong.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil), by: .revisitor)
        try tooLong.wait(.hours(2))
        var overdue = due
        try overdue.wait(.days(3))
        var unreached = due
        try unreached.tryInVain(times: 3)
        var longUnreached = unreached
        try longUnreached.wait(.days(3))
        let recorded = try told(due, .made())
        let twice = recorded.call.phase == .archived ? [] : try reviewed(recorded)
        return [
            planned, due, try told(due, .booked(at: .monday + .hours(5))), soon, tooLong, overdue,
            unreached, longUnreached, recorded, try told(due, .waive(reason: .ended, note: nil)),
            try told(unreached, .acceptUnreached(note: nil)), try replaced(due),
        ] + twice
    }

    /// By another call to the same customer.
    private static func replaced(_ due: Story) throws -> Story {
        var due = due
        let other = try due.open(CallTask.self, .test())
        return try told(due, .supersede(newTaskID: other))
    }

    private static func reviewed(_ recorded: Story) throws -> [Story] {
        let inReview = try told(recorded, .submitRecord(note: nil))
        return [inReview, try told(inReview, .review(opinion: "o"))]
    }

    private static func told(_ story: Story, _ command: CallTask.Command) throws -> Story {
        var story = story
        try story.act(CallTask.self, command, by: CallTask.table[CallTask.verb(of: command)].roles[0])
        return story
    }

    /// The call `target`, still to be made.
    static let otherCall = Relative(id: target, kind: .call, branch: .main, isOpen: true, person: .somebody)

    static func callCommands(at now: Instant, besides other: TicketID = target) -> [CallTask.Command] {
        let later = now + .hours(1)
        return [
            .assign(caller: Account(unchecked: "caller")), .assign(caller: nil),
            .bookSlot(at: later, place: "p", overrideReason: nil),
            .startContact(channel: .phone, overrideReason: "urgent"),
            .answer(question: .designer, score: 4, yes: nil, text: nil),
            .hear(becomes: .opinion, content: "c", categories: nil, severity: nil),
            .hear(becomes: .complaint, content: "c", categories: [.works], severity: .general),
            .hear(becomes: .visit, content: "c", categories: nil, severity: nil),
            .busy(at: later), .inVain(.noAnswer, retryAt: later), .inVain(.wrongNumber), .made(),
            .customerDeclines(note: nil, dislikesCalls: true, overrideReason: nil),
            .supervisorRetry(retryAt: later, overrideReason: nil), .acceptUnreached(note: "n"),
            .amend(answers: [CallTask.Answer(.designer, score: 3)], reason: "typo"), .writeReport(report: "r"),
            .submitRecord(note: nil),
            .allowLater(reason: "r"), .review(opinion: "o"), .sendBack(reason: "r"),
            .needSecondCall(dueAt: later, reason: "r"), .needSecondCall(dueAt: now + .days(9), reason: "r"),
            .markFaked(reason: "e"), .waive(reason: .dislikesCalls, note: "n"), .supersede(newTaskID: other),
            .reparent(parent: other),
            .closeMissed(reason: "r"), .madeTogether(call: other), .becomeDue, .deadlinePassed, .contactLapsed,
        ]
    }
}
