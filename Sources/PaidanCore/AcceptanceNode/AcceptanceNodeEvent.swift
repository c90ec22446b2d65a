extension AcceptanceNode {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        /// - Parameter number: of hidden works that are named once more; nil for the first, and in histories of before that was judged.
        case dateReported(day: Day, isLate: Bool, delivery: DeliveryNotice? = nil, number: Int? = nil)
        /// - Parameter number: how many proxies that makes; nil in histories of before each had a notice of his own.
        case proxySigned(
            proxyName: PersonalText, agreementNo: String, byInspector: Bool, isShort: Bool,
            proxyPhone: PersonalText? = nil, scope: PersonalText? = nil, signedAt: Instant? = nil, number: Int? = nil)
        case partiesTold(parties: [Party], channel: CallTask.Channel?)
        case declined(note: PersonalText?)
        case rescheduleRequested(scheduledFor: Instant, mover: Party, reason: PersonalText?, isLate: Bool)
        case rescheduleRejected(reason: PersonalText)
        case rescheduled(day: Day, mover: Party, isLate: Bool)
        /// By the supply: the goods come at another time.
        case dateMoved(day: Day, mover: Party, isLate: Bool)
        /// The same while nobody waits for that date any more.
        case supplyDateNoted(scheduledFor: Instant)
        /// The call of the day on which the material arrives, where the regulation has one.
        case dayCame(call: TicketID?)
        /// `untold`: who had not been told of the date and is not there either.
        case began(present: [Party], untold: [Party], call: TicketID?)
        case goodsMissing(reason: PersonalText, part: Rework.Part?, call: TicketID?)
        case passed(checklist: PersonalText?, call: TicketID?, results: [ItemResult]? = nil)
        case passedInAbsence(
            documentNo: String, checklist: PersonalText?, call: TicketID?, results: [ItemResult]? = nil)
        case failed(defects: [PersonalText], part: Rework.Part?, call: TicketID?, results: [ItemResult]? = nil)
        case confirmed(note: PersonalText?, confirmation: Confirmation? = nil, call: TicketID? = nil)
        case disputed(content: PersonalText, becomes: Objection, ticket: TicketID)
        case sentToDepartment(part: Rework.Part)
        case leaderOrdered(measures: PersonalText, newDeadline: Instant)
        case reworkDone(day: Day, note: PersonalText?, cause: PersonalText? = nil)
        case cancelled(reason: PersonalText?, byProject: Bool)
        case supplyAssigned(supply: TicketID)
        case goodsArrived
        case suspended(until: Instant)
        case dispatchMissed(dispatch: TicketID, misses: Int)
        case dispatchEnded(dispatch: TicketID, outcome: Complaint.DispatchRecord.Outcome)
        case escalated
        /// With another date of its own where it waits for one and is not to keep what it has.
        /// - Parameters:
        ///   - standstill: how long nobody's time ran; nil in histories of before that was said.
        ///   - short: whom it has become too late meanwhile to tell ahead of the date that stands.
        ///   - keepsDay: the reminder of its day goes on; nil where there is another date, and in histories in which it began anew.
        case resumed(day: Day?, standstill: Suspension? = nil, short: [Party]? = nil, keepsDay: Bool? = nil)
    }

    package static func cameByTime(_ event: Event) -> Bool {
        switch event {
        case .dayCame, .dispatchMissed, .escalated: true
        case .dateReported, .proxySigned, .partiesTold, .declined, .rescheduleRequested, .rescheduleRejected,
            .rescheduled, .dateMoved, .supplyDateNoted, .began, .goodsMissing, .passed, .passedInAbsence, .failed,
            .confirmed, .disputed, .sentToDepartment,
            .leaderOrdered, .reworkDone, .cancelled, .supplyAssigned, .goodsArrived, .suspended, .resumed,
            .dispatchEnded:
            false
        }
    }

    /// A date that was given up, with what had to be told of it; an order that nobody gave and that is not wanted any more.
    package static func clocksReleased(by event: Event) -> [ClockRule] {
        switch event {
        case .dateReported, .rescheduled, .dateMoved, .goodsMissing, .cancelled, .suspended, .resumed: clockRules
        // Who was neither told nor there was not told in time.
        case .began: noticeClocks + [reportClock]
        case .dispatchEnded, .reworkDone: [leaderOrderClock]
        case .proxySigned, .partiesTold, .declined, .rescheduleRequested, .rescheduleRejected, .supplyDateNoted,
            .dayCame, .passed, .passedInAbsence, .failed, .confirmed, .disputed, .sentToDepartment,
            .leaderOrdered, .supplyAssigned, .goodsArrived, .dispatchMissed, .escalated:
            []
        }
    }
}
