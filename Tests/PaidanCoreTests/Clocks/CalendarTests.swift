import Testing

@testable import PaidanCore

/// Limits in hours run through nights; limits in days end at 24:00 local time (`domain` A-12).
@Suite struct CalendarTests {
    private static let calendar = WorkCalendar(zone: .shanghai)

    @Test(arguments: [
        (Limit.clock(.hours(2)), "2026-03-06T23:30:00+08:00", "2026-03-07T01:30:00+08:00"),
        (.calendarDays(1), "2026-03-06T10:00:00+08:00", "2026-03-08T00:00:00+08:00"),
        (.calendarDays(1), "2026-03-06T23:59:59.999+08:00", "2026-03-08T00:00:00+08:00"),
        (.calendarDays(1), "2026-03-07T00:00:00+08:00", "2026-03-09T00:00:00+08:00"),
        (.calendarDays(0), "2026-03-06T10:00:00+08:00", "2026-03-07T00:00:00+08:00"),
        // Thursday to Friday; Friday, Saturday and Sunday to Monday.
        (.workingDays(1), "2026-03-05T10:00:00+08:00", "2026-03-07T00:00:00+08:00"),
        (.workingDays(1), "2026-03-06T00:00:00+08:00", "2026-03-10T00:00:00+08:00"),
        (.workingDays(1), "2026-03-07T12:00:00+08:00", "2026-03-10T00:00:00+08:00"),
        (.workingDays(1), "2026-03-08T23:59:59.999+08:00", "2026-03-10T00:00:00+08:00"),
        (.workingDays(1), "2026-03-09T00:00:00+08:00", "2026-03-11T00:00:00+08:00"),
        (.workingDays(5), "2026-03-06T10:00:00+08:00", "2026-03-14T00:00:00+08:00"),
        (.workingDays(2), "2026-02-27T10:00:00+08:00", "2026-03-04T00:00:00+08:00"),
    ])
    func endsWhereTheRegulationSays(_ limit: Limit, start: String, due: String) throws {
        let start = try #require(Instant(rfc3339: start))

        #expect(limit.due(from: start, in: Self.calendar).rfc3339(in: .shanghai) == due)
    }

    @Test func aCompanyMayWorkOnSaturdays() throws {
        let calendar = WorkCalendar(zone: .shanghai, workdays: [1, 2, 3, 4, 5, 6])

        #expect(
            Limit.workingDays(1).due(from: "2026-03-06T10:00:00+08:00", in: calendar) == "2026-03-08T00:00:00+08:00")
    }

    @Test func aLimitInDaysOverTheChangeToSummerTimeStillEndsAtMidnight() throws {
        let calendar = WorkCalendar(zone: .newYork)

        #expect(
            Limit.calendarDays(1).due(from: "2026-03-07T10:00:00-05:00", in: calendar) == "2026-03-09T00:00:00-04:00")
    }

    @Test(arguments: [(Span.zero, Verdict.inTime), (Span(milliseconds: 1), .late)])
    func thePlanIsInTimeUntilMidnightOfTheSeventhDay(beyond: Span, verdict: Verdict) throws {
        var story = try Story.complaint()
        try story.wait(until: "2026-03-10T00:00:00+08:00" + beyond)

        try story.act(.proposePlan(plan: "p", customerAgrees: true))

        #expect(story.clock("plan::1")?.verdict == verdict)
    }

    @Test(arguments: [(Span.zero, Verdict.inTime), (Span(milliseconds: 1), .late)])
    func theSurveySkipsTheWeekend(beyond: Span, verdict: Verdict) throws {
        // Friday afternoon; two working days end with Tuesday.
        var story = try Story.complaint(.test(), at: "2026-03-06T16:00:00+08:00")
        try story.act(.requireSurvey(departments: [.engineering]))
        try story.wait(until: "2026-03-11T00:00:00+08:00" + beyond)

        try story.act(.surveyConcluded(findings: "f", departments: [.engineering]))

        #expect(story.clock("survey::1")?.verdict == verdict)
    }
}
