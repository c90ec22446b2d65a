/// Clocks and custodian: functions of the state.
extension AcceptanceNode {
    package static let kind = Kind.node
    package static let label = Label("验收节点", "acceptance node")
    package static let letter = "N"

    static let reportClock = ClockRule(
        "nodeReport", "T-21", "告知隐蔽验收时间", "hidden-works date named", limit: hiddenWorksNotice.key)
    static let customerNoticeClock = ClockRule(
        "customerNotice", "T-26", "通知客户到场", "customer told", limit: mainMaterialNotice.key)
    static let proxyNoticeClock = ClockRule(
        "proxyNotice", "T-27", "通知代验收人", "proxy told", limit: mainMaterialNotice.key)
    static let storeNoticeClock = ClockRule(
        "storeNotice", "T-23", "店面得知新的进场时间", "store told of a new date", limit: rescheduleNotice.key)
    static let partyNoticeClock = ClockRule(
        "partyNotice", "partyNotice", "通知相关人员", "those concerned told", limit: partyNotice.key)
    static let movedNoticeClock = ClockRule(
        "movedNotice", "moveToldWithin", "立即通知相关人员", "told at once", limit: moveToldWithin.key)
    package static let changeClock = ClockRule(
        "nodeChange", "T-29", "核实改期", "change decided", limit: changeDecidedWithin.key)
    static let dayClock = ClockRule(
        "nodeDay", "scheduledFor", "验收时间", "time of the acceptance", limit: nil, isJudged: false)
    static let dateClock = ClockRule("nodeDate", "endsAt", "约定的验收日期", "agreed date kept", limit: nil)
    package static let resultClock = ClockRule(
        "nodeResult", "resultWithin", "记录验收结果", "result recorded", limit: resultWithin.key, isJudged: false)
    package static let confirmClock = ClockRule(
        "nodeConfirm", "nodeConfirmWithin", "请客户确认", "confirmed by the customer", limit: confirmWithin.key,
        isJudged: false)
    static let reworkClock = ClockRule(
        "nodeRework", "reworkWithin", "整改", "put right", limit: reworkWithin.key, isJudged: false)
    static let leaderOrderClock = ClockRule(
        "nodeLeaderOrder", "T-04", "领导批示", "leader's order", limit: leaderOrdersWithin.key)

    /// Of those who have to be told of a date.
    static let noticeClocks = [
        customerNoticeClock, proxyNoticeClock, storeNoticeClock, partyNoticeClock, movedNoticeClock,
    ]

    package static let clockRules =
        [reportClock] + noticeClocks + [
            changeClock, dayClock, dateClock, resultClock, confirmClock, reworkClock, leaderOrderClock,
        ]

    /// None while the project is suspended: it has one of its own.
    package var clocks: [ClockSpec] {
        guard suspension == nil else { return [] }
        let deciding = change.map { change in
            ClockSpec(
                Self.changeClock, round: change.number, from: change.requestedAt, met: change.decidedAt,
                pauses: pauses(since: change.requestedAt, met: change.decidedAt))
        }
        let asked = [deciding].compactMap(\.self)
        switch state {
        case .planned, .dateConfirmed, .partiesNotified, .changeRequested: return asked + reporting + dating + telling
        case .accepting(let acceptance):
            // Whoever is there has been told.
            return asked + telling.filter { $0.met != nil } + [reminder(Self.resultClock, from: acceptance.since)]
        case .awaitingConfirmation(let absence): return asked + [reminder(Self.confirmClock, from: absence.since)]
        case .rework(let rework):
            return asked + [reminder(Self.reworkClock, from: rework.since)] + ordering(rework)
        case .passed, .cancelled: return []
        }
    }

    private func reminder(_ rule: ClockRule, from since: Instant) -> ClockSpec {
        ClockSpec(rule, round: stages, from: since, pauses: pauses(since: since))
    }

    /// 停工: nobody's time runs while the project stands still.
    private func pauses(since start: Instant, met: Instant? = nil) -> [Pause] {
        let end = met ?? Instant(clamping: .max)
        return standstills.filter { $0.until > start && $0.since < end }.map { standstill in
            Pause(Self.isSuspended, from: standstill.since, until: max(standstill.since, standstill.until))
        }
    }

    private var reporting: [ClockSpec] {
        guard opening.stage == .hiddenWorks else { return [] }
        let date = reported?.scheduledFor ?? day.scheduledFor
        return [
            ClockSpec(
                Self.reportClock, round: reported?.number ?? 1, from: openedAt, due: .before(date), met: reported?.at)
        ]
    }

