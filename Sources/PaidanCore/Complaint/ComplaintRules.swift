/// What `decide` asks besides the table, one rule a function.
extension Complaint {
    func revisits(_ context: Context) -> Bool { context.policy[Self.revisitWithin] != nil }

    /// The revisit is a call of its own, opened with the fact that the complaint is handled, where the policy says so.
    func planned(_ context: Context) -> [Event] {
        guard let limit = context.policy[Self.revisitWithin], context.policy[Self.revisitByCall] else { return [] }
        let dueAt = limit.due(from: context.factTime, in: context.policy.calendar)
        return [.revisitPlanned(call: context.fresh(0), dueAt: dueAt)]
    }

    func requireRoutable(_ departments: [Department], _ context: Context) throws(Refusal) {
        try require(!departments.isEmpty, .noDepartment)
        try require(departments.allSatisfy(context.policy.routing.knows), .unknownDepartment)
        try require(Set(departments).count == departments.count, .namedTwice)
        try require(departments.count <= Self.departmentsMax, .tooMany)
    }

    /// A person says who is responsible; a router carries out what the categories name, whole or not at all.
    func requireAsClassified(_ departments: [Department], _ context: Context) throws(Refusal) {
        try require(!categories.isEmpty, .noCategory)
        let named = [named, context.policy.routing.departments(for: categories) ?? []]
        try require(named.contains { Set($0) == Set(departments) }, .notAsClassified)
    }

    /// One part per department, with the dates that the department has missed before in this complaint (3.0 no. 6).
    /// - Parameter promise: under which a department gets it.
    func forwardings(
        _ departments: [Department], _ context: Context, under promise: (Department) -> ForwardPromise
    ) -> [Forwarding] {
        // Whom a duplicate has brought along has it already.
        departments.filter { !isAtWork($0) }.enumerated().map { index, department in
            let policy = context.policy(of: forwarding("", promise(department), met: nil).key)
            let countsWhenDelivered = policy[Self.forwardCountsWhen] == .delivered
            let misses = dispatches.last { $0.department == department && $0.outcome != .takenBack }?.misses ?? 0
            return Forwarding(
                dispatch: context.fresh(index), department: department,
                countsWhenDelivered: countsWhenDelivered ? true : nil, misses: misses > 0 ? misses : nil)
        }
    }

    /// Where the regulation has no revisit, telling the customer the result closes a handled complaint (3.0 no. 5).
    func answered(_ text: PersonalText) -> [Event] {
        if case .awaitingRevisit(let handled) = state, !handled.isRevisited {
            return [.customerAnswered(text: text), .closed(how: .told)]
        }
        return [.customerAnswered(text: text)]
    }

    func amended(_ fields: Amendment, _ reason: PersonalText, _ context: Context) throws(Refusal) -> [Event] {
        try require(fields != Amendment(), .nothingToAmend)
        try require(fields.receivedAt.map { $0 <= context.now } ?? true, .inTheFuture)
        try context.requireRecent(fields.receivedAt)
        return [.amended(fields: fields, reason: reason)]
    }

    /// Dispatches to departments that the target lacks move to it; the others are cancelled (A11).
    func merged(into target: TicketID, _ context: Context) throws(Refusal) -> Event {
        try require(target != context.id, .sameTicket)
        let other = try context.relative(target)
        try require(other.kind == .complaint && other.isOpen, .targetClosed)
        try require(other.branch == context.branch, .otherBranch)
        // Nobody has it, and the other complaint could not say who should.
        try require(givenBack.isEmpty, .givenBack)
        let moved = open.filter { record in !other.parts.contains { $0.department == record.department } }
        return .merged(into: target, moved: moved.map(\.id))
    }

    func unmerged(_ reason: PersonalText, _ context: Context) throws(Refusal) -> Event {
        guard case .merged(let merge) = state else { throw .because(.targetClosed) }
        let other = try context.relative(merge.into)
        try require(other.isOpen, .targetClosed)
        let stillOpen = other.parts.map(\.id)
        let ended = other.ended.filter { merge.moved.contains($0.id) }
        let progress = other.progress.filter { merge.moved.contains($0.id) }
        return .unmerged(
            reason: reason, back: merge.moved.filter(stillOpen.contains), ended: ended, progress: progress)
    }

    func hasMissedTwice(_ context: Context) -> Bool {
        open.contains { $0.misses >= context.policy[Self.missesBeforeEscalation] }
    }

    /// A second miss goes to the leader at once, or as soon as the complaint is with its departments again.
    func missed(_ id: TicketID, _ misses: Int, _ context: Context) -> [Event] {
        let isDue = misses >= context.policy[Self.missesBeforeEscalation] && phase != .escalated
        let news = Event.dispatchMissed(dispatch: id, misses: misses, owesEscalation: isDue)
        return isDue && phase == .inDepartment ? [news, .escalated(reason: .secondMiss)] : [news]
    }

