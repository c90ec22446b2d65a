internal import PaidanCore

/// 时刻 as a line says it; what it means follows from the moment of the line before and from the calendar.
enum Moment: Hashable, Sendable {
    case exactly(Instant)
    case on(CivilDate, TimeOfDay)
    /// The same day.
    case at(TimeOfDay)
    /// So much later, to the millisecond.
    case after(Span)
    /// So many days later.
    case days(Int, TimeOfDay)
    /// So many working days later.
    case workdays(Int, TimeOfDay)
    /// The next day with this name; 1 is Monday.
    case weekday(Int, TimeOfDay)

    func instant(after now: Instant, in calendar: WorkCalendar) -> Instant {
        let today = calendar.zone.date(of: now)
        return switch self {
        case .exactly(let instant): instant
        case .on(let date, let time): time.instant(on: date, in: calendar.zone)
        case .at(let time): time.instant(on: today, in: calendar.zone)
        case .after(let span): now + span
        case .days(let count, let time): time.instant(on: today + Int64(count), in: calendar.zone)
        case .workdays(let count, let time):
            time.instant(on: Self.workday(count, after: today, calendar), in: calendar.zone)
        case .weekday(let weekday, let time):
            time.instant(on: today + Int64((weekday - today.weekday + 6) % 7 + 1), in: calendar.zone)
        }
    }

    private static func workday(_ count: Int, after day: CivilDate, _ calendar: WorkCalendar) -> CivilDate {
        (0..<count).reduce(day) { date, _ in calendar.workingDay(onOrAfter: date + 1) }
    }
}

/// What the clock on the wall shows.
struct TimeOfDay: Hashable, Sendable {
    /// Since local midnight; 0 to 24 hours.
    let sinceMidnight: Span

    func instant(on date: CivilDate, in zone: Zone) -> Instant {
        let minute = Span.minutes(1).milliseconds
        let rest = Span(milliseconds: sinceMidnight.milliseconds % minute)
        return zone.moment(of: date, minute: Int(sinceMidnight.milliseconds / minute)) + rest
    }

    /// `9:00`, `09:00:01`, `11:00:00.001`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Self.number(parts[0]), let minute = Self.number(parts[1]), minute < 60
        else { return nil }
        var span = Span.hours(hour) + .minutes(minute)
        if parts.count == 3 {
            guard let seconds = Self.seconds(parts[2]) else { return nil }
            span = span + seconds
        }
        guard span <= .days(1) else { return nil }
        sinceMidnight = span
    }

    private static func seconds(_ text: Substring) -> Span? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].count == 2, let whole = number(parts[0]), whole < 60 else { return nil }
        guard parts.count == 2 else { return .seconds(whole) }
        guard (1...3).contains(parts[1].count), let digits = number(parts[1]) else { return nil }
        return .seconds(whole) + Span(milliseconds: digits * [100, 10, 1][parts[1].count - 1])
    }

    private static func number(_ text: Substring) -> Int64? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int64(text) : nil
    }
}
