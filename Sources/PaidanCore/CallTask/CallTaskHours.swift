/// CALL-17, CALL-18, T-80: when a customer is called, and how far ahead a call is planned.
extension CallTask {
    /// Outside the good times a call is marked; in quiet hours it needs a reason, unless the customer wanted it.
    func started(_ channel: Channel, _ reason: PersonalText?, _ context: Context) throws(Refusal) -> Event {
        let disturbs = channel == .phone || channel == .message || channel == .visit
        let hour = disturbs ? hour(at: context.factTime, context.policy) : .good
        try require(hour != .quiet || reason != nil, .quietHours(context))
        return .contactStarted(channel: channel, isOutsideWindow: hour != .good, overrideReason: reason)
    }

    /// How `moment` suits this customer: the time that he named himself always does.
    package func hour(at moment: Instant, _ policy: Policy) -> Hour {
        isAgreed(moment) ? .good : Self.hour(at: moment, policy)
    }

    /// 宜回访 / 可回访 / 不宜打扰 (CALL-17, T-80).
    package enum Hour: String, Sendable {
        case good, fair, quiet
    }

    private static func hour(at moment: Instant, _ policy: Policy) -> Hour {
        let minute = policy.calendar.zone.minute(of: moment)
        if policy[quietHours]?.contains(minute) ?? false { return .quiet }
        return policy[windows]?.contains(minute) ?? true ? .good : .fair
    }

    /// A contact that is told of without having been started here is looked at in the same way; its start is a fact of its own
    /// only if there is something to say about its hour.
    func unstarted(_ channel: Channel?, _ reason: PersonalText?, _ context: Context) throws(Refusal) -> [Event] {
        guard contact == nil else { return [] }
        let start = try started(channel ?? .phone, reason, context)
        guard case .contactStarted(_, let isOutside, let why) = start, isOutside || why != nil else { return [] }
        return [start]
    }

    /// Around the time that the customer named.
    private func isAgreed(_ moment: Instant) -> Bool {
        guard let slot else { return false }
        return moment >= slot.at - Self.slotSlack && moment <= slot.at + Self.slotSlack
    }

    static let slotSlack = Span.hours(1)

    package var slot: Slot? {
        switch state {
        case .booked(let slot): slot
        case .overdue(let overdue): overdue.slot
        case .planned, .due, .inProgress, .unreached, .recorded, .inReview, .archived, .missed, .waived, .superseded:
            nil
        }
    }

    // MARK: Planning

    /// A moment at which a person wants a call: in quiet hours only with a reason.
    static func requirePlannable(_ moment: Instant, _ reason: PersonalText?, _ context: Context) throws(Refusal) {
        try requireAhead(moment, context)
        try require(
            hour(at: moment, context.policy) != .quiet || reason != nil, .plannedInQuietHours(moment, context.policy))
    }

    static func requireAhead(_ moment: Instant, _ context: Context) throws(Refusal) {
        try require(moment > context.now, .inThePast)
        try require(moment <= context.now + farthestAhead, .tooFarAhead)
    }

    /// Ten years: further ahead nobody plans a call, and no cadence goes.
    package static let farthestAhead = Span.days(3_653)

    /// The first moment from `moment` on at which nobody is disturbed: not in quiet hours, and in a good time where the policy
    /// has any. Where it leaves none of a day, `moment` itself.
    static func callable(from moment: Instant, _ policy: Policy) -> Instant {
        guard hour(at: moment, policy) != .good else { return moment }
        let begins = policy[windows]?.intervals.map(\.lowerBound) ?? []
        return first(after: moment, at: quietEnds(policy) + begins, policy) { $0 == .good } ?? moment
    }

    /// The first moment after `moment` from which on nobody asks for a reason; nil where quiet hours leave none of a day.
    static func quietEnd(after moment: Instant, _ policy: Policy) -> Instant? {
        first(after: moment, at: quietEnds(policy), policy) { $0 != .quiet }
    }

    private static func quietEnds(_ policy: Policy) -> [Int] { policy[quietHours]?.intervals.map(\.upperBound) ?? [] }

    /// Of these minutes of that day and the next the first that suits.
    private static func first(
        after moment: Instant, at minutes: [Int], _ policy: Policy, where suits: (Hour) -> Bool
    ) -> Instant? {
        let zone = policy.calendar.zone
        let today = zone.date(of: moment)
        return [today, today + 1].flatMap { day in minutes.sorted().map { zone.moment(of: day, minute: $0) } }
            .first { $0 > moment && suits(hour(at: $0, policy)) }
    }
}

extension Refusal.Reason {
    /// With the hours, from when on one may call, and how far back a call may be told of.
    fileprivate static func quietHours(_ context: Context) -> Self {
        let words = quiet(context.factTime, context.policy)
        let grace = context.policy.lateEntryGrace.label
        return Self(
            quietHours.code,
            "\(words.zh)。确需现在联系的填写破例理由;先前已联系的填写发生时间(\(grace.zh)以前的按提交时间算)",
            "\(words.en). Give a reason to call all the same; if it was earlier, say when it was (of more than \(grace.en) ago the time of recording counts)"
        )
    }

    fileprivate static func plannedInQuietHours(_ moment: Instant, _ policy: Policy) -> Self {
        let words = quiet(moment, policy)
        return Self(
            plannedInQuietHours.code, "\(words.zh)。请改时间;客户要求此时的填写破例理由",
            "\(words.en). Choose another time, or give a reason if the customer wants it so")
    }

    /// `2026-03-02 21:30 不宜打扰客户(00:00–08:00, 21:00–24:00),2026-03-03 08:00 起可以联系`
    private static func quiet(_ moment: Instant, _ policy: Policy) -> Label {
        let zone = policy.calendar.zone
        let (time, hours) = (moment.clockTime(in: zone), policy[CallTask.quietHours]?.text ?? "")
        let end = CallTask.quietEnd(after: moment, policy)?.clockTime(in: zone)
        let from = end.map { Label(",\($0) 起可以联系", ": one may call from \($0) on") } ?? Label("", "")
        return Label("\(time) 不宜打扰客户(\(hours))\(from.zh)", "\(time) lies in quiet hours (\(hours))\(from.en)")
    }
}

extension CallTask.Hour: Worded {
    package var label: Label {
        switch self {
        case .good: Label("宜回访", "a good time to call")
        case .fair: Label("可回访", "not the best time to call")
        case .quiet: Label("不宜打扰", "quiet hours")
        }
    }
}
