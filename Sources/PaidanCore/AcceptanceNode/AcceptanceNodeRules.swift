/// What `decide` asks besides the table, one rule a function.
extension AcceptanceNode {
    // MARK: Dates

    /// Whether it waits for its date.
    var isDated: Bool {
        switch state {
        case .planned, .dateConfirmed, .partiesNotified, .changeRequested: true
        case .accepting, .awaitingConfirmation, .rework, .passed, .cancelled: false
        }
    }

    /// How long ahead somebody has to hear of a date (PROJ-13, 15; RSC-01).
    static func notice(of party: Party, _ stage: Stage) -> ClockRule {
        switch (party, stage) {
        case (.proxy, _): proxyNoticeClock
        case (.customer, .mainMaterial): customerNoticeClock
        case (.homeConsultant, .mainMaterial), (.furnishingDesigner, .mainMaterial): storeNoticeClock
        case (.customer, _), (.siteLead, _), (.inspector, _), (.decorationDesigner, _), (.furnishingDesigner, _),
            (.homeConsultant, _):
            partyNoticeClock
        }
    }

    /// Whether the notice period was over when the date was set.
    static func isShort(_ party: Party, _ stage: Stage, _ date: Instant, _ context: Context) -> Bool {
        guard let key = notice(of: party, stage).parameter, let lead = context.policy[leadTime: key] else {
            return false
        }
        return lead.latest(before: date, in: context.policy.calendar) < context.factTime
    }

    static func day(_ date: Instant, _ stage: Stage, for parties: [Party], _ context: Context) -> Day {
        Day(
            scheduledFor: date, endsAt: Limit.calendarDays(0).due(from: date, in: context.policy.calendar),
            parties: parties, short: parties.filter { isShort($0, stage, date, context) })
    }

    /// Those of the stage whom the works have.
    static func concerned(by stage: Stage, of project: TicketID, _ context: Context) -> [Party] {
        let team = context.team(of: project)
        return stage.parties.filter { $0.isThere(in: team) }
    }

    /// Besides those who accepts for the customer.
    private func concerned(_ context: Context) -> [Party] {
        Self.concerned(by: opening.stage, of: opening.project, context) + (proxy == nil ? [] : [.proxy])
    }

    /// Who has to hear of a new date, besides those the store when its goods are wanted at another time; not whoever moved it.
    func newDay(_ date: Instant, movedBy mover: Party?, _ context: Context) -> Day {
        let team = context.team(of: opening.project)
        let store = opening.stage == .mainMaterial ? Party.store.filter { $0.isThere(in: team) } : []
        return Self.day(date, opening.stage, for: (concerned(context) + store).filter { $0 != mover }, context)
    }

    /// The store's request has moved it, so the store knows.
    func dayOfSupply(_ date: Instant, movedBy mover: Party, _ context: Context) -> Day {
        Self.day(date, opening.stage, for: concerned(context).filter { $0 != mover }, context)
    }

    /// How long before the earlier of the old and the new date a change has to be told (C1).
    private var changeNotice: Parameter<LeadTime?>? {
        switch opening.stage {
        case .materialArrival: nil
        case .hiddenWorks: Self.hiddenWorksNotice
        case .mainMaterial, .midTerm, .final: Self.rescheduleNotice
        }
    }

    private func isLate(_ date: Instant, _ context: Context) -> Bool {
        guard let key = changeNotice, let lead = context.policy[key] else { return false }
        return lead.latest(before: min(date, day.scheduledFor), in: context.policy.calendar) < context.factTime
    }

    func requireAhead(_ date: Instant, _ context: Context) throws(Refusal) {
        try require(date > context.now, .inThePast)
        try require(date <= context.now + CallTask.farthestAhead, .tooFarAhead)
    }

