/// Since when, why and by whom else a ticket is held: what accounts ask of the machines besides the custodian.
extension Complaint {
    /// Its own receipt: a duplicate's earlier one belongs to the duplicate's account.
    package var begunAt: Instant? { ownReceivedAt }

    package var heldBecause: Label? {
        switch state {
        case .received(let triage), .explaining(let triage): triage.why == .new ? nil : triage.why.label
        case .onHold(let hold): hold.reason.label
        case .escalated(let escalation): escalation.reason.label
        case .surveying, .inDepartment, .awaitingRevisit, .merged, .closed, .closedByLetter, .withdrawn: nil
        }
    }

    package static let standstills = [Phase.onHold]

    package var sent: [SentPart] {
        dispatches.map { record in
            SentPart(
                dispatch: record.id, department: record.department,
                promise: forwarding(record.department.code, record.promise, met: nil).key, outcome: record.outcome)
        }
    }
}

extension DepartmentDispatch {
    package var heldBecause: Label? { heldSince == nil ? nil : Self.complaintOnHold }
}

extension OpinionIssue {
    package var begunAt: Instant? { opening.raisedAt }

    package var heldBecause: Label? {
        switch state {
        case .raised(let triage): triage.why == .new ? nil : triage.why.label
        case .promised, .inDepartment, .escalated, .answered, .closed, .upgraded: nil
        }
    }

    package var sent: [SentPart] {
        dispatches.map { record in
            SentPart(
                dispatch: record.id, department: record.department,
                promise: ClockKey(Self.forwardClock, round: round), outcome: record.outcome)
        }
    }
}
