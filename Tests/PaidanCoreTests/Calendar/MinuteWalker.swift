@testable import PaidanCore

/// The calendar once more, by brute force: a table with one entry a minute, and walks along it. Shares with the code under
/// test only the plain values; all arithmetic of zones, days and hours is its own.
struct MinuteWalker {
    private static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000

    /// UTC, milliseconds; a whole minute.
    private let start: Int64
    /// Days since 1970-01-01 that the local calendar on the wall shows.
    private let days: [Int64]
    private let minutesOfDay: [Int]
    private let isWork: [Bool]
    private let calendar: WorkCalendar

    init(_ calendar: WorkCalendar, from start: Instant, days count: Int) {
        self.calendar = calendar
        self.start = start.milliseconds / Self.minute * Self.minute
        let transitions = calendar.zone.transitions.map { ($0.from.milliseconds, $0.offset.milliseconds) }
        let special = calendar.lists.flatMap(\.days)
        var (days, minutes, work): ([Int64], [Int], [Bool]) = ([], [], [])
        days.reserveCapacity(count * 1_440)
        minutes.reserveCapacity(count * 1_440)
        work.reserveCapacity(count * 1_440)
        var (offset, passed) = (calendar.zone.first.milliseconds, 0)
        var (painted, isWork) = (Int64.min, [Bool]())
        var utc = self.start
        while days.count < count * 1_440 {
            while passed < transitions.count, transitions[passed].0 <= utc {
                offset = transitions[passed].1
                passed += 1
            }
            let day = (utc + offset) / Self.day
            let minute = Int((utc + offset) % Self.day / Self.minute)
            if day != painted {
                painted = day
                isWork = Array(repeating: false, count: 1_440)
                for hours in Self.hours(of: day, calendar, special) { for index in hours { isWork[index] = true } }
            }
            days.append(day)
            minutes.append(minute)
            work.append(isWork[minute])
            utc += Self.minute
        }
        self.days = days
        self.minutesOfDay = minutes
        self.isWork = work
    }

    /// 1970-01-01 was a Thursday.
    private static func hours(
        of day: Int64, _ calendar: WorkCalendar, _ special: [HolidayList.Day]
    ) -> [Range<Int>] {
        let usual = calendar.week[Int((day + 3) % 7)].intervals
        var hours = usual
        for entry in special where entry.date.day == day {
            switch entry.kind {
            case .holiday: hours = []
            case .makeup: hours = usual.isEmpty ? calendar.makeupHours.intervals : usual
            case .hours(let given): hours = given.intervals
            }
        }
        return hours
    }

    // MARK: Walks

    /// nil where the table ends too early.
    func due(_ limit: Limit, from start: Instant, pauses: [Pause]) -> Instant? {
        let index = index(start)
        let stops = pauses.map { self.index($0.from)..<self.index($0.until) }
        switch limit {
        case .clock(let span): return walk(minutes(span), from: index, stops) { _ in true }
        case .workingTime(let span): return walk(minutes(span), from: index, stops) { isWork[$0] }
        case .calendarDays(let count): return walkDays(count, from: index, stops) { _ in true }
        case .workingDays(let count): return walkDays(count, from: index, stops, isWorkingDay)
        case .months(let count):
            return walkDays(daysOf(months: count, from: days[index]), from: index, stops) { _ in true }
        case .every(let cadence):
            switch cadence.step {
            case .days(let count): return walkDays(count, from: index, stops) { _ in true }
            case .months(let count):
                return walkDays(daysOf(months: count, from: days[index]), from: index, stops) { _ in true }
            }
        case .schedule(let schedule): return walkToDay(from: index, stops) { isLastDay($0, of: schedule.rule) }
        case .firstOf(let schedules):
            return walkToDay(from: index, stops) { day in schedules.contains { isLastDay(day, of: $0.rule) } }
        }
    }

    func workingMinutes(from: Instant, until: Instant) -> Int {
        var count = 0
        for index in index(from)..<max(index(from), index(until)) where isWork[index] { count += 1 }
        return count
    }

    /// The last minute before `planned` from which `span` of work is still to come.
    func latest(work span: Span, before planned: Instant) -> Instant? {
        var (at, left) = (index(planned), minutes(span))
        while left > 0 {
            at -= 1
            guard at >= 0 else { return nil }
            if isWork[at] { left -= 1 }
        }
        return instant(at)
    }

