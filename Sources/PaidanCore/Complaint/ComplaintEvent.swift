extension Complaint {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        case classified(categories: [Category], departments: [Department])
        case explanationStarted
        case explanationAccepted(notes: PersonalText?, isRevisited: Bool)
        case explanationRejected(notes: PersonalText?)
        case surveyRequired(departments: [Department])
        case surveyScheduled(at: Instant, attendees: [String])
        case surveyConcluded(findings: PersonalText, parts: [Forwarding])
        case forwarded(parts: [Forwarding])
        case redispatched(part: Forwarding, replaces: TicketID?)
        case customerAnswered(text: PersonalText)
        case planProposed(plan: PersonalText, agreed: Bool)
        case outcomeVerified(result: PersonalText)
        case amended(fields: Amendment, reason: PersonalText)
        case severityRaised(level: Severity, reason: PersonalText)
        case severityReviewOpened(repeats: Int)
        case merged(into: TicketID, moved: [TicketID])
        case unmerged(reason: PersonalText, back: [TicketID])
        case duplicateAbsorbed(source: TicketID, receivedAt: Instant, parts: [DispatchRecordMoved])
        case duplicateReleased(source: TicketID, parts: [TicketID])
        case held(reason: HoldReason, until: Instant, note: PersonalText?)
        case resumed
        case escalated(reason: Escalation.Reason)
        case leaderOrdered(measures: PersonalText, newDeadline: Instant)
        case leaderResolved(result: PersonalText, cause: PersonalText, isRevisited: Bool)
        case dispatchDelivered(dispatch: TicketID)
        case dispatchMissed(dispatch: TicketID, misses: Int, owesEscalation: Bool)
        case dispatchEnded(dispatch: TicketID, outcome: DispatchRecord.Outcome)
        case returnedToTriage(isMisrouted: Bool)
        case handled(isRevisited: Bool)
        case closed(how: ClosedHow)
        case revisitSatisfied(callTaskID: TicketID?, score: Int?)
        case revisitDissatisfied(callTaskID: TicketID?, points: [PersonalText])
        case revisitUnreachable(attempts: Int)
        case revisitPlanned(call: TicketID, dueAt: Instant)
        case revisitDeclined(callTaskID: TicketID?)
        /// Waived, or missed for good: the customer is told the result instead.
        case revisitDropped(call: TicketID, how: CallTask.Dropped)
        case answeredByLetter(letterID: String?, note: PersonalText?)
        case withdrawn(reason: PersonalText)
        case tookOver(source: TicketID, part: DispatchRecordMoved, owesEscalation: Bool)
        case deliveryDied(queue: String, error: String, attempts: Int)
    }

    package enum ClosedHow: String, CaseIterable, Codable, Sendable { case told }

    /// A department that the complaint is forwarded to.
    package struct Forwarding: Codable, Hashable, Sendable {
        package let dispatch: TicketID
        package let department: Department
        /// The policy counts the two hours until delivery.
        package let countsWhenDelivered: Bool?
        /// Dates this department has missed before in this complaint.
        package let misses: Int?
    }

    package static func releasesClocks(_ event: Event) -> Bool {
        switch event {
        case .merged, .withdrawn: true
        case .revisitDropped(_, let how): how == .waived
        case .classified, .explanationStarted, .explanationAccepted, .explanationRejected, .surveyRequired,
            .surveyScheduled,
            .surveyConcluded, .forwarded, .redispatched, .customerAnswered, .planProposed, .outcomeVerified, .amended,
            .severityRaised, .severityReviewOpened, .unmerged, .duplicateAbsorbed, .duplicateReleased, .held, .resumed,
            .escalated, .leaderOrdered, .leaderResolved, .dispatchDelivered, .dispatchMissed, .dispatchEnded,
            .returnedToTriage, .handled, .closed, .revisitSatisfied, .revisitDissatisfied, .revisitUnreachable,
            .revisitPlanned, .revisitDeclined, .tookOver, .answeredByLetter, .deliveryDied:
            false
        }
    }

    package static func cameByTime(_ event: Event) -> Bool {
        switch event {
        case .resumed, .dispatchMissed: true
        case .escalated(let reason): reason == .secondMiss
        case .classified, .explanationStarted, .explanationAccepted, .explanationRejected, .surveyRequired,
            .surveyScheduled, .surveyConcluded, .forwarded, .redispatched, .customerAnswered, .planProposed,
            .outcomeVerified, .amended, .severityRaised, .severityReviewOpened, .merged, .unmerged, .duplicateAbsorbed,
            .duplicateReleased, .held, .leaderOrdered, .leaderResolved, .dispatchDelivered, .dispatchEnded,
            .returnedToTriage, .handled, .closed, .revisitSatisfied, .revisitDissatisfied, .revisitUnreachable,
            .revisitPlanned, .revisitDeclined, .revisitDropped, .answeredByLetter, .withdrawn, .tookOver, .deliveryDied:
            false
        }
    }

    /// A corrected notice and an undelivered message say nothing of what the customer was told.
    package static func isAside(_ event: Event) -> Bool {
        switch event {
        case .amended, .deliveryDied: true
        case .classified, .explanationStarted, .explanationAccepted, .explanationRejected, .surveyRequired,
            .surveyScheduled, .surveyConcluded, .forwarded, .redispatched, .customerAnswered, .planProposed,
            .outcomeVerified, .severityRaised, .severityReviewOpened, .merged, .unmerged, .duplicateAbsorbed,
            .duplicateReleased, .held, .resumed, .escalated, .leaderOrdered, .leaderResolved, .dispatchDelivered,
            .dispatchMissed, .dispatchEnded, .returnedToTriage, .handled, .closed, .revisitSatisfied,
            .revisitDissatisfied, .revisitUnreachable, .revisitPlanned, .revisitDeclined, .revisitDropped,
            .answeredByLetter, .withdrawn, .tookOver:
            false
        }
    }
}