    func reported(_ date: Instant, _ delivery: DeliveryNotice?, _ context: Context) throws(Refusal) -> Event {
        try requireAhead(date, context)
        try require(delivery == nil || opening.stage.bringsGoods, .bringsNoGoods)
        try require(delivery?.noticedAt.map { $0 <= context.now } ?? true, .inTheFuture)
        try context.requireRecent(delivery?.noticedAt)
        // A change of what the plan says is asked for, verified and told.
        let isPlanned = Self.day(date, opening.stage, for: [], context).endsAt == day.endsAt
        try require(isPlanned || opening.stage == .materialArrival || opening.stage == .hiddenWorks, .askForAnotherDate)
        let isNamedNow = opening.stage == .hiddenWorks && reported?.scheduledFor != date
        let number = isNamedNow ? reported.map { $0.number + 1 } : nil
        return .dateReported(
            day: Self.day(date, opening.stage, for: concerned(context), context),
            isLate: isNamedNow && isNamedLate(date, number ?? 1, context), delivery: delivery, number: number)
    }

    /// T-21, by the policy under which its clock runs.
    private func isNamedLate(_ date: Instant, _ number: Int, _ context: Context) -> Bool {
        let policy = context.policy(of: ClockKey(Self.reportClock, round: number))
        guard let lead = policy[Self.hiddenWorksNotice] else { return false }
        return lead.latest(before: date, in: policy.calendar) < context.factTime
    }

    func requested(
        _ date: Instant, _ mover: Party?, _ reason: PersonalText?, _ context: Context
    ) throws(Refusal) -> Event {
        try requireAhead(date, context)
        try require(reason != nil || !opening.stage.wantsReason, .unexplained)
        let mover = Party.acting(context.actor) ?? mover ?? .siteLead
        return .rescheduleRequested(scheduledFor: date, mover: mover, reason: reason, isLate: isLate(date, context))
    }

    /// 客服专员电话核实中期验收的改期 (RSC-05).
    func approved(_ date: Instant?, _ isVerified: Bool, _ context: Context) throws(Refusal) -> Event {
        guard let change else { throw .because(.notFound) }
        try require(isVerified || opening.stage != .midTerm, .notVerified)
        let date = date ?? change.scheduledFor
        try requireAhead(date, context)
        // Who asked for another date than this one has to hear of it like everybody else.
        let isAsAsked = date == change.scheduledFor
        return .rescheduled(
            day: newDay(date, movedBy: isAsAsked ? change.mover : nil, context), mover: change.mover,
            isLate: change.isLate || (!isAsAsked && isLate(date, context)))
    }

    /// A date that the plan does not change stands: nobody is told of it once more, and nothing begins anew.
    func resumed(on date: Instant, _ context: Context) -> Event {
        let standstill = suspension.map { Suspension(since: $0.since, until: max($0.since, context.factTime)) }
        guard isDated else { return .resumed(day: nil, standstill: standstill) }
        guard date == day.scheduledFor else {
            return .resumed(day: newDay(date, movedBy: nil, context), standstill: standstill)
        }
        let short = standstill.map { untoldMeanwhile($0, context) } ?? []
        return .resumed(
            day: nil, standstill: standstill, short: short.isEmpty ? nil : short, keepsDay: true)
    }

    /// Whose notice period ended while the project stood still.
    private func untoldMeanwhile(_ standstill: Suspension, _ context: Context) -> [Party] {
        guard day.scheduledFor > context.factTime else { return [] }
        return notices.filter { duty in
            guard duty.toldAt == nil, !duty.isShort, let key = Self.notice(of: duty.party, opening.stage).parameter,
                let lead = context.policy[leadTime: key]
            else { return false }
            let latest = lead.latest(before: day.scheduledFor, in: context.policy.calendar)
            return standstill.since <= latest && latest < context.factTime
        }.map(\.party)
    }

    func requireParties(_ parties: [Party]) throws(Refusal) {
        try require(!parties.isEmpty, .nobodyNamed)
        try require(Set(parties).count == parties.count, .namedTwice)
        let concerned = notices.map(\.party)
        let others = parties.filter { !concerned.contains($0) }
        try require(others.isEmpty, .notConcerned(others, but: concerned))
    }

