@testable import PaidanCore

/// A ticket in each state and each command, reached as the company would reach them.
enum Samples {
    static let target = TicketID(ULID(high: 0, low: 200))

    // MARK: Complaints

    /// Every complaint of the samples has already been to a department that gave it back, so that every guard can be met.
    private static func returnedOnce(_ policy: Policy, _ severity: Complaint.Severity) throws -> Story {
        var story = try Story.complaint(.test(severity: severity, letterOnly: true), policy)
        try story.open()
        try story.act(.forward(departments: [.materials]))
        try story.act(.materials, .returnMisrouted(reason: "not ours", suggestedDept: .engineering))
        return story
    }

    /// The same story told to a different end.
    private static func told(_ story: Story, _ commands: Complaint.Command...) throws -> Story {
        var story = story
        for command in commands { try story.act(command, by: Complaint.table[Complaint.verb(of: command)].roles[0]) }
        return story
    }

    static func complaints(_ policy: Policy, severity: Complaint.Severity = .general) throws -> [Story] {
        let start = try returnedOnce(policy, severity)
        let forwarded = try told(start, .forward(departments: [.engineering]))
        let explaining = try told(start, .startExplanation)
        let escalated = try told(forwarded, .escalate(reason: .customerDemand))
        let handled = try told(escalated, .leaderResolves(result: "r", cause: "c"))
        return [
            start, explaining,
            try told(start, .classify(categories: [.works])),
            try told(start, .requireSurvey(departments: [.engineering])),
            forwarded,
            try told(forwarded, .hold(reason: .customer, until: .monday + .days(3), note: nil)),
            escalated, handled,
            try told(start, .mergeDuplicate(targetID: target)),
            try told(forwarded, .mergeDuplicate(targetID: target)),
            handled.complaint.phase == .awaitingRevisit && policy[Complaint.revisitWithin] != nil
                ? try told(handled, .revisitSatisfied(callTaskID: nil, score: 5))
                : try told(handled, .replyToCustomer(text: "done")),
            try told(explaining, .replyByLetter(letterID: "L-1", note: nil)),
            try told(start, .withdraw(reason: "solved itself")),
        ]
    }

    /// What may be said to a complaint; the ids of its own dispatches make them meaningful.
    static func commands(for complaint: Complaint, at now: Instant) -> [Complaint.Command] {
        let later = now + .hours(1)
        guard let part = complaint.dispatches.last?.id else { return [] }
        let moved = Complaint.DispatchRecordMoved(
            id: TicketID(ULID(high: 1, low: 1)), department: .furniture, forwardedAt: now, misses: 0)
        return [
            .classify(categories: [.works]), .startExplanation, .explanationAccepted(notes: "n"),
            .explanationRejected(notes: nil), .requireSurvey(departments: [.engineering]),
            .scheduleSurvey(at: later, attendees: ["foreman"]),
            .surveyConcluded(findings: "f", departments: [.engineering]),
            .surveyConcluded(findings: "f", departments: nil), .forward(departments: [.engineering, .furniture]),
            .forward(departments: [.engineering]),
            .redispatch(department: .furniture), .replyToCustomer(text: "t"),
            .proposePlan(plan: "p", customerAgrees: true),
            .verifyOutcome(result: "r"), .amend(fields: Complaint.Amendment(projectOrOrder: "P-2"), reason: "typo"),
            .raiseSeverity(level: .major, reason: "media"), .mergeDuplicate(targetID: target),
            .unmerge(reason: "another matter"),
            .hold(reason: .parts, until: later, note: nil), .resume, .escalate(reason: .customerDemand),
            .leaderOrders(measures: "m", newDeadline: later), .leaderResolves(result: "r", cause: "c"),
            .revisitSatisfied(callTaskID: nil, score: 5),
            .revisitDissatisfied(callTaskID: nil, points: ["still creaks"]),
            .revisitUnreachable(attempts: 3), .revisitDeclined(callTaskID: nil),
            .replyByLetter(letterID: "L-1", note: nil), .withdraw(reason: "w"),
            .dispatchDelivered(dispatch: part), .dispatchMissed(dispatch: part, misses: 1),
            .dispatchMissed(dispatch: part, misses: 2), .dispatchEnded(dispatch: part, outcome: .done),
            .dispatchEnded(dispatch: part, outcome: .returned), .dispatchEnded(dispatch: part, outcome: .cancelled),
            .allDispatchesDone, .allDispatchesReturned,
            .absorbDuplicate(source: target, receivedAt: now - .hours(3), parts: [], needs: [.materials]),
            .absorbDuplicate(source: target, receivedAt: now - .hours(3), parts: [moved], needs: []),
            .absorbDuplicate(source: target, receivedAt: now - .hours(3), parts: [], needs: []),
            .releaseDuplicate(source: target, parts: []),
            .takeOver(source: target, part: moved, owesEscalation: false, escalatedAt: nil),
            .revisitDropped(call: target, how: .waived),
            .deliveryDead(queue: "routing", error: "rejected", attempts: 9),
        ]
    }

    // MARK: Dispatches

    static func dispatches(_ policy: Policy) throws -> [Story] {
        var queued = try Story.complaint(.test(), policy)
        try queued.act(.forward(departments: [.engineering]))
        var published = queued
        try published.act(.engineering, .delivered(receipt: nil))
        var working = published
        try working.act(.engineering, .accept(promisedDate: .monday + .hours(1)))
        var overdue = working
        try overdue.wait(.hours(2))
        var ordered = queued
        try ordered.act(.escalate(reason: .customerDemand))
        try ordered.act(.leaderOrders(measures: "m", newDeadline: .monday + .hours(1)), by: .leader)
        var missed = ordered
        try missed.wait(.hours(2))
        var returned = queued
        try returned.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))
        var done = queued
        try done.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        var cancelled = queued
        try cancelled.act(.engineering, .cancelDispatch(reason: nil), by: .specialist)
        var called = try Story.complaint(.test(), policy)
        try called.act(.requireSurvey(departments: [.engineering]))
        var summoned = called
        try summoned.act(.engineering, .delivered(receipt: nil))
        try summoned.act(.scheduleSurvey(at: .monday + .days(1), attendees: nil))
        var surveyed = summoned
        try surveyed.act(.surveyConcluded(findings: "f", departments: nil))
        return [
            queued, published, working, overdue, ordered, missed, called, summoned, surveyed, returned, done, cancelled,
        ]
    }

    static func dispatchCommands(at now: Instant) -> [DepartmentDispatch.Command] {
        let later = now + .hours(1)
        return [
            .delivered(receipt: "r"), .accept(promisedDate: later), .changePromise(date: later, reason: "rain"),
            .returnMisrouted(reason: "r", suggestedDept: .materials), .progress(note: "n", partsNeeded: ["hinge"]),
            .newPromise(date: later), .reportDone(result: "r", cause: "c", responsible: "x"),
            .departmentPhoned(note: nil),
            .remind(note: nil), .cancelDispatch(reason: nil), .promiseMissed, .renewalMissed, .parentHeld(until: later),
            .parentResumed, .leaderOrdered(measures: "m", deadline: later), .surveyScheduled(at: later), .surveyEnded,
            .reparent(parent: target),
            .deliveryDead(queue: "dept:engineering", error: "rejected", attempts: 9),
        ]
    }
}
