extension AcceptanceNode {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case reportDate(
            scheduledFor: Instant, noticeNo: String? = nil, material: PersonalText? = nil, noticedAt: Instant? = nil)
        case signProxy(
            proxyName: PersonalText, agreementNo: String, byInspector: Bool?, proxyPhone: PersonalText? = nil,
            scope: PersonalText? = nil, signedAt: Instant? = nil)
        case notifyParties(parties: [Party], channel: CallTask.Channel?)
        case customerDeclines(note: PersonalText?)
        case requestReschedule(scheduledFor: Instant, mover: Party?, reason: PersonalText?)
        case approveReschedule(scheduledFor: Instant?, verifiedByCall: Bool?)
        case rejectReschedule(reason: PersonalText)
        case beginAcceptance(present: [Party])
        case goodsNotArrived(reason: PersonalText, department: Department?)
        case recordResult(
            passed: Bool, checklist: PersonalText?, defects: [PersonalText]?, department: Department?, signed: Bool?,
            documentNo: String?, results: [ItemResult]? = nil)
        case customerConfirms(
            note: PersonalText?, documentNo: String? = nil, channel: CallTask.Channel? = nil, signed: Bool? = nil)
        case customerDisputes(content: PersonalText, becomes: Objection?)
        case sendToDepartment(department: Department)
        case leaderOrders(measures: PersonalText, newDeadline: Instant)
        case reworkDone(scheduledFor: Instant, note: PersonalText?, cause: PersonalText? = nil)
        case cancelNode(reason: PersonalText?)
        // Given by a clock, by the project, by the supply request and by the department's part.
        case dayCame
        case supplyAssigned(supply: TicketID)
        case supplyMoved(scheduledFor: Instant, mover: Party, isLate: Bool)
        case goodsArrived
        case parentSuspended(until: Instant)
        case parentResumed(scheduledFor: Instant)
        case dispatchMissed(dispatch: TicketID, misses: Int)
        case dispatchEnded(dispatch: TicketID, outcome: Complaint.DispatchRecord.Outcome)
    }

    package enum Verb: Int, Name {
        case reportDate, signProxy, notifyParties, customerDeclines, requestReschedule, approveReschedule,
            rejectReschedule, beginAcceptance, goodsNotArrived, recordResult
        case customerConfirms, customerDisputes, sendToDepartment, leaderOrders, reworkDone, cancelNode, dayCame
        case supplyAssigned, supplyMoved, goodsArrived, parentSuspended, parentResumed, dispatchMissed, dispatchEnded
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .reportDate: .reportDate
        case .signProxy: .signProxy
        case .notifyParties: .notifyParties
        case .customerDeclines: .customerDeclines
        case .requestReschedule: .requestReschedule
        case .approveReschedule: .approveReschedule
        case .rejectReschedule: .rejectReschedule
        case .beginAcceptance: .beginAcceptance
        case .goodsNotArrived: .goodsNotArrived
        case .recordResult: .recordResult
        case .customerConfirms: .customerConfirms
        case .customerDisputes: .customerDisputes
        case .sendToDepartment: .sendToDepartment
        case .leaderOrders: .leaderOrders
        case .reworkDone: .reworkDone
        case .cancelNode: .cancelNode
        case .dayCame: .dayCame
        case .supplyAssigned: .supplyAssigned
        case .supplyMoved: .supplyMoved
        case .goodsArrived: .goodsArrived
        case .parentSuspended: .parentSuspended
        case .parentResumed: .parentResumed
        case .dispatchMissed: .dispatchMissed
        case .dispatchEnded: .dispatchEnded
        }
    }
}
