extension OpinionIssue {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .answerAtOnce(let text): return [.answeredAtOnce(text: text)]
        case .promiseReply(let date, let note):
            try require(date > context.now, .inThePast)
            return [.replyPromised(promisedDate: date, note: note)]
        case .replyGiven(let text): return [.replied(text: text)] + confirming(context)
        case .forward(let department): return [.forwarded(part: try part(to: department, context))]

        case .leaderOrders(let measures, let deadline):
            try require(deadline > context.now, .inThePast)
            return [.leaderOrdered(measures: measures, newDeadline: deadline)]
        case .leaderResolves(let result): return [.leaderResolved(result: result)] + confirming(context)

        case .customerContent(let call, let score):
            try CallTask.requireCall(call, to: person, context)
            try require(score.map(Complaint.scores.contains) ?? true, .scoreOutOfRange)
            return [.customerContent(callTaskID: call, score: score)]
        case .customerNotContent(let call, let points, let department, let date):
            return [try notContent(call, points, department, date, context)]
        case .customerUnreachable(let attempts):
            try require(enough(attempts, context), .tooFewAttempts)
            return [.customerUnreachable(attempts: attempts)]
        case .customerDeclines(let call):
            try CallTask.requireCall(call, to: person, context)
            return [.customerDeclined(callTaskID: call)]

        case .becomeComplaint(let content, let categories, let severity):
            return [try complaint(content, categories, severity, context)]
        case .amend(let fields, let reason):
            try require(fields != Amendment(), .nothingToAmend)
            return [.amended(fields: fields, reason: reason)]
        case .withdraw(let reason): return [.withdrawn(reason: reason)]

        case .dispatchMissed(let id, let misses): return missed(id, misses, context)
        case .dispatchEnded(let id, let outcome):
            return outcome == .done
                ? [.dispatchDone(dispatch: id)] + confirming(context) : [.dispatchLost(dispatch: id, outcome: outcome)]
        case .confirmationDropped(let call, let how): return [.confirmationDropped(call: call, how: how)]
        }
    }

    /// The call on which the customer said it.
    package func needs(_ command: Command) -> [Need] {
        if case .customerContent(let call?, _) = command { return [.ticket(call)] }
        if case .customerNotContent(let call?, _, _, _) = command { return [.ticket(call)] }
        if case .customerDeclines(let call?) = command { return [.ticket(call)] }
        return []
    }

    // MARK: Rules

    private func part(to department: Department, _ context: Context) throws(Refusal) -> Part {
        try require(context.policy.routing.knows(department), .unknownDepartment)
        let misses = dispatches.last { $0.department == department }?.misses ?? 0
        return Part(dispatch: context.fresh(0), department: department, misses: misses > 0 ? misses : nil)
    }

    /// Somebody who did not give the answer himself asks whether the customer is content, where the regulation plans it.
    private func confirming(_ context: Context) -> [Event] {
        guard context.policy[Self.confirmByCall] else { return [] }
        let dueAt = context.policy[Self.confirmWithin].due(from: context.factTime, in: context.policy.calendar)
        return [.confirmationPlanned(call: context.fresh(0), dueAt: dueAt)]
    }

    /// FBK-08, FBK-09: the customer is told who acts now and, if wanted, when to hear of it.
    private func notContent(
        _ call: TicketID?, _ points: [PersonalText], _ department: Department?, _ date: Instant?, _ context: Context
    ) throws(Refusal) -> Event {
        try CallTask.requireCall(call, to: person, context)
        try require(!points.isEmpty && points.count <= Complaint.pointsMax, .noPoints)
        try require(date.map { $0 > context.now } ?? true, .inThePast)
        var next: Part?
        if let department { next = try part(to: department, context) }
        return .customerNotContent(callTaskID: call, points: points, part: next, promisedDate: date)
    }

    private func enough(_ attempts: Int, _ context: Context) -> Bool {
        context.actor.has(.ticket) || attempts >= context.policy[CallTask.attemptsMax]
    }

    /// The complaint takes over a department at work; who is at work already is not named again by categories.
    private func complaint(
        _ content: PersonalText?, _ categories: [Category]?, _ severity: Complaint.Severity?, _ context: Context
    ) throws(Refusal) -> Event {
        try require(content != nil || notice.content != nil, .noContent)
        try require(open == nil || (categories ?? []).isEmpty, .isWithDepartment)
        if let categories, !categories.isEmpty {
            _ = try Complaint.classified(categories, context.policy(for: .complaint))
        }
        return .becameComplaint(
            complaint: context.fresh(0), content: content, categories: categories, severity: severity)
    }

    /// FBK-03: the second date that a department misses goes to the supervising leader.
    private func missed(_ id: TicketID, _ misses: Int, _ context: Context) -> [Event] {
        let news = Event.dispatchMissed(dispatch: id, misses: misses)
        let isDue = misses >= context.policy[Self.missesBeforeEscalation] && phase == .inDepartment
        return isDue ? [news, .escalated] : [news]
    }
}

extension Refusal.Reason {
    static let isWithDepartment = Self(
        "is-with-department", "部门正在处理,转投诉后由该部门继续,不必再选类别",
        "a department is at work and goes on with it; name no categories")
}
