/// All time from a moment on, cut where anything changes: work begins or ends, a day ends, the offset changes.
/// Working is every moment at which the local clock shows a working hour: an hour that comes twice is worked twice, one
/// that is skipped is not worked.
struct CalendarStrips: Sequence, IteratorProtocol {
    struct Strip: Hashable {
        let from: Instant
        let until: Instant
        /// What the calendar says of the day.
        let day: WorkCalendar.Day
        let isWork: Bool
    }

    private let calendar: WorkCalendar
    private var at: Instant
    private var era: Int
    private var today: (date: CivilDate, day: WorkCalendar.Day)?

    init(_ calendar: WorkCalendar, from start: Instant) {
        self.calendar = calendar
        self.at = start
        self.era = calendar.zone.era(at: start)
    }

    /// Never nil; each strip begins where the one before it ended, and is not empty.
    mutating func next() -> Strip? {
        while let end = calendar.zone.end(ofEra: era), end <= at { era += 1 }
        let offset = calendar.zone.offset(ofEra: era)
        let local = (at + offset).milliseconds
        let date = CivilDate(localMilliseconds: local)
        let day = day(of: date)
        let (end, isWork) = Self.piece(of: day.hours, at: local - date.day * Span.days(1).milliseconds)
        var until = Instant(milliseconds: date.day * Span.days(1).milliseconds + end) - offset
        if let eraEnd = calendar.zone.end(ofEra: era) { until = Swift.min(until, eraEnd) }
        defer { at = until }
        return Strip(from: at, until: until, day: day, isWork: isWork)
    }

    private mutating func day(of date: CivilDate) -> WorkCalendar.Day {
        if let today, today.date == date { return today.day }
        let day = calendar.day(date)
        today = (date, day)
        return day
    }

    /// - Parameter local: milliseconds since local midnight.
    /// - Returns: where the piece of the day that holds `local` ends, and whether it is work.
    private static func piece(of hours: WorkingHours, at local: Int64) -> (end: Int64, isWork: Bool) {
        for interval in hours.intervals {
            let (lower, upper) = (milliseconds(interval.lowerBound), milliseconds(interval.upperBound))
            if local < lower { return (lower, false) }
            if local < upper { return (upper, true) }
        }
        return (milliseconds(WorkingHours.minutesADay), false)
    }

    private static func milliseconds(_ minute: Int) -> Int64 { Span.minutes(Int64(minute)).milliseconds }
}
