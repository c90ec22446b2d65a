/// What `NoOrphanProof` asks of a project.
extension RenovationProject {
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        [Opening(customer: .sample, contractNo: .sample)]
    }

    package func gist(_ policy: Policy) -> [String] {
        let open = AcceptanceNode.Stage.allCases.map { stage in
            "\(min(openNodes.count { $0.stage == stage }, 2))"
        }
        // A complaint decides only whether the end of the warranty closes it.
        let isKept = phase == .inWarranty && !openLinks.isEmpty
        return [
            open.joined(), nodes.isEmpty ? "" : "nodes", isKept ? "linked" : "", isWarrantyOver ? "over" : "", standing,
        ]
    }

    private var standing: String {
        if case .suspended(let suspension) = state { suspension.phase.rawValue } else { "" }
    }

    /// Its own steps when they are due; an end of what is open.
    package func mayHear(_ command: Command) -> Bool {
        switch command {
        case .advance, .closeProject: followUps.contains(command)
        case .nodeEnded(let node, let outcome): outcome != .open && openNodes.contains { $0.node == node }
        case .supplyEnded(let supply, let outcome): outcome != .open && openSupplies.contains { $0.supply == supply }
        case .ticketEnded(let linked, _): openLinks.contains { $0.linked == linked }
        case .callEnded(let call, _, _): calls.contains { $0.call == call && $0.isReached == nil }
        case .approvePlan, .addShipment, .requestSupply, .startWorks, .endWorks, .issuePaymentNotice, .settle,
            .verifySurvey, .assignTeam, .setBlocking, .suspend, .resume, .cancelProject, .amend, .warrantyEnded,
            .nodeMoved, .nodeReworked, .callPlanned, .ticketLinked:
            true
        }
    }

    package var unwatched: Label? {
        switch state {
        case .underway, .hiddenWorks, .materialsPhase, .finishing:
            openNodes.isEmpty ? nil : Label("验收节点各有时限", "its acceptances have clocks of their own")
        case .inWarranty:
            isWarrantyOver ? Label("待关联投诉办结,各有时限", "linked complaints have clocks of their own") : nil
        case .contracted, .planned, .awaitingPayment, .verifyingSurvey, .closed, .suspended, .cancelled: nil
        }
    }

    package static let lastResorts: [Verb] = [.cancelProject]
}
