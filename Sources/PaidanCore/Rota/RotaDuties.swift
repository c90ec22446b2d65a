/// 固定日程: what a studio looks through on fixed days of the week (LFU-02, LFU-15), for everybody on the rota; and the list of the
/// day's visitors (LEAD-27).
extension Rota {
    static let sheetsOn = Parameter<Limit?>(
        "review.sheets", "收跟单记录表", "follow-up sheets collected", rules: "LFU-02, T-15; C4")
    static let collectors = Parameter<[Role]>(
        "review.collectors", "谁收跟单记录表", "who collects the follow-up sheets", rules: "LFU-02; B20",
        else: .roles([.designSupervisor, .director]))
    static let registerOn = Parameter<Limit?>(
        "review.register", "查来访登记", "the register looked through", rules: "LFU-15, T-16; C4")
    static let listsVisitors = Parameter<Bool>(
        "review.listsVisitors", "上交当日上访名单", "the day's visitors are handed in", rules: "LEAD-27")
    static let visitorsWithin = Parameter<Limit?>(
        "review.visitorsWithin", "上交上访名单", "list of visitors handed in",
        rules: "LEAD-27, T-79; B14: a reminder")

    package static let parameters = [
        sheetsOn.definition, collectors.definition, registerOn.definition, listsVisitors.definition,
        visitorsWithin.definition,
    ]

    /// Everybody to whom some regulation leaves it to collect sheets; `review.collectors` says who does here.
    static let collectorsMax: [Role] = [.designSupervisor, .director, .leader, .supervisor, .frontDesk]

    package static let sheetsClock = ClockRule(
        "sheets", "T-15", "收跟单记录表", "follow-up sheets collected", limit: sheetsOn.key)
    package static let registerClock = ClockRule(
        "visitRegister", "T-16", "查来访登记", "the register looked through", limit: registerOn.key)
    package static let visitorsClock = ClockRule(
        "visitorList", "T-79", "上交上访名单", "list of visitors handed in", limit: visitorsWithin.key, isJudged: false)

    package static let clockRules = [sheetsClock, registerClock, visitorsClock]

    /// What comes again on its days. Every date has its verdict, and the next one is there whether or not it was kept (A7).
    package struct Duty: Hashable, Encodable, Sendable {
        package private(set) var number = 1
        package private(set) var since: Instant
        /// nil where the regulation's days count from `since`.
        package private(set) var dueAt: Instant?

        init(since: Instant) { self.since = since }

        mutating func goOn(to nextAt: Instant?, at factTime: Instant) {
            number += 1
            since = factTime
            dueAt = nextAt
        }
    }

    /// 上访客户: who came since the last list was handed in.
    package struct Visitors: Hashable, Encodable, Sendable {
        package let number: Int
        package let since: Instant
        package internal(set) var leads: [TicketID]
    }

    /// The date that is owed once this was done now; nil where that keeps none, and what was owed still is. A date is kept on its own
    /// day: what is handed in later, or once more, stands in the history beside the verdict (A18).
    static func next(of duty: Duty, _ days: Parameter<Limit?>, _ context: Context) -> Instant? {
        guard let limit = context.policy[days] else { return nil }
        let calendar = context.policy.calendar
        let due = duty.dueAt ?? limit.due(from: duty.since, in: calendar)
        // Days that are new in the regulation began no promise before.
        let isOwed = context.now <= due
        let owed = isOwed ? due : limit.due(from: context.now, in: calendar)
        guard limit.isOn(at: context.now, due: owed, in: calendar) else { return isOwed ? nil : owed }
        return limit.due(from: limit.basis(afterDone: context.now, due: owed, in: calendar), in: calendar)
    }

    /// The date after one that nobody has kept.
    static func next(afterMissing duty: Duty, _ days: Parameter<Limit?>, _ context: Context) -> Instant? {
        guard let limit = context.policy[days] else { return nil }
        let calendar = context.policy.calendar
        let due = duty.dueAt ?? limit.due(from: duty.since, in: calendar)
        return limit.due(from: limit.basis(afterDone: nil, due: due, in: calendar), in: calendar)
    }

    var duties: [ClockSpec] {
        [spec(Self.sheetsClock, sheets), spec(Self.registerClock, register)]
            + (visitors.map { [ClockSpec(Self.visitorsClock, round: $0.number, from: $0.since)] } ?? [])
    }

    private func spec(_ rule: ClockRule, _ duty: Duty) -> ClockSpec {
        ClockSpec(rule, round: duty.number, from: duty.since, due: duty.dueAt.map { .at($0) } ?? .limit)
    }

    // MARK: Visits

    /// Whether a visit is told to the rota, and what it is noted for.
    static func notes(_ policy: Policy) -> (onList: Bool, inRegister: Bool) {
        (policy[listsVisitors], policy[registerOn] != nil)
    }

    /// Once on each list, however often the customer comes.
    mutating func note(_ lead: TicketID, isListed: Bool, isRegistered: Bool, at factTime: Instant) {
        if isListed, visitors == nil {
            visitorLists += 1
            visitors = Visitors(number: visitorLists, since: factTime, leads: [lead])
        } else if isListed, visitors?.leads.contains(lead) == false {
            visitors?.leads.append(lead)
        }
        if isRegistered, !unreviewed.contains(lead) { unreviewed.append(lead) }
    }
}

extension Refusal.Reason {
    static let notTheCollector = Self(
        "not-the-collector", "本制度不由您收跟单记录表", "this regulation has somebody else collect the sheets",
        key: Rota.collectors.key)
    static let noVisitors = Self("no-visitors", "没有待上交的上访客户", "there are no visitors to be handed in")
}
