extension Rota {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .join(let designer):
            try require(standings[designer] == nil, .isOnRota)
            try require(standings.designers.count < Standings.designersMax, .tooMany)
            try context.requireAtWork(designer, with: Self.takers)
            return [.joined(designer: designer, carried: standings.departed.first { $0.designer == designer })]
        case .leave(let designer, let reason):
            try require(standing(designer).charges.isEmpty, .hasCharges)
            return [.left(designer: designer, reason: reason)]
        case .takeLeave(let designer, let from, let until, let reason):
            let leave = Standing.Leave(from: from, until: until)
            try require(from < until && until > context.now, .inThePast)
            let others = try standing(designer).leaves.filter { $0.until > context.now && !$0.overlaps(leave) }
            try require(others.count < Standing.leavesMax, .tooManyLeaves)
            return [
                .leaveTaken(
                    designer: designer, leaveFrom: from, leaveUntil: until, reason: reason, isBesides: true)
            ]
        case .setCapacity(let designer, let capacity):
            try require(capacity.map(Self.capacities.contains) ?? true, .capacityOutOfRange)
            try require(standing(designer).capacity != capacity, .unchanged)
            return [.capacitySet(designer: designer, capacity: capacity)]
        case .withhold(let designer, let reason):
            try require(!standing(designer).isWithheld, .unchanged)
            return [.withheld(designer: designer, reason: reason)]
        case .release(let designer):
            try require(standing(designer).isWithheld, .unchanged)
            return [.released(designer: designer)]

        case .suspend(let designer, let rounds, let reason):
            if !context.actor.has(.ticket) {
                try require(reason != nil, .unexplained)
                try require(rounds.map(Self.suspensions.contains) ?? true, .roundsOutOfRange)
                try require(standings.carried.contains { $0.designer == designer }, .notOnRota)
            }
            return [
                .suspended(
                    designer: designer, rounds: rounds ?? context.policy[Lead.suspensionRounds], reason: reason)
            ]
        case .liftSuspension(let designer, let reason):
            try require(standing(designer).suspended > 0, .unchanged)
            return [.suspensionLifted(designer: designer, reason: reason)]
        case .close(let reason): return [.closed(reason: reason)]

        case .collectSheets(let absent, let note):
            for designer in absent ?? [] { _ = try standing(designer) }
            return [
                .sheetsCollected(
                    notHandedIn: absent ?? [], note: note, nextAt: Self.next(of: sheets, Self.sheetsOn, context))
            ]
        case .reviewRegister(let note):
            return [
                .registerReviewed(
                    visits: unreviewed, note: note, nextAt: Self.next(of: register, Self.registerOn, context))
            ]
        case .handInVisitors(let note):
            guard let visitors else { throw .because(.noVisitors) }
            return [.visitorsHandedIn(visitors: visitors.leads, note: note)]
        case .sheetsPassed:
            return [.sheetsNotCollected(nextAt: Self.next(afterMissing: sheets, Self.sheetsOn, context))]
        case .registerPassed:
            return [.registerNotReviewed(nextAt: Self.next(afterMissing: register, Self.registerOn, context))]

        case .takeTurn(let lead, let designer, let round, let places, let at):
            return [.turnTaken(lead: lead, designer: designer, round: round, places: places, at: at)]
        case .takeCharge(let lead, let designer, let at):
            return [.chargeTaken(lead: lead, designer: designer, at: at)]
        case .appoint(let lead, let designer, let at): return [.appointed(lead: lead, designer: designer, at: at)]
        case .endCharge(let lead, let designer, let ending):
            return [.chargeEnded(lead: lead, designer: designer, ending: ending)]
        case .noteVisit(let lead):
            let (onList, inRegister) = Self.notes(context.policy)
            return [.visitNoted(lead: lead, isListed: onList, isRegistered: inRegister)]
        }
    }

    /// Who collects sheets is the regulation's (B20).
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        verb == .collectSheets && !actor.hasAny(of: policy[Self.collectors]) ? .notTheCollector : nil
    }

    package func needs(_ command: Command) -> [Need] {
        if case .join(let designer) = command { return [.colleague(designer)] }
        return []
    }

    /// 停单轮数: as many as a regulation may name.
    static let suspensions = 1...1_000
    /// 在手单量上限; none at all is a choice, too.
    static let capacities = 0...1_000

    private func standing(_ designer: Account) throws(Refusal) -> Standing {
        guard let standing = standings[designer] else { throw .because(.notOnRota) }
        return standing
    }

    package func effects(of event: Event, before: Rota, _ context: Context) -> [Effect] {
        switch event {
        // 检查上交总监处 (LFU-02).
        case .sheetsCollected(let absent, _, _):
            [.tell([.director, .leader], absent.isEmpty ? .sheetsHandedIn : .sheetsMissing)]
        case .visitorsHandedIn: [.tell([.specialist, .revisitor], .visitorsHandedIn)]
        case .suspended(let designer, _, _): [.tellOne(designer, .suspended)]
        case .suspensionLifted(let designer, _): [.tellOne(designer, .suspensionLifted)]
        case .joined, .left, .leaveTaken, .capacitySet, .withheld, .released, .closed, .registerReviewed,
            .sheetsNotCollected, .registerNotReviewed, .turnTaken, .chargeTaken, .appointed,
            .chargeEnded, .visitNoted:
            []
        }
    }
}
