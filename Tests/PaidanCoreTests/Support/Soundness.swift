@testable import PaidanCore

/// What must be true of a company, whatever was done to it.
extension Story {
    /// Empty in a sound company.
    var flaws: [String] {
        let first = complaints.flatMap { flaws(ofComplaint: $0) + disagreements(ofComplaint: $0) }
        let parts = dispatches.flatMap { common(ticket(DepartmentDispatch.self, $0)) + disagreements(ofDispatch: $0) }
        let others = opinions.flatMap { flaws(ofOpinion: $0) } + calls.flatMap { flaws(ofCall: $0) }
        let built = projects.flatMap { flaws(ofProject: $0) } + nodes.flatMap { flaws(ofNode: $0) }
        return first + parts + others + leads.flatMap { flaws(ofLead: $0) } + built
            + supplies.flatMap { flaws(ofSupply: $0) }
    }

    /// Of every clock that was judged, by ticket and key.
    var verdicts: [String: Verdict] {
        var verdicts: [String: Verdict] = [:]
        for (id, entry) in entries {
            if let verdict = entry.verdict, verdict != .released { verdicts["\(id) \(entry.key.text)"] = verdict }
        }
        return verdicts
    }

    /// What was told as late or judged so, by ticket and promise, whatever its subject.
    var latePromises: Set<String> {
        Set(
            entries.filter { _, entry in entry.verdict == .late || (entry.isBreached && entry.isRunning) }
                .map { id, entry in "\(id) \(entry.key.name) \(entry.key.round)" })
    }

    private var entries: [(TicketID, ClockLedger.Entry)] {
        func entries<K: TicketKind>(_: K.Type) -> [(TicketID, ClockLedger.Entry)] {
            ids[K.kind, default: []].flatMap { id in ticket(K.self, id).ledger.entries.map { (id, $0) } }
        }
        return Kind.allCases.flatMap { entries($0.type) }
    }

    private func flaws(ofOpinion id: TicketID) -> [String] {
        let opinion = self[opinion: id]
        var flaws = common(ticket(OpinionIssue.self, id), hasPart: opinion.open != nil)
        if let part = opinion.open {
            if self[dispatch: part.id].phase.isEnd {
                flaws.append("\(opinion.phase) waits for a dispatch that has ended")
            }
            if self[dispatch: part.id].whole != id { flaws.append("its dispatch reports elsewhere") }
        }
        if case .answered(let answer) = opinion.state, let call = answer.call, !isOwed(call) {
            flaws.append("waits for a call that is \(self[call: call].phase)")
        }
        return flaws
    }

    private func flaws(ofLead id: TicketID) -> [String] {
        let lead = self[lead: id]
        var flaws = common(ticket(Lead.self, id))
        for call in lead.calls.map(\.call) where !isOwed(call) {
            flaws.append("waits for a call that is \(self[call: call].phase)")
        }
        let inUse = ids[.rota, default: []].map { self[rota: $0] }.filter { !$0.phase.isEnd }
        let hand = inUse.flatMap(\.standings.designers)
        for standing in hand where standing.charges.contains(where: { $0.lead == id }) {
            if lead.phase.isEnd || lead.designer != standing.designer {
                flaws.append("\(lead.phase), but the rota sees it in the hand of \(standing.designer)")
            }
        }
        return flaws
    }

    private func flaws(ofCall id: TicketID) -> [String] {
        let call = self[call: id]
        var flaws = common(ticket(CallTask.self, id))
        if let asking = call.asking, isOwed(id), !waits(for: id, asking) {
            flaws.append("\(call.phase), and nobody waits for the answer")
        }
        return flaws
    }

    private func isOwed(_ id: TicketID) -> Bool { !self[call: id].phase.isEnd && self[call: id].record == nil }

    private func waits(for call: TicketID, _ asking: (id: TicketID, kind: CallTask.Asking)) -> Bool {
        switch asking.kind {
        case .complaint:
            if case .awaitingRevisit(let handled) = self[complaint: asking.id].state {
                handled.call == call
            } else {
                false
            }
        case .opinion:
            if case .answered(let answer) = self[opinion: asking.id].state { answer.call == call } else { false }
        case .lead: self[lead: asking.id].calls.contains { $0.call == call }
        case .project: self[project: asking.id].calls.contains { $0.call == call && $0.isReached == nil }
        }
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
        var calls: [String] = []
        if case .awaitingRevisit(let handled) = complaint.state, let call = handled.call, !isOwed(call) {
            calls = ["waits for a call that is \(self[call: call].phase)"]
        }
        return calls
            + complaint.open.flatMap { record in
                let dispatch = self[dispatch: record.id]
                var flaws: [String] = []
                if dispatch.phase.isEnd {
                    flaws.append("\(complaint.phase) waits for a dispatch that is \(dispatch.phase)")
                }
                if dispatch.whole != id {
                    flaws.append("\(complaint.phase) waits for a dispatch that reports elsewhere")
                }
                return flaws
            }
    }

    private func disagreements(ofDispatch id: TicketID) -> [String] {
        let dispatch = self[dispatch: id]
        guard !dispatch.phase.isEnd else { return [] }
        switch dispatch.wholeKind {
        case .complaint: break
        case .opinion:
            let opinion = self[opinion: dispatch.whole]
            return opinion.open?.id == id
                ? [] : ["\(dispatch.phase), but its \(opinion.phase) opinion does not wait for it"]
        case .node:
            let node = self[node: dispatch.whole]
            return node.part?.dispatch == id
                ? [] : ["\(dispatch.phase), but its \(node.phase) node does not wait for it"]
        }
        let parent = self[complaint: dispatch.whole]
        var flaws: [String] = []
        if dispatch.isSummons {
            guard case .surveying(let survey) = parent.state, survey.summons.contains(where: { $0.dispatch == id })
            else { return ["\(dispatch.phase), but its \(parent.phase) complaint surveys nothing"] }
            return []
        }
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

    /// - Parameter hasPart: another ticket's clocks run for it.
    func common<K: TicketKind>(_ ticket: Ticket<K>, hasPart: Bool = false) -> [String] {
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
        if !state.phase.isEnd, state.clocks.isEmpty, state.unwatched == nil, !hasPart {
            flaws.append("\(state.phase) has no clock")
        }
        if Set(state.clocks.map(\.key)).count != state.clocks.count {
            flaws.append("\(state.phase) wants a clock twice")
        }
        for entry in running where !wanted.contains(entry.key) {
            flaws.append("\(state.phase) does not want \(entry.key.text)")
        }
        return flaws
    }
}
