/// 周期: when a duty that comes again comes the next time (corrections A7, C9).
extension Limit {
    /// From where its next date is counted: from when it was done, or else from the day on which it was due. So what is due
    /// every three months is due three months after that day, whether or not it was done on it.
    /// - Parameters:
    ///   - done: nil when it never was.
    ///   - due: the date that was kept or missed.
    func basis(afterDone done: Instant?, due: Instant, in calendar: WorkCalendar) -> Instant {
        switch self {
        // A time of the calendar is kept once, also by who is early.
        case .calendarDays(0), .workingDays(0), .schedule, .firstOf: max(done ?? due, due)
        case .clock, .workingTime: done ?? due
        case .calendarDays, .workingDays, .months, .every:
            done ?? calendar.zone.start(of: calendar.zone.date(endingAt: due))
        }
    }

    /// Whether it names times that stand in the calendar, each with its first day.
    var isOfTheCalendar: Bool {
        switch self {
        case .schedule, .firstOf: true
        case .clock, .workingTime, .calendarDays, .workingDays, .months, .every: false
        }
    }

    /// Whether `moment` is within the time that ends at `due`: what stands in the calendar is not kept by who comes days before.
    func isOn(at moment: Instant, due: Instant, in calendar: WorkCalendar) -> Bool {
        guard moment != due else { return true }
        let schedules: [Schedule]
        switch self {
        case .clock, .workingTime, .calendarDays(1...), .workingDays(1...), .months, .every: return true
        case .calendarDays, .workingDays: return self.due(from: moment, in: calendar) == due
        case .schedule(let schedule): schedules = [schedule]
        case .firstOf(let all): schedules = all
        }
        let today = calendar.zone.date(of: moment)
        return schedules.contains { schedule in
            let occurrence = schedule.occurrence(notOverAt: moment, in: calendar)
            return occurrence.first <= today && calendar.zone.end(of: occurrence.last) == due
        }
    }

    /// The date after so many periods, one after the other.
    /// - Parameters:
    ///   - periods: at least 1.
    ///   - farthest: several end there at the latest.
    func due(from start: Instant, periods: Int, until farthest: Instant, in calendar: WorkCalendar) -> Instant {
        var due = due(from: start, in: calendar)
        guard periods > 1 else { return due }
        for _ in 1..<periods where due < farthest {
            due = self.due(from: basis(afterDone: nil, due: due, in: calendar), in: calendar)
        }
        return min(due, farthest)
    }
}
