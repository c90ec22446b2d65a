/// CALL-17, CALL-18, T-80: when a customer is called, and how far ahead a call is planned.
extension CallTask {
    /// Outside the good times a call is marked; in quiet hours it needs a reason, unless the customer wanted it.
    func started(_ channel: Channel, _ reason: PersonalText?, _ context: Context) throws(Refusal) -> Event {
        let disturbs = channel == .phone || channel == .message || channel == .visit
        let isQuiet = disturbs && Self.isQuiet(context.factTime, context.policy)
        try require(!isQuiet || reason != nil || isAgreed(context.factTime), .quietHours)
        let isOutside = disturbs && !Self.isGood(context.factTime, context.policy)
        return .contactStarted(channel: channel, isOutsideWindow: isOutside, overrideReason: reason)
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
        try require(!isQuiet(moment, context.policy) || reason != nil, .plannedInQuietHours)
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
        func suits(_ moment: Instant) -> Bool { !isQuiet(moment, policy) && isGood(moment, policy) }
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

    static func isQuiet(_ moment: Instant, _ policy: Policy) -> Bool {
        policy[quietHours]?.contains(policy.calendar.zone.minute(of: moment)) ?? false
    }

    static func isGood(_ moment: Instant, _ policy: Policy) -> Bool {
        policy[windows]?.contains(policy.calendar.zone.minute(of: moment)) ?? true
    }
}
