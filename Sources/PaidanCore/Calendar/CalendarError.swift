/// Why a calendar cannot be made, or a moment not be found in one.
package enum CalendarError: Error, Hashable, Sendable {
    /// No weekday has an hour of work, so no limit would ever end.
    case noWorkingTime
    /// The weekdays together have less than `WorkCalendar.weeklyMinutesMin`.
    case tooLittleWorkingTime(minutes: Int)
    /// Not seven days, Monday first.
    case wrongWeek(days: Int)
    /// Empty, or not within 0–1,440 minutes of the day.
    case badInterval(from: Int, until: Int)
    case overlappingIntervals(from: Int)
    case tooManyIntervals(Int)
    /// One list names a day twice.
    case repeatedDay(CivilDate)
    case tooManySpecialDays(Int)
    /// Less than zero, or beyond the bounds of `Limit`, `Schedule` or `Cadence`.
    case badAmount(Int64)
    case badWeekday(Int)
    /// A cadence or a schedule cannot be counted back from a date.
    case noLength
    /// A pause that ends before it begins.
    case badPause(from: Instant, until: Instant)
    case tooManyPauses(Int)
    /// More than `WorkCalendar.horizon` after the start, or before the planned date.
    case beyondHorizon
}
