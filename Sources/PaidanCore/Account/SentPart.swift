/// A part that a ticket has sent to a department, as the ticket itself knows it.
package struct SentPart: Hashable, Sendable {
    package let dispatch: TicketID
    package let department: Department
    /// The promise to forward that it kept or broke, at the moment at which it was sent or came in.
    package let promise: ClockKey?
    package let outcome: Complaint.DispatchRecord.Outcome

    package init(
        dispatch: TicketID, department: Department, promise: ClockKey?, outcome: Complaint.DispatchRecord.Outcome
    ) {
        self.dispatch = dispatch
        self.department = department
        self.promise = promise
        self.outcome = outcome
    }
}

extension Replay {
    /// Every part that was ever sent, in order: also what a merger took or its undoing gave back. The promise is that of the
    /// moment of sending, the outcome the last that is known.
    package var sent: [SentPart] {
        var parts: [SentPart] = []
        for part in scenes.flatMap(\.ticket.state.sent) {
            if let index = parts.firstIndex(where: { $0.dispatch == part.dispatch }) {
                let former = parts[index]
                parts[index] = SentPart(
                    dispatch: former.dispatch, department: former.department, promise: former.promise,
                    outcome: part.outcome)
            } else {
                parts.append(part)
            }
        }
        return parts
    }
}
