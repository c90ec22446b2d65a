extension DepartmentDispatch {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case delivered(receipt: String?)
        case accept(promisedDate: Instant)
        case changePromise(date: Instant, reason: PersonalText)
        case returnMisrouted(reason: PersonalText, suggestedDept: Department?)
        case progress(note: PersonalText, partsNeeded: [String]?)
        case newPromise(date: Instant)
        case reportDone(result: PersonalText, cause: PersonalText, responsible: PersonalText?)
        case departmentPhoned(note: PersonalText?)
        case remind(note: PersonalText?)
        case cancelDispatch(reason: PersonalText?)
        // Given by clocks, by what it is part of and by the queue.
        case promiseMissed
        case renewalMissed
        case parentHeld(until: Instant)
        case parentResumed
        case leaderOrdered(measures: PersonalText, deadline: Instant)
        case surveyScheduled(at: Instant)
        case surveyEnded
        case reparent(parent: TicketID)
        case deliveryDead(queue: String, error: String, attempts: Int)
    }

    package enum Verb: Int, Name {
        case delivered, accept, changePromise, returnMisrouted, progress, newPromise, reportDone, departmentPhoned,
            remind
        case cancelDispatch, promiseMissed, renewalMissed, parentHeld, parentResumed, leaderOrdered, surveyScheduled,
            surveyEnded, reparent, deliveryDead
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .delivered: .delivered
        case .accept: .accept
        case .changePromise: .changePromise
        case .returnMisrouted: .returnMisrouted
        case .progress: .progress
        case .newPromise: .newPromise
        case .reportDone: .reportDone
        case .departmentPhoned: .departmentPhoned
        case .remind: .remind
        case .cancelDispatch: .cancelDispatch
        case .promiseMissed: .promiseMissed
        case .renewalMissed: .renewalMissed
        case .parentHeld: .parentHeld
        case .parentResumed: .parentResumed
        case .leaderOrdered: .leaderOrdered
        case .surveyScheduled: .surveyScheduled
        case .surveyEnded: .surveyEnded
        case .reparent: .reparent
        case .deliveryDead: .deliveryDead
        }
    }

    /// Only a complaint, an opinion or an acceptance opens one.
    package static let openers: [Role] = [.ticket]

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        (opening, [])
    }
}
