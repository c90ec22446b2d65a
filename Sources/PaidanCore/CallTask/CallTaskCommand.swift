extension CallTask {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case assign(caller: Account?)
        case bookSlot(at: Instant, place: PersonalText?, overrideReason: PersonalText?)
        case startContact(channel: Channel, overrideReason: PersonalText?)
        case answer(question: Question, score: Int?, yes: Bool?, text: PersonalText?)
        case hear(becomes: Becoming, content: PersonalText, categories: [Category]?, severity: Complaint.Severity?)
        case customerBusy(at: Instant, place: PersonalText?, overrideReason: PersonalText?)
        case noAnswer(miss: Miss, retryAt: Instant?, overrideReason: PersonalText?)
        case complete(
            channel: Channel?, satisfied: Bool?, score: Int?, points: [PersonalText]?, answers: [Answer]?,
            signed: Bool?, dislikesCalls: Bool?, next: Occasion?, nextDueAt: Instant?, overrideReason: PersonalText?)
        case customerDeclines(note: PersonalText?, dislikesCalls: Bool?, overrideReason: PersonalText?)
        case supervisorRetry(retryAt: Instant, overrideReason: PersonalText?)
        case acceptUnreached(note: PersonalText?)
        case amend(answers: [Answer], reason: PersonalText)
        case writeReport(report: PersonalText)
        case submitRecord(note: PersonalText?)
        case allowLater(reason: PersonalText)
        case review(opinion: PersonalText)
        case sendBack(reason: PersonalText)
        case needSecondCall(dueAt: Instant, reason: PersonalText)
        case markFaked(reason: PersonalText)
        case waive(reason: Waiver.Reason, note: PersonalText?)
        case supersede(newTaskID: TicketID?)
        case closeMissed(reason: PersonalText?)
        // Given by the project that it goes with, by a lead that is merged into another one, and by clocks.
        case madeTogether(call: TicketID)
        case reparent(parent: TicketID)
        case becomeDue
        case deadlinePassed
        case contactLapsed
    }

    package enum Verb: Int, Name {
        case assign, bookSlot, startContact, answer, hear, customerBusy, noAnswer, complete, customerDeclines,
            supervisorRetry
        case acceptUnreached, amend, writeReport, submitRecord, allowLater, review, sendBack, needSecondCall, markFaked,
            waive
        case supersede, closeMissed, madeTogether, becomeDue, deadlinePassed, contactLapsed, reparent
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .assign: .assign
        case .bookSlot: .bookSlot
        case .startContact: .startContact
        case .answer: .answer
        case .hear: .hear
        case .customerBusy: .customerBusy
        case .noAnswer: .noAnswer
        case .complete: .complete
        case .customerDeclines: .customerDeclines
        case .supervisorRetry: .supervisorRetry
        case .acceptUnreached: .acceptUnreached
        case .amend: .amend
        case .writeReport: .writeReport
        case .submitRecord: .submitRecord
        case .allowLater: .allowLater
        case .review: .review
        case .sendBack: .sendBack
        case .needSecondCall: .needSecondCall
        case .markFaked: .markFaked
        case .waive: .waive
        case .supersede: .supersede
        case .closeMissed: .closeMissed
        case .madeTogether: .madeTogether
        case .becomeDue: .becomeDue
        case .deadlinePassed: .deadlinePassed
        case .contactLapsed: .contactLapsed
        case .reparent: .reparent
        }
    }
}