    // MARK: Acceptance

    func began(_ present: [Party], _ context: Context) throws(Refusal) -> Event {
        try require(!present.isEmpty, .nobodyNamed)
        try require(Set(present).count == present.count, .namedTwice)
        if opening.stage == .mainMaterial {
            let accepts = present.contains(.customer) || (proxy != nil && present.contains(accepting))
            try require(accepts, .customerMustAttend)
        }
        if opening.stage == .final {
            let holds = try context.relative(opening.project).finalHolds
            try require(holds == .none, .finalIsHeld(by: holds))
        }
        return .began(
            present: present, untold: untold.filter { !present.contains($0) }, call: arrivalCall(context, at: 0))
    }

    /// 委托公司验收的,负责人为巡检.
    private var accepting: Party { proxy?.byInspector ?? false ? .inspector : .proxy }

    private var wasAttended: Bool {
        guard case .accepting(let acceptance) = state else { return false }
        return acceptance.present.contains(.customer) || (proxy != nil && acceptance.present.contains(accepting))
    }

    func passing(
        _ checklist: PersonalText?, _ isSigned: Bool, _ document: String?, _ results: [ItemResult]?,
        _ context: Context
    ) throws(Refusal) -> Event {
        try require(results?.allSatisfy(\.passed) ?? true, .anItemFailed)
        let call = midTermCall(context, at: 0) ?? hiddenWorksCall(context, at: 0)
        if wasAttended {
            try require(isSigned, .notSigned)
            return .passed(checklist: checklist, call: call, results: results)
        }
        guard let document else { throw .because(.noDocument) }
        let absent = opening.stage == .midTerm ? nil : call
        return .passedInAbsence(documentNo: document, checklist: checklist, call: absent, results: results)
    }

    func failing(
        _ defects: [PersonalText], _ department: Department?, _ results: [ItemResult]?, _ context: Context
    ) throws(Refusal) -> Event {
        try require(!defects.isEmpty && defects.count <= Complaint.pointsMax, .noDefects)
        return .failed(
            defects: defects, part: try part(department, context), call: hiddenWorksCall(context, at: 0),
            results: results)
    }

    func part(_ department: Department?, _ context: Context) throws(Refusal) -> Rework.Part? {
        guard let department else { return nil }
        try require(context.policy.routing.knows(department), .unknownDepartment)
        return Rework.Part(dispatch: context.fresh(1), department: department)
    }

    /// The paper that was written in his absence, unless another one is named.
    func confirmation(_ document: String?, _ channel: CallTask.Channel?, _ isSigned: Bool?) -> Confirmation? {
        guard case .awaitingConfirmation(let absence) = state else { return nil }
        return Confirmation(
            documentNo: document ?? absence.documentNo, channel: channel, isSigned: isSigned ?? false)
    }

    // MARK: Calls

    /// A call is planned where the regulation has a limit for it.
    private func planned(_ occasion: CallTask.Occasion, _ context: Context, at index: Int) -> TicketID? {
        context.policy(for: .call)[occasion.duty.limit] == nil ? nil : context.fresh(index)
    }

    /// The third call: when the mid-term acceptance is passed, which it is when an absent customer has confirmed it (PROJ-19).
    func midTermCall(_ context: Context, at index: Int) -> TicketID? {
        opening.stage == .midTerm ? planned(.midTerm, context, at: index) : nil
    }

    /// T-20: one for each day on which material is to arrive, whatever comes of it (A8).
    func arrivalCall(_ context: Context, at index: Int) -> TicketID? {
        guard opening.stage == .materialArrival, calledFor < datings, calledDay != day.endsAt else { return nil }
        return planned(.arrival, context, at: index)
    }

