internal import PaidanCore
internal import PaidanTesting

/// Every state of both machines that a life can reach, with every command: those that are let in, those refused.
enum DecisionMix {
    static func complaint(_ policy: Policy) throws -> [Decision] {
        let opening = Complaint.Opening(
            channel: .phone, customer: person, content: text, categories: [Category(unchecked: "construction")])
        let received = try Road<Complaint>(opening, policy)
        let forwarded = try received.after(.forward(departments: [.engineering]))
        let part = forwarded.ticket.state.dispatches[0].id
        let handled = try forwarded.after(.dispatchEnded(dispatch: part, outcome: .done), .allDispatchesDone)
        let states = [
            received, try received.after(.startExplanation),
            try received.after(.requireSurvey(departments: [.engineering])), forwarded,
            try forwarded.after(.hold(reason: .parts, until: later, note: nil)),
            try forwarded.after(.escalate(reason: .customerDemand)), handled,
            try handled.after(.replyToCustomer(text: text)), try received.after(.withdraw(reason: text)),
        ]
        return states.flatMap { $0.decisions(complaintCommands(part)) }
    }

    static func dispatch(_ policy: Policy) throws -> [Decision] {
        let opening = DepartmentDispatch.Opening(
            parent: Road<Complaint>.id, department: .engineering, customer: person, categories: [], severity: .general)
        let queued = try Road<DepartmentDispatch>(opening, policy)
        let published = try queued.after(.delivered(receipt: nil))
        let working = try published.after(.accept(promisedDate: later))
        let states = [
            queued, published, working, try working.after(.promiseMissed),
            try queued.after(.returnMisrouted(reason: text, suggestedDept: nil)),
            try working.after(.reportDone(result: text, cause: text, responsible: nil)),
            try queued.after(.cancelDispatch(reason: nil)),
        ]
        return states.flatMap { $0.decisions(dispatchCommands) }
    }

    private static let person = PersonID(ULID(high: 7, low: 7))
    private static let text = PersonalText(sealed: "words")
    private static let later = TestHouse.monday + .days(3)

    private static func complaintCommands(_ part: TicketID) -> [Complaint.Command] {
        [
            .classify(categories: [Category(unchecked: "construction")]), .startExplanation,
            .explanationAccepted(notes: text), .explanationRejected(notes: nil),
            .requireSurvey(departments: [.engineering]), .scheduleSurvey(at: later, attendees: nil),
            .surveyConcluded(findings: text, departments: [.engineering]),
            .forward(departments: [.engineering, .furniture]), .redispatch(department: .furniture),
            .replyToCustomer(text: text), .proposePlan(plan: text, customerAgrees: true), .verifyOutcome(result: text),
            .amend(fields: Complaint.Amendment(projectOrOrder: "P-2"), reason: text),
            .raiseSeverity(level: .major, reason: text), .hold(reason: .parts, until: later, note: nil), .resume,
            .escalate(reason: .customerDemand), .leaderOrders(measures: text, newDeadline: later),
            .leaderResolves(result: text, cause: text), .revisitSatisfied(callTaskID: nil, score: 5),
            .revisitDissatisfied(callTaskID: nil, points: [text]), .revisitUnreachable(attempts: 3),
            .replyByLetter(letterID: nil, note: nil), .withdraw(reason: text), .dispatchDelivered(dispatch: part),
            .dispatchMissed(dispatch: part, misses: 1), .dispatchEnded(dispatch: part, outcome: .done),
            .allDispatchesDone, .allDispatchesReturned,
            .deliveryDead(queue: "routing", error: "rejected", attempts: 8),
        ]
    }

    private static let dispatchCommands: [DepartmentDispatch.Command] = [
        .delivered(receipt: "r"), .accept(promisedDate: later), .changePromise(date: later, reason: text),
        .returnMisrouted(reason: text, suggestedDept: .materials), .progress(note: text, partsNeeded: ["hinge"]),
        .newPromise(date: later), .reportDone(result: text, cause: text, responsible: text),
        .departmentPhoned(note: nil), .remind(note: nil), .cancelDispatch(reason: nil), .promiseMissed, .renewalMissed,
        .parentHeld(until: later), .parentResumed, .leaderOrdered(measures: text, deadline: later),
        .deliveryDead(queue: "engineering", error: "rejected", attempts: 8),
    ]
}
