extension RenovationProject {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .approvePlan(
            let arrival, let hiddenWorks, let midTerm, let final, let shipments, let number, let finishOn, let terms,
            let risks):
            let nodes = try planned(arrival, hiddenWorks, midTerm, final, shipments ?? [], context)
            let wanted = context.policy[Self.nodeList]?.stages ?? []
            return [
                .planApproved(
                    nodes: nodes, plan: try plan(number, finishOn, terms, risks ?? [], context),
                    wanted: wanted.isEmpty ? nil : wanted)
            ]
        case .addShipment(let number, let date, let goods, let products, let shipOn, let store):
            let shipment = Shipment(
                productContract: number, scheduledFor: date, goods: goods, products: products, shipOn: shipOn,
                store: store)
            return [try added(shipment, context)]
        case .requestSupply(let node): return [.suppliesRequested(supplies: [try requestedAgain(for: node, context)])]
        case .startWorks(let isReady):
            return [
                .worksStarted(resourcesReady: isReady ?? false, call: plannedCall(.midProject, context, at: 0))
            ]
        case .endWorks(let note):
            try require(openNodes.isEmpty, .nodesAreOpen(openNodes.map(\.stage)))
            return [ended(note, context)]
        case .issuePaymentNotice(let number, let amount, let payBy):
            try require(Self.balances.contains(amount), .balanceOutOfRange)
            if let payBy { try requireAhead(payBy, context) }
            return [.paymentNoticeIssued(noticeNo: number, amount: amount, payBy: payBy)]
        case .settle(
            let amount, let receipt, let endsAt, let card, let score, let answers, let points, let declined,
            let startsAt, let scope):
            let survey = Survey(score: score, answers: answers ?? [], points: points ?? [])
            let warranty = try Warranty(cardNo: card, startsAt: startsAt, endsAt: endsAt, scope: scope, context)
            return [try settled(amount, receipt, warranty, survey, declined ?? false, context)]
        case .verifySurvey(let isSigned, let record): return [try verified(isSigned, record, context)]
        case .assignTeam(let siteLead, let inspector, let designer, let furnishing, let consultant, let vacant):
            let named = Team(
                siteLead: siteLead, inspector: inspector, decorationDesigner: designer, furnishingDesigner: furnishing,
                homeConsultant: consultant)
            try Self.requireAtWork(named, context)
            try require(vacant?.allSatisfy { $0.role != nil } ?? true, .noPlaceOfTheTeam)
            return [.teamAssigned(team: team.amended(by: named, vacant: vacant ?? []))]
        case .setBlocking(let linked, let isBlocking, let reason):
            try require(links.contains { $0.linked == linked }, .notLinked)
            return [.blockingSet(linked: linked, isBlocking: isBlocking, reason: reason)]
        case .suspend(let reason, let until):
            try requireAhead(until, context)
            return [.suspended(reason: reason, until: until)]
        case .resume(let dates): return [.resumed(dates: try replanned(dates ?? [], context))]
        case .cancelProject(let reason, let settlement):
            return [.cancelled(reason: reason, settlement: settlement, closing: owedCalls(context))]

        case .amend(let fields, let reason):
            try requireAmendable(fields, context)
            return [.amended(fields: fields, reason: reason)]

        case .warrantyEnded: return [warrantyEnded(context)]
        case .closeProject: return [.closed(closing: owedCalls(context))]
        case .advance: return advanced(context)
        case .nodeEnded(let node, let outcome):
            try requireOwn(node)
            let leavesNone = openNodes.allSatisfy { $0.node == node }
            return [.nodeEnded(node: node, outcome: outcome, leavesNone: leavesNone ? true : nil)]
                + requestedAfter(node, context)
        case .nodeMoved(let node, let date):
            try requireOwn(node)
            return [.nodeMoved(node: node, scheduledFor: date)]
        case .nodeReworked(let node, let isOpen):
            try requireOwn(node)
            return [.nodeReworked(node: node, isOpen: isOpen)]
        case .supplyEnded(let supply, let outcome):
            try require(supplies.contains { $0.supply == supply }, .notFound)
            return [.supplyEnded(supply: supply, outcome: outcome)]
        case .callPlanned(let call, let occasion, let former):
            return [.callPlanned(call: call, occasion: occasion, follows: former)]
        case .callEnded(let call, let isReached, let isDispleased):
            let others = isReached ? alsoMade(with: call, context) : []
            return [
                .callEnded(
                    call: call, reached: isReached, displeased: isDispleased, standsFor: others.isEmpty ? nil : others)
            ]
        case .ticketLinked(let linked, let former):
            guard let instead = links.first(where: { $0.linked == former }) else {
                return [.ticketLinked(linked: linked, isBlocking: context.policy[Self.complaintsHoldFinal])]
            }
            // What was said of either matter goes on to be said of both.
            let holds = openLinks.contains { $0.linked == linked && $0.isBlocking }
            return [.ticketLinked(linked: linked, isBlocking: instead.isBlocking || holds, insteadOf: former)]
        case .ticketEnded(let linked, let isUnlinked):
            try require(links.contains { $0.linked == linked }, .notLinked)
            return [.ticketEnded(linked: linked, unlinked: isUnlinked)]
        }
    }

    /// A passed node moves the project; the end of the warranty closes it when nothing linked is left.
    package var followUps: [Command] {
        switch state {
        case .underway: isDone(.materialArrival) ? [.advance] : []
        case .hiddenWorks: isDone(.hiddenWorks) ? [.advance] : []
        case .materialsPhase: isDone(.midTerm) ? [.advance] : []
        case .finishing:
            openNodes.isEmpty && nodes.contains { $0.stage == .final && $0.outcome == .passed } ? [.advance] : []
        case .inWarranty: isWarrantyOver && openLinks.isEmpty ? [.closeProject] : []
        case .contracted, .planned, .awaitingPayment, .verifyingSurvey, .closed, .suspended, .cancelled: []
        }
    }

    /// Calls whose end the project has to know, and who of the staff is named.
    package func needs(_ command: Command) -> [Need] {
        switch command {
        case .endWorks, .verifySurvey, .cancelProject, .warrantyEnded, .closeProject, .advance:
            calls.map { .ticket($0.call) }
        case .callEnded(let call, _, _): callsOfTheCalendar(besides: call).map { .ticket($0) }
        case .assignTeam(let siteLead, let inspector, let designer, let furnishing, let consultant, _):
            [siteLead, inspector, designer, furnishing, consultant].compactMap { $0.map { .colleague($0) } }
        case .approvePlan(_, _, _, _, _, _, _, _, let risks):
            (risks ?? []).compactMap { $0.owner.map { .colleague($0) } }
        case .addShipment, .requestSupply, .startWorks, .issuePaymentNotice, .settle, .setBlocking, .suspend, .resume,
            .amend, .nodeEnded, .nodeMoved, .nodeReworked, .supplyEnded, .callPlanned, .ticketLinked, .ticketEnded:
            []
        }
    }

    /// 工地和店面: where the team names somebody for a role, nobody else acts by it (PROJ-02).
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        team.excludes(actor, as: Self.table[verb].roles) ? .anothersProject : nil
    }
}
