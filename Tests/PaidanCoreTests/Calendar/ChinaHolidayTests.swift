import Testing

@testable import PaidanCore

/// The lists that ship against the words of the notices, and against figures that were found elsewhere.
@Suite struct ChinaHolidayTests {
    private static let calendar = WorkCalendar.office()

    /// 国办发明电〔2024〕12号、〔2025〕7号: first and last day off, with the weekdays that the notices name.
    @Test(arguments: [
        ("2025-01-01", 3, "2025-01-01", 3), ("2025-01-28", 2, "2025-02-04", 2), ("2025-04-04", 5, "2025-04-06", 7),
        ("2025-05-01", 4, "2025-05-05", 1), ("2025-05-31", 6, "2025-06-02", 1), ("2025-10-01", 3, "2025-10-08", 3),
        ("2026-01-01", 4, "2026-01-03", 6), ("2026-02-15", 7, "2026-02-23", 1), ("2026-04-04", 6, "2026-04-06", 1),
        ("2026-05-01", 5, "2026-05-05", 2), ("2026-06-19", 5, "2026-06-21", 7), ("2026-09-25", 5, "2026-09-27", 7),
        ("2026-10-01", 4, "2026-10-07", 3),
    ])
    func nobodyWorksOnThem(_ first: String, weekday: Int, last: String, lastWeekday: Int) throws {
        let (first, last) = (try #require(CivilDate(text: first)), try #require(CivilDate(text: last)))

        #expect(first.weekday == weekday)
        #expect(last.weekday == lastWeekday)
        for day in first.day...last.day { #expect(!Self.calendar.isWorkingDay(CivilDate(day: day))) }
    }

    @Test(arguments: [
        ("2025-01-26", 7), ("2025-02-08", 6), ("2025-04-27", 7), ("2025-09-28", 7), ("2025-10-11", 6),
        ("2026-01-04", 7), ("2026-02-14", 6), ("2026-02-28", 6), ("2026-05-09", 6), ("2026-09-20", 7),
        ("2026-10-10", 6),
    ])
    func aMakeUpDayIsWorkedInOfficeHours(_ date: String, weekday: Int) throws {
        let date = try #require(CivilDate(text: date))

        #expect(date.weekday == weekday)
        #expect(Self.calendar.isWorkingDay(date))
        #expect(Self.calendar.day(date).hours == .office)
    }

    /// 248 working days each, by month; counted from other collections of the notices.
    @Test(arguments: [
        (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ])
    func theYearHasSoManyWorkingDays(_ year: Int, months: [Int]) throws {
        for (month, expected) in zip(1...12, months) {
            let first = try #require(CivilDate(year: year, month: month, dayOfMonth: 1))
            let days = (first.day...first.lastOfMonth.day).count { Self.calendar.isWorkingDay(CivilDate(day: $0)) }
            #expect(days == expected, "\(year)-\(month)")
        }
    }

    @Test func theListsNameTheirNotices() {
        #expect(HolidayList.china2025.notice == "国办发明电〔2024〕12号")
        #expect(HolidayList.china2026.notice == "国办发明电〔2025〕7号")
        #expect(HolidayList.china2025.days.count == 28 + 5)
        #expect(HolidayList.china2026.days.count == 33 + 6)
    }

    @Test(arguments: [
        // Before the National Day of 2025: Sunday 28 September is worked, the eight days are not, Saturday the 11th is.
        (1, "2025-09-26T16:00:00+08:00", "2025-09-29T00:00:00+08:00"),
        (2, "2025-09-29T16:00:00+08:00", "2025-10-10T00:00:00+08:00"),
        (3, "2025-09-30T23:59:59.999+08:00", "2025-10-12T00:00:00+08:00"),
        (4, "2025-10-01T00:00:00+08:00", "2025-10-14T00:00:00+08:00"),
        // The Spring Festival of 2026: Saturdays the 14th and the 28th of February are worked.
        (1, "2026-02-13T10:00:00+08:00", "2026-02-15T00:00:00+08:00"),
        (2, "2026-02-13T10:00:00+08:00", "2026-02-25T00:00:00+08:00"),
        (5, "2026-02-23T10:00:00+08:00", "2026-03-01T00:00:00+08:00"),
        (6, "2026-02-23T10:00:00+08:00", "2026-03-03T00:00:00+08:00"),
    ])
    func workingDaysKnowTheHolidays(_ days: Int, start: String, due: String) throws {
        let start = try #require(Instant(rfc3339: start))

        #expect(Limit.workingDays(days).due(from: start, in: Self.calendar).rfc3339(in: .shanghai) == due)
    }
}
