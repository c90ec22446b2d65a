/// How a lead lies before those who see it through.
extension Lead {
    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .registered: [.completeIntake]
        case .screening: [.screeningDone]
        case .awaitingDispatch: [.dispatch]
        case .withDesigner: [.recordContact, .holdFirstTalk]
        case .following: [.recordContact, .signContract]
        case .reassignPending: [.reassign]
        case .invalidationPending: [.confirmInvalid, .approveInvalid]
        case .invalid, .signed, .lost, .merged: []
        }
    }
}
