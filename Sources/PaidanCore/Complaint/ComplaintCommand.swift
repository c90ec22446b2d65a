extension Complaint {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case classify(categories: [Category])
        case startExplanation
        case explanationAccepted(notes: PersonalText?)
        case explanationRejected(notes: PersonalText?)
        case requireSurvey(departments: [Department])
        case scheduleSurvey(at: Instant, attendees: [String]?)
        case surveyConcluded(findings: PersonalText, departments: [Department]?)
        case forward(departments: [Department])
        case redispatch(department: Department)
        case replyToCustomer(text: PersonalText)
        case proposePlan(plan: PersonalText, customerAgrees: Bool)
        case verifyOutcome(result: PersonalText)
        case amend(fields: Amendment, reason: PersonalText)
        case raiseSeverity(level: Severity, reason: PersonalText)
        case mergeDuplicate(targetID: TicketID)
        case unmerge(reason: PersonalText)
        case hold(reason: HoldReason, until: Instant, note: PersonalText?)
        case resume
        case escalate(reason: Escalation.Reason)
        case leaderOrders(measures: PersonalText, newDeadline: Instant)
        case leaderResolves(result: PersonalText, cause: PersonalText)
        case revisitSatisfied(callTaskID: TicketID?, score: Int?)
        case revisitDissatisfied(callTaskID: TicketID?, points: [PersonalText])
        case revisitUnreachable(attempts: Int)
        case revisitDeclined(callTaskID: TicketID?)
        case replyByLetter(letterID: String?, note: PersonalText?)
        case withdraw(reason: PersonalText)
        // Given by linked tickets, by the queue and by the complaint itself.
        case dispatchDelivered(dispatch: TicketID)
        case dispatchMissed(dispatch: TicketID, misses: Int)
        case dispatchEnded(dispatch: TicketID, outcome: DispatchRecord.Outcome)
        case allDispatchesDone
        case allDispatchesReturned
        case absorbDuplicate(
            source: TicketID, receivedAt: Instant, parts: [DispatchRecordMoved], needs: [Department],
            projects: [TicketID]? = nil)
        case releaseDuplicate(source: TicketID, parts: [TicketID])
        case takeOver(source: TicketID, part: DispatchRecordMoved, owesEscalation: Bool, escalatedAt: Instant?)
        case revisitDropped(call: TicketID, how: CallTask.Dropped)
        case deliveryDead(queue: String, error: String, attempts: Int)
    }

    /// What `amend` corrects; a field left out stays.
    package struct Amendment: Codable, Hashable, Sendable {
        package var content: PersonalText?
        package var demand: PersonalText?
        package var projectOrOrder: String?
        package var receivedAt: Instant?

        package init(
            content: PersonalText? = nil, demand: PersonalText? = nil, projectOrOrder: String? = nil,
            receivedAt: Instant? = nil
        ) {
            self.content = content
            self.demand = demand
            self.projectOrOrder = projectOrOrder
            self.receivedAt = receivedAt
        }
    }

    /// A department's part that changes its complaint.
    package struct DispatchRecordMoved: Codable, Hashable, Sendable {
        package let id: TicketID
        package let department: Department
        package let forwardedAt: Instant
        /// The policy counts the two hours until delivery.
        package let countsWhenDelivered: Bool?
        package let deliveredAt: Instant?
        package let misses: Int

        init(
            id: TicketID, department: Department, forwardedAt: Instant, countsWhenDelivered: Bool? = nil,
            deliveredAt: Instant? = nil, misses: Int
        ) {
            self.id = id
            self.department = department
            self.forwardedAt = forwardedAt
            self.countsWhenDelivered = countsWhenDelivered
            self.deliveredAt = deliveredAt
            self.misses = misses
        }
    }

    package enum Verb: Int, Name {
        case classify, startExplanation, explanationAccepted, explanationRejected, requireSurvey, scheduleSurvey
        case surveyConcluded, forward, redispatch, replyToCustomer, proposePlan, verifyOutcome, amend, raiseSeverity
        case mergeDuplicate, unmerge, hold, resume, escalate, leaderOrders, leaderResolves, revisitSatisfied
        case revisitDissatisfied, revisitUnreachable, revisitDeclined, replyByLetter, withdraw
        case dispatchDelivered, dispatchMissed, dispatchEnded, allDispatchesDone, allDispatchesReturned
        case absorbDuplicate, releaseDuplicate, takeOver, revisitDropped, deliveryDead
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .classify: .classify
        case .startExplanation: .startExplanation
        case .explanationAccepted: .explanationAccepted
        case .explanationRejected: .explanationRejected
        case .requireSurvey: .requireSurvey
        case .scheduleSurvey: .scheduleSurvey
        case .surveyConcluded: .surveyConcluded
        case .forward: .forward
        case .redispatch: .redispatch
        case .replyToCustomer: .replyToCustomer
        case .proposePlan: .proposePlan
        case .verifyOutcome: .verifyOutcome
        case .amend: .amend
        case .raiseSeverity: .raiseSeverity
        case .mergeDuplicate: .mergeDuplicate
        case .unmerge: .unmerge
        case .hold: .hold
        case .resume: .resume
        case .escalate: .escalate
        case .leaderOrders: .leaderOrders
        case .leaderResolves: .leaderResolves
        case .revisitSatisfied: .revisitSatisfied
        case .revisitDissatisfied: .revisitDissatisfied
        case .revisitUnreachable: .revisitUnreachable
        case .revisitDeclined: .revisitDeclined
        case .replyByLetter: .replyByLetter
        case .withdraw: .withdraw
        case .dispatchDelivered: .dispatchDelivered
        case .dispatchMissed: .dispatchMissed
        case .dispatchEnded: .dispatchEnded
        case .allDispatchesDone: .allDispatchesDone
        case .allDispatchesReturned: .allDispatchesReturned
        case .absorbDuplicate: .absorbDuplicate
        case .releaseDuplicate: .releaseDuplicate
        case .takeOver: .takeOver
        case .revisitDropped: .revisitDropped
        case .deliveryDead: .deliveryDead
        }
    }
}
