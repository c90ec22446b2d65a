/// How long a promise may take, as a regulation writes it.
///
/// Clock time and working time run by the millisecond. Days and months are local days: the limit ends at 24:00 of the last
/// of them (`domain` A-12); the day on which the clock starts does not count. So does what stands in the calendar.
package enum Limit: Hashable, Sendable {
    /// 小时、分钟: runs through nights and holidays.
    case clock(Span)
    /// 工作小时: runs within the working hours of the calendar.
    case workingTime(Span)
    /// 天: calendar days; 0 is the end of the same day (当日).
    case calendarDays(Int)
    /// 工作日: working days, make-up workdays (调休) among them.
    case workingDays(Int)
    /// 月: to the same day of a later month, or to its last (月末规则). A year is twelve.
    case months(Int)
    /// 滚动周期: to the next date of a cadence, counted from the day of the start.
    case every(Cadence)
    /// 固定日程: to the last day of the time that the schedule has on at the start, or else has next.
    case schedule(Schedule)
    /// 其中先到者: to the end of whichever of these times is over first, e.g. mid-month and month end.
    case firstOf([Schedule])

    /// Ten years: in days, and in months.
    package static let daysMax = 3_650
    package static let monthsMax = 120
    /// 工作小时: more than a year of full-time work.
    package static let workingTimeMax = Span.hours(2_500)
    /// How many schedules one limit can have.
    package static let schedulesMax = 4

    /// When a promise made at `start` is due; in time is who is there at that millisecond.
    ///
    /// Limits up to the bounds above end inside the horizon of every calendar. Pauses beyond it, or more of them than are
    /// counted, put the due moment there.
    package func due(from start: Instant, in calendar: WorkCalendar, pauses: [Pause] = []) -> Instant {
        do throws(CalendarError) {
            return try calendar.due(self, from: start, pauses: pauses)
        } catch {
            guard pauses.isEmpty else { return start + WorkCalendar.horizon }
            preconditionFailure("no policy has the limit \(self): \(error)")
        }
    }
}