    /// The first minute after the day that lies so many days, or working days, before that of `planned`.
    func latest(days count: Int, areWorking: Bool, before planned: Instant) -> Instant? {
        var (day, left) = (days[index(planned)], count)
        while left > 0 {
            day -= 1
            if !areWorking || isWorkingDay(day) { left -= 1 }
        }
        return days.first.map { $0 > day } ?? true ? nil : days.firstIndex { $0 > day }.map(instant)
    }

    func isWork(at moment: Instant) -> Bool { isWork[index(moment)] }

    func nextWork(from moment: Instant) -> Instant? {
        isWork[index(moment)...].firstIndex(of: true).map(instant)
    }

    /// For each minute of the clock, the first of that local day at which it shows this or more; nil if none does.
    func moments(ofDay day: Int64) -> [Instant?] {
        var moments: [Instant?] = []
        for index in days.indices where days[index] == day {
            while moments.count <= minutesOfDay[index] { moments.append(instant(index)) }
        }
        return moments + Array(repeating: nil, count: 1_440 - moments.count)
    }

    private func walk(
        _ count: Int, from start: Int, _ stops: [Range<Int>], _ runs: (Int) -> Bool
    ) -> Instant? {
        var (at, left) = (start, count)
        while left > 0 {
            guard at < isWork.count else { return nil }
            if runs(at), stops.isEmpty || !stops.contains(where: { $0.contains(at) }) { left -= 1 }
            at += 1
        }
        return instant(at)
    }

    /// Goes from the end of one local day to the next; a day counts if the clock runs in its last minute.
    private func walkDays(
        _ count: Int, from start: Int, _ stops: [Range<Int>], _ counts: (Int64) -> Bool
    ) -> Instant? {
        var (day, at, left) = (days[start], start, count)
        var isFirst = true
        while true {
            while at < days.count, days[at] <= day { at += 1 }
            guard at < days.count else { return nil }
            let runs = !stops.contains { $0.contains(at - 1) }
            if !isFirst, runs, counts(day) { left -= 1 }
            if left <= 0, runs { return instant(at) }
            isFirst = false
            day = days[at]
        }
    }

    /// The end of the first local day, that of the start among them, that is asked for and not paused at its end.
    private func walkToDay(from start: Int, _ stops: [Range<Int>], _ isWanted: (Int64) -> Bool) -> Instant? {
        var (day, at) = (days[start], start)
        while true {
            while at < days.count, days[at] <= day { at += 1 }
            guard at < days.count else { return nil }
            if isWanted(day), !stops.contains(where: { $0.contains(at - 1) }) { return instant(at) }
            day = days[at]
        }
    }

    /// Whether some time of the schedule ends with this day. Looks at the day and its neighbours only.
    private func isLastDay(_ day: Int64, of rule: Schedule.Rule) -> Bool {
        let (year, month, dayOfMonth) = CivilDate(day: day).parts
        let length = Self.length(year, month)
        switch rule {
        case .weekdays(let weekdays, .stay): return weekdays.contains(Self.weekday(day))
        case .weekdays(let weekdays, .workingDayBefore):
            guard isWorkingDay(day) else { return false }
            // The day itself, or a day off after it with nothing but days off in between.
            var nominal = day
            repeat {
                if weekdays.contains(Self.weekday(nominal)) { return true }
                nominal += 1
            } while !isWorkingDay(nominal)
            return false
        case .week(let weekday): return Self.weekday(day + 1) == weekday
        case .month(let window): return dayOfMonth == min(window.upperBound, length)
        case .monthEnd: return dayOfMonth == length
        case .period(let months): return dayOfMonth == length && month % months == 0
        }
    }

    /// 1970-01-01 was a Thursday.
    private static func weekday(_ day: Int64) -> Int { Int(((day + 3) % 7 + 7) % 7) + 1 }

    private func isWorkingDay(_ day: Int64) -> Bool {
        !Self.hours(of: day, calendar, calendar.lists.flatMap(\.days)).isEmpty
    }

    /// Counts month by month on a paper calendar.
    private func daysOf(months: Int, from day: Int64) -> Int {
        var (year, month, dayOfMonth) = CivilDate(day: day).parts
        let wanted = dayOfMonth
        var total = 0
        for _ in 0..<months {
            total += Self.length(year, month) - dayOfMonth
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
            dayOfMonth = min(wanted, Self.length(year, month))
            total += dayOfMonth
        }
        return total
    }

    private static func length(_ year: Int, _ month: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private func minutes(_ span: Span) -> Int { Int(span.milliseconds / Self.minute) }
    private func index(_ moment: Instant) -> Int { Int((moment.milliseconds - start) / Self.minute) }
    private func instant(_ index: Int) -> Instant { Instant(milliseconds: start + Int64(index) * Self.minute) }
}
