import Testing

@testable import PaidanCore

/// 滚动周期、固定日程、提前量: limits that are no plain length of time.
@Suite struct LimitKindTests {
    private static let calendar = WorkCalendar.office()

    private func due(_ limit: Limit, from start: Instant, pauses: [Pause] = []) -> String {
        limit.due(from: start, in: Self.calendar, pauses: pauses).rfc3339(in: .shanghai)
    }

    /// CBP-03: 「每三个月」, with the last-day rule.
    @Test func aCadenceIsDueAtTheEndOfItsNextDate() throws {
        #expect(
            due(.every(try Cadence(.months(3))), from: "2025-11-30T10:00:00+08:00") == "2026-03-01T00:00:00+08:00")
        #expect(due(.every(try Cadence(.days(15))), from: "2026-03-02T23:59:59+08:00") == "2026-03-18T00:00:00+08:00")
    }

    /// T-16: the register is checked on Fridays; on Friday it is still time, on Saturday it is next week's.
    @Test(arguments: [
        ("2026-03-05T10:00:00+08:00", "2026-03-07T00:00:00+08:00"),
        ("2026-03-06T23:59:59.999+08:00", "2026-03-07T00:00:00+08:00"),
        ("2026-03-07T00:00:00+08:00", "2026-03-14T00:00:00+08:00"),
        // Friday 2 October is a holiday: Wednesday 30 September, the last working day before it (C4).
        ("2026-09-28T10:00:00+08:00", "2026-10-01T00:00:00+08:00"),
        // On the holiday itself that time is over; the next Friday is 9 October.
        ("2026-10-02T10:00:00+08:00", "2026-10-10T00:00:00+08:00"),
    ])
    func aFixedWeekdayIsDueAtItsEnd(start: Instant, due: String) throws {
        let fridays = Limit.schedule(try Schedule(.weekdays([5], .workingDayBefore)))

        #expect(self.due(fridays, from: start) == due)
    }

    /// T-30, T-31.
    @Test func monthlyWindowsAreDueAtTheirEnd() throws {
        let middle = Limit.schedule(try Schedule(.month(13...17)))
        let end = Limit.schedule(try Schedule(.monthEnd(days: 3)))

        #expect(due(middle, from: "2026-03-17T12:00:00+08:00") == "2026-03-18T00:00:00+08:00")
        #expect(due(middle, from: "2026-03-18T00:00:00+08:00") == "2026-04-18T00:00:00+08:00")
        #expect(due(end, from: "2026-02-01T00:00:00+08:00") == "2026-03-01T00:00:00+08:00")
    }

    /// CBP-02: mid-month and month end, one after the other.
    @Test(arguments: [
        ("2026-03-10T10:00:00+08:00", "2026-03-18T00:00:00+08:00"),
        ("2026-03-18T00:00:00+08:00", "2026-04-01T00:00:00+08:00"),
        ("2026-04-01T00:00:00+08:00", "2026-04-18T00:00:00+08:00"),
    ])
    func ofSeveralTimesTheFirstIsAskedFor(start: Instant, due: String) throws {
        let twice = Limit.firstOf([try Schedule(.month(13...17)), try Schedule(.monthEnd(days: 3))])

        #expect(self.due(twice, from: start) == due)
    }

    @Test func aTimeThatEndsInAPauseIsNotAskedFor() throws {
        let fridays = Limit.schedule(try Schedule(.weekdays([5], .stay)))
        let pause = Pause(
            Label("停工", "stopped"), from: "2026-03-06T09:00:00+08:00", until: "2026-03-09T09:00:00+08:00")

        #expect(due(fridays, from: "2026-03-05T10:00:00+08:00", pauses: [pause]) == "2026-03-14T00:00:00+08:00")
    }

    @Test func theArithmeticOfAScheduleSaysWhichDaysCount() throws {
        let limit = Limit.schedule(try Schedule(.month(13...17)))

        let reckoning = try Self.calendar.reckoning(of: limit, from: "2026-03-10T10:00:00+08:00")

        #expect(reckoning.segments.map(\.kind) == [.notYet, .counted])
        #expect(reckoning.segments.map(\.days) == [3, 5])
    }

    // MARK: Before a planned date

    /// T-26: 48 hours before; T-21: two days before, that is by the end of that day; with working days around a holiday.
    @Test(arguments: [
        (Limit.clock(.hours(48)), "2026-03-18T10:00:00+08:00"),
        (.calendarDays(5), "2026-03-16T00:00:00+08:00"),
        (.workingDays(2), "2026-03-19T00:00:00+08:00"),
        (.workingTime(.hours(4)), "2026-03-19T15:00:00+08:00"),
        (.months(1), "2026-02-21T00:00:00+08:00"),
    ])
    func aLeadTimeIsKeptAtItsLastMoment(length: Limit, latest: String) throws {
        let leadTime = try LeadTime(length)

        #expect(
            leadTime.latest(before: "2026-03-20T10:00:00+08:00", in: Self.calendar).rfc3339(in: .shanghai) == latest)
    }

    @Test func whatStandsInTheCalendarIsNoLeadTime() throws {
        let every = Limit.every(try Cadence(.days(3)))
        let friday = Limit.schedule(try Schedule(.weekdays([5], .stay)))

        for limit in [every, friday] {
            #expect(throws: CalendarError.noLength) { try LeadTime(limit) }
            #expect(throws: CalendarError.noLength) {
                try Self.calendar.latest(limit, before: Instant.monday)
            }
        }
        #expect(throws: CalendarError.badAmount(0)) { try LeadTime(.clock(.zero)) }
    }

    // MARK: Promised dates

    @Test func aPromisedDateIsPutOffByExactlyWhatLiesBeforeIt() {
        let date: Instant = "2026-03-06T18:00:00+08:00"
        func pause(_ from: Instant, _ hours: Int64) -> Pause {
            Pause(Label("暂停", "paused"), from: from, until: from + .hours(hours))
        }

        #expect(date.postponed(by: [pause("2026-03-05T09:00:00+08:00", 5)]) == date + .hours(5))
        #expect(date.postponed(by: [pause(date, 5)]) == date, "at the due moment it is too late to pause")
        #expect(date.postponed(by: [pause(date + .hours(2), 5)]) == date)
        // Put off by the first into the second.
        #expect(date.postponed(by: [pause(date - .hours(1), 4), pause(date + .hours(3), 1)]) == date + .hours(5))
        // What two cover counts once.
        #expect(date.postponed(by: [pause(date - .hours(9), 4), pause(date - .hours(7), 4)]) == date + .hours(6))
    }
}
