extension DepartmentDispatch {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .delivered(let receipt): return [.delivered(receipt: receipt ?? context.actor.receipt)]
        case .accept(let date):
            try requireDate(date, context)
            if order?.isMissed ?? false { try requireOrder(context) }
            return taken(context) + [.accepted(promisedDate: date)]
        case .changePromise(let date, let reason):
            try requireDate(date, context)
            return [.promiseChanged(date: date, reason: reason)]
        case .newPromise(let date):
            try requireDate(date, context)
            try requireOrder(context)
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

        case .promiseMissed:
            if phase == .queued { try require(order.map { !$0.isMissed } ?? false, .noDate) }
            return [.promiseMissed]
        case .renewalMissed: return [.renewalMissed]
        case .parentHeld(let until): return [.held(until: until)]
        case .parentResumed: return [.resumed]
        case .leaderOrdered(let measures, let deadline):
            return [.ordered(measures: measures, deadline: deadline, runs: true)]
        case .surveyScheduled(let at): return [.surveyScheduled(at: at)]
        case .surveyEnded: return [.surveyEnded]
        case .reparent(let parent): return [.reparented(parent: parent)]
        case .deliveryDead(let queue, let error, let attempts):
            return [.deliveryDied(queue: queue, error: error, attempts: attempts)]
        }
    }

    /// A department is not responsible for what it is summoned to look at: it owes its presence, no date and no result.
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        switch verb {
        case .accept, .returnMisrouted, .reportDone, .cancelDispatch, .leaderOrdered: isSummons ? .isSummons : nil
        case .surveyScheduled, .surveyEnded: isSummons ? nil : .isNoSummons
        case .delivered, .changePromise, .progress, .newPromise, .departmentPhoned, .remind, .promiseMissed,
            .renewalMissed, .parentHeld, .parentResumed, .reparent, .deliveryDead:
            nil
        }
    }

    /// Whoever of the department acts on a dispatch that still stands in the queue has taken delivery of it (3.0 no. 9).
    private func taken(_ context: Context) -> [Event] {
        phase == .queued ? [.delivered(receipt: context.actor.receipt)] : []
    }

    /// A date that the leader set is kept or undercut; who needs longer asks the leader.
    private func requireDate(_ date: Instant, _ context: Context) throws(Refusal) {
        try require(date > context.now, .inThePast)
        guard let latest = latestOrdered, latest >= context.now else { return }
        try require(date <= latest, .beyondTheOrder)
    }

    /// The leader's date, put off by the holds since.
    private var latestOrdered: Instant? {
        orderedFor.map { $0.postponed(by: holds.map { Pause(Self.complaintOnHold, from: $0.since, until: $0.until) }) }
    }

    /// FBK-03: after so many missed dates only the leader sets another one.
    private func requireOrder(_ context: Context) throws(Refusal) {
        try require(
            misses < context.policy[wholeKind.type.missesBeforeEscalation] || isOrderedSinceMiss, .leaderMustOrder)
    }

    private var isOrderedSinceMiss: Bool {
        if case .overdue(let overdue) = state, let ordered = orderedFor { ordered > overdue.since } else { false }
    }

    static let partsMax = 32
}

extension Refusal.Reason {
    static let isSummons = Self(
        "is-summons", "这是现场勘察通知:签收即可,勘察结论由客服部登记",
        "a summons to a survey: take delivery; customer service records the finding")
    static let isNoSummons = Self("is-no-summons", "不是现场勘察通知", "not a summons to a survey")
    static let noDate = Self("no-date", "没有已定的日期", "no date stands")
    static let beyondTheOrder = Self(
        "beyond-the-order", "晚于领导批示的期限", "later than the date that the supervising leader set")
    static let leaderMustOrder = Self(
        "leader-must-order", "已两次逾期,须由主管领导批示", "two dates were missed; the supervising leader has to order")
}
