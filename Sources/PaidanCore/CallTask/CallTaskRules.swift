/// What `decide` asks besides the table: how a call is made and what it says.
extension CallTask {
    /// Each question once, one of the script, and answered as it is asked.
    func requireFitting(_ answers: [Answer]) throws(Refusal) {
        try Self.requireFitting(answers, opening.occasion.script.questions)
    }

    static func requireFitting(_ answers: [Answer], _ questions: [Question]) throws(Refusal) {
        try require(answers.allSatisfy { questions.contains($0.question) }, .notInTheScript)
        try require(answers.allSatisfy(\.fits), .answerDoesNotFit)
        try require(Set(answers.map(\.question)).count == answers.count, .answeredTwice)
    }

    func heard(
        _ becomes: Becoming, _ content: PersonalText, _ categories: [Category]?, _ severity: Complaint.Severity?,
        _ context: Context
    ) throws(Refusal) -> Event {
        try require(heard.count < Self.heardMax, .tooMany)
        try require(becomes == .complaint || (categories == nil && severity == nil), .onlyOfAComplaint)
        if let categories, !categories.isEmpty {
            _ = try Complaint.classified(categories, context.policy(for: .complaint))
        }
        return .heard(
            ticket: context.fresh(0), becomes: becomes, content: content, categories: categories, severity: severity)
    }

    static let heardMax = 16

    /// After so many attempts, and at once for a wrong number, a supervisor decides. A miss too soon after the last one that
    /// counts is recorded and is none of the attempts.
    func notReached(
        _ miss: Miss, _ retryAt: Instant?, _ reason: PersonalText?, _ context: Context
    ) -> [Event] {
        let isTooSoon = miss != .wrongNumber && isTooSoon(context)
        let mark: Bool? = isTooSoon ? true : nil
        guard miss != .wrongNumber, tries + (isTooSoon ? 0 : 1) < context.policy[Self.attemptsMax] else {
            return [
                .notReached(miss: miss, retryAt: nil, overrideReason: reason, movedFrom: nil, isTooSoon: mark)
            ]
        }
        let usual = context.policy[Self.retryAfter].due(from: context.now, in: context.policy.calendar)
        let next = retryAt ?? Self.callable(from: usual, context.policy)
        let missed = Event.notReached(
            miss: miss, retryAt: next, overrideReason: reason,
            movedFrom: retryAt == nil && next != usual ? usual : nil, isTooSoon: mark)
        return [missed] + passed(context)
    }

    /// Three calls in a minute are no three attempts; what a supervisor ordered is one again.
    private func isTooSoon(_ context: Context) -> Bool {
        guard tries > 0, let last = lastAttempt else { return false }
        return context.factTime < context.policy[Self.retryAfter].due(from: last.at, in: context.policy.calendar)
    }

    /// What is told of a contact that began in time and outlasted the date leaves the call overdue.
    func passed(_ context: Context) -> [Event] {
        let outlasted = !isPastDue && context.factTime <= dueAt && context.now > dueAt
        return outlasted ? [.deadlinePassed] : []
    }

    /// A call of the same customer that was made or is still to be made: so no two take each other's place.
    func requireSuccessor(_ id: TicketID, _ context: Context) throws(Refusal) {
        try require(id != context.id, .supersedesItself)
        let other = try context.relative(id)
        try require(other.kind == .call && other.person == person, .notThatCall)
        try require(other.isOpen || other.record != nil, .endedUnmade)
    }

    /// A cadence does not end because a person has put another call in one's place, unless that one goes on with it.
    func goingOn(besides other: TicketID?, _ context: Context) -> [Event] {
        let isOfTheCadence = context.relatives.contains { $0.id == other && $0.call?.occasion == opening.occasion }
        return context.actor.has(.ticket) || isOfTheCadence ? [] : following(madeAt: nil, context)
    }

    /// Who asks about a complaint; nil where everybody may who makes calls.
    package func askers(_ policy: Policy) -> [Role]? {
        guard opening.occasion == .revisit, let severity = opening.severity else { return nil }
        return Complaint.askers(of: severity, policy)
    }

