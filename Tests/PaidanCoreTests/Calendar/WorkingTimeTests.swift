import Testing

@testable import PaidanCore

/// 工作小时: office hours 9:00–12:00 and 13:30–18:00; 2–6 March 2026 are an ordinary week.
@Suite struct WorkingTimeTests {
    private static let calendar = WorkCalendar.office()

    @Test(arguments: [
        (240, "2026-03-02T09:00:00+08:00", "2026-03-02T14:30:00+08:00"),
        // Exactly the morning; a millisecond more would be the afternoon.
        (180, "2026-03-02T09:00:00+08:00", "2026-03-02T12:00:00+08:00"),
        (181, "2026-03-02T09:00:00+08:00", "2026-03-02T13:31:00+08:00"),
        (60, "2026-03-02T12:15:00+08:00", "2026-03-02T14:30:00+08:00"),
        (240, "2026-03-06T14:00:00+08:00", "2026-03-06T18:00:00+08:00"),
        (240, "2026-03-06T14:00:00.001+08:00", "2026-03-09T09:00:00.001+08:00"),
        (240, "2026-03-07T10:00:00+08:00", "2026-03-09T14:30:00+08:00"),
        // Friday evening before a make-up Saturday, and before the Spring Festival.
        (60, "2026-02-27T17:30:00+08:00", "2026-02-28T09:30:00+08:00"),
        (60, "2026-02-14T17:30:00+08:00", "2026-02-24T09:30:00+08:00"),
        (0, "2026-03-07T10:00:00+08:00", "2026-03-07T10:00:00+08:00"),
    ])
    func runsInOfficeHoursOnly(_ minutes: Int, start: String, due: String) throws {
        let start = try #require(Instant(rfc3339: start))

        let limit = Limit.workingTime(.minutes(Int64(minutes)))

        #expect(limit.due(from: start, in: Self.calendar).rfc3339(in: .shanghai) == due)
    }

    @Test(arguments: [
        ("2026-03-02T08:59:59.999+08:00", false), ("2026-03-02T09:00:00+08:00", true),
        ("2026-03-02T11:59:59.999+08:00", true), ("2026-03-02T12:00:00+08:00", false),
        ("2026-03-02T18:00:00+08:00", false), ("2026-03-07T10:00:00+08:00", false),
        ("2026-02-28T10:00:00+08:00", true), ("2026-10-01T10:00:00+08:00", false),
    ])
    func knowsWhenSomebodyIsThere(_ moment: String, isWorking: Bool) throws {
        #expect(Self.calendar.isWorkingTime(at: try #require(Instant(rfc3339: moment))) == isWorking)
    }

    @Test func saysHowMuchWorkLiesBetween() throws {
        let night = try Self.calendar.workingTime(
            from: "2026-03-02T17:00:00+08:00", until: "2026-03-03T10:00:00+08:00")
        let week = try Self.calendar.workingTime(from: "2026-03-02T00:00:00+08:00", until: "2026-03-09T00:00:00+08:00")
        let backwards = try Self.calendar.workingTime(
            from: "2026-03-03T10:00:00+08:00", until: "2026-03-02T10:00:00+08:00")

        #expect(night == .hours(2))
        #expect(week == .minutes(5 * 450))
        #expect(backwards == .zero)
    }

    @Test func workGoesOnTheNextMorning() throws {
        let next = try Self.calendar.nextWorkingTime(onOrAfter: "2026-09-30T18:00:00+08:00")

        #expect(next == "2026-10-08T09:00:00+08:00")
        #expect(try Self.calendar.nextWorkingTime(onOrAfter: next) == next)
    }

    @Test func anHourThatComesTwiceIsWorkedTwice() throws {
        // A night shift from 0:00 to 6:00 in New York.
        let calendar = try WorkCalendar(
            zone: .newYork, week: Array(repeating: .hours("0:00-6:00"), count: 7))

        let spring = try calendar.workingTime(from: "2026-03-08T00:00:00-05:00", until: "2026-03-09T00:00:00-04:00")
        let autumn = try calendar.workingTime(from: "2026-11-01T00:00:00-04:00", until: "2026-11-02T00:00:00-05:00")

        #expect(spring == .hours(5))
        #expect(autumn == .hours(7))
        #expect(
            Limit.workingTime(.hours(3)).due(from: "2026-03-08T00:00:00-05:00", in: calendar)
                == "2026-03-08T04:00:00-04:00")
        #expect(
            Limit.workingTime(.hours(3)).due(from: "2026-11-01T00:00:00-04:00", in: calendar)
                == "2026-11-01T02:00:00-05:00")
    }

    /// 合同 17:00 前交 (corrections C5).
    @Test(arguments: [
        ("2026-03-02T17:00:00+08:00", "2026-03-02T17:00:00+08:00"),
        ("2026-03-02T17:00:00.001+08:00", "2026-03-03T17:00:00+08:00"),
        ("2026-03-02T00:00:00+08:00", "2026-03-02T17:00:00+08:00"),
    ])
    func fiveOClockIsStillInTime(_ written: String, due: String) throws {
        let written = try #require(Instant(rfc3339: written))

        #expect(Self.calendar.next(minute: 17 * 60, onOrAfter: written).rfc3339(in: .shanghai) == due)
    }

    // MARK: Before a planned date

    @Test(arguments: [
        // T-21: two days before the hidden-works date, at the end of that day.
        (Limit.calendarDays(2), "2026-03-20T09:00:00+08:00", "2026-03-19T00:00:00+08:00"),
        (.calendarDays(5), "2026-03-20T00:00:00+08:00", "2026-03-16T00:00:00+08:00"),
        // T-24: 48 hours before the ship date.
        (.clock(.hours(48)), "2026-03-20T09:00:00+08:00", "2026-03-18T09:00:00+08:00"),
        (.workingDays(1), "2026-03-09T09:00:00+08:00", "2026-03-07T00:00:00+08:00"),
        (.workingDays(3), "2026-10-09T09:00:00+08:00", "2026-09-30T00:00:00+08:00"),
        (.months(1), "2026-03-31T09:00:00+08:00", "2026-03-01T00:00:00+08:00"),
        (.workingTime(.hours(4)), "2026-03-09T09:00:00+08:00", "2026-03-06T14:00:00+08:00"),
        // Not Friday 18:00: on Monday at nine a whole day is still to come.
        (.workingTime(.minutes(450)), "2026-03-09T18:00:00+08:00", "2026-03-09T09:00:00+08:00"),
        (.workingTime(.minutes(451)), "2026-03-09T18:00:00+08:00", "2026-03-06T17:59:00+08:00"),
    ])
    func noticeIsGivenInTimeUntil(_ limit: Limit, planned: String, latest: String) throws {
        let planned = try #require(Instant(rfc3339: planned))

        #expect(try Self.calendar.latest(limit, before: planned).rfc3339(in: .shanghai) == latest)
    }

    @Test func aPlannedDayBeginsAtMidnight() throws {
        let latest = try Self.calendar.latest(.clock(.hours(48)), before: "2026-03-20" as CivilDate)

        #expect(latest == "2026-03-18T00:00:00+08:00")
    }
}
