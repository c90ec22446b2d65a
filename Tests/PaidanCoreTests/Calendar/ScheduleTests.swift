import Testing

@testable import PaidanCore

/// 固定日程与滚动周期.
@Suite struct ScheduleTests {
    private static let calendar = WorkCalendar.office()

    private func days(_ rule: Schedule.Rule, after: CivilDate, count: Int) throws -> [String] {
        let schedule = try Schedule(rule)
        var (occurrences, nominal) = ([Schedule.Occurrence](), after)
        for _ in 0..<count {
            occurrences.append(schedule.occurrence(after: nominal, in: Self.calendar))
            nominal = occurrences.last?.nominal ?? nominal
        }
        return occurrences.map { $0.first == $0.last ? $0.first.text : "\($0.first.text)/\($0.last.text)" }
    }

    /// T-15: sheets are collected every Monday and Friday.
    @Test func everyMondayAndFriday() throws {
        #expect(
            try days(.weekdays([5, 1], .workingDayBefore), after: "2026-03-02", count: 3)
                == ["2026-03-06", "2026-03-09", "2026-03-13"])
    }

    /// Corrections C4: Friday 2 and Monday 5 October both come on the Wednesday before the holiday.
    @Test func aFixedWeekdayOnAHolidayMovesToTheWorkingDayBefore() throws {
        #expect(
            try days(.weekdays([1, 5], .workingDayBefore), after: "2026-09-28", count: 3)
                == ["2026-09-30", "2026-09-30", "2026-10-09"])
        #expect(
            try days(.weekdays([1, 5], .stay), after: "2026-09-28", count: 3)
                == ["2026-10-02", "2026-10-05", "2026-10-09"])
    }

    /// T-30, T-31: mid-month 13th–17th, month end the last three days.
    @Test func theMiddleAndTheEndOfTheMonth() throws {
        #expect(
            try days(.month(13...17), after: "2026-01-13", count: 2)
                == ["2026-02-13/2026-02-17", "2026-03-13/2026-03-17"])
        #expect(
            try days(.monthEnd(days: 3), after: "2026-01-31", count: 2)
                == ["2026-02-26/2026-02-28", "2026-03-29/2026-03-31"])
        #expect(try days(.monthEnd(days: 3), after: "2028-02-01", count: 1) == ["2028-02-27/2028-02-29"])
        #expect(
            try days(.month(30...31), after: "2026-01-30", count: 2) == ["2026-02-28", "2026-03-30/2026-03-31"])
    }

    /// T-70: one visit from Saturday 0:00 to Friday 24:00. T-73: half years.
    @Test func weeksAndHalfYears() throws {
        #expect(try days(.week(startingOn: 6), after: "2026-03-01", count: 1) == ["2026-03-07/2026-03-13"])
        #expect(
            try days(.period(months: 6), after: "2026-01-01", count: 2)
                == ["2026-07-01/2026-12-31", "2027-01-01/2027-06-30"])
    }

    @Test(arguments: [
        ("2026-03-12T23:59:59.999+08:00", "2026-03-13"), ("2026-03-13T00:00:00+08:00", "2026-03-13"),
        ("2026-03-17T23:59:59.999+08:00", "2026-03-13"), ("2026-03-18T00:00:00+08:00", "2026-04-13"),
    ])
    func theOneThatIsNotOver(at moment: String, nominal: String) throws {
        let moment = try #require(Instant(rfc3339: moment))

        let occurrence = try Schedule(.month(13...17)).occurrence(notOverAt: moment, in: Self.calendar)

        #expect(occurrence.nominal.text == nominal)
    }

    /// Day by day through two years: what is on or comes next ends today or later, and none before it does.
    @Test(arguments: [
        Schedule.Rule.weekdays([1, 5], .workingDayBefore), .weekdays([3], .stay), .week(startingOn: 6), .month(13...17),
        .month(29...31), .monthEnd(days: 3), .period(months: 1), .period(months: 6), .period(months: 12),
    ])
    func noOccurrenceIsLeftOut(_ rule: Schedule.Rule) throws {
        let schedule = try Schedule(rule)
        var all: [Schedule.Occurrence] = []
        var nominal: CivilDate = "2023-12-31"
        while nominal < "2027-12-31" {
            all.append(schedule.occurrence(after: nominal, in: Self.calendar))
            nominal = all.last?.nominal ?? nominal
        }
        for day in ("2025-01-01" as CivilDate).day...("2026-12-31" as CivilDate).day {
            let date = CivilDate(day: day)
            let found = schedule.occurrence(notOverAt: Zone.shanghai.start(of: date), in: Self.calendar)
            try #require(found == all.first { $0.last >= date }, "\(date.text)")
        }
    }

    @Test func impossibleSchedulesAreRefused() {
        #expect(throws: CalendarError.badWeekday(8)) { try Schedule(.weekdays([1, 8], .stay)) }
        #expect(throws: CalendarError.badAmount(0)) { try Schedule(.weekdays([], .stay)) }
        #expect(throws: CalendarError.badWeekday(0)) { try Schedule(.week(startingOn: 0)) }
        #expect(throws: CalendarError.badAmount(32)) { try Schedule(.month(30...32)) }
        #expect(throws: CalendarError.badAmount(29)) { try Schedule(.monthEnd(days: 29)) }
        #expect(throws: CalendarError.badAmount(5)) { try Schedule(.period(months: 5)) }
        #expect(throws: CalendarError.badAmount(0)) { try Cadence(.days(0)) }
        #expect(throws: CalendarError.badAmount(121)) { try Cadence(.months(121)) }
    }

    // MARK: Cadence

    /// T-32: every three months from the last call or from the date that passed.
    @Test func aCadenceKeepsTheDayOfTheMonthWhereThereIsOne() throws {
        let cadence = try Cadence(.months(3))

        #expect(cadence.date(after: "2026-11-30") == "2027-02-28")
        #expect(cadence.date(after: "2027-02-28") == "2027-05-28")
        #expect(cadence.date(after: "2027-11-30") == "2028-02-29")
        #expect(try Cadence(.days(15)).date(after: "2026-02-20") == "2026-03-07")
    }
}
