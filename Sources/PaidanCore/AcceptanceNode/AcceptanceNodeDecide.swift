extension AcceptanceNode {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        try context.requireFit(Self.self, Self.verb(of: wish.command), beside: opening.project)
        switch wish.command {
        case .reportDate(let date, let number, let material, let noticedAt):
            let notice = DeliveryNotice(noticeNo: number, material: material, noticedAt: noticedAt)
            return [try reported(date, notice == .empty ? nil : notice, context)]
        case .signProxy(let name, let agreement, let byInspector, let phone, let scope, let signedAt):
            try require(opening.stage == .mainMaterial, .onlyMainMaterial)
            try require(signedAt.map { $0 <= context.now } ?? true, .inTheFuture)
            try context.requireRecent(signedAt)
            let isShort = Self.isShort(.proxy, opening.stage, day.scheduledFor, context)
            return [
                .proxySigned(
                    proxyName: name, agreementNo: agreement, byInspector: byInspector ?? false, isShort: isShort,
                    proxyPhone: phone, scope: scope, signedAt: signedAt, number: proxies + 1)
            ]
        case .notifyParties(let parties, let channel):
            try requireParties(parties)
            return [.partiesTold(parties: parties, channel: channel)]
        case .customerDeclines(let note):
            // 主材进场验收时客户必须参与验收,签有委托协议的除外 (PROJ-12, PROJ-14).
            try require(opening.stage != .mainMaterial || proxy != nil, .customerMustAttend)
            return [.declined(note: note)]

        case .requestReschedule(let date, let mover, let reason): return [try requested(date, mover, reason, context)]
        case .approveReschedule(let date, let isVerified):
            return [try approved(date, isVerified ?? false, context)]
        case .rejectReschedule(let reason): return [.rescheduleRejected(reason: reason)]

        case .beginAcceptance(let present): return [try began(present, context)]
        case .goodsNotArrived(let reason, let department):
            try require(opening.stage.bringsGoods, .bringsNoGoods)
            return [
                .goodsMissing(
                    reason: reason, part: try part(department, context), call: arrivalCall(context, at: 0))
            ]
        case .recordResult(
            let passed, let checklist, let defects, let department, let signed, let document, let results):
            try require(results?.count ?? 0 <= Self.itemsMax, .tooMany)
            return [
                passed
                    ? try passing(checklist, signed ?? false, document, results, context)
                    : try failing(defects ?? [], department, results, context)
            ]
        case .customerConfirms(let note, let document, let channel, let isSigned):
            return [
                .confirmed(
                    note: note, confirmation: confirmation(document, channel, isSigned),
                    call: midTermCall(context, at: 0))
            ]
        case .customerDisputes(let content, let becomes):
            return [.disputed(content: content, becomes: becomes ?? .opinion, ticket: context.fresh(0))]

        case .sendToDepartment(let department):
            try require(part == nil, .alreadyThere)
            try require(context.policy.routing.knows(department), .unknownDepartment)
            let part = Rework.Part(dispatch: context.fresh(0), department: department)
            return [.sentToDepartment(part: part)]
        case .leaderOrders(let measures, let deadline):
            try require(deadline > context.now, .inThePast)
            try require(part != nil, .noDepartmentAtWork)
            return [.leaderOrdered(measures: measures, newDeadline: deadline)]
        case .reworkDone(let date, let note, let cause):
            try requireAhead(date, context)
            // Whose part is taken away reads why, and the cause is found all the same (CMP-25).
            try require(part == nil || cause != nil, .noCause)
            return [.reworkDone(day: newDay(date, movedBy: nil, context), note: note, cause: cause)]
        case .cancelNode(let reason):
            let byProject = context.actor.has(.ticket)
            try require(byProject || reason != nil, .unexplained)
            return [.cancelled(reason: reason, byProject: byProject)]

        case .dayCame: return [.dayCame(call: arrivalCall(context, at: 0))]
        case .supplyAssigned(let supply): return [.supplyAssigned(supply: supply)]
        case .supplyMoved(let date, let mover, let isLate):
            return [
                isDated && date != day.scheduledFor
                    ? .dateMoved(day: dayOfSupply(date, movedBy: mover, context), mover: mover, isLate: isLate)
                    : .supplyDateNoted(scheduledFor: date)
            ]
        case .goodsArrived: return [.goodsArrived]
        case .parentSuspended(let until): return [.suspended(until: until)]
        case .parentResumed(let date): return [resumed(on: date, context)]
        case .dispatchMissed(let dispatch, let misses): return missed(dispatch, misses, context)
        case .dispatchEnded(let dispatch, let outcome): return [.dispatchEnded(dispatch: dispatch, outcome: outcome)]
        }
    }

    /// 停工: no acceptance begins, and nobody is told of a date that will be another one; what was agreed meanwhile is told.
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        guard let suspension else { return nil }
        switch verb {
        case .beginAcceptance, .goodsNotArrived: return .siteStands
        case .notifyParties: return datedAt < suspension.since ? .dateWillMove : nil
        case .reportDate, .signProxy, .customerDeclines, .requestReschedule, .approveReschedule, .rejectReschedule,
            .recordResult, .customerConfirms, .customerDisputes, .sendToDepartment, .leaderOrders, .reworkDone,
            .cancelNode, .dayCame, .supplyAssigned, .supplyMoved, .goodsArrived, .parentSuspended, .parentResumed,
            .dispatchMissed, .dispatchEnded:
            return nil
        }
    }

    /// Whether something holds the final acceptance, and who is on the team, only the project knows.
    package func needs(_ command: Command) -> [Need] {
        let verb = Self.verb(of: command)
        let isAsked =
            Self.asksProject.contains(verb)
            || Self.table[verb].roles.contains(where: RenovationProject.Team.seats.contains)
        return isAsked ? [.ticket(opening.project)] : []
    }

    /// What gives it another date, for that goes to those whom the works have; and giving it up.
    private static let asksProject: [Verb] = [.approveReschedule, .supplyMoved, .parentResumed, .cancelNode]
}