    /// From the first word to the customer on, and not only when the call is recorded.
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        switch verb {
        case .startContact, .answer, .hear, .customerBusy, .noAnswer, .complete, .customerDeclines:
            guard let askers = askers(policy), !actor.hasAny(of: askers) else { return nil }
            return .revisited(by: askers)
        case .assign, .bookSlot, .supervisorRetry, .acceptUnreached, .amend, .writeReport, .submitRecord, .allowLater,
            .review, .sendBack, .needSecondCall, .markFaked, .waive, .supersede, .closeMissed, .madeTogether,
            .becomeDue, .deadlinePassed, .contactLapsed, .reparent:
            return nil
        }
    }

    /// From the second time on only a major complaint has to be visited (CMP-21), and whoever was phoned instead.
    package var mustVisit: Bool {
        let isWanted = round == 1 || opening.severity == .major || record?.owesVisit ?? false
        return (opening.onSite ?? false) && isWanted
    }

    /// The ticket that waits for the answer; a second call is nobody's answer any more.
    package var asking: (id: TicketID, kind: Asking)? {
        guard round == 1, let parent, let kind = opening.parentKind else { return nil }
        return (parent, kind)
    }

    /// Another call may take the place of a project's, and of nobody's; what waits for this one waits for no other.
    var isSupersededByHand: Bool { asking.map { $0.kind == .project } ?? true }

    /// Whether the ticket that it is part of takes care of what the customer says.
    var isAnswerWanted: Bool { asking?.kind.wantsVerdict ?? false }

    func made(
        _ channel: Channel?, _ satisfied: Bool?, _ score: Int?, _ points: [PersonalText], _ answers: [Answer],
        _ signed: Bool, _ dislikes: Bool
    ) throws(Refusal) -> Made {
        let channel = channel ?? contact?.channel
        if channel == nil {
            try requireLearned(answers)
            try require(
                satisfied == nil && score == nil && points.isEmpty && !signed && !dislikes, .noChannel)
        }
        try require(channel != .visit || signed, .notSigned)
        try require(score.map(Complaint.scores.contains) ?? true, .scoreOutOfRange)
        let isSaid = !points.isEmpty || (!isAnswerWanted && hasNoted)
        try require(points.count <= Complaint.pointsMax && (satisfied ?? true || isSaid), .noPoints)
        try require(satisfied != nil || !isAnswerWanted, .noVerdict)
        try requireFitting(answers)
        let answered = answers.map(\.question) + self.answers.map(\.question)
        // A spot check asks whatever the other record says, not everything.
        let wanted = opening.occasion == .spotCheck ? [] : opening.occasion.script.questions
        return Made(
            channel: channel, satisfied: satisfied, score: score, points: points, answers: answers, signed: signed,
            dislikesCalls: dislikes, missing: wanted.filter { !answered.contains($0) })
    }

    /// 材料进场当天了解进场与验收情况 (PROJ-05): that meets T-20 also where the customer was not spoken to; he is told afterwards.
    /// What only he can say has a channel.
    private func requireLearned(_ answers: [Answer]) throws(Refusal) {
        try require(opening.occasion == .arrival, .noChannel)
        let known = (self.answers + answers).map(\.question)
        try require(known.contains(.arrivedInTime) && known.contains(.acceptance), .resultNeeded)
    }

    func completed(
        _ made: Made, _ next: Occasion?, _ nextDueAt: Instant?, _ context: Context
    ) throws(Refusal) -> [Event] {
        try requireComplaint(made, context)
        if let nextDueAt { try Self.requireAhead(nextDueAt, context) }
        try require(next.map(opening.occasion.successors.contains) ?? true, .notASuccessor)
        let following =
            made.channel == nil
            ? [telling(at: nextDueAt, context)]
            : following(madeAt: context.factTime, wanted: next, at: nextDueAt, dislikes: made.dislikesCalls, context)
        return [.completed(made: made)] + filed(context) + following + (try contradicted(made, context))
            + pointsRaised(made, context)
    }

    /// 之后电话联系客户将情况告知客户: it has no limit in the regulation, so its date is a mark and no promise.
    private func telling(at date: Instant?, _ context: Context) -> Event {
        let policy = context.policy
        let limit = policy[Occasion.milestone.duty.limit] ?? policy[Self.overdueWithin]
        return .nextPlanned(
            call: context.fresh(0), occasion: .milestone, basisAt: context.factTime,
            dueAt: date ?? limit.due(from: context.factTime, in: policy.calendar))
    }

    /// FBK-10: a dissatisfied answer becomes a complaint, where the regulation says so; one that is asked about goes on.
    private func requireComplaint(_ made: Made, _ context: Context) throws(Refusal) {
        guard context.policy[Self.dissatisfiedIsComplaint], made.satisfied == false, asking?.kind != .complaint else {
            return
        }
        try require(heard.contains { $0.becomes == .complaint }, .complaintNeeded)
    }

    func filed(_ context: Context) -> [Event] { context.policy[Self.isReviewed] ? [] : [.filed] }

    func waived(_ reason: Waiver.Reason, _ note: PersonalText?, _ context: Context) throws(Refusal) -> [Event] {
        try require(note != nil || !opening.occasion.isMandatory, .noteNeeded)
        let goesOn = reason != .customerLeft && reason != .ended
        return [.waived(reason: reason, note: note)] + (goesOn ? following(madeAt: nil, context) : [])
    }

    func secondCall(_ dueAt: Instant, _ reason: PersonalText, _ context: Context) throws(Refusal) -> [Event] {
        try Self.requireAhead(dueAt, context)
        let opensAt = dueAt - .days(Int64(context.policy[Self.daysAhead]))
        let needed = Event.secondCallNeeded(dueAt: dueAt, opensAt: max(opensAt, context.now), reason: reason)
        return opensAt <= context.now ? [needed, .becameDue] : [needed]
    }

    /// Somebody else calls again and compares.
    func faked(_ reason: PersonalText, _ context: Context) throws(Refusal) -> Event {
        try require(!isFaked, .alreadyFaked)
        let policy = context.policy
        let limit = policy[Occasion.spotCheck.duty.limit] ?? policy[Self.overdueWithin]
        return .markedFaked(
            reason: reason, recheck: context.fresh(0), dueAt: limit.due(from: context.now, in: policy.calendar))
    }
}

