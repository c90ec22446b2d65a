/// 算式: from what a due moment follows, so that it can be redone by hand.
package enum Arithmetic: Hashable, Sendable {
    /// A limit of the policy, counted off on its calendar.
    case limit(Reckoning)
    /// A date that somebody named, put off by as long as nobody could work on it.
    case date(Instant, pauses: [Pause], due: Instant)
    /// A lead time of the policy, counted back from a planned date.
    case leadTime(LeadTime, planned: Instant, due: Instant)

    package var due: Instant {
        switch self {
        case .limit(let reckoning): reckoning.due
        case .date(_, _, let due), .leadTime(_, _, let due): due
        }
    }
}

extension ClockSpec {
    /// How it comes to be due under `policy`; nil when that policy makes no such promise, and for pauses that its calendar
    /// cannot count.
    package func arithmetic(under policy: Policy) -> Arithmetic? {
        switch due {
        case .at(let date):
            let due = date.postponed(by: pauses)
            return .date(date, pauses: pauses.filter { $0.from < due }, due: due)
        case .before(let planned):
            return rule.parameter.flatMap { policy[leadTime: $0] }.map {
                .leadTime($0, planned: planned, due: $0.latest(before: planned, in: policy.calendar))
            }
        case .limit:
            guard let limit = rule.parameter.flatMap({ policy[limit: $0] }) else { return nil }
            return (try? policy.calendar.reckoning(of: limit, from: start, pauses: pauses)).map(Arithmetic.limit)
        }
    }
}
