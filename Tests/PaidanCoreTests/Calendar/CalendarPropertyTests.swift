import Testing

@testable import PaidanCore

/// Thousands of seeded calendars, limits and pauses against the minute walker, around every change of an offset.
@Suite struct CalendarPropertyTests {
    struct Place: CustomTestStringConvertible {
        let zone: Zone
        /// The table of the walker begins 12 days before.
        let around: Instant
        var testDescription: String { "\(zone.name) around \(around.rfc3339(in: zone))" }
    }

    static let places = [
        Place(zone: .shanghai, around: "2026-02-14T00:00:00+08:00"),
        Place(zone: .shanghai, around: "2025-09-30T00:00:00+08:00"),
        Place(zone: .berlin, around: "2026-03-29T01:00:00Z"),
        Place(zone: .berlin, around: "2026-10-25T01:00:00Z"),
        Place(zone: .newYork, around: "2026-03-08T07:00:00Z"),
        Place(zone: .newYork, around: "2026-11-01T06:00:00Z"),
        Place(zone: .saoPaulo, around: "2018-11-04T03:00:00Z"),
        Place(zone: .saoPaulo, around: "2019-02-17T02:00:00Z"),
        Place(zone: .azores, around: "2026-10-25T01:00:00Z"),
        Place(zone: .lordHowe, around: "2026-04-04T15:00:00Z"),
    ]

    private static let calendarsAPlace = 2
    private static let casesACalendar = 100

    @Test(arguments: places) func theArithmeticIsThatOfAWalkMinuteByMinute(_ place: Place) throws {
        var random = SeededGenerator(seed: UInt64(bitPattern: place.around.milliseconds))
        for _ in 0..<Self.calendarsAPlace {
            let calendar = try RandomCalendar.calendar(place.zone, around: place.around, &random)
            let walker = MinuteWalker(calendar, from: place.around - .days(12), days: 100)
            for _ in 0..<Self.casesACalendar {
                try check(calendar, walker, place.around, &random)
            }
        }
    }

