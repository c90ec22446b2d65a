extension Complaint {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .classify(let categories):
            try require(!categories.isEmpty, .noCategory)
            return [try Self.classified(categories, replacing: givenBack.map(\.id), context.policy)]

        case .startExplanation: return [.explanationStarted]
        case .explanationAccepted(let notes):
            return [.explanationAccepted(notes: notes, isRevisited: revisits(context))] + planned(context)
        case .explanationRejected(let notes): return [.explanationRejected(notes: notes)]

        case .requireSurvey(let departments):
            try requireRoutable(departments, context)
            let summons = departments.enumerated().map { Summons(dispatch: context.fresh($0), department: $1) }
            return [.surveyRequired(departments: departments, summons: summons)]
        case .scheduleSurvey(let at, let attendees):
            try require(at > context.now, .inThePast)
            return [.surveyScheduled(at: at, attendees: attendees ?? [])]
        case .surveyConcluded(let findings, let departments):
            if let departments { try requireRoutable(departments, context) }
            let promise = nextPromise(from: .survey(concludedAt: context.factTime))
            let parts = forwardings(departments ?? [], context) { _ in promise }
            return [.surveyConcluded(findings: findings, parts: parts)]

        case .forward(let departments):
            try requireRoutable(departments, context)
            // Whoever forwards by hand has seen what was given back; a router has not, and sends nothing a second time.
            let isRouter = context.actor.has(.router)
            if isRouter { try requireAsClassified(departments, context) }
            let replaced = isRouter || givenBack.isEmpty ? nil : givenBack.map(\.id)
            let wanted = isRouter ? departments.filter { !hasHad($0) } : departments
            return [.forwarded(parts: forwardings(wanted, context, under: promise(to:)), replaces: replaced)]
        case .redispatch(let department):
            try requireRoutable([department], context)
            try require(!isAtWork(department), .alreadyThere)
            let part = forwardings([department], context, under: promise(to:))[0]
            return [.redispatched(part: part, replaces: givenBack.first?.id)]

        case .replyToCustomer(let text): return answered(text)
        case .proposePlan(let plan, let agrees): return [.planProposed(plan: plan, agreed: agrees)]
        case .verifyOutcome(let result):
            try require(!dispatches.isEmpty, .notForwarded)
            return [.outcomeVerified(result: result)]
        case .amend(let fields, let reason): return try amended(fields, reason, context)
        case .raiseSeverity(let level, let reason):
            try require(level > severity, .notHigher)
            try require(context.actor.hasAny(of: context.policy[Self.severityReviewers]), .notTheReviewer)
            return [.severityRaised(level: level, reason: reason)]

        case .mergeDuplicate(let target): return [try merged(into: target, context)]
        case .unmerge(let reason): return [try unmerged(reason, context)]
        case .absorbDuplicate(let source, let receivedAt, let parts, let needs, let projects):
            return [
                .duplicateAbsorbed(
                    source: source, receivedAt: receivedAt, parts: parts, countsHere: true,
                    needs: needs.isEmpty ? nil : needs, projects: projects)
            ]
        case .releaseDuplicate(let source, let parts):
            let promise = parts.isEmpty ? nil : nextPromise().number
            return [
                .duplicateReleased(
                    source: source, parts: parts, promise: promise, isFromNow: promise == nil ? nil : true)
            ]

        case .hold(let reason, let until, let note):
            try require(until > context.now, .inThePast)
            return [.held(reason: reason, until: until, note: note)]
        case .resume: return [.resumed]

        case .escalate(let reason):
            // The customer may always demand the leader; a reason of ours must be true.
            try require(reason != .severity || severity == .major, .notMajor)
            try require(reason != .repeated || Self.isRepeated(repeats, context), .notRepeated)
            try require(reason != .secondMiss || owesEscalation || hasMissedTwice(context), .notMissedTwice)
            return [.escalated(reason: reason)]
        case .leaderOrders(let measures, let deadline):
            try require(deadline > context.now, .inThePast)
            return [.leaderOrdered(measures: measures, newDeadline: deadline)]
        case .leaderResolves(let result, let cause):
            return [.leaderResolved(result: result, cause: cause, isRevisited: revisits(context))] + planned(context)

        case .revisitSatisfied(let call, let score):
            try CallTask.requireCall(call, to: person, context)
            try require(score.map(Self.scores.contains) ?? true, .scoreOutOfRange)
            return [.revisitSatisfied(callTaskID: call, score: score)]
        case .revisitDissatisfied(let call, let points):
            try CallTask.requireCall(call, to: person, context)
            try require(!points.isEmpty && points.count <= Self.pointsMax, .noPoints)
            return dissatisfied(call, points, context)
        case .revisitUnreachable(let attempts):
            // A call has counted its attempts by its own limit.
            let isEnough = context.actor.has(.ticket) || attempts >= context.policy[Self.revisitAttempts]
            try require(isEnough, .tooFewAttempts)
            return [.revisitUnreachable(attempts: attempts)]
        case .revisitDeclined(let call):
            try CallTask.requireCall(call, to: person, context)
            return [.revisitDeclined(callTaskID: call)]
        case .revisitDropped(let call, let how): return [.revisitDropped(call: call, how: how)]

        case .replyByLetter(let letterID, let note): return [try answeredByLetter(letterID, note)]
        case .withdraw(let reason): return [.withdrawn(reason: reason)]

        case .takeOver(let source, let part, let owesEscalation, let escalatedAt):
            return [.tookOver(source: source, part: part, owesEscalation: owesEscalation, escalatedAt: escalatedAt)]
        case .dispatchDelivered(let id): return [.dispatchDelivered(dispatch: id)]
        case .dispatchMissed(let id, let misses): return missed(id, misses, context)
        case .dispatchEnded(let id, let outcome): return [.dispatchEnded(dispatch: id, outcome: outcome)]
        case .allDispatchesDone: return [.handled(isRevisited: revisits(context))] + planned(context)
        case .allDispatchesReturned: return [.returnedToTriage(isMisrouted: isReturned)]
        case .deliveryDead(let queue, let error, let attempts):
            return [.deliveryDied(queue: queue, error: error, attempts: attempts)]
        }
    }

    /// Linked tickets' news may change what comes next: all parts ended, or an escalation is owed.
    package var followUps: [Command] {
        switch state {
        case .inDepartment where open.isEmpty && live.isEmpty: [.allDispatchesReturned]
        case .inDepartment where open.isEmpty && (isReturned || owed.isEmpty): ended
        case .inDepartment: owesEscalation ? [.escalate(reason: .secondMiss)] : []
        case .escalated where open.isEmpty && !live.isEmpty && (isReturned || owed.isEmpty): ended
        case .escalated, .received, .explaining, .surveying, .onHold, .awaitingRevisit, .merged, .closed,
            .closedByLetter,
            .withdrawn:
            []
        }
    }

    private var isReturned: Bool { live.contains { $0.outcome == .returned } }

    private var ended: [Command] { isReturned ? [.allDispatchesReturned] : [.allDispatchesDone] }

    package func needs(_ command: Command) -> [Need] {
        if case .mergeDuplicate(let target) = command { return [.ticket(target)] }
        if case .unmerge = command, case .merged(let merge) = state { return [.ticket(merge.into)] }
        if case .revisitSatisfied(let call?, _) = command { return [.ticket(call)] }
        if case .revisitDissatisfied(let call?, _) = command { return [.ticket(call)] }
        if case .revisitDeclined(let call?) = command { return [.ticket(call)] }
        return []
    }

    static let pointsMax = 16
    /// At once; those of a merger come on top.
    static let departmentsMax = 16
    /// 满意度
    static let scores = 1...5
}
