@testable import PaidanCore

/// What must be true of projects, their acceptances and their supplies.
extension Story {
    func flaws(ofProject id: TicketID) -> [String] {
        let project = self[project: id]
        var flaws = common(ticket(RenovationProject.self, id), hasPart: project.unwatched != nil)
        if !project.followUps.isEmpty { flaws.append("\(project.phase) still owes \(project.followUps)") }
        if project.phase.isEnd, !project.openNodes.isEmpty { flaws.append("\(project.phase) has open nodes") }
        for record in project.nodes {
            let node = self[node: record.node]
            if (record.outcome == .open) == node.phase.isEnd {
                flaws.append("takes a \(node.phase) node for \(record.outcome)")
            }
            if record.outcome == .open, record.scheduledFor != node.day.scheduledFor {
                flaws.append("knows another date of its \(node.phase) node")
            }
            if record.isInRework != (node.phase == .rework) { flaws.append("takes a \(node.phase) node for rework") }
            if !node.phase.isEnd, (node.suspension == nil) == (project.phase == .suspended) {
                flaws.append("is \(project.phase), its \(node.phase) node goes on otherwise")
            }
        }
        for record in project.supplies {
            let supply = self[supply: record.supply]
            if (record.outcome == .open) == supply.phase.isEnd {
                flaws.append("takes a \(supply.phase) supply for \(record.outcome)")
            }
        }
        for link in project.links {
            let complaint = self[complaint: link.linked]
            // One that a merger brought here, and its undoing took away, is open and no concern of the project.
            guard link.isOpen != (!complaint.phase.isEnd && complaint.projects.contains(id)) else { continue }
            flaws.append("takes a \(complaint.phase) complaint for \(link.isOpen ? "open" : "ended")")
        }
        return flaws
    }

    func flaws(ofNode id: TicketID) -> [String] {
        let node = self[node: id]
        var flaws = common(ticket(AcceptanceNode.self, id), hasPart: node.unwatched != nil)
        if let part = node.part, self[dispatch: part.dispatch].phase.isEnd {
            flaws.append("\(node.phase) waits for a dispatch that has ended")
        }
        if !node.phase.isEnd, self[project: node.opening.project].phase.isEnd {
            flaws.append("\(node.phase), and its project has ended")
        }
        flaws += brokenPromises(of: node)
        return flaws
    }

    /// 承诺账: whoever has to hear of the date that stands has heard of it, or a clock runs or has run for that.
    private func brokenPromises(of node: AcceptanceNode) -> [String] {
        guard node.isDated, node.suspension == nil else { return [] }
        return node.untold.filter { party in
            !node.clocks.contains { $0.key.subject == party.subject && $0.key.round >= node.datings }
        }.map { "nobody has to tell \($0) of the date" }
    }

    func flaws(ofSupply id: TicketID) -> [String] {
        let supply = self[supply: id]
        var flaws = common(ticket(SupplyRequest.self, id), hasPart: supply.unwatched != nil)
        if !supply.phase.isEnd, self[node: supply.opening.node].phase.isEnd {
            flaws.append("\(supply.phase), and its node has ended")
        }
        return flaws
    }
}
