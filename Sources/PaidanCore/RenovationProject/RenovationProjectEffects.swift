extension RenovationProject {
    package func effectsOfOpening(_ context: Context) -> [Effect] { [.tell([.specialist, .siteLead], .projectOpened)] }

    package func effects(of event: Event, before: RenovationProject, _ context: Context) -> [Effect] {
        switch event {
        case .planApproved(let nodes, _, _): nodes.map { open($0, context) }
        case .shipmentAdded(let node, let supply):
            [open(node, context)] + (supply.map { begin($0, context) } ?? [])
        case .worksStarted(_, let call):
            [.tell([.specialist, .siteLead, .inspector], .worksStarted)] + called(call, .midProject, context)
        case .suppliesRequested(let supplies): supplies.flatMap { begin($0, context) }
        case .worksEnded(_, let closing, let call):
            closing.map(superseded) + [.tell([.cashier, .specialist], .paymentDue)] + called(call, .afterSale, context)
        case .paymentNoticeIssued: [.tell([.cashier], .paymentDue)]
        case .settled(_, _, _, _, _, _, let points, let isToBeVerified, _, _, let opinions):
            (isToBeVerified ? [.tell([.specialist], .surveyToVerify)] : [])
                + differing
                + heard(opinions ?? [], points, context)
        case .surveyVerified(_, _, let opinions): heard(opinions, survey?.points ?? [], context)

        case .suspended(_, let until):
            openNodes.map { .send($0.node, node(.parentSuspended(until: until))) }
                + openSupplies.map { .send($0.supply, supply(.parentSuspended)) }
                + [.tell(Self.everybody, .projectSuspended)]
        case .resumed(let dates): resumed(dates)
        case .cancelled(_, _, let closing):
            before.openNodes.map { .send($0.node, node(.cancelNode(reason: nil))) }
                + before.openSupplies.map { .send($0.supply, supply(.cancelSupply(reason: nil))) }
                + closing.map(superseded)
                + [.tell(Self.everybody + [.cashier], .projectCancelled)]
        case .warrantyEnded(let missing, let closing):
            (closing ?? []).map(superseded) + [.tell([.specialist], .warrantyOver)]
                + (missing == nil ? [] : [.tell([.supervisor, .leader, .director], .tooFewFollowUps)])
        case .closed(let closing): closing.map(superseded)

        case .amended: corrected(before)
        case .nodeEnded(let id, let outcome, _):
            before.openSupplies.filter { $0.node == id }.map { .send($0.supply, supply(.nodeEnded(outcome: outcome))) }
        case .callEnded(let call, _, _, let others):
            (others ?? []).map { .send($0, AnyCommand(CallTask.self, .madeTogether(call: call))) }
        case .advanced, .teamAssigned, .blockingSet, .nodeMoved, .nodeReworked, .supplyEnded, .callPlanned,
            .ticketLinked, .ticketEnded:
            []
        }
    }

    private var differing: [Effect] {
        settlement?.isAsNotified == false ? [.tell([.supervisor], .paymentDiffers)] : []
    }

    /// Whoever still works there has to find it.
    private func corrected(_ before: RenovationProject) -> [Effect] {
        (site == before.site || phase.isEnd ? [] : [.tell(Self.everybody, .siteCorrected)])
            + (settlement?.amount == before.settlement?.amount ? [] : differing)
    }

    /// Who works on it.
    private static let everybody: [Role] = [
        .specialist, .siteLead, .inspector, .designer, .furnishingDesigner, .homeConsultant,
    ]

    private func node(_ command: AcceptanceNode.Command) -> AnyCommand { AnyCommand(AcceptanceNode.self, command) }
    private func supply(_ command: SupplyRequest.Command) -> AnyCommand { AnyCommand(SupplyRequest.self, command) }

    private func superseded(_ call: TicketID) -> Effect {
        .send(call, AnyCommand(CallTask.self, .supersede(newTaskID: nil)))
    }

    private func open(_ planned: PlannedNode, _ context: Context) -> Effect {
        let opening = AcceptanceNode.Opening(
            project: context.id, customer: person, stage: planned.stage, plannedFor: planned.scheduledFor,
            projectOrOrder: contractNo, productContract: planned.productContract)
        return .open(planned.node, AnyOpening(AcceptanceNode.self, opening))
    }

    private func begin(_ planned: PlannedSupply, _ context: Context) -> [Effect] {
        let opening = SupplyRequest.Opening(
            project: context.id, node: planned.node, customer: person, productContract: planned.productContract,
            neededOn: planned.neededOn, contract: planned.contract)
        return [
            .open(planned.supply, AnyOpening(SupplyRequest.self, opening)),
            .send(planned.node, node(.supplyAssigned(supply: planned.supply))),
        ]
    }

    private func called(_ call: TicketID?, _ occasion: CallTask.Occasion, _ context: Context) -> [Effect] {
        guard let call else { return [] }
        let opening = CallTask.Opening(
            occasion: occasion, customer: person, projectOrOrder: contractNo, basisAt: context.factTime,
            project: context.id)
        return [.open(call, AnyOpening(CallTask.self, opening))]
    }

    /// 客户不满意的意见及时反馈相关部门 (PAY-05): each point is a ticket of its own.
    private func heard(_ opinions: [TicketID], _ points: [PersonalText], _ context: Context) -> [Effect] {
        zip(opinions, points).map { id, point in
            let opening = OpinionIssue.Opening(
                heardOn: .questionnaire, customer: person, content: point, projectOrOrder: contractNo,
                raisedAt: context.factTime, project: context.id)
            return .open(id, AnyOpening(OpinionIssue.self, opening))
        }
    }

    private func resumed(_ dates: [NodeDate]) -> [Effect] {
        let nodes = dates.map { Effect.send($0.node, node(.parentResumed(scheduledFor: $0.scheduledFor))) }
        let supplies = openSupplies.flatMap { record in
            dates.filter { $0.node == record.node }.map { date in
                Effect.send(record.supply, supply(.parentResumed(neededOn: date.scheduledFor)))
            }
        }
        return nodes + supplies + [.tell(Self.everybody, .projectResumed)]
    }
}

extension RenovationProject: AsksByCall {
    static func command(on result: CallTask.Result, by call: TicketID) -> Command {
        switch result {
        case .satisfied: .callEnded(call: call, reached: true, displeased: false)
        case .dissatisfied: .callEnded(call: call, reached: true, displeased: true)
        case .declined, .learned, .unreachable, .dropped: .callEnded(call: call, reached: false, displeased: false)
        }
    }
}
