extension AcceptanceNode {
    package func effects(of event: Event, before: AcceptanceNode, _ context: Context) -> [Effect] {
        switch event {
        case .dateReported(let day, let isLate, _, _): moved(to: day, context) + marked(isLate)
        case .rescheduled(let day, let mover, let isLate):
            moved(to: day, besides: mover, context) + marked(isLate) + supply(at: day.scheduledFor)
        case .dateMoved(let day, _, let isLate): moved(to: day, context) + marked(isLate)
        case .reworkDone(let day, _, let cause):
            moved(to: day, context) + rework(isOpen: false, context) + cancelled(before.part, because: cause)
                + supply(at: day.scheduledFor)
        case .resumed(let day, _, _, _): resumed(day, context)

        case .rescheduleRequested: [.tell([.specialist], .changeRequested)]
        case .rescheduleRejected: [.tell([before.change?.mover.role ?? .siteLead], .changeRejected)]
        case .declined: [.tell([.specialist], .customerAbsent)]

        case .dayCame(let call): called(call, .arrival, from: day.scheduledFor, context)
        case .began(_, _, let call): called(call, .arrival, from: context.factTime, context)
        // It is asked on the planned day whether they came (A8), also if it is known before that they will not.
        case .goodsMissing(_, let part, let call):
            called(call, .arrival, from: max(day.scheduledFor, context.factTime), context) + begin(part, context)
                + rework(isOpen: true, context) + [.tell([.specialist, .supervisor], .goodsMissing)]
        case .passed(_, let call, _): called(call, context) + ended(.passed, context)
        case .passedInAbsence(_, _, let call, _):
            called(call, context) + [.tell([.specialist], .absenceToConfirm)]
        case .failed(_, let part, let call, _):
            called(call, context) + begin(part, context) + rework(isOpen: true, context)
                + [.tell([.siteLead, .specialist], .acceptanceFailed)]
        case .confirmed(_, _, let call): called(call, context) + ended(.passed, context)
        case .disputed(let content, let becomes, let ticket):
            [heard(content, becomes, ticket, context)] + rework(isOpen: true, context)
        case .sentToDepartment(let part): begin(part, context)
        case .leaderOrdered(let measures, let deadline): ordered(measures, deadline)
        case .dispatchEnded(_, let outcome): [.tell([.siteLead, .specialist], news(outcome))]
        case .escalated: [.tell([.leader], .escalated)]
        case .cancelled(let reason, let byProject):
            (byProject ? [] : ended(.cancelled, context)) + cancelled(before.part, because: reason)

        case .proxySigned, .partiesTold, .supplyDateNoted, .supplyAssigned, .goodsArrived, .suspended,
            .dispatchMissed:
            []
        }
    }

    package func effectsOfOpening(_ context: Context) -> [Effect] { [.tell(roles, .nodeDated)] }

    /// Of the staff whom the date concerns, and of customer service, which tells the others.
    private var roles: [Role] { [.specialist] + notices.compactMap(\.party.role) }

    /// - Parameter asker: whoever asked for another date hears what was decided, also where he need not be told of the date.
    private func moved(to day: Day, besides asker: Party? = nil, _ context: Context) -> [Effect] {
        let told = roles
        return [
            .send(opening.project, .nodeMoved(node: context.id, scheduledFor: day.scheduledFor)),
            .tell(told + [asker?.role].compactMap(\.self).filter { !told.contains($0) }, .nodeDated),
        ]
    }

    /// The project has given every node a date; one that does not wait for any keeps its own.
    private func resumed(_ day: Day?, _ context: Context) -> [Effect] {
        let kept =
            isDated
            ? [] : [Effect.send(opening.project, .nodeMoved(node: context.id, scheduledFor: self.day.scheduledFor))]
        return kept + (day == nil ? [] : [.tell(roles, .nodeDated)])
    }

    private func marked(_ isLate: Bool) -> [Effect] { isLate ? [.tell([.supervisor], .lateChange)] : [] }

