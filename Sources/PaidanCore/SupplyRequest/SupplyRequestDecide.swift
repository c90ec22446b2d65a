extension SupplyRequest {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        try context.requireFit(Self.self, Self.verb(of: wish.command), beside: opening.project)
        switch wish.command {
        case .confirmSupply(let shipOn, let arriveOn):
            try requireDates(shipOn, arriveOn, context)
            // Another day than the site needs is a change, whatever the store calls it (RSC-02, RSC-03).
            let zone = context.policy.calendar.zone
            let isAsNeeded = zone.date(of: arriveOn) == zone.date(of: neededOn)
            return [
                isAsNeeded
                    ? .confirmed(shipOn: shipOn, arriveOn: arriveOn) : changed(shipOn, arriveOn, nil, context)
            ]
        case .answerWithChange(let shipOn, let arriveOn, let reason),
            .proposeChange(let shipOn, let arriveOn, let reason):
            try requireDates(shipOn, arriveOn, context)
            return [changed(shipOn, arriveOn, reason, context)]
        case .acceptChange(let isTold):
            // 由客服专员通知客户主材进场调整后的时间 (RSC-02).
            try require(isTold, .customerNotTold)
            return [.changeAccepted(neededOn: promise?.arriveOn)]
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
        case .parentResumed(let date):
            let stands = isPromised(for: date, context)
            // Nobody had to tell anybody of a change while the works stood still.
            let tellsAnew = stands && phase == .adjusted
            return [
                .resumed(neededOn: date, stands: stands ? true : nil, tellsAnew: tellsAnew ? true : nil)
            ]
        }
    }

    /// 停工: nothing is sent to a site that cannot take it; what is on its way may arrive.
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        verb == .ship && suspendedSince != nil ? .siteStands : nil
    }

    /// Who is on the team, only the project knows.
    package func needs(_ command: Command) -> [Need] {
        let roles = Self.table[Self.verb(of: command)].roles
        return roles.contains(where: RenovationProject.Team.seats.contains) ? [.ticket(opening.project)] : []
    }

    /// Whether the store has answered with dates that a project which goes on can keep.
    private func isPromised(for date: Instant, _ context: Context) -> Bool {
        switch state {
        case .confirmed, .adjusted: promise.map { date == expectedOn && $0.shipOn > context.factTime } ?? false
        case .requested, .shipped, .arrived, .cancelled: false
        }
    }

    private func changed(
        _ shipOn: Instant, _ arriveOn: Instant, _ reason: PersonalText?, _ context: Context
    ) -> Event {
        .changed(
            shipOn: shipOn, arriveOn: arriveOn, reason: reason,
            isLate: isLate(shipOn, promise?.shipOn, context) || cutsNotice(arriveOn, context))
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

    /// T-26: the customer hears of the earlier of the two days 48 hours before it, else the lateness is the store's (A-13, C1).
    private func cutsNotice(_ arriveOn: Instant, _ context: Context) -> Bool {
        guard arriveOn != expectedOn, let lead = context.policy[AcceptanceNode.mainMaterialNotice] else { return false }
        return lead.latest(before: min(arriveOn, expectedOn), in: context.policy.calendar) < context.factTime
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