    func dissatisfied(_ call: TicketID?, _ points: [PersonalText], _ context: Context) -> [Event] {
        let review = Self.severityReview(repeats.plus(1), context)
        let escalation: [Event] = !review.isEmpty && severity >= .important ? [.escalated(reason: .repeated)] : []
        return [.revisitDissatisfied(callTaskID: call, points: points)] + review + escalation
    }

    /// A call that asks has looked at its caller's level itself.
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        guard verb.isAnswerOfRevisit, !actor.has(.ticket), let askers = Self.askers(of: severity, policy),
            !actor.hasAny(of: askers)
        else { return nil }
        return .revisited(by: askers)
    }

    /// CMP-13, CMP-14: who may ask the customer follows the severity; nil where everybody may who makes calls.
    static func askers(of severity: Severity, _ policy: Policy) -> [Role]? {
        policy[revisitLevel]?.roles[severity.rawValue]
    }

    /// An anonymous complaint may close with a note instead of a letter that nobody could get (C7).
    func answeredByLetter(_ letterID: String?, _ note: PersonalText?) throws(Refusal) -> Event {
        let isAnonymous = opening.anonymous ?? false
        try require(isAnonymous || (opening.letterOnly ?? false) || opening.channel == .superior, .letterNotDue)
        try require(letterID != nil || (isAnonymous && note != nil), .noLetter)
        return .answeredByLetter(letterID: letterID, note: note)
    }
}

extension Complaint.Verb {
    /// What somebody says who has talked to the customer.
    fileprivate var isAnswerOfRevisit: Bool {
        [.revisitSatisfied, .revisitDissatisfied, .revisitDeclined].contains(self)
    }
}

extension Refusal.Reason {
    static let noCategory = Self("no-category", "请至少选择一个问题类别", "name at least one category")
    package static let unknownCategory = Self(
        "unknown-category", "派单表中没有这个类别", "the routing table does not know this category")
    static let noDepartment = Self("no-department", "请至少指定一个责任部门", "name at least one department")
    static let notAsClassified = Self(
        "not-as-classified", "转单部门与问题类别所指的不一致", "these are not the departments that the categories name")
    static let namedTwice = Self("named-twice", "同一部门重复指定", "a department is named twice")
    static let alreadyThere = Self("already-there", "该部门已在处理", "this department already has it")
    static let notForwarded = Self("not-forwarded", "投诉尚未转部门", "it has not been forwarded yet")
    static let nothingToAmend = Self("nothing-to-amend", "没有要更正的内容", "nothing to amend")
    static let notHigher = Self("not-higher", "等级不高于原等级", "the level is not higher than before")
    static let notTheReviewer = Self(
        "not-the-reviewer", "制度规定由他人评定等级", "the regulation names somebody else to decide the severity",
        key: Complaint.severityReviewers.key)
    static let sameTicket = Self("same-ticket", "投诉不能并入自身", "a complaint cannot be merged into itself")
    static let targetClosed = Self(
        "target-closed", "目标投诉已结束、已并入别的投诉,或没有这个投诉",
        "the other complaint is closed, merged into another one, or none at all")
    static let givenBack = Self(
        "given-back", "有部门退回的部分还没有改派,请先再派单或重新分类", "a part was given back; dispatch it again or classify anew first")
    static let otherBranch = Self("other-branch", "目标投诉属于另一分公司", "the other complaint belongs to another branch")
    static let followsAnOpenOne = Self(
        "follows-an-open-one", "原投诉尚未结案,或没有这个投诉", "the former complaint is still open, or none at all")
    static let notMajor = Self("not-major", "投诉等级不是重大", "the severity is not major")
    static let notRepeated = Self("not-repeated", "未达到重复投诉次数", "not complained of often enough")
    static let notMissedTwice = Self("not-missed-twice", "没有部门达到逾期次数", "no department has missed enough dates")
    static func revisited(by roles: [Role]) -> Self {
        let names = Role.names(of: roles)
        return Self(
            "wrong-revisit-level", "该等级的投诉须由\(names.zh)回访", "this severity is asked about by: \(names.en)",
            key: Complaint.revisitLevel.key)
    }
    static let scoreOutOfRange = Self("score-out-of-range", "满意度应为 1 至 5", "the score runs from 1 to 5")
    static let noPoints = Self(
        "no-points", "请填写不满意事项(最多 16 项)", "name what the customer is dissatisfied with (at most 16 points)")
    static let tooFewAttempts = Self("too-few-attempts", "拨打次数不足", "too few attempts")
    static let letterNotDue = Self(
        "letter-not-due", "只有匿名投诉或上级单位转来的投诉可以复函结案",
        "only anonymous complaints, or ones from a superior body, close by letter")
    static let noLetter = Self("no-letter", "缺少复函", "the letter is missing")
}
