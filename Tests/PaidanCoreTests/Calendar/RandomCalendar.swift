@testable import PaidanCore

/// Calendars, limits and pauses as a seed gives them; all on whole minutes.
enum RandomCalendar {
    static func calendar(
        _ zone: Zone, around: Instant, _ random: inout SeededGenerator
    ) throws(CalendarError) -> WorkCalendar {
        var week: [WorkingHours] = []
        for _ in 0..<7 { week.append(Int.random(in: 0..<4, using: &random) == 0 ? .none : try hours(&random)) }
        week[Int.random(in: 0..<7, using: &random)] = try hours(&random)
        let lists = [try list(zone, around, &random), try list(zone, around, &random)]
        let makeup = Bool.random(using: &random) ? try hours(&random) : nil
        return try WorkCalendar(zone: zone, week: week, makeupHours: makeup, lists: lists)
    }

    /// One to three intervals; half of them begin in the hours in which offsets change.
    private static func hours(_ random: inout SeededGenerator) throws(CalendarError) -> WorkingHours {
        if Int.random(in: 0..<8, using: &random) == 0 { return .wholeDay }
        var from = Int.random(in: 0...(Bool.random(using: &random) ? 180 : 600), using: &random)
        var intervals: [Range<Int>] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let until = min(from + Int.random(in: 60...400, using: &random), WorkingHours.minutesADay)
            if from < until { intervals.append(from..<until) }
            from = until + Int.random(in: 0...200, using: &random)
        }
        return try WorkingHours(intervals)
    }

    private static func list(
        _ zone: Zone, _ around: Instant, _ random: inout SeededGenerator
    ) throws(CalendarError) -> HolidayList {
        let middle = zone.date(of: around)
        var days: [HolidayList.Day] = []
        for offset in Int64(-20)...20 {
            let label = Label("第\(offset)天", "day \(offset)")
            switch Int.random(in: 0..<10, using: &random) {
            case 0: days.append(.init(middle + offset, .holiday, label))
            case 1: days.append(.init(middle + offset, .makeup, label))
            case 2: days.append(.init(middle + offset, .hours(try hours(&random)), label))
            default: break
            }
        }
        return try HolidayList(name: "random", year: nil, notice: "seed", days: days)
    }

    static func limit(_ random: inout SeededGenerator) throws(CalendarError) -> Limit {
        switch Int.random(in: 0..<14, using: &random) {
        case 0: .clock(.minutes(Int64.random(in: 0...4_000, using: &random)))
        case 1, 2, 3, 4: .workingTime(.minutes(Int64.random(in: 0...2_000, using: &random)))
        case 5, 6: .calendarDays(Int.random(in: 0...6, using: &random))
        case 7, 8: .workingDays(Int.random(in: 0...5, using: &random))
        case 9: .months(Int.random(in: 0...1, using: &random))
        case 10:
            .every(
                try Cadence(Bool.random(using: &random) ? .days(Int.random(in: 1...15, using: &random)) : .months(1)))
        case 11: .firstOf([try Schedule(rule(&random)), try Schedule(rule(&random))])
        default: .schedule(try Schedule(rule(&random)))
        }
    }

    /// Ends within the table of the walker.
    private static func rule(_ random: inout SeededGenerator) -> Schedule.Rule {
        let first = Int.random(in: 1...31, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .weekdays([Int.random(in: 1...7, using: &random)], .workingDayBefore)
        case 1: return .weekdays([1, Int.random(in: 2...7, using: &random)], .stay)
        case 2: return .week(startingOn: Int.random(in: 1...7, using: &random))
        case 3: return .month(first...Int.random(in: first...31, using: &random))
        default: return .monthEnd(days: Int.random(in: 1...28, using: &random))
        }
    }

    /// None in half of the cases; they may overlap, be empty, begin before the start or lie after the due moment.
    static func pauses(from start: Instant, _ random: inout SeededGenerator) -> [Pause] {
        guard Bool.random(using: &random) else { return [] }
        var pauses: [Pause] = []
        for number in 0..<Int.random(in: 1...3, using: &random) {
            // Not before the table of the walker.
            let from = start + .minutes(Int64.random(in: -1_440...5_000, using: &random))
            let length = Span.minutes(Int64.random(in: 0...(Bool.random(using: &random) ? 400 : 3_500), using: &random))
            pauses.append(Pause(Label("原因\(number)", "reason \(number)"), from: from, until: from + length))
        }
        return pauses
    }
}