    /// T-22: once, from the end of the acceptance, whatever its result (A8).
    private func hiddenWorksCall(_ context: Context, at index: Int) -> TicketID? {
        guard opening.stage == .hiddenWorks, calledFor == 0 else { return nil }
        return planned(.hiddenWorks, context, at: index)
    }

    /// A second miss goes to the leader (FBK-03).
    func missed(_ dispatch: TicketID, _ misses: Int, _ context: Context) -> [Event] {
        guard case .rework(let rework) = state, rework.escalatedAt == nil,
            misses >= context.policy[Self.missesBeforeEscalation]
        else { return [.dispatchMissed(dispatch: dispatch, misses: misses)] }
        return [.dispatchMissed(dispatch: dispatch, misses: misses), .escalated]
    }
}

extension Refusal.Reason {
    static let onlyMainMaterial = Self(
        "only-main-material", "只有主材、家居产品进场可以委托验收", "only main material may be accepted by a proxy")
    static let customerMustAttend = Self(
        "customer-must-attend", "主材进场验收客户必须参与;不能到场的,先登记委托验收协议",
        "the customer must be at this acceptance; register a proxy agreement if he cannot come")
    static let bringsNoGoods = Self("brings-no-goods", "该节点没有材料进场", "no goods come for this acceptance")
    static let noDepartmentAtWork = Self("no-department-at-work", "没有部门在整改", "no department is at work on it")
    static let askForAnotherDate = Self(
        "ask-for-another-date", "与施工计划的日期不同,请申请改期", "that is not the planned day; ask for another date")
    static let notVerified = Self("not-verified", "中期验收改期须先电话核实", "verify the change by phone first")
    static let nobodyNamed = Self("nobody-named", "请至少填写一方", "name at least one")
    static func notConcerned(_ others: [Party], but concerned: [Party]) -> Self {
        let (others, concerned) = (Party.names(of: others), Party.names(of: concerned))
        return Self(
            "not-concerned", "\(others.zh)不在应通知之列;应通知\(concerned.zh)",
            "this date does not concern: \(others.en); it concerns: \(concerned.en)")
    }
    /// `有 1 起未办结的投诉,中期验收在整改,不能进行尾期验收`
    static func finalIsHeld(by holds: RenovationProject.FinalHolds) -> Self {
        let complaints =
            holds.complaints == 0
            ? [] : [Label("有 \(holds.complaints) 起未办结的投诉", "complaints are open: \(holds.complaints)")]
        let reworks = holds.reworks.map { Label("\($0.label.zh)在整改", "\($0.label.en) is being put right") }
        let all = complaints + reworks
        let (zh, en) = (all.map(\.zh).joined(separator: ","), all.map(\.en).joined(separator: ", "))
        return Self("final-is-held", "\(zh),不能进行尾期验收", "\(en); that holds the final acceptance")
    }
    static let wantedByTheRegulation = Self(
        "wanted-by-the-regulation", "制度要求的验收节点,只有客服主管可以取消",
        "the regulation wants this acceptance: only a supervisor cancels it", key: RenovationProject.nodeList.key)
    static let siteStands = Self("site-stands", "工程已停工,复工后再办", "the site stands still; do it when the works go on")
    static let dateWillMove = Self(
        "date-will-move", "工程已停工,复工后的日期另定,再通知",
        "the site stands still; its date will be another one: tell that when the works go on"
    )
    static let noCause = Self(
        "no-cause", "部门的整改单将随之取消,请填写原因", "the department's part is cancelled with it: give the cause")
    static let noDocument = Self(
        "no-document", "客户未到场,须填写配套文件编号", "the customer was not there: give the number of the supporting document")
    static let anItemFailed = Self(
        "an-item-failed", "有一项未通过,不能记为验收通过", "an item failed, so the acceptance is not passed")
    static let noDefects = Self(
        "no-defects", "请填写不合格事项(最多 16 项)", "name what failed (at most 16 points)")
}