extension Refusal.Reason {
    static let noDueDate = Self(
        "no-due-date", "制度没有规定期限,请填写最迟回访时间", "the regulation has no limit for this call; give a date")
    /// In general; whoever is refused is told the hours as well.
    static let quietHours = Self(
        "quiet-hours", "此时不宜打扰客户:确需联系的填写破例理由,先前已联系的填写发生时间",
        "these are quiet hours: give a reason to call all the same, or say when it was if it was earlier")
    static let plannedInQuietHours = Self(
        "planned-in-quiet-hours", "所选时间不宜打扰客户:请改时间,客户要求的填写破例理由",
        "that time lies in quiet hours: choose another, or give a reason if the customer wants it so")
    package static let tooFarAhead = Self(
        "too-far-ahead", "日期在十年以后,请核对年份", "the date is more than ten years ahead; look at the year")
    static let endedUnmade = Self(
        "ended-unmade", "该回访单已结束且未回访,不能取代", "that call has ended without being made; it takes no other's place")
    static let notInTheScript = Self("not-in-the-script", "该类回访不问这个问题", "this call does not ask that question")
    static let answerDoesNotFit = Self(
        "answer-does-not-fit", "回答与问题的形式不符", "the answer is not of the form that the question asks for")
    static let answeredTwice = Self("answered-twice", "同一问题回答了两次", "a question is answered twice")
    static let onlyOfAComplaint = Self(
        "only-of-a-complaint", "只有投诉才填类别和等级", "only a complaint has categories and a severity")
    static let noChannel = Self("no-channel", "请填写回访渠道", "say how the customer was reached")
    static let resultNeeded = Self(
        "no-result", "客户未参加的,请填写材料是否按时进场和验收情况;已联系客户的填写渠道",
        "without the customer, say whether the material arrived in time and how the acceptance went; else name the channel"
    )
    static let notSigned = Self(
        "not-signed", "须有客户(或代其验收的人)签字", "the customer, or whoever accepts for him, has to sign")
    static let noVerdict = Self("no-verdict", "请填写客户是否满意", "say whether the customer is satisfied")
    static let notASuccessor = Self("not-a-successor", "不能接续该类回访", "such a call does not follow this one")
    static let complaintNeeded = Self(
        "complaint-needed", "客户不满意,须先记为投诉", "the customer is dissatisfied: note the complaint first")
    static let unexplained = Self("no-reason", "请填写理由", "give a reason")
    static let noteNeeded = Self(
        "no-note", "该类回访必须做,免去的须在备注中说明", "this call is mandatory: say in a note why it is waived")
    static let supersedesItself = Self("supersedes-itself", "不能由自身取代", "a call cannot take its own place")
    static let isWaitedFor = Self(
        "is-waited-for", "另一工单在等这次回访,请在该单上处理", "another ticket waits for this call; act on that one")
    static let alreadyFaked = Self("already-faked", "已认定不实", "it has been marked as faked before")
}
