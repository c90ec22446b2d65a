import PaidanCore
import PaidanJSON
import Testing

@testable import PaidanEngine

/// Durations, moments and sums as people read them.
@Suite struct ExplanationWordTests {
    @Test(arguments: [
        (Int64(0), "PT0S", "0 分", "0 min"), (1, "PT0.001S", "1 毫秒", "1 ms"),
        (250, "PT0.25S", "250 毫秒", "250 ms"), (1_000, "PT1S", "1 秒", "1 s"),
        (7_201_000, "PT2H0M1S", "2 小时 1 秒", "2 h 1 s"),
        (93_600_000, "PT26H", "26 小时", "26 h"), (5_400_000, "PT1H30M", "1 小时 30 分", "1 h 30 min"),
    ])
    func lengthsHaveNoDays(_ milliseconds: Int64, _ iso: String, _ zh: String, _ en: String) {
        let span = Span(milliseconds: milliseconds)

        #expect(span.iso8601 == iso)
        #expect(span.exactLabel == Label(zh, en))
        #expect(Span(iso8601: iso) == span)
    }

    /// From three days on nobody reckons in hours.
    @Test func whatIsLongIsSaidInDaysToo() {
        let short = Span.hours(72) - Span(milliseconds: 1)

        #expect(Span.hours(72).fullLabel == Label("72 小时(约 3 天)", "72 h (about 3 d)"))
        #expect(short.fullLabel == short.exactLabel)
    }

    @Test(arguments: ["", "PT", "P1D", "PT1", "PTxS", "1H", "PT-5H", "PT1e3S", "PT5S3H"])
    func whatIsNoLengthIsNotRead(_ text: String) {
        #expect(Span(iso8601: text) == nil)
    }

    @Test(arguments: [
        (Limit.clock(.minutes(90)), "1 小时 30 分", "1 h 30 min"),
        (.workingTime(.hours(4)), "工作时间 4 小时", "4 h of working time"),
        (.calendarDays(0), "当日", "the same day"), (.calendarDays(7), "7 天", "7 days"),
        (.workingDays(1), "1 个工作日", "1 working day"), (.months(3), "3 个月", "3 months"),
    ])
    func limitsAreSpokenOfAsPeopleDo(_ limit: Limit, _ zh: String, _ en: String) {
        #expect(limit.label == Label(zh, en))
    }

    @Test func midnightEndsTheDayBefore() {
        let words = MomentWords(zone: .shanghai)
        let saturday = moment("2026-03-07T00:00:00+08:00")

        #expect(words.label(saturday).zh == "2026-03-07 周六 00:00")
        #expect(words.end(saturday).zh == "2026-03-06 周五 24:00")
        #expect(words.stretch(moment("2026-03-06T18:00:00+08:00"), saturday).en == "2026-03-06 Fri 18:00–24:00")
        #expect(
            words.stretch(saturday, moment("2026-03-09T00:00:00+08:00")).en
                == "2026-03-07 Sat 00:00–2026-03-08 Sun 24:00")
        #expect(words.label(moment("2026-03-07T10:00:00.250+08:00")).en == "2026-03-07 Sat 10:00:00.250")
    }

    private func moment(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(milliseconds: 0) }

    private func steps(_ limit: Limit, from start: String, in policy: String = "dx") throws -> JSON {
        let calendar = try RegulationLoader.shipped(policy).policy.calendar
        let viewer = Viewer(
            Actor("a", []), language: .zh, zone: .shanghai, routing: Routing(departments: [], lines: []), vault: nil)
        let reckoning = try calendar.reckoning(of: limit, from: moment(start))
        return ArithmeticView(for: viewer).json(.limit(reckoning))
    }

    /// What a director can redo by hand.
    @Test func workingTimeOverAWeekendIsSpeltOut() throws {
        let json = try steps(.workingTime(.hours(2)), from: "2026-03-06T17:00:00+08:00")

        #expect(
            json["steps"]?.array?.map { $0["text"]?.string } == [
                "2026-03-06 周五 17:00–18:00 计入 1 小时", "2026-03-06 周五 18:00–24:00 非工作时段",
                "2026-03-07 周六 00:00–2026-03-08 周日 24:00 休息日", "2026-03-09 周一 00:00–09:00 非工作时段",
                "2026-03-09 周一 09:00–10:00 计入 1 小时",
            ])
        #expect(json["sum"] == "计入共 2 小时,到期 2026-03-09 周一 10:00")
        #expect(json["limitLabel"] == "工作时间 2 小时")
    }

    @Test func workingDaysOverAHolidayAreSpeltOut() throws {
        let json = try steps(.workingDays(2), from: "2026-09-30T10:00:00+08:00")

        #expect(
            json["steps"]?.array?.map { $0["text"]?.string } == [
                "2026-09-30 周三 10:00–24:00 起始日,不计", "2026-10-01 周四 00:00–2026-10-07 周三 24:00 放假(国庆节)",
                "2026-10-08 周四 00:00–2026-10-09 周五 24:00 计入 2 天",
            ])
        #expect(json["sum"] == "计入共 2 天,到期 2026-10-09 周五 24:00")
    }

    @Test func aLongSumIsFoldedAndStillAddsUp() throws {
        let json = try steps(.workingTime(.hours(400)), from: "2026-03-02T10:00:00+08:00")

        let steps = try #require(json["steps"]?.array)
        #expect(steps.count == ArithmeticView.linesMax + 1)
        let fold = steps.first { $0["kind"] == "folded" }?["text"]?.string
        #expect(fold?.contains("其间") == true)
        #expect(json["sum"]?.string?.hasPrefix("计入共 400 小时") == true)
    }
}