    private func check(
        _ calendar: WorkCalendar, _ walker: MinuteWalker, _ around: Instant, _ random: inout SeededGenerator
    ) throws {
        let start = around + .minutes(Int64.random(in: -8 * 1_440...4 * 1_440, using: &random))
        let limit = try RandomCalendar.limit(&random)
        let pauses = RandomCalendar.pauses(from: start, &random)
        let expected = try #require(walker.due(limit, from: start, pauses: pauses), "the table is too short")

        let reckoning = try calendar.reckoning(of: limit, from: start, pauses: pauses)
        let due = try calendar.due(limit, from: start, pauses: pauses)

        let name = "\(limit) from \(start.rfc3339(in: calendar.zone)), \(pauses.count) pauses"
        try #require(due == expected, "\(name)")
        try #require(reckoning.due == expected, "\(name)")
        try #require(flaws(of: reckoning).isEmpty, "\(name): \(flaws(of: reckoning))")
        if pauses.isEmpty { try #require(limit.due(from: start, in: calendar) == expected, "\(name)") }
        try checkInverse(calendar, walker, limit, from: start, until: expected)
    }

    private func checkInverse(
        _ calendar: WorkCalendar, _ walker: MinuteWalker, _ limit: Limit, from start: Instant, until end: Instant
    ) throws {
        let minutes = Int64(walker.workingMinutes(from: start, until: end))
        try #require(try calendar.workingTime(from: start, until: end) == .minutes(minutes))
        try #require(calendar.isWorkingTime(at: start) == walker.isWork(at: start))
        try #require(try calendar.nextWorkingTime(onOrAfter: start) == walker.nextWork(from: start))
        switch limit {
        case .calendarDays(let count), .workingDays(let count):
            let areWorking = limit == .workingDays(count)
            guard let latest = walker.latest(days: count, areWorking: areWorking, before: start) else { break }
            try #require(try calendar.latest(limit, before: start) == latest, "\(limit) before \(start)")
        case .clock, .workingTime, .months, .every, .schedule, .firstOf: break
        }
        guard case .workingTime(let span) = limit, let latest = walker.latest(work: span, before: start) else { return }
        try #require(try calendar.latest(limit, before: start) == latest, "\(limit) before \(start)")
        // Backwards and forwards again.
        try #require(try calendar.workingTime(from: latest, until: start) == span)
        try #require(try calendar.due(limit, from: latest) <= start)
    }

    /// Empty for an explanation that explains: without gaps, each piece different from the next, adding up to the limit.
    private func flaws(of reckoning: Reckoning) -> [String] {
        var flaws: [String] = []
        var at = reckoning.start
        for (index, segment) in reckoning.segments.enumerated() {
            if segment.from != at || segment.until <= segment.from { flaws.append("gap at \(segment)") }
            if index > 0, reckoning.segments[index - 1].kind == segment.kind { flaws.append("cut at \(segment)") }
            at = segment.until
        }
        if at != reckoning.due { flaws.append("ends at \(at)") }
        switch reckoning.limit {
        case .clock(let span), .workingTime(let span):
            if reckoning.countedTime != span { flaws.append("counts \(reckoning.countedTime)") }
        case .calendarDays(let days), .workingDays(let days):
            // With a limit of no days the first day may be paused at its end; then a later one stands in.
            if days > 0, reckoning.countedDays != days { flaws.append("counts \(reckoning.countedDays) days") }
        case .months, .every, .schedule, .firstOf: break
        }
        return flaws
    }

    /// More of it is never due earlier, a later start never either, and a pause never helps those who wait.
    @Test(arguments: places) func moreTimeIsNeverDueEarlier(_ place: Place) throws {
        var random = SeededGenerator(seed: 77 &+ UInt64(bitPattern: place.around.milliseconds))
        for _ in 0..<Self.calendarsAPlace {
            let calendar = try RandomCalendar.calendar(place.zone, around: place.around, &random)
            for _ in 0..<20 {
                let start =
                    place.around + Span(milliseconds: Int64.random(in: -604_800_000...86_400_000, using: &random))
                let limit = try RandomCalendar.limit(&random)
                let pauses = RandomCalendar.pauses(from: start, &random)
                let due = try calendar.due(limit, from: start)

                #expect(try calendar.due(limit, from: start, pauses: pauses) >= due)
                if limit.longer != limit { #expect(try calendar.due(limit.longer, from: start) > due) }
                #expect(try calendar.due(limit, from: start + Span(milliseconds: 1)) >= due)
            }
        }
    }

    @Test(arguments: places) func aMomentOfADayIsTheFirstMinuteThatShowsIt(_ place: Place) throws {
        let calendar = WorkCalendar(zone: place.zone)
        let walker = MinuteWalker(calendar, from: place.around - .days(3), days: 6)
        let day = place.zone.date(of: place.around).day
        for day in day - 1...day + 1 {
            #expect(
                place.zone.moment(of: CivilDate(day: day), minute: 1_440)
                    == place.zone.start(of: CivilDate(day: day + 1)))
            for (minute, expected) in walker.moments(ofDay: day).enumerated() {
                guard let expected else { continue }
                try #require(place.zone.moment(of: CivilDate(day: day), minute: minute) == expected, "\(day) \(minute)")
            }
        }
    }
}

extension Limit {
    fileprivate var longer: Limit {
        switch self {
        case .clock(let span): .clock(span + .minutes(1))
        case .workingTime(let span): .workingTime(span + .minutes(1))
        case .calendarDays(let days): .calendarDays(days + 1)
        case .workingDays(let days): .workingDays(days + 1)
        case .months(let months): .months(months + 1)
        case .every(let cadence): .every(cadence.longer)
        case .schedule, .firstOf: self
        }
    }
}

extension Cadence {
    fileprivate var longer: Cadence {
        let step: Step =
            switch self.step {
            case .days(let days): .days(days + 1)
            case .months(let months): .months(months + 1)
            }
        return (try? Cadence(step)) ?? self
    }
}
