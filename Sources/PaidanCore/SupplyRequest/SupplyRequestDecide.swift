extension SupplyRequest {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .confirmSupply(let shipOn, let arriveOn):
            try requireDates(shipOn, arriveOn, context)
            return [.confirmed(shipOn: shipOn, arriveOn: arriveOn)]
        case .answerWithChange(let shipOn, let arriveOn, let reason),
            .proposeChange(let shipOn, let arriveOn, let reason):
            try requireDates(shipOn, arriveOn, context)
            return [
                .changed(
                    shipOn: shipOn, arriveOn: arriveOn, reason: reason, isLate: isLate(shipOn, promise?.shipOn, context)
                )
            ]
        case .acceptChange(let isTold):
            // 由客服专员通知客户主材进场调整后的时间 (RSC-02).
            try require(isTold, .customerNotTold)
            return [.changeAccepted]
        case .rejectChange(let reason): return [.changeRejected(reason: reason)]
        case .siteLeadChangesDate(let date, let reason):
            try require(date > context.now, .inThePast)
            try require(date <= context.now + CallTask.farthestAhead, .tooFarAhead)
            let mover = Party.acting(context.actor) ?? .siteLead
            return [
                .siteChanged(
                    neededOn: date, mover: mover, reason: reason, isLate: isLateForStore(date, context))
            ]

        case .ship(let note, let items): return [.shipped(note: note, items: items)]
        case .arrive(let note): return [.arrived(deliveryNote: note)]
        case .cancelSupply(let reason):
            let byProject = context.actor.has(.ticket)
            try require(byProject || reason != nil, .unexplained)
            return [.cancelled(reason: reason, byProject: byProject)]

        case .neededMoved(let date): return [.neededMoved(neededOn: date)]
        case .nodeEnded(let outcome): return [.nodeEnded(outcome: outcome)]
        case .parentSuspended: return [.suspended]
        case .parentResumed(let date): return [.resumed(neededOn: date)]
        }
    }

    private func requireDates(_ shipOn: Instant, _ arriveOn: Instant, _ context: Context) throws(Refusal) {
        try require(shipOn > context.now, .inThePast)
        try require(arriveOn >= shipOn, .arrivesBeforeItShips)
        try require(arriveOn <= context.now + CallTask.farthestAhead, .tooFarAhead)
    }

    /// T-24: 48 hours before the earlier of the promised and the new date (C1). The first answer changes no promise.
    private func isLate(_ shipOn: Instant, _ promised: Instant?, _ context: Context) -> Bool {
        guard let promised, let lead = context.policy[Self.shippingNotice] else { return false }
        return lead.latest(before: min(shipOn, promised), in: context.policy.calendar) < context.factTime
    }

    /// T-23: five days before the earlier of the two dates (C1).
    private func isLateForStore(_ date: Instant, _ context: Context) -> Bool {
        guard let lead = context.policy[AcceptanceNode.rescheduleNotice] else { return false }
        return lead.latest(before: min(date, neededOn), in: context.policy.calendar) < context.factTime
    }
}

extension Refusal.Reason {
    static let arrivesBeforeItShips = Self(
        "arrives-before-it-ships", "到货时间早于发货时间", "it cannot arrive before it is shipped")
    static let customerNotTold = Self(
        "customer-not-told", "请先通知客户调整后的时间", "tell the customer the new date first")
}
