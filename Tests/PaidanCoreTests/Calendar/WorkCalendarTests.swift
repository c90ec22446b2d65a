import Testing

@testable import PaidanCore

/// What a calendar may be, and the bounds within which every limit of a policy ends.
@Suite struct WorkCalendarTests {
    private static let free = Array(repeating: WorkingHours.none, count: 7)

    @Test(arguments: [
        ([540..<540], CalendarError.badInterval(from: 540, until: 540)), ([-1..<60], .badInterval(from: -1, until: 60)),
        ([1_380..<1_441], .badInterval(from: 1_380, until: 1_441)),
        ([540..<720, 719..<800], .overlappingIntervals(from: 719)),
        ([540..<720, 540..<720], .overlappingIntervals(from: 540)),
        (Array(repeating: 0..<1, count: 25), .tooManyIntervals(25)),
    ])
    func badHoursAreRefused(_ intervals: [Range<Int>], error: CalendarError) {
        #expect(throws: error) { try WorkingHours(intervals) }
    }

    @Test func hoursAreSortedAndJoined() throws {
        let hours = try WorkingHours([720..<1_440, 0..<60, 600..<720])

        #expect(hours.intervals == [0..<60, 600..<1_440])
        #expect(hours.minutes == 900)
        #expect(try WorkingHours([0..<1_440]) == .wholeDay)
        #expect(try WorkingHours([]) == .none)
    }

