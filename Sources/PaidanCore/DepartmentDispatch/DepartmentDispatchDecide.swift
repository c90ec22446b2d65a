extension DepartmentDispatch {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .delivered(let receipt): return [.delivered(receipt: receipt ?? context.actor.receipt)]
        case .accept(let date):
            try require(date > context.now, .inThePast)
            return taken(context) + [.accepted(promisedDate: date)]
        case .changePromise(let date, let reason):
            try require(date > context.now, .inThePast)
            return [.promiseChanged(date: date, reason: reason)]
        case .newPromise(let date):
            try require(date > context.now, .inThePast)
            try require(
                misses < context.policy[wholeKind.type.missesBeforeEscalation] || isOrderedSinceMiss, .leaderMustOrder)
            return [.promisedAnew(date: date)]

        case .returnMisrouted(let reason, let suggested):
            try require(suggested.map(context.policy.routing.knows) ?? true, .unknownDepartment)
            return taken(context) + [.returned(reason: reason, suggestedDept: suggested)]
        case .progress(let note, let parts):
            try require((parts ?? []).count <= Self.partsMax, .tooMany)
            return [.progressed(note: note, partsNeeded: parts ?? [])]
        case .reportDone(let result, let cause, let responsible):
            return taken(context) + [.reportedDone(result: result, cause: cause, responsible: responsible)]

        case .departmentPhoned(let note): return [.phoned(note: note)]
        case .remind(let note): return [.reminded(note: note)]
        case .cancelDispatch(let reason):
            return [.cancelled(reason: reason, byComplaint: context.actor.has(.ticket))]

        case .promiseMissed: return [.promiseMissed]
        case .renewalMissed: return [.renewalMissed]
        case .parentHeld(let until): return [.held(until: until)]
        case .parentResumed: return [.resumed]
        case .leaderOrdered(let measures, let deadline): return [.ordered(measures: measures, deadline: deadline)]
        case .reparent(let parent): return [.reparented(parent: parent)]
        case .deliveryDead(let queue, let error, let attempts):
            return [.deliveryDied(queue: queue, error: error, attempts: attempts)]
        }
    }

    /// Whoever of the department acts on a dispatch that still stands in the queue has taken delivery of it (3.0 no. 9).
    private func taken(_ context: Context) -> [Event] {
        phase == .queued ? [.delivered(receipt: context.actor.receipt)] : []
    }

    private var isOrderedSinceMiss: Bool {
        if case .overdue(let overdue) = state, let ordered = orderedFor { ordered > overdue.since } else { false }
    }

    static let partsMax = 32
}

extension Refusal.Reason {
    static let leaderMustOrder = Self(
        "leader-must-order", "已两次逾期,须由主管领导批示", "two dates were missed; the supervising leader has to order")
}
