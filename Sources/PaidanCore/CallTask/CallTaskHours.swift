/// CALL-17, CALL-18, T-80: when a customer is called, and how far ahead a call is planned.
extension CallTask {
    /// Outside the good times a call is marked; in quiet hours it needs a reason, unless the customer wanted it.
    func started(_ channel: Channel, _ reason: PersonalText?, _ context: Context) throws(Refusal) -> Event {
        let disturbs = channel == .phone || channel == .message || channel == .visit
        let hour = disturbs ? hour(at: context.factTime, context.policy) : .good
        try require(hour != .quiet || reason != nil, .quietHours)
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
        try require(hour(at: moment, context.policy) != .quiet || reason != nil, .plannedInQuietHours)
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
        func suits(_ moment: Instant) -> Bool { hour(at: moment, policy) == .good }
        guard !suits(moment) else { return moment }
        let zone = policy.calendar.zone
        let ends = policy[quietHours]?.intervals.map(\.upperBound) ?? []
        let begins = policy[windows]?.intervals.map(\.lowerBound) ?? []
        let today = zone.date(of: moment)
        return [today, today + 1].lazy.flatMap { day in
            (ends + begins).sorted().map { zone.moment(of: day, minute: $0) }
        }
        .first { $0 > moment && suits($0) } ?? moment
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
