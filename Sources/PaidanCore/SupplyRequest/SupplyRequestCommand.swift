extension SupplyRequest {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case confirmSupply(shipOn: Instant, arriveOn: Instant)
        case answerWithChange(shipOn: Instant, arriveOn: Instant, reason: PersonalText)
        case proposeChange(shipOn: Instant, arriveOn: Instant, reason: PersonalText)
        case acceptChange(customerTold: Bool)
        case rejectChange(reason: PersonalText)
        case siteLeadChangesDate(neededOn: Instant, reason: PersonalText?)
        case ship(note: PersonalText?, items: PersonalText? = nil)
        case arrive(deliveryNote: String?)
        case cancelSupply(reason: PersonalText?)
        // Given by the project and by the node.
        case neededMoved(neededOn: Instant)
        case nodeEnded(outcome: AcceptanceNode.Outcome)
        case parentSuspended
        case parentResumed(neededOn: Instant)
    }

    package enum Verb: Int, Name {
        case confirmSupply, answerWithChange, proposeChange, acceptChange, rejectChange, siteLeadChangesDate, ship,
            arrive, cancelSupply
        case neededMoved, nodeEnded, parentSuspended, parentResumed
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .confirmSupply: .confirmSupply
        case .answerWithChange: .answerWithChange
        case .proposeChange: .proposeChange
        case .acceptChange: .acceptChange
        case .rejectChange: .rejectChange
        case .siteLeadChangesDate: .siteLeadChangesDate
        case .ship: .ship
        case .arrive: .arrive
        case .cancelSupply: .cancelSupply
        case .neededMoved: .neededMoved
        case .nodeEnded: .nodeEnded
        case .parentSuspended: .parentSuspended
        case .parentResumed: .parentResumed
        }
    }
}
