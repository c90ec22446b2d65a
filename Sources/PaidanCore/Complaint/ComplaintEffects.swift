extension Complaint {
    package static let kind = Kind.complaint
    package static let label = Label("客户投诉", "complaint")
    package static let letter = "C"
    package static let reopening: [Verb] = [.unmerge]

    package var person: PersonID { opening.customer }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(
            id: id, kind: .complaint, branch: branch, isOpen: !phase.isEnd,
            parts: open.map { Relative.Part(id: $0.id, department: $0.department) }, ended: endedParts,
            progress: dispatches.map { .init(id: $0.id, deliveredAt: $0.deliveredAt, misses: $0.misses) },
            repeats: repeats, person: person)
    }

    /// As the complaint sees them that they came from; that another department has taken a part's place is not its concern.
    private var endedParts: [Relative.Ended] {
        dispatches.compactMap { record in
            switch record.outcome {
            case .done, .returned, .cancelled:
                Relative.Ended(id: record.id, outcome: record.outcome, at: record.endedAt ?? record.forwardedAt)
            case .replaced:
                Relative.Ended(id: record.id, outcome: .returned, at: record.endedAt ?? record.forwardedAt)
            case .open, .moved, .takenBack: nil
            }
        }
    }

    package var briefing: Briefing {
        var briefing = Briefing()
        briefing.categories = categories
        briefing.severity = severity.rawValue
        return briefing
    }

    package static func deliveryDead(queue: String, error: String, attempts: Int) -> Command? {
        .deliveryDead(queue: queue, error: error, attempts: attempts)
    }

    package func effectsOfOpening(_ context: Context) -> [Effect] {
        (opening.urgent ?? false ? [.tell([.supervisor], .urgentComplaint)] : [])
            + (severity == .major ? [.tell([.leader], .majorComplaint)] : [])
            + projects.map { .send($0, .ticketLinked(linked: context.id)) }
    }

    package func effects(of event: Event, before: Complaint, _ context: Context) -> [Effect] {
        consequences(of: event, before, context) + toldToProjects(of: event, since: before, context)
    }

    /// What it is merged into takes its place, before it goes: so no project takes the matter for settled in between.
    private func toldToProjects(of event: Event, since before: Complaint, _ context: Context) -> [Effect] {
        func told(_ projects: [TicketID], _ news: RenovationProject.Command) -> [Effect] {
            projects.map { .send($0, news) }
        }
        guard phase.isEnd != before.phase.isEnd else {
            // Those of a duplicate that went back.
            let others = before.projects.filter { !projects.contains($0) }
            return phase.isEnd ? [] : told(others, .ticketEnded(linked: context.id, unlinked: true))
        }
        guard phase.isEnd else { return told(projects, .ticketLinked(linked: context.id)) }
        let ended = told(projects, .ticketEnded(linked: context.id))
        guard case .merged(let target, _) = event else { return ended }
        return told(projects, .ticketLinked(linked: target, insteadOf: context.id)) + ended
    }

    private func consequences(of event: Event, _ before: Complaint, _ context: Context) -> [Effect] {
        switch event {
        case .forwarded(let parts, _): parts.map { open($0, context) }
        case .surveyConcluded(_, let parts): tellSummoned(.surveyEnded, before) + parts.map { open($0, context) }
        case .redispatched(let part, _): [open(part, context)]
        case .surveyRequired(_, let summons): (summons ?? []).map { open($0, context) }
        case .surveyScheduled(let at, _): tellSummoned(.surveyScheduled(at: at), before)

        case .merged(let target, let moved):
            [absorb(into: target, moved, before, context)]
                + moved.map { .send($0, dispatch(.reparent(parent: target))) }
                + cancelled(since: before)
        case .unmerged(_, let back, let ended, _):
            back.map { .send($0, dispatch(.reparent(parent: context.id))) }
                + released(from: before, back + (ended ?? []).map(\.id), context)

        case .duplicateAbsorbed(_, _, let parts, _, _, _): held(parts.map(\.id)) + superseded(since: before)
        case .duplicateReleased(_, let parts, _, _):
            phase == .onHold
                ? before.open.filter { parts.contains($0.id) }.map { .send($0.id, dispatch(.parentResumed)) } : []

        case .held(_, let until, _): open.map { .send($0.id, dispatch(.parentHeld(until: until))) }
        case .resumed: open.map { .send($0.id, dispatch(.parentResumed)) }
        case .escalated: [.tell([.leader], .escalated)]
        case .leaderOrdered(let measures, let deadline):
            open.map { .send($0.id, dispatch(.leaderOrdered(measures: measures, deadline: deadline))) }

        case .severityReviewOpened: [.tell(context.policy[Self.severityReviewers], .severityReview)]
        case .severityRaised(let level, _): level == .major ? [.tell([.leader], .majorComplaint)] : []
        case .returnedToTriage(let isMisrouted): isMisrouted ? [.tell([.specialist, .supervisor], .misrouted)] : []
        case .handled: [.tell([.specialist], .customerToBeTold)]
        case .leaderResolved: [.tell([.specialist], .customerToBeTold)] + cancelled(since: before)
        case .explanationAccepted: cancelled(since: before)
        case .answeredByLetter: cancelled(since: before) + superseded(since: before)
        case .withdrawn(let reason):
            tellSummoned(.surveyEnded, before) + cancelled(since: before, because: reason) + superseded(since: before)
        case .revisitPlanned(let call, let dueAt): [ask(call, dueAt, context)]
        case .revisitDropped: [.tell([.specialist], .customerToBeTold)]
        case .revisitSatisfied, .revisitDissatisfied, .revisitUnreachable, .revisitDeclined:
            context.actor.has(.ticket) ? [] : superseded(since: before)
        case .deliveryDied: [.tell([.supervisor], .deliveryDead)]

        case .classified, .explanationStarted, .explanationRejected, .customerAnswered, .planProposed,
            .outcomeVerified, .amended, .dispatchDelivered, .dispatchMissed, .dispatchEnded, .tookOver, .closed:
            []
        }
    }

    private func ask(_ call: TicketID, _ dueAt: Instant, _ context: Context) -> Effect {
        let opening = CallTask.Opening(
            occasion: .revisit, customer: person, projectOrOrder: notice.projectOrOrder, basisAt: context.factTime,
            dueAt: dueAt, severity: severity, onSite: isVisited(context.policy) ? true : nil, parent: context.id,
            parentKind: .complaint)
        return .open(call, AnyOpening(CallTask.self, opening))
    }

    /// Whether the asking that begins now is a visit (CMP-21). Who was asked before came back dissatisfied.
    private func isVisited(_ policy: Policy) -> Bool {
        switch policy[Self.revisitOnSite] {
        case .never: false
        case .major: severity == .major
        case .first: severity == .major || repeats == opening.repeats ?? 0
        }
    }

    /// The call of a revisit that is not wanted any more, because the complaint has left the state in which it asks.
    private func superseded(since before: Complaint) -> [Effect] {
        guard case .awaitingRevisit(let handled) = before.state, let call = handled.call, phase != .awaitingRevisit
        else {
            return []
        }
        return [.send(call, AnyCommand(CallTask.self, .supersede(newTaskID: nil)))]
    }

    /// Dispatches that move into a complaint on hold wait with it.
    private func held(_ parts: [TicketID]) -> [Effect] {
        guard case .onHold(let hold) = state else { return [] }
        return parts.map { .send($0, dispatch(.parentHeld(until: hold.until))) }
    }

    private func dispatch(_ command: DepartmentDispatch.Command) -> AnyCommand {
        AnyCommand(DepartmentDispatch.self, command)
    }

    private func open(_ part: Forwarding, _ context: Context) -> Effect {
        let opening = DepartmentDispatch.Opening(
            parent: context.id, department: part.department, customer: person,
            categories: context.policy.routing.concerns(of: part.department, among: categories), severity: severity,
            misses: part.misses, reportsDelivery: part.countsWhenDelivered)
        return .open(part.dispatch, AnyOpening(DepartmentDispatch.self, opening))
    }

    private func open(_ summons: Summons, _ context: Context) -> Effect {
        let opening = DepartmentDispatch.Opening(
            parent: context.id, department: summons.department, customer: person,
            categories: context.policy.routing.concerns(of: summons.department, among: categories),
            severity: severity, task: .survey)
        return .open(summons.dispatch, AnyOpening(DepartmentDispatch.self, opening))
    }

    private func tellSummoned(_ command: DepartmentDispatch.Command, _ before: Complaint) -> [Effect] {
        guard case .surveying(let survey) = before.state else { return [] }
        return survey.summons.map { .send($0.dispatch, dispatch(command)) }
    }

    /// Dispatches that were open before and that this complaint does not need any more.
    private func cancelled(since before: Complaint, because reason: PersonalText? = nil) -> [Effect] {
        before.open.compactMap { record in
            guard dispatches.first(where: { $0.id == record.id })?.outcome == .cancelled else { return nil }
            return .send(record.id, dispatch(.cancelDispatch(reason: reason)))
        }
    }

    private func absorb(into target: TicketID, _ moved: [TicketID], _ before: Complaint, _ context: Context) -> Effect {
        let parts = dispatches.filter { moved.contains($0.id) }.map { record in
            DispatchRecordMoved(
                id: record.id, department: record.department, forwardedAt: record.forwardedAt,
                countsWhenDelivered: record.countsWhenDelivered ? true : nil, deliveredAt: record.deliveredAt,
                misses: record.misses)
        }
        let withDepartments = before.open.map(\.department)
        let needs = withDepartments + before.unsent.filter { !withDepartments.contains($0) }
        return .send(
            target,
            AnyCommand(
                Complaint.self,
                .absorbDuplicate(
                    source: context.id, receivedAt: receivedAt, parts: parts, needs: needs,
                    projects: projects.isEmpty ? nil : projects)))
    }

    private func released(from before: Complaint, _ back: [TicketID], _ context: Context) -> [Effect] {
        guard case .merged(let merge) = before.state else { return [] }
        return [.send(merge.into, AnyCommand(Complaint.self, .releaseDuplicate(source: context.id, parts: back)))]
    }
}
