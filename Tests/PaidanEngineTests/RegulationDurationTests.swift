import PaidanCore
import PaidanEngine
import Testing

@Suite struct RegulationDurationTests {
    @Test(arguments: [
        ("1 s", Limit.clock(.seconds(1))),
        ("30 min", .clock(.minutes(30))),
        ("1 h 15 min 30 s", .clock(.seconds(4_530))),
        ("90 min", .clock(.minutes(90))),
        ("87600 h", .clock(.hours(87_600))),
        ("1 d", .calendarDays(1)),
        ("3650 d", .calendarDays(3_650)),
        ("2 wd", .workingDays(2)),
        ("3650 wd", .workingDays(3_650)),
        ("4 wh", .workingTime(.hours(4))),
        ("2500 wh", .workingTime(.hours(2_500))),
        ("same day", .calendarDays(0)),
        ("1 mo", .months(1)),
        ("120 mo", .months(120)),
        ("1 y", .months(12)),
        ("10 y", .months(120)),
        ("30 wmin", .workingTime(.minutes(30))),
        ("4 wh 30 wmin", .workingTime(.minutes(270))),
        ("same day", .calendarDays(0)),
    ])
    func aLimitIsWhatItSays(text: String, limit: Limit) throws {
        let policy = try RegulationSample.policy("complaint.resultToldWithin: \(text)")

        #expect(policy[limit: "complaint.resultToldWithin"] == limit)
    }

    @Test(arguments: [
        ("on fri mon", Schedule.Rule.weekdays([1, 5], .workingDayBefore)),
        ("on sun always", .weekdays([7], .stay)),
        ("week from sat", .week(startingOn: 6)),
        ("days 13-17 of month", .month(13...17)),
        ("days 31-31 of month", .month(31...31)),
        ("last 3 days of month", .monthEnd(days: 3)),
        ("last 28 days of month", .monthEnd(days: 28)),
        ("calendar month", .period(months: 1)),
        ("calendar half-year", .period(months: 6)),
        ("calendar year", .period(months: 12)),
    ])
    func aScheduleIsWhatItSays(text: String, rule: Schedule.Rule) throws {
        let policy = try RegulationSample.policy("complaint.resultToldWithin: \(text)", "clocks: {resultTold: none}")

        #expect(policy[limit: "complaint.resultToldWithin"] == .schedule(try Schedule(rule)))
    }

    @Test(arguments: [
        "days 13-17 of month, last 3 days of month", "last 3 days of month,days 13-17 of month",
    ])
    func severalTimesOfTheMonthAreOneLimit(text: String) throws {
        let policy = try RegulationSample.policy("complaint.resultToldWithin: \(text)", "clocks: {resultTold: none}")
        let both = [try Schedule(.month(13...17)), try Schedule(.monthEnd(days: 3))]

        #expect(policy[limit: "complaint.resultToldWithin"] == .firstOf(both))
    }

    @Test(arguments: [
        ("every 15 d", Cadence.Step.days(15)), ("every 3 mo", .months(3)), ("every 1 y", .months(12)),
    ])
    func aCadenceIsWhatItSays(text: String, step: Cadence.Step) throws {
        let policy = try RegulationSample.policy("complaint.resultToldWithin: \(text)")

        #expect(policy[limit: "complaint.resultToldWithin"] == .every(try Cadence(step)))
    }

    /// A suggestion that is refused in its turn helps nobody.
    @Test(arguments: [
        "complaint.resultToldWithin: 2h", "complaint.resultToldWithin: 1 d 2 h", "complaint.resultToldWithin: 3天",
        "complaint.resultToldWithin: 4000 wd", "complaint.resultToldWithin: 3个月",
        "complaint.resultToldWithin: 4 工作小时", "complaint.resultToldWithin: 2501 wh",
        "complaint.resultToldWithin: 121 mo", "complaint.resultToldWithin: 每月", "complaint.resultToldWithin: every day",
        "complaint.resultToldWithin: 每隔15天", "complaint.resultToldWithin: days 1-2", "complaint.resultToldWithin: 2年",
        "complaint.resultToldWithin: 1 mo 2 d",
        "complaint.resultToldWithin: 99999999999999999999 h",
        "complaint.resultToldWithin: 0 s", "complaint.resultToldWithin: ٢ h", "lateEntryGrace: 1 d",
        "lateEntryGrace: 2 wd", "lateEntryGrace: 2 wh", "lateEntryGrace: 1 mo",
        "lateEntryGrace: 90000 h", "lateEntryGrace: ½ h",
    ])
    func everySuggestionIsAccepted(line: String) throws {
        let errors = try RegulationSample.errors(in: (RegulationSample.head + [line]).joined(separator: "\n"))
        let suggestion = try #require(errors.first?.suggestion)
        let key = try #require(line.split(separator: ":").first)

        let corrected = (RegulationSample.head + ["\(key): \(suggestion)"]).joined(separator: "\n")

        #expect(errors.count == 1)
        #expect(try RegulationSample.errors(in: corrected) == [])
    }

    @Test func aDayBeforeADateIsTwentyFourHours() throws {
        let policy = try RegulationSample.policy("clocks: {promisedDate: [{before: 1 d 2 h, tell: [leader]}]}")

        #expect(policy.ladder(of: "promisedDate").warnings == [Ladder.Warning(.before(.hours(26)), tell: [.leader])])
    }

    @Test func aWarningThatMayComeInTimeIsAccepted() throws {
        let policy = try RegulationSample.policy(
            "clocks: {survey: [{after: 30 h, tell: [leader]}, {after: 1 wd, tell: [leader]}, {before: 2 h, tell: [leader]}]}"
        )

        #expect(policy.ladder(of: "survey").warnings.count == 3)
    }
}
