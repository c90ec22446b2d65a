extension CallTask {
    package func effectsOfOpening(_ context: Context) -> [Effect] {
        (isUnwelcome ? [.tell([.revisitor, .specialist], .callUnwelcome)] : [])
            + (opening.project.map { project in
                [
                    .send(
                        project,
                        .callPlanned(call: context.id, occasion: opening.occasion, follows: opening.follows))
                ]
            } ?? [])
    }

    package func effects(of event: Event, before: CallTask, _ context: Context) -> [Effect] {
        switch event {
        case .becameDue: [.tell(askers(context.policy) ?? [.revisitor, .specialist], .callDue)]
        case .heard(let ticket, let becomes, let content, let categories, let severity):
            [begin(ticket, becomes, content, categories, severity, context)]
        case .notReached(_, let retryAt, _, _, _): retryAt == nil ? [.tell([.supervisor], .callUnreached)] : []

        case .completed(let made):
            (made.satisfied == false ? [.tell([.supervisor], .customerDissatisfied)] : [])
                + (record?.owesVisit == true ? [.tell([.supervisor], .visitOwed)] : [])
                + answer(result(of: made), before, context)
        case .madeTogether: answer(.satisfied(nil), before, context)
        case .declined: answer(.declined, before, context)
        case .unreachedAccepted: answer(.unreachable(attempts), before, context)
        case .missed: answer(.dropped(.missed), before, context)
        case .waived: answer(.dropped(.waived), before, context)

        case .nextPlanned(let call, let occasion, let basisAt, let dueAt):
            [open(call, following(occasion, basisAt, dueAt, context))] + joined(call, occasion)
        case .markedFaked(_, let recheck, let dueAt):
            [.tell([.leader, .supervisor], .recordFaked), open(recheck, checking(dueAt, context))]
        case .contradicted(let issue, let contradiction): [begin(issue, contradiction, context)]
        case .pointRaised(let issue, let content, let question, let overall):
            [opinion(issue, content, about: question, overall, context)]

        case .assigned, .slotBooked, .contactStarted, .answered, .customerBusy, .filed, .retryOrdered, .amended,
            .reportWritten, .submitted,
            .submissionExtended, .reviewed, .sentBack, .secondCallNeeded, .superseded, .deadlinePassed, .contactLapsed,
            .reparented:
            []
        }
    }

    private func result(of made: Made) -> Result {
        guard made.channel != nil else { return .learned }
        return made.satisfied ?? true ? .satisfied(made.score) : .dissatisfied(made.points)
    }

    /// The ticket that this call is part of hears how it went.
    private func answer(_ result: Result, _ before: CallTask, _ context: Context) -> [Effect] {
        before.asking.map { [.send($0.id, $0.kind.type.told(result, by: context.id))] } ?? []
    }

    /// The lead that calls go with has the next one, too.
    private var lead: TicketID? { asking.flatMap { $0.kind == .lead ? $0.id : nil } }

    private func joined(_ call: TicketID, _ occasion: Occasion) -> [Effect] {
        lead.map { [.send($0, AnyCommand(Lead.self, .callPlanned(call: call, occasion: occasion)))] } ?? []
    }

    private func open(_ id: TicketID, _ opening: Opening) -> Effect { .open(id, AnyOpening(CallTask.self, opening)) }

    private func following(
        _ occasion: Occasion, _ basisAt: Instant, _ dueAt: Instant, _ context: Context
    ) -> Opening {
        Opening(
            occasion: occasion, customer: person, projectOrOrder: opening.projectOrOrder, purpose: opening.purpose,
            basisAt: basisAt, dueAt: dueAt, cadenceEnds: opening.cadenceEnds, dislikesCalls: isUnwelcome ? true : nil,
            caller: caller, tells: record?.outcome == .learned ? answers : nil, follows: context.id, parent: lead,
            parentKind: lead == nil ? nil : .lead, project: opening.project)
    }

    private func checking(_ dueAt: Instant, _ context: Context) -> Opening {
        Opening(
            occasion: .spotCheck, customer: person, projectOrOrder: opening.projectOrOrder, basisAt: context.factTime,
            dueAt: dueAt, checks: context.id, project: opening.project)
    }

    private func begin(
        _ id: TicketID, _ becomes: Becoming, _ content: PersonalText, _ categories: [Category]?,
        _ severity: Complaint.Severity?, _ context: Context
    ) -> Effect {
        switch becomes {
        case .opinion: return opinion(id, content, about: nil, nil, context)
        case .complaint:
            let complaint = Complaint.Opening(
                channel: .phone, customer: person, content: content, projectOrOrder: opening.projectOrOrder,
                categories: categories, severity: severity, receivedAt: context.factTime, source: context.id,
                project: opening.project)
            return .open(id, AnyOpening(Complaint.self, complaint))
        case .visit: return open(id, visiting(content, context))
        }
    }

    private func opinion(
        _ id: TicketID, _ content: PersonalText?, about question: Question?, _ overall: Overall?,
        _ context: Context
    ) -> Effect {
        let heard = OpinionIssue.Opening(
            heardOn: opening.occasion == .questionnaire ? .questionnaire : .call, customer: person, content: content,
            projectOrOrder: opening.projectOrOrder, callTaskID: context.id, raisedAt: context.factTime,
            question: question, overall: overall, project: opening.project)
        return .open(id, AnyOpening(OpinionIssue.self, heard))
    }

    private func visiting(_ content: PersonalText, _ context: Context) -> Opening {
        let policy = context.policy
        let limit = policy[Occasion.followUp.duty.limit] ?? policy[Self.overdueWithin]
        return Opening(
            occasion: .followUp, customer: person, projectOrOrder: opening.projectOrOrder, purpose: content,
            basisAt: context.factTime, dueAt: limit.due(from: context.factTime, in: policy.calendar),
            dislikesCalls: isUnwelcome ? true : nil, caller: caller, onSite: true, follows: context.id,
            project: opening.project)
    }

    private func begin(_ id: TicketID, _ contradiction: Contradiction, _ context: Context) -> Effect {
        let issue = OpinionIssue.Opening(
            heardOn: .records, customer: person, content: nil, projectOrOrder: opening.projectOrOrder,
            callTaskID: context.id, raisedAt: context.factTime, contradiction: contradiction,
            project: opening.project)
        return .open(id, AnyOpening(OpinionIssue.self, issue))
    }
}
