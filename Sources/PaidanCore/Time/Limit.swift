/// How long a promise may take, as a regulation writes it.
///
/// Clock time runs by the millisecond. Days are local days: the limit ends at 24:00 of the last of them (`domain` A-12);
/// the day on which the clock starts does not count.
package enum Limit: Hashable, Sendable {
    /// 小时、分钟: runs through nights and holidays.
    case clock(Span)
    /// 天: calendar days.
    case calendarDays(Int)
    /// 工作日.
    case workingDays(Int)

    package func due(from start: Instant, in calendar: WorkCalendar) -> Instant {
        switch self {
        case .clock(let span): start + span
        case .calendarDays(let days): calendar.endOfDay(days, after: start)
        case .workingDays(let days): calendar.endOfWorkingDay(days, after: start)
        }
    }
}

/// 工作日历: the zone and the weekdays on which the company works.
package struct WorkCalendar: Hashable, Sendable {
    package let zone: Zone
    /// ISO weekdays, 1 is Monday. Never empty.
    package let workdays: [Int]

    package init(zone: Zone, workdays: [Int] = [1, 2, 3, 4, 5]) {
        precondition(!workdays.isEmpty, "a calendar without a working day never ends a limit")
        self.zone = zone
        self.workdays = workdays
    }

    /// 24:00 of the `days`-th local day after the one of `start`.
    package func endOfDay(_ days: Int, after start: Instant) -> Instant {
        zone.start(of: zone.date(of: start) + Int64(days) + 1)
    }

    /// 24:00 of the `days`-th working day after the local day of `start`.
    package func endOfWorkingDay(_ days: Int, after start: Instant) -> Instant {
        var date = zone.date(of: start)
        var left = days
        while left > 0 {
            date = date + 1
            if workdays.contains(date.weekday) { left -= 1 }
        }
        return zone.start(of: date + 1)
    }
}
