extension CallTask {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .assign(let caller):
            if let caller { try context.requireColleague(caller, with: askers(context.policy) ?? Self.callers) }
            return [.assigned(caller: caller)]
        case .bookSlot(let at, let place, let reason):
            try Self.requirePlannable(at, reason, context)
            return [.slotBooked(at: at, place: place, overrideReason: reason, closesAt: closing(agreed: at, context))]
        case .startContact(let channel, let reason): return [try started(channel, reason, context)]
        case .answer(let question, let score, let yes, let text):
            let answer = Answer(question, score: score, yes: yes, text: text)
            try requireFitting([answer])
            return [.answered(answer: answer)]
        case .hear(let becomes, let content, let categories, let severity):
            return [try heard(becomes, content, categories, severity, context)]

        case .customerBusy(let at, let place, let reason):
            try Self.requirePlannable(at, reason, context)
            return try unstarted(nil, reason, context)
                + [
                    .customerBusy(
                        at: at, place: place, overrideReason: reason, closesAt: closing(agreed: at, context))
                ] + passed(context)
        case .noAnswer(let miss, let retryAt, let reason):
            if let retryAt { try Self.requirePlannable(retryAt, reason, context) }
            return try unstarted(nil, reason, context) + notReached(miss, retryAt, reason, context)
        case .complete(
            let channel, let satisfied, let score, let points, let answers, let signed, let dislikes, let next,
            let nextDueAt, let reason):
            let made = try made(
                channel, satisfied, score, points ?? [], answers ?? [], signed ?? false, dislikes ?? false)
            let start = made.channel == nil ? [] : try unstarted(made.channel, reason, context)
            return start + (try completed(made, next, nextDueAt, context))
        case .customerDeclines(let note, let dislikes, let reason):
            return try unstarted(nil, reason, context)
                + [.declined(note: note, dislikesCalls: dislikes ?? false)] + filed(context)
                + following(madeAt: context.factTime, dislikes: dislikes ?? false, context)

        case .supervisorRetry(let retryAt, let reason):
            try Self.requirePlannable(retryAt, reason, context)
            return [.retryOrdered(retryAt: retryAt, overrideReason: reason)]
        case .acceptUnreached(let note): return [.unreachedAccepted(note: note)] + following(madeAt: nil, context)
        case .closeMissed(let reason):
            try require(reason != nil || context.actor.has(.clock), .unexplained)
            return [.missed(reason: reason)] + following(madeAt: nil, context)
        case .waive(let reason, let note): return try waived(reason, note, context)
        case .supersede(let other):
            try require(isSupersededByHand || context.actor.has(.ticket), .isWaitedFor)
            if let other { try requireSuccessor(other, context) }
            return [.superseded(by: other)] + goingOn(besides: other, context)
        // Last what kept the promise: an explanation names the fact with which its clock stopped.
        case .madeTogether(let call): return following(madeAt: context.factTime, context) + [.madeTogether(call: call)]

        case .amend(let answers, let reason):
            try require(!answers.isEmpty, .nothingToAmend)
            try requireFitting(answers)
            return [.amended(answers: answers, reason: reason)]
        case .writeReport(let report): return [.reportWritten(report: report)]
        case .submitRecord(let note): return [.submitted(note: note)]
        case .allowLater(let reason):
            let from = record?.at ?? context.now
            let submitBy = context.policy[Self.submitLaterWithin].due(from: from, in: context.policy.calendar)
            return [.submissionExtended(submitBy: submitBy, reason: reason)]
        case .review(let opinion): return [.reviewed(opinion: opinion)]
        case .sendBack(let reason): return [.sentBack(reason: reason)]
        case .needSecondCall(let dueAt, let reason): return try secondCall(dueAt, reason, context)
        case .markFaked(let reason): return [try faked(reason, context)]

        case .becomeDue: return [.becameDue]
        case .deadlinePassed: return [.deadlinePassed]
        case .contactLapsed: return [.contactLapsed]
        case .reparent(let parent): return [.reparented(parent: parent)]
        }
    }

    /// The record that this one is compared with; the call that takes its place; who is to call.
    /// What may bring the next call of a cadence, which its project may have ended.
    private static let followed: [Verb] = [
        .complete, .customerDeclines, .acceptUnreached, .closeMissed, .waive, .supersede, .madeTogether,
    ]

    package func needs(_ command: Command) -> [Need] {
        let follows = Self.followed.contains(Self.verb(of: command))
        let project = (follows ? opening.project : nil).map { [Need.ticket($0)] } ?? []
        if case .complete = command, let checked = opening.checks { return project + [.ticket(checked)] }
        if case .supersede(let other?) = command { return project + [.ticket(other)] }
        if case .assign(let caller?) = command { return [.colleague(caller)] }
        return project
    }
}
