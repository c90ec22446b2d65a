/// An opening in which a date may stand that a regulation gave, so that another regulation would have given another.
package protocol PlannedByPolicy {
    /// The same opening under another regulation. A date that a person named stays.
    func planned(under draft: Policy, insteadOf former: Policy) -> Self
}

extension CallTask.Opening: PlannedByPolicy {
    package func planned(under draft: Policy, insteadOf former: Policy) -> CallTask.Opening {
        guard let basisAt, let dueAt, let given = limit(in: former)?.due(from: basisAt, in: former.calendar),
            given == dueAt, let limit = limit(in: draft)
        else { return self }
        var opening = self
        opening.dueAt = limit.due(from: basisAt, in: draft.calendar)
        return opening
    }

    /// A call that asks for another ticket has that ticket's limit.
    private func limit(in policy: Policy) -> Limit? {
        switch parentKind {
        case .complaint: policy[Complaint.revisitWithin]
        case .opinion: policy[OpinionIssue.confirmWithin]
        case .lead, .project, nil: policy[occasion.duty.limit]
        }
    }
}
