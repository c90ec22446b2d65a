@testable import PaidanCore

/// What must be true of a company, whatever was done to it.
extension Story {
    /// Empty in a sound company.
    var flaws: [String] {
        complaints.flatMap { flaws(ofComplaint: $0) + disagreements(ofComplaint: $0) }
            + dispatches.flatMap { common(ticket(DepartmentDispatch.self, $0)) + disagreements(ofDispatch: $0) }
    }

    /// Of the complaint alone, without asking its dispatches.
    func flaws(ofComplaint id: TicketID) -> [String] {
        let complaint = self[complaint: id]
        var flaws = common(ticket(Complaint.self, id))
        if !complaint.followUps.isEmpty {
            flaws.append("\(complaint.phase) still owes \(complaint.followUps.count) follow-ups")
        }
        if !complaint.phase.isEnd, complaint.open.isEmpty, ticket(Complaint.self, id).ledger.running.isEmpty {
            flaws.append("nothing will ever happen to it in \(complaint.phase)")
        }
        return flaws
    }

    private func disagreements(ofComplaint id: TicketID) -> [String] {
        let complaint = self[complaint: id]
        return complaint.open.flatMap { record in
            let dispatch = self[dispatch: record.id]
            var flaws: [String] = []
            if dispatch.phase.isEnd {
                flaws.append("\(complaint.phase) waits for a dispatch that is \(dispatch.phase)")
            }
            if dispatch.complaint != id {
                flaws.append("\(complaint.phase) waits for a dispatch that reports elsewhere")
            }
            return flaws
        }
    }

    private func disagreements(ofDispatch id: TicketID) -> [String] {
        let dispatch = self[dispatch: id]
        guard !dispatch.phase.isEnd else { return [] }
        let parent = self[complaint: dispatch.complaint]
        var flaws: [String] = []
        if !parent.open.contains(where: { $0.id == id }) {
            flaws.append("\(dispatch.phase), but its \(parent.phase) complaint does not wait for it")
        }
        if (dispatch.heldSince != nil) != (parent.phase == .onHold) {
            flaws.append(
                "\(dispatch.phase) is \(dispatch.heldSince == nil ? "not held" : "held"), its complaint is \(parent.phase)"
            )
        }
        return flaws
    }

    private func common<K: TicketKind>(_ ticket: Ticket<K>) -> [String] {
        let state = ticket.state
        let running = ticket.ledger.running
        let wanted = state.clocks.filter { $0.met == nil }.map(\.key)
        var flaws: [String] = []
        if state.phase.isEnd != (state.custodian == .nobody) {
            flaws.append("\(state.phase) is held by \(state.custodian.name)")
        }
        if state.phase.isEnd, !running.isEmpty {
            flaws.append("\(state.phase) has running clocks: \(running.map(\.key.text))")
        }
        if !state.phase.isEnd, state.clocks.isEmpty { flaws.append("\(state.phase) has no clock") }
        if Set(state.clocks.map(\.key)).count != state.clocks.count {
            flaws.append("\(state.phase) wants a clock twice")
        }
        for entry in running where !wanted.contains(entry.key) {
            flaws.append("\(state.phase) does not want \(entry.key.text)")
        }
        return flaws
    }
}