    @Test func aCalendarWithoutWorkIsRefused() {
        #expect(throws: CalendarError.noWorkingTime) { try WorkCalendar(zone: .shanghai, week: Self.free) }
        #expect(throws: CalendarError.wrongWeek(days: 6)) {
            try WorkCalendar(zone: .shanghai, week: Array(repeating: .office, count: 6))
        }
        #expect(throws: CalendarError.noWorkingTime) {
            try WorkCalendar(zone: .shanghai, week: Array(repeating: .office, count: 7), makeupHours: WorkingHours.none)
        }
    }

    @Test func anHourAWeekIsEnough() throws {
        let week = [WorkingHours.hours("9:00-10:00")] + Self.free.dropFirst()
        let less = [WorkingHours.hours("9:00-9:59")] + Self.free.dropFirst()

        #expect(try WorkCalendar(zone: .shanghai, week: week).workdays == [1])
        #expect(throws: CalendarError.tooLittleWorkingTime(minutes: 59)) {
            try WorkCalendar(zone: .shanghai, week: less)
        }
    }

    /// The thinnest calendar with every Monday a holiday for as long as lists may say so.
    @Test func theLongestLimitsOfAPolicyEndWithinTheHorizonOfEveryCalendar() throws {
        let week = [WorkingHours.hours("9:00-10:00")] + Self.free.dropFirst()
        let mondays = (0..<Int64(WorkCalendar.specialDaysMax)).map { index in
            HolidayList.Day(("2026-03-02" as CivilDate) + index * 7, .holiday, Label("休", "off"))
        }
        let lists = try stride(from: 0, to: mondays.count, by: HolidayList.daysMax).map { from in
            let days = Array(mondays[from..<min(from + HolidayList.daysMax, mondays.count)])
            return try HolidayList(name: "off", year: nil, notice: "none", days: days)
        }
        let calendar = try WorkCalendar(zone: .shanghai, week: week, lists: lists)
        let longest: [Limit] = [
            .clock(.days(Int64(Limit.daysMax))), .workingTime(Limit.workingTimeMax), .calendarDays(Limit.daysMax),
            .workingDays(Limit.daysMax), .months(Limit.monthsMax),
        ]

        for limit in longest { #expect(try calendar.due(limit, from: .monday) > .monday + .days(3_649), "\(limit)") }
    }

    @Test func tooManySpecialDaysAreRefused() throws {
        let days = (0..<Int64(HolidayList.daysMax)).map { HolidayList.Day(CivilDate(day: $0), .holiday, Label("", "")) }
        let list = try HolidayList(name: "full", year: nil, notice: "", days: days)

        #expect(throws: CalendarError.tooManySpecialDays(401)) {
            try HolidayList(
                name: "more", year: nil, notice: "", days: days + [.init(CivilDate(day: -1), .holiday, Label("", ""))])
        }
        #expect(throws: CalendarError.tooManySpecialDays(1_600)) {
            try WorkCalendar(
                zone: .utc, week: Array(repeating: .office, count: 7), lists: Array(repeating: list, count: 4))
        }
    }

    @Test(arguments: [
        Limit.clock(Span(milliseconds: -1)), .workingTime(.days(36_526)), .calendarDays(-1), .workingDays(36_526),
        .months(-1), .months(1_201), .clock(Span(milliseconds: .max)),
    ])
    func impossibleAmountsAreRefused(_ limit: Limit) {
        let calendar = WorkCalendar.office()

        #expect(throws: CalendarError.self) { try calendar.due(limit, from: .monday) }
        #expect(throws: CalendarError.self) { try calendar.latest(limit, before: .monday) }
    }

    @Test func whatLiesBeyondTheHorizonIsNotReckoned() {
        let calendar = WorkCalendar.office()
        let far = Instant.monday + WorkCalendar.horizon + Span(milliseconds: 1)

        #expect(throws: CalendarError.beyondHorizon) { try calendar.workingTime(from: .monday, until: far) }
        #expect(throws: CalendarError.beyondHorizon) { try calendar.due(.workingTime(.days(36_525)), from: .monday) }
        #expect(throws: CalendarError.beyondHorizon) {
            try calendar.latest(.workingTime(.days(36_525)), before: .monday)
        }
        #expect(throws: CalendarError.beyondHorizon) { try calendar.due(.workingDays(36_525), from: .monday) }
        #expect(throws: CalendarError.beyondHorizon) {
            try calendar.due(.clock(.hours(2)), from: Instant(milliseconds: .max))
        }
    }

    @Test func theCompanysListWinsOverTheNations() {
        let eve = HolidayList.Day("2026-02-14", .hours(.hours("9:00-12:00")), Label("年会", "annual party"))
        let open = HolidayList.Day("2026-10-02", .makeup, Label("促销", "sale"))
        let off = HolidayList.Day("2026-03-03", .holiday, Label("盘点", "stocktaking"))
        let calendar = WorkCalendar.office(lists: [.china2026, .test(eve, open, off)])

        #expect(calendar.day("2026-02-14").hours == .hours("9:00-12:00"))
        #expect(calendar.day("2026-10-02") == .makeup(.office, Label("促销", "sale")))
        #expect(calendar.day("2026-03-03") == .holiday(Label("盘点", "stocktaking")))
        #expect(calendar.workingDay(onOrBefore: "2026-03-03") == "2026-03-02")
        #expect(calendar.workingDay(onOrAfter: "2026-03-03") == "2026-03-04")
    }

    @Test func aMakeUpDayHasTheHoursOfItsWeekdayIfThereAreAny() {
        let calendar = WorkCalendar.office(saturday: .hours("9:00-12:00"))

        #expect(calendar.day("2026-02-28").hours == .hours("9:00-12:00"))
        #expect(calendar.day("2026-01-04").hours == .office)
    }

    @Test func aListNamesADayOnce() {
        let day = HolidayList.Day("2026-03-03", .holiday, Label("休", "off"))

        #expect(throws: CalendarError.repeatedDay("2026-03-03")) {
            try HolidayList(name: "x", year: 2026, notice: "", days: [day, day])
        }
        #expect(throws: CalendarError.noWorkingTime) {
            try HolidayList(
                name: "x", year: 2026, notice: "", days: [.init("2026-03-03", .hours(.none), Label("休", "off"))])
        }
    }
}
