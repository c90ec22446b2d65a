extension Rota {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        /// `carried`: what somebody takes along who has been on it; nil in histories of before.
        case joined(designer: Account, carried: Carried?)
        case left(designer: Account, reason: PersonalText)
        /// `isBesides`: it stands beside the others that it does not overlap; nil in histories in which there was one at a time.
        case leaveTaken(
            designer: Account, leaveFrom: Instant, leaveUntil: Instant, reason: PersonalText?, isBesides: Bool?)
        case capacitySet(designer: Account, capacity: Int?)
        case withheld(designer: Account, reason: PersonalText)
        case released(designer: Account)
        case suspended(designer: Account, rounds: Int, reason: PersonalText?)
        case suspensionLifted(designer: Account, reason: PersonalText)
        case closed(reason: PersonalText)
        /// `nextAt`: the date that is owed from now on; nil where what was owed still is.
        case sheetsCollected(notHandedIn: [Account], note: PersonalText?, nextAt: Instant?)
        /// `visits`: the leads whose entries were to be looked through.
        case registerReviewed(visits: [TicketID], note: PersonalText?, nextAt: Instant?)
        /// `nextAt`: the date that follows; nil where the regulation names no days any more.
        case sheetsNotCollected(nextAt: Instant?)
        case registerNotReviewed(nextAt: Instant?)
        case visitorsHandedIn(visitors: [TicketID], note: PersonalText?)
        /// `places` is the rota after it, as in the lead's receipt.
        case turnTaken(lead: TicketID, designer: Account, round: Int, places: [DispatchReceipt.Place], at: Instant?)
        case chargeTaken(lead: TicketID, designer: Account, at: Instant?)
        case appointed(lead: TicketID, designer: Account, at: Instant?)
        case chargeEnded(lead: TicketID, designer: Account, ending: Ended)
        case visitNoted(lead: TicketID, isListed: Bool, isRegistered: Bool)
    }

    package static func clocksReleased(by event: Event) -> [ClockRule] {
        if case .closed = event { clockRules } else { [] }
    }

    package static func cameByTime(_ event: Event) -> Bool {
        switch event {
        case .sheetsNotCollected, .registerNotReviewed: true
        case .joined, .left, .leaveTaken, .capacitySet, .withheld, .released, .suspended, .suspensionLifted, .closed,
            .sheetsCollected, .registerReviewed, .visitorsHandedIn, .turnTaken, .chargeTaken, .appointed, .chargeEnded,
            .visitNoted:
            false
        }
    }

    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .joined(let designer, let carried): standings.join(designer, carried)
        case .left(let designer, _): standings.leave(designer)
        case .leaveTaken(let designer, let from, let until, _, let isBesides):
            let leave = Standing.Leave(from: from, until: until)
            standings.update(designer) { $0.note(leave, besides: isBesides ?? false, at: factTime) }
        case .capacitySet(let designer, let capacity): standings.update(designer) { $0.capacity = capacity }
        case .withheld(let designer, _): standings.update(designer) { $0.isWithheld = true }
        case .released(let designer): standings.update(designer) { $0.isWithheld = false }
        case .suspended(let designer, let rounds, _): standings.suspend(designer, for: rounds)
        case .suspensionLifted(let designer, _): standings.update(designer) { $0.suspended = 0 }
        case .closed(let reason): state = .closed(reason: reason)
        case .sheetsCollected(_, _, let nextAt):
            if let nextAt { sheets.goOn(to: nextAt, at: factTime) }
        case .registerReviewed(_, _, let nextAt):
            if let nextAt { register.goOn(to: nextAt, at: factTime) }
            unreviewed = []
        case .sheetsNotCollected(let nextAt): sheets.goOn(to: nextAt, at: factTime)
        case .registerNotReviewed(let nextAt): register.goOn(to: nextAt, at: factTime)
        case .visitorsHandedIn: visitors = nil
        case .turnTaken(let lead, let designer, let round, let places, let at):
            take(lead, designer, round, places, at)
        case .chargeTaken(let lead, let designer, let at):
            standings.update(designer) { $0.charges.append(Standing.Charge(lead: lead, appointment: at)) }
        case .appointed(let lead, let designer, let at):
            standings.update(designer) { standing in
                for index in standing.charges.indices where standing.charges[index].lead == lead {
                    standing.charges[index].appointment = at
                }
            }
        case .chargeEnded(let lead, let designer, let ending): end(lead, designer, ending)
        case .visitNoted(let lead, let isListed, let isRegistered):
            note(lead, isListed: isListed, isRegistered: isRegistered, at: factTime)
        }
    }

    private mutating func take(
        _ lead: TicketID, _ designer: Account, _ round: Int, _ places: [DispatchReceipt.Place], _ at: Instant?
    ) {
        standings.turns = standings.turns.plus(1)
        standings.round = round
        for place in places {
            standings.update(place.designer) { standing in
                standing.ahead = Standing.aheads.clamped(place.ahead)
                standing.suspended = place.suspended
                standing.isPassedOver = place.isPassedOver
            }
        }
        let turn = standings.turns
        standings.update(designer) { standing in
            standing.lastTurn = turn
            standing.charges.append(Standing.Charge(lead: lead, appointment: at))
        }
    }

    private mutating func end(_ lead: TicketID, _ designer: Account, _ ending: Ended) {
        standings.update(designer) { standing in
            standing.charges.removeAll { $0.lead == lead }
            switch ending {
            case .signed: standing.signings += 1
            case .lost: standing.losses += 1
            case .replaced: standing.ahead = standing.ahead.minus(1)
            case .other: break
            }
        }
    }
}