    /// Acceptance and supply have one date, whoever moves it (RSC-01).
    private func supply(at date: Instant) -> [Effect] {
        guard let supply else { return [] }
        return [.send(supply, AnyCommand(SupplyRequest.self, .neededMoved(neededOn: date)))]
    }

    private func ended(_ outcome: Outcome, _ context: Context) -> [Effect] {
        [.send(opening.project, .nodeEnded(node: context.id, outcome: outcome))]
    }

    private func rework(isOpen: Bool, _ context: Context) -> [Effect] {
        [.send(opening.project, .nodeReworked(node: context.id, isOpen: isOpen))]
    }

    // MARK: Calls and departments

    private func called(_ call: TicketID?, _ context: Context) -> [Effect] {
        called(call, opening.stage == .midTerm ? .midTerm : .hiddenWorks, from: context.factTime, context)
    }

    private func called(
        _ call: TicketID?, _ occasion: CallTask.Occasion, from basis: Instant, _ context: Context
    ) -> [Effect] {
        guard let call else { return [] }
        let opening = CallTask.Opening(
            occasion: occasion, customer: person, projectOrOrder: opening.projectOrOrder, basisAt: basis,
            project: opening.project)
        return [.open(call, AnyOpening(CallTask.self, opening))]
    }

    private func begin(_ part: Rework.Part?, _ context: Context) -> [Effect] {
        guard let part else { return [] }
        let opening = DepartmentDispatch.Opening(
            parent: context.id, parentKind: .node, department: part.department, customer: person, categories: [],
            severity: .general, matter: matter)
        return [.open(part.dispatch, AnyOpening(DepartmentDispatch.self, opening))]
    }

    /// What has become of the department's part: nobody has put right what was taken back from it.
    private func news(_ outcome: Complaint.DispatchRecord.Outcome) -> Notice {
        switch outcome {
        case .returned, .replaced: .misrouted
        case .cancelled, .takenBack, .moved: isWithoutGoods ? .goodsMissing : .acceptanceFailed
        case .open, .done: .reworkReported
        }
    }

    private var isWithoutGoods: Bool {
        if case .rework(let rework) = state { rework.why == .goodsMissing } else { false }
    }

    private func cancelled(_ part: Rework.Part?, because reason: PersonalText?) -> [Effect] {
        guard let part else { return [] }
        return [.send(part.dispatch, AnyCommand(DepartmentDispatch.self, .cancelDispatch(reason: reason)))]
    }

    private func ordered(_ measures: PersonalText, _ deadline: Instant) -> [Effect] {
        guard let part else { return [] }
        let order = DepartmentDispatch.Command.leaderOrdered(measures: measures, deadline: deadline)
        return [.send(part.dispatch, AnyCommand(DepartmentDispatch.self, order))]
    }

    /// What the absent customer objects to becomes a ticket of its own.
    private func heard(
        _ content: PersonalText, _ becomes: Objection, _ ticket: TicketID, _ context: Context
    ) -> Effect {
        switch becomes {
        case .opinion:
            let opinion = OpinionIssue.Opening(
                heardOn: .visit, customer: person, content: content, projectOrOrder: opening.projectOrOrder,
                raisedAt: context.factTime, project: opening.project)
            return .open(ticket, AnyOpening(OpinionIssue.self, opinion))
        case .complaint:
            let complaint = Complaint.Opening(
                channel: .phone, customer: person, content: content, projectOrOrder: opening.projectOrOrder,
                receivedAt: context.factTime, source: context.id, project: opening.project)
            return .open(ticket, AnyOpening(Complaint.self, complaint))
        }
    }
}

extension Effect {
    /// A project is told.
    static func send(_ project: TicketID, _ command: RenovationProject.Command) -> Effect {
        .send(project, AnyCommand(RenovationProject.self, command))
    }
}

extension AcceptanceNode: SendsDispatches {
    static func command(on news: DepartmentDispatch.News, of part: TicketID) -> Command? {
        switch news {
        case .delivered: nil
        case .missed(let misses): .dispatchMissed(dispatch: part, misses: misses)
        case .ended(let outcome): .dispatchEnded(dispatch: part, outcome: outcome)
        }
    }
}
