/// 当日回访清单: what the day's list of calls asks of a call.
extension CallTask {
    /// From when it can be made: the agreed time, the next try, or the day on which it comes up.
    /// nil when nobody owes it, or when a supervisor has to decide first.
    package var callableFrom: Instant? {
        switch state {
        case .planned(let opensAt): opensAt
        case .due(let waiting): waiting.retryAt ?? waiting.since
        case .booked(let slot): slot.at
        case .inProgress(let contact): contact.since
        case .overdue(let overdue): overdue.slot?.at ?? overdue.retryAt ?? overdue.since
        case .unreached, .recorded, .inReview, .archived, .missed, .waived, .superseded: nil
        }
    }

    /// The states in which it can stand on a list.
    package static let listed = [Phase.planned, .due, .booked, .inProgress, .overdue]

    /// Good times to call and quiet hours; nil where the regulation names none.
    package static func hours(_ policy: Policy) -> (good: WorkingHours?, quiet: WorkingHours?) {
        (policy[windows], policy[quietHours])
    }
}
