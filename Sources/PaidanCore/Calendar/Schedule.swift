/// 固定日程: a duty that stands in the calendar, whether or not the last one was done: every Monday and Friday, in the
/// middle and at the end of the month, once a week.
package struct Schedule: Hashable, Sendable {
    package enum Rule: Hashable, Sendable {
        /// 每周固定日: on each of these weekdays, 1 is Monday.
        case weekdays([Int], DayOff)
        /// 每周: within the seven days that begin with this weekday.
        case week(startingOn: Int)
        /// 月中: from one day of each month to another; a day that the month lacks is its last.
        case month(ClosedRange<Int>)
        /// 月末: within the last days of each month.
        case monthEnd(days: Int)
        /// 每月、季、半年、年: within each 1, 2, 3, 4, 6 or 12 months, counted from January.
        case period(months: Int)
    }

    /// When the fixed weekday is a day off.
    package enum DayOff: Hashable, Sendable {
        /// 照常.
        case stay
        /// 提前到前一工作日 (corrections C4, C19).
        case workingDayBefore
    }

    /// One time of many. `nominal` tells it from the others, also when holidays move two of them to the same day.
    package struct Occurrence: Hashable, Sendable {
        /// Its first day as the rule says.
        package let nominal: CivilDate
        /// It may be done from 0:00 of this day.
        package let first: CivilDate
        /// It is due at 24:00 of this day.
        package let last: CivilDate
    }

    package let rule: Rule

    /// - Throws: `badWeekday`; `badAmount` for a day of the month beyond 1–31, days at its end beyond 1–28, no weekday at
    ///   all, or months that do not divide a year.
    package init(_ rule: Rule) throws(CalendarError) {
        switch rule {
        case .weekdays(let days, _):
            guard !days.isEmpty else { throw .badAmount(0) }
            for day in days { try Self.check(weekday: day) }
        case .week(let day): try Self.check(weekday: day)
        case .month(let days):
            guard days.lowerBound >= 1, days.upperBound <= 31 else { throw .badAmount(Int64(days.upperBound)) }
        case .monthEnd(let days):
            guard (1...28).contains(days) else { throw .badAmount(Int64(days)) }
        case .period(let months):
            guard [1, 2, 3, 4, 6, 12].contains(months) else { throw .badAmount(Int64(months)) }
        }
        self.rule = rule
    }

    /// Whether holidays move it.
    var avoidsDaysOff: Bool {
        switch rule {
        case .weekdays(_, let dayOff): dayOff == .workingDayBefore
        case .week, .month, .monthEnd, .period: false
        }
    }

    /// The first time whose nominal day is later than `nominal`.
    package func occurrence(after nominal: CivilDate, in calendar: WorkCalendar) -> Occurrence {
        switch rule {
        case .weekdays(let days, let dayOff):
            let dates = days.map { (nominal + 1).onOrAfter(weekday: $0) }
            let date = dates.min() ?? nominal + 1
            let day = dayOff == .stay ? date : calendar.workingDay(onOrBefore: date)
            return Occurrence(nominal: date, first: day, last: day)
        case .week(let weekday):
            let date = (nominal + 1).onOrAfter(weekday: weekday)
            return Occurrence(nominal: date, first: date, last: date + 6)
        case .month(let days): return monthly(after: nominal) { Self.window(days, ofMonth: $0) }
        case .monthEnd(let days):
            return monthly(after: nominal) { ($0.lastOfMonth + Int64(1 - days), $0.lastOfMonth) }
        case .period(let months): return periodic(months, after: nominal)
        }
    }

    /// The time that is on at `moment`, or else the next one: the first whose last day is not over.
    package func occurrence(notOverAt moment: Instant, in calendar: WorkCalendar) -> Occurrence {
        let today = calendar.zone.date(of: moment)
        // A time that began up to a year ago may still be on.
        var occurrence = occurrence(after: today + -reach, in: calendar)
        while occurrence.last < today { occurrence = self.occurrence(after: occurrence.nominal, in: calendar) }
        return occurrence
    }

    private var reach: Int64 {
        switch rule {
        case .weekdays: 1
        case .week: 7
        case .month, .monthEnd: 31
        case .period(let months): Int64(months * 31)
        }
    }

    private static func check(weekday: Int) throws(CalendarError) {
        guard (1...7).contains(weekday) else { throw .badWeekday(weekday) }
    }

    private static func window(
        _ days: ClosedRange<Int>, ofMonth first: CivilDate
    ) -> (first: CivilDate, last: CivilDate) {
        let last = first.lastOfMonth
        return (min(first + Int64(days.lowerBound - 1), last), min(first + Int64(days.upperBound - 1), last))
    }

    private func monthly(
        after nominal: CivilDate, _ window: (CivilDate) -> (first: CivilDate, last: CivilDate)
    ) -> Occurrence {
        var month = nominal.firstOfMonth
        while window(month).first <= nominal { month = month.adding(months: 1) }
        let (first, last) = window(month)
        return Occurrence(nominal: first, first: first, last: last)
    }

    private func periodic(_ months: Int, after nominal: CivilDate) -> Occurrence {
        let (_, month, _) = nominal.parts
        let current = nominal.firstOfMonth.adding(months: -((month - 1) % months))
        let first = current.adding(months: months)
        return Occurrence(nominal: first, first: first, last: first.adding(months: months) + -1)
    }
}
