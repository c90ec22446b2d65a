extension OpinionIssue {
    package func effectsOfOpening(_ context: Context) -> [Effect] {
        opening.contradiction == nil ? [] : [.tell([.supervisor], .recordsDiffer)]
    }

    package func effects(of event: Event, before: OpinionIssue, _ context: Context) -> [Effect] {
        switch event {
        case .forwarded(let part): [open(part, context)]
        case .dispatchDone: [.tell([.specialist], .customerToBeTold)]
        case .dispatchLost(_, let outcome):
            outcome == .returned ? [.tell([.specialist, .supervisor], .misrouted)] : []
        case .escalated: [.tell([.leader], .escalated)]
        case .leaderOrdered(let measures, let deadline): ordered(measures, deadline)
        case .leaderResolved: [.tell([.specialist], .customerToBeTold)] + cancelled(since: before)
        case .confirmationPlanned(let call, let dueAt): [ask(call, dueAt, context)]

        case .customerNotContent(_, _, let part, _):
            superseded(since: before, context) + (part.map { [open($0, context)] } ?? [])
        case .customerContent, .customerUnreachable, .customerDeclined: superseded(since: before, context)
        case .becameComplaint(let id, let content, let categories, let severity):
            superseded(since: before, context)
                + upgraded(to: id, content ?? notice.content, categories, severity, before, context)
        case .withdrawn(let reason): superseded(since: before, context) + cancelled(since: before, because: reason)

        case .confirmationDropped: [.tell([.specialist], .customerToBeTold)]
        case .answeredAtOnce, .replyPromised, .replied, .dispatchMissed, .amended: []
        }
    }

    private func open(_ part: Part, _ context: Context) -> Effect {
        let opening = DepartmentDispatch.Opening(
            parent: context.id, parentKind: .opinion, department: part.department, customer: person, categories: [],
            severity: .general, misses: part.misses)
        return .open(part.dispatch, AnyOpening(DepartmentDispatch.self, opening))
    }

    private func ordered(_ measures: PersonalText, _ deadline: Instant) -> [Effect] {
        open.map { part in
            let order = DepartmentDispatch.Command.leaderOrdered(measures: measures, deadline: deadline)
            return [.send(part.id, AnyCommand(DepartmentDispatch.self, order))]
        } ?? []
    }

    private func cancelled(since before: OpinionIssue, because reason: PersonalText? = nil) -> [Effect] {
        before.open.map { part in
            [.send(part.id, AnyCommand(DepartmentDispatch.self, .cancelDispatch(reason: reason)))]
        } ?? []
    }

    private func ask(_ call: TicketID, _ dueAt: Instant, _ context: Context) -> Effect {
        let opening = CallTask.Opening(
            occasion: .opinion, customer: person, projectOrOrder: notice.projectOrOrder, basisAt: context.factTime,
            dueAt: dueAt, parent: context.id, parentKind: .opinion)
        return .open(call, AnyOpening(CallTask.self, opening))
    }

    /// A call that asks what somebody has learnt without it. The call's own answer needs no telling.
    private func superseded(since before: OpinionIssue, _ context: Context) -> [Effect] {
        guard case .answered(let answer) = before.state, let call = answer.call, !context.actor.has(.ticket) else {
            return []
        }
        return [.send(call, AnyCommand(CallTask.self, .supersede(newTaskID: nil)))]
    }

    /// The complaint begins when it becomes one (C15); a department at work goes on for it.
    private func upgraded(
        to id: TicketID, _ content: PersonalText?, _ categories: [Category]?, _ severity: Complaint.Severity?,
        _ before: OpinionIssue, _ context: Context
    ) -> [Effect] {
        guard let content else { return [] }
        let opening = Complaint.Opening(
            channel: opening.heardOn.channel, customer: person, content: content,
            projectOrOrder: notice.projectOrOrder, categories: categories, severity: severity,
            receivedAt: context.factTime, firstHeardAt: self.opening.raisedAt, source: context.id,
            project: self.opening.project)
        let begin = Effect.open(id, AnyOpening(Complaint.self, opening))
        guard let part = before.open else { return [begin] }
        let moved = Complaint.DispatchRecordMoved(
            id: part.id, department: part.department, forwardedAt: context.factTime, misses: part.misses)
        let takeOver = Complaint.Command.takeOver(
            source: context.id, part: moved, owesEscalation: before.phase == .escalated,
            escalatedAt: before.escalatedAt)
        return [
            begin, .send(id, AnyCommand(Complaint.self, takeOver)),
            .send(part.id, AnyCommand(DepartmentDispatch.self, .reparent(parent: id))),
        ]
    }
}

extension OpinionIssue: SendsDispatches {
    /// An opinion's limit for forwarding, if it has one, is met by the forward.
    static func command(on news: DepartmentDispatch.News, of part: TicketID) -> Command? {
        switch news {
        case .delivered: nil
        case .missed(let misses): .dispatchMissed(dispatch: part, misses: misses)
        case .ended(let outcome): .dispatchEnded(dispatch: part, outcome: outcome)
        }
    }
}

extension OpinionIssue.HeardOn {
    /// How the complaint that it becomes reached the company.
    fileprivate var channel: Complaint.Channel {
        switch self {
        case .call, .records: .phone
        case .questionnaire, .visit, .inbound: .store
        }
    }
}