    private var dating: [ClockSpec] {
        [
            ClockSpec(
                Self.dayClock, round: datings + stands, from: min(datedAt, day.scheduledFor),
                due: .at(day.scheduledFor)),
            ClockSpec(Self.dateClock, round: datings, from: min(datedAt, day.endsAt), due: .at(day.endsAt)),
        ]
    }

    private var telling: [ClockSpec] {
        notices.map { duty in
            let (rule, due): (ClockRule, ClockSpec.Due) =
                duty.isShort
                ? (Self.movedNoticeClock, .limit)
                : (Self.notice(of: duty.party, opening.stage), .before(day.scheduledFor))
            let since = duty.since ?? datedAt
            return ClockSpec(
                rule, subject: duty.party.subject, round: round(of: duty), from: since, due: due, met: duty.toldAt,
                pauses: duty.isShort ? pauses(since: since, met: duty.toldAt) : [])
        }
    }

    /// Another proxy has not heard what the former one has (PROJ-15).
    private func round(of duty: NoticeDuty) -> Int {
        duty.party == .proxy ? datings + max(proxies - 1, 0) : datings
    }

    private func ordering(_ rework: Rework) -> [ClockSpec] {
        guard let since = rework.escalatedAt else { return [] }
        return [ClockSpec(Self.leaderOrderClock, round: escalations, from: since, pauses: pauses(since: since))]
    }

    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? {
        isDated && clock.name == Self.dayClock.name && opening.stage == .materialArrival ? .dayCame : nil
    }

    package var custodian: Custodian {
        switch state {
        case .planned: opening.stage == .hiddenWorks && reported == nil ? .site : .customerService
        case .dateConfirmed, .changeRequested: .customerService
        case .partiesNotified, .accepting: .site
        case .awaitingConfirmation: .customer
        case .rework(let rework): rework.part.map { .departments([$0.department]) } ?? .site
        case .passed, .cancelled: .nobody
        }
    }

    package var heldBecause: Label? {
        if suspension != nil { return Self.isSuspended }
        if case .rework(let rework) = state { return rework.why.label }
        return nil
    }

    static let isSuspended = Label("工程暂停", "the project is suspended")

    package var person: PersonID { opening.customer }
    package var parent: TicketID? { opening.project }
    package var project: TicketID? { opening.project }
    package static let sharesAssignees = true
    package static let hasSubject = true
    package var subject: Subject? {
        Subject(opening.stage.label, reference: opening.productContract, plannedFor: day.scheduledFor)
    }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(
            id: id, kind: .node, branch: branch, isOpen: !phase.isEnd,
            parts: part.map { [Relative.Part(id: $0.dispatch, department: $0.department)] } ?? [], person: person)
    }

    package var sent: [SentPart] {
        part.map { [SentPart(dispatch: $0.dispatch, department: $0.department, promise: nil, outcome: .open)] } ?? []
    }

    package var guide: Guide? {
        switch state {
        case .planned, .dateConfirmed: Self.tellingGuide
        case .changeRequested: Self.changeGuide
        case .partiesNotified, .accepting: Self.acceptanceGuide
        case .awaitingConfirmation: Self.absenceGuide
        case .rework, .passed, .cancelled: nil
        }
    }

    private static let tellingGuide = Guide(
        title: Label("通知要点", "how to tell"),
        steps: [
            Label("告知验收项目、日期和地点,记下通知方式", "name what is accepted, when and where; note how they were told"),
            Label(
                "客户不能到场的,说明需要配套文件;主材进场须签委托验收协议",
                "a customer who cannot come confirms a document afterwards; main material needs a proxy agreement"),
        ])
    private static let changeGuide = Guide(
        title: Label("核实要点", "how to verify"),
        steps: [
            Label("电话回访核实改期的情况和原因", "verify the change and its reason by phone"),
            Label("与各方协调后的时间再同意,并通知各方", "approve a date that suits all, and tell them"),
        ])
    private static let acceptanceGuide = Guide(
        title: Label("验收要点", "how to accept"),
        steps: [
            Label("按公司标准逐项验收,附验收单", "go by the company's standard, item by item, and attach the list"),
            Label("到场的客户或代验收人签字", "whoever accepts for the customer signs"),
            Label("未通过的逐项记录,转责任部门整改", "note what failed and send it to the department"),
        ])
    private static let absenceGuide = Guide(
        title: Label("告知要点", "what to tell"),
        steps: [
            Label("电话告知客户进场和验收情况", "tell the customer how it went"),
            Label("请客户确认配套文件,有异议的逐条记录", "have the document confirmed; note each objection"),
        ])
}
