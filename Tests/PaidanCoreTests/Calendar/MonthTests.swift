import Testing

@testable import PaidanCore

/// 月末规则: the last day stands in for a day that the month lacks.
@Suite struct MonthTests {
    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-01-28", 1, "2026-02-28"),
        ("2026-02-28", 1, "2026-03-28"), ("2026-03-31", -1, "2026-02-28"), ("2026-08-31", 6, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"), ("2028-02-29", 48, "2032-02-29"), ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"), ("2026-05-31", 0, "2026-05-31"), ("2096-02-29", 48, "2100-02-28"),
    ])
    func monthsAreAdded(_ from: String, months: Int, to: String) throws {
        #expect(try #require(CivilDate(text: from)).adding(months: months).text == to)
    }

    @Test func yearsKeepTheDay() {
        #expect(("2028-02-29" as CivilDate).adding(years: 1) == "2029-02-28")
        #expect(("2026-03-02" as CivilDate).adding(years: -1) == "2025-03-02")
    }

    /// Against counting months one at a time, over the turn of the years 0 and 2000 as well.
    @Test func oneByOneIsTheSameAsAllAtOnce() throws {
        for year in [-1, 1_999, 2_026] {
            let start = try #require(CivilDate(year: year, month: 1, dayOfMonth: 15))
            var date = start
            for months in 1...40 {
                date = date.adding(months: 1)
                #expect(start.adding(months: months) == date)
                #expect(date.adding(months: -months) == start)
                #expect(date.firstOfMonth.parts.dayOfMonth == 1)
                #expect((date.lastOfMonth + 1).parts.dayOfMonth == 1)
            }
        }
    }

    @Test(arguments: [
        (Limit.months(1), "2026-01-31T10:00:00+08:00", "2026-03-01T00:00:00+08:00"),
        (.months(12), "2028-02-29T10:00:00+08:00", "2029-03-01T00:00:00+08:00"),
        (.months(6), "2026-03-02T23:59:59.999+08:00", "2026-09-03T00:00:00+08:00"),
        (.calendarDays(0), "2026-03-02T23:59:59.999+08:00", "2026-03-03T00:00:00+08:00"),
    ])
    func monthsEndAtMidnight(_ limit: Limit, start: String, due: String) throws {
        let start = try #require(Instant(rfc3339: start))

        #expect(limit.due(from: start, in: WorkCalendar(zone: .shanghai)).rfc3339(in: .shanghai) == due)
    }

    @Test(arguments: [
        ("2026-03-02", 1, "2026-03-02"), ("2026-03-02", 7, "2026-03-08"), ("2026-03-03", 1, "2026-03-09"),
    ])
    func theNextWeekdayMayBeToday(_ from: String, weekday: Int, to: String) throws {
        #expect(try #require(CivilDate(text: from)).onOrAfter(weekday: weekday).text == to)
    }

    @Test(arguments: [
        "", "2026-02-29", "2026-2-28", "26-02-28", "2026-02-28 ", "2026/02/28", "2026-02-+1", "2026-02-2８",
    ])
    func whatIsNoDateIsRefused(_ text: String) {
        #expect(CivilDate(text: text) == nil)
    }
}
