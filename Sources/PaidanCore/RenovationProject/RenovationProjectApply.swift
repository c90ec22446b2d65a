extension RenovationProject {
    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .planApproved(let nodes, let plan, let wanted):
            wantedStages = wanted ?? []
            for node in nodes { add(node) }
            self.plan = plan
            enter(.planned, at: factTime)
        case .shipmentAdded(let node, let supply):
            add(node)
            if let supply { add(supply) }
        case .worksStarted:
            startedAt = factTime
            enter(.underway, at: factTime)
        case .advanced(let next): enter(next.state, at: factTime)
        case .suppliesRequested(let supplies): for supply in supplies { add(supply) }
        case .worksEnded:
            endedAt = factTime
            enter(.awaitingPayment, at: factTime)
        case .paymentNoticeIssued(let number, let amount, let payBy):
            paymentNotice = PaymentNotice(at: factTime, noticeNo: number, amount: amount, payBy: payBy)
        case .settled(
            let amount, let receipt, let endsAt, let card, let score, let answers, let points, let isVerified,
            let startsAt, let scope, _):
            settlement = Settlement(
                at: factTime, amount: amount, receiptNo: receipt, warrantyCardNo: card,
                warrantyStartsAt: startsAt ?? factTime, warrantyEndsAt: endsAt, warrantyScope: scope,
                isAsNotified: paymentNotice.map { $0.amount == amount })
            survey = isVerified ? Survey(score: score, answers: answers, points: points) : nil
            enter(isVerified ? .verifyingSurvey : .inWarranty, at: factTime)
        case .surveyVerified(_, let differing, _):
            survey?.verifiedAt = factTime
            survey?.differing = differing
            enter(.inWarranty, at: factTime)

        case .teamAssigned(let team): self.team = team
        case .blockingSet(let linked, let isBlocking, _): try updateLink(linked, event) { $0.isBlocking = isBlocking }
        case .suspended(let reason, let until):
            guard let standing else { throw contradicts(event) }
            enter(
                .suspended(Suspension(phase: standing, since: factTime, until: until, reason: reason)), at: factTime)
        case .resumed(let dates):
            guard case .suspended(let suspension) = state else { throw contradicts(event) }
            for date in dates { try setDate(of: date.node, date.scheduledFor, event) }
            enter(suspension.phase.state, at: factTime)
        case .cancelled(let reason, _, _):
            for node in openNodes { try end(node.node, .cancelled, event) }
            enter(.cancelled(Cancellation(at: factTime, reason: reason)), at: factTime)
        case .amended(let fields, _): amend(fields)
        case .warrantyEnded: isWarrantyOver = true
        case .closed: enter(.closed(at: factTime), at: factTime)

        case .nodeEnded(let node, let outcome, let leavesNone):
            if leavesNone ?? false {
                noneAheadSince = factTime
                lulls += 1
            }
            try end(node, outcome, event)
        case .nodeMoved(let node, let date): try setDate(of: node, date, event)
        case .nodeReworked(let node, let isOpen): try updateNode(node, event) { $0.isInRework = isOpen }
        case .supplyEnded(let supply, let outcome):
            guard let index = supplies.firstIndex(where: { $0.supply == supply }) else { throw contradicts(event) }
            supplies[index].outcome = outcome
        case .callPlanned(let call, let occasion, let former):
            calls.removeAll { $0.call == former }
            calls = Array((calls + [CallRecord(call: call, occasion: occasion)]).suffix(Self.callsKept))
        case .callEnded(let call, let isReached, _, _):
            if isReached, endedAt != nil { callsAfterWorks += 1 }
            if let index = calls.firstIndex(where: { $0.call == call }) { calls[index].isReached = isReached }
        case .ticketLinked(let linked, let isBlocking, let former):
            link(linked, isBlocking: isBlocking, isDecided: former != nil)
        case .ticketEnded(let linked, let isUnlinked):
            try updateLink(linked, event) { $0.isOpen = false }
            if isUnlinked ?? false { links.removeAll { $0.linked == linked } }
        }
    }

    /// Far more than are ever owed at a time.
    package static let callsKept = 24

    package static let settledLinksKept = 32

    // MARK: Steps

    private mutating func enter(_ next: State, at factTime: Instant) {
        stages += 1
        since = factTime
        state = next
    }

    private mutating func amend(_ fields: Amendment) {
        contractNo = fields.contractNo ?? contractNo
        site = fields.site ?? site
        settlement = settlement?.amended(by: fields, notified: paymentNotice?.amount)
    }

    private mutating func add(_ node: PlannedNode) {
        nodes.append(
            NodeRecord(
                node: node.node, stage: node.stage, scheduledFor: node.scheduledFor, datedIn: stages,
                productContract: node.productContract, contract: node.contract))
    }

    private mutating func add(_ supply: PlannedSupply) {
        supplies.append(SupplyRecord(supply: supply.supply, node: supply.node))
    }

    /// - Parameter isDecided: whether it was decided with this fact; else what is linked again holds what it held.
    private mutating func link(_ linked: TicketID, isBlocking: Bool, isDecided: Bool) {
        if let index = links.firstIndex(where: { $0.linked == linked }) {
            links[index].isOpen = true
            if isDecided { links[index].isBlocking = isBlocking }
        } else {
            links.append(Link(linked: linked, isBlocking: isBlocking, isOpen: true))
        }
        let settled = links.filter { !$0.isOpen }.dropLast(Self.settledLinksKept).map(\.linked)
        links.removeAll { settled.contains($0.linked) }
    }

    /// What was to come for a node that has ended is not waited for.
    private mutating func end(
        _ node: TicketID, _ outcome: AcceptanceNode.Outcome, _ event: Event
    ) throws(CorruptHistory) {
        try updateNode(node, event) { record in
            record.outcome = outcome
            record.isInRework = false
        }
        for index in supplies.indices where supplies[index].node == node && supplies[index].outcome == .open {
            supplies[index].outcome = outcome == .passed ? .arrived : .cancelled
        }
    }

    private mutating func setDate(
        of node: TicketID, _ date: Instant, _ event: Event
    ) throws(CorruptHistory) {
        let step = stages
        try updateNode(node, event) { record in
            record.scheduledFor = date
            record.datedIn = step
        }
    }

    private mutating func updateNode(
        _ node: TicketID, _ event: Event, _ body: (inout NodeRecord) -> Void
    ) throws(CorruptHistory) {
        guard let index = nodes.firstIndex(where: { $0.node == node }) else { throw contradicts(event) }
        body(&nodes[index])
    }

    private mutating func updateLink(
        _ linked: TicketID, _ event: Event, _ body: (inout Link) -> Void
    ) throws(CorruptHistory) {
        guard let index = links.firstIndex(where: { $0.linked == linked }) else { throw contradicts(event) }
        body(&links[index])
    }

    private var standing: Standing? { Standing.allCases.first { $0.phase == phase } }
}
