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
    ])
    func aLimitIsWhatItSays(text: String, limit: Limit) throws {
        let policy = try RegulationSample.policy("complaint.resultToldWithin: \(text)")

        #expect(policy[limit: "complaint.resultToldWithin"] == limit)
    }

    /// A suggestion that is refused in its turn helps nobody.
    @Test(arguments: [
        "complaint.resultToldWithin: 2h", "complaint.resultToldWithin: 1 d 2 h", "complaint.resultToldWithin: 3天",
        "complaint.resultToldWithin: 4000 wd", "complaint.resultToldWithin: 3个月",
        "complaint.resultToldWithin: 4 工作小时", "complaint.resultToldWithin: 2501 wh",
        "complaint.resultToldWithin: 121 mo", "complaint.resultToldWithin: 1 mo 2 d",
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
