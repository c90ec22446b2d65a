extension CallTask {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        case becameDue
        /// On nobody's list is on everybody's.
        case assigned(caller: Account?)
        /// `closesAt`: until then the call does not give way to the next one of its cadence; nil where that is later anyhow.
        case slotBooked(at: Instant, place: PersonalText?, overrideReason: PersonalText?, closesAt: Instant?)
        case contactStarted(channel: Channel, isOutsideWindow: Bool, overrideReason: PersonalText?)
        case answered(answer: Answer)
        case heard(
            ticket: TicketID, becomes: Becoming, content: PersonalText, categories: [Category]?,
            severity: Complaint.Severity?)
        case customerBusy(at: Instant, place: PersonalText?, overrideReason: PersonalText?, closesAt: Instant?)
        /// Without another try: a supervisor decides. `movedFrom` is the moment that the usual distance gives, where nobody is to
        /// be disturbed then; a miss too soon after the last one that counts is none of the attempts.
        case notReached(
            miss: Miss, retryAt: Instant?, overrideReason: PersonalText?, movedFrom: Instant?, isTooSoon: Bool?)
        case completed(made: Made)
        case declined(note: PersonalText?, dislikesCalls: Bool)
        /// No review is asked for.
        case filed
        case retryOrdered(retryAt: Instant, overrideReason: PersonalText?)
        case unreachedAccepted(note: PersonalText?)
        case amended(answers: [Answer], reason: PersonalText)
        case reportWritten(report: PersonalText)
        case submitted(note: PersonalText?)
        case submissionExtended(submitBy: Instant, reason: PersonalText)
        case reviewed(opinion: PersonalText)
        case sentBack(reason: PersonalText)
        case secondCallNeeded(dueAt: Instant, opensAt: Instant, reason: PersonalText)
        case markedFaked(reason: PersonalText, recheck: TicketID, dueAt: Instant)
        case waived(reason: Waiver.Reason, note: PersonalText?)
        case superseded(by: TicketID?)
        /// The customer was asked at this call of a node, within the same time of the calendar.
        case madeTogether(call: TicketID)
        case missed(reason: PersonalText?)
        case deadlinePassed
        case contactLapsed
        /// The cadence goes on, whatever became of this call (A7).
        case nextPlanned(call: TicketID, occasion: Occasion, basisAt: Instant, dueAt: Instant)
        case contradicted(issue: TicketID, contradiction: Contradiction)
        /// What the customer is dissatisfied with and nobody has noted: a point, a question with a low score, or the whole.
        case pointRaised(issue: TicketID, content: PersonalText?, question: Question?, overall: Overall?)
        case reparented(parent: TicketID)
    }

    /// What a caller brings back.
    package struct Made: Codable, Hashable, Sendable {
        /// nil where the customer was not spoken to.
        package let channel: Channel?
        package let satisfied: Bool?
        package let score: Int?
        package let points: [PersonalText]
        package let answers: [Answer]
        package let signed: Bool
        package let dislikesCalls: Bool
        package let missing: [Question]
    }

    package static func cameByTime(_ event: Event) -> Bool {
        switch event {
        case .becameDue, .deadlinePassed, .contactLapsed: true
        case .assigned, .slotBooked, .contactStarted, .answered, .heard, .customerBusy, .notReached, .completed,
            .declined,
            .filed,
            .retryOrdered, .unreachedAccepted, .amended, .reportWritten, .submitted, .submissionExtended, .reviewed,
            .sentBack,
            .secondCallNeeded, .markedFaked, .waived, .superseded, .madeTogether, .missed, .nextPlanned,
            .contradicted, .pointRaised, .reparented:
            false
        }
    }

    /// Whose call it is says nothing of whether it was made.
    package static func isAside(_ event: Event) -> Bool {
        switch event {
        case .assigned, .reparented: true
        case .becameDue, .slotBooked, .contactStarted, .answered, .heard, .customerBusy, .notReached, .completed,
            .declined, .filed, .retryOrdered, .unreachedAccepted, .amended, .reportWritten, .submitted,
            .submissionExtended, .reviewed, .sentBack, .secondCallNeeded, .markedFaked, .waived, .superseded,
            .madeTogether, .missed,
            .deadlinePassed, .contactLapsed, .nextPlanned, .contradicted, .pointRaised:
            false
        }
    }

    /// A call that nobody owes any more. One that was missed is late, and one that another stood for is made.
    package static func clocksReleased(by event: Event) -> [ClockRule] {
        switch event {
        case .waived, .superseded, .unreachedAccepted: clockRules
        case .becameDue, .assigned, .slotBooked, .contactStarted, .answered, .heard, .customerBusy, .notReached,
            .completed,
            .declined, .filed, .retryOrdered, .amended, .reportWritten, .submitted, .submissionExtended, .reviewed,
            .sentBack,
            .secondCallNeeded, .markedFaked, .madeTogether, .missed, .deadlinePassed, .contactLapsed, .nextPlanned,
            .contradicted, .pointRaised, .reparented:
            []
        }
    }
}
