extension Complaint {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        /// - Parameter replaces: the given-back parts in whose place somebody is named anew; nil where there were none, and in
        ///   histories of before that was said (`completed`).
        case classified(categories: [Category], departments: [Department], replaces: [TicketID]?)
        case explanationStarted
        case explanationAccepted(notes: PersonalText?, isRevisited: Bool)
        case explanationRejected(notes: PersonalText?)
        case surveyRequired(departments: [Department], summons: [Summons]?)
        case surveyScheduled(at: Instant, attendees: [String])
        case surveyConcluded(findings: PersonalText, parts: [Forwarding])
        case forwarded(parts: [Forwarding], replaces: [TicketID]?)
        case redispatched(part: Forwarding, replaces: TicketID?)
        case customerAnswered(text: PersonalText)
        case planProposed(plan: PersonalText, agreed: Bool)
        case outcomeVerified(result: PersonalText)
        case amended(fields: Amendment, reason: PersonalText)
        case severityRaised(level: Severity, reason: PersonalText)
        case severityReviewOpened(repeats: Int)
        case merged(into: TicketID, moved: [TicketID])
        /// - Parameters:
        ///   - ended: what has become of the moved parts that do not come back open; nil in histories of before they came back.
        ///   - progress: how far all of them are; nil in histories of before that was said.
        case unmerged(
            reason: PersonalText, back: [TicketID], ended: [Relative.Ended]?, progress: [Relative.Progress]?)
        /// - Parameters:
        ///   - countsHere: the two hours of the parts are judged here; nil in histories of before that was said (`completed`).
        ///   - needs: the departments that the duplicate was with, or had to get to; nil in histories of before that was kept.
        ///   - projects: the renovations that it was about; nil where there is none, and in histories of before that was kept.
        case duplicateAbsorbed(
            source: TicketID, receivedAt: Instant, parts: [DispatchRecordMoved], countsHere: Bool?,
            needs: [Department]?, projects: [TicketID]? = nil)
        /// - Parameters:
        ///   - promise: the number of the promise under which the target's own parts take the places of those; none in histories
        ///     of before there was one.
        ///   - isFromNow: whether that promise counts from this fact; nil in histories in which it counts from receipt.
        case duplicateReleased(source: TicketID, parts: [TicketID], promise: Int?, isFromNow: Bool?)
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
        case tookOver(source: TicketID, part: DispatchRecordMoved, owesEscalation: Bool, escalatedAt: Instant?)
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

    package static func clocksReleased(by event: Event) -> [ClockRule] {
        switch event {
        case .merged, .withdrawn: clockRules
        // What nobody planned, ordered, verified or forwarded, and nobody has to any more.
        case .handled: [planClock, leaderOrderClock] + forwardingClocks
        case .leaderResolved: [planClock] + forwardingClocks
        case .returnedToTriage: [leaderOrderClock] + forwardingClocks
        case .explanationAccepted, .closed, .revisitSatisfied, .revisitDeclined: [planClock, verificationClock]
        // The customer was neither asked nor told.
        case .revisitUnreachable: [revisitClock, firstReplyClock, verificationClock]
        case .revisitDropped: [revisitClock]
        case .duplicateAbsorbed: [revisitClock, resultToldClock]
        // What went back is the other complaint's to forward and to deliver.
        case .duplicateReleased: forwardingClocks
        // What was cancelled before it was delivered nobody has to deliver any more.
        case .dispatchEnded(_, .cancelled): forwardingClocks
        case .answeredByLetter(let letterID, _):
            [revisitClock, planClock, verificationClock] + forwardingClocks
                + (letterID == nil ? [firstReplyClock, resultToldClock] : [])
        case .classified, .explanationStarted, .explanationRejected, .surveyRequired, .surveyScheduled,
            .surveyConcluded, .forwarded, .redispatched, .customerAnswered, .planProposed, .outcomeVerified, .amended,
            .severityRaised, .severityReviewOpened, .unmerged, .held, .resumed, .escalated, .leaderOrdered,
            .dispatchDelivered, .dispatchMissed, .dispatchEnded, .revisitDissatisfied, .revisitPlanned,
            .tookOver, .deliveryDied:
            []
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

    /// A corrected notice and an undelivered message say nothing of what the customer was told. Another receipt does: nothing was
    /// done before it.
    package static func isAside(_ event: Event) -> Bool {
        switch event {
        case .amended(let fields, _): fields.receivedAt == nil
        case .deliveryDied: true
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
