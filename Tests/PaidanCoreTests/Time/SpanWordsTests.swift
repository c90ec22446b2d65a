import Testing

@testable import PaidanCore

/// Spans as people say them.
@Suite struct SpanWordsTests {
    @Test(arguments: [
        (0, "不到 1 秒", "less than 1 s"), (1_000, "1 秒", "1 s"),
        (61_000, "1 分 1 秒", "1 min 1 s"), (60_000, "1 分", "1 min"), (7_500_000, "2 小时 5 分", "2 h 5 min"),
        (-7_500_000, "2 小时 5 分", "2 h 5 min"), (86_400_000, "1 天", "1 d"), (90_061_000, "1 天 1 小时", "1 d 1 h"),
        (86_460_000, "1 天", "1 d"),
    ])
    func aSpanIsSaidByItsTwoLargestParts(_ milliseconds: Int64, _ zh: String, _ en: String) {
        #expect(Span(milliseconds: milliseconds).label == Label(zh, en))
    }

    /// 10 小时 59 分 59 秒 are 11 hours for whoever waits.
    @Test(arguments: [
        (1, "不到 1 秒"), (499, "不到 1 秒"), (500, "1 秒"), (999, "1 秒"), (1_499, "1 秒"), (1_500, "2 秒"),
        (59_499, "59 秒"), (59_500, "1 分"), (3_599_499, "59 分 59 秒"), (3_599_900, "1 小时"),
        (7_529_999, "2 小时 5 分"), (7_530_000, "2 小时 6 分"), (39_599_000, "11 小时"), (-39_599_000, "11 小时"),
        (86_369_999, "23 小时 59 分"), (86_380_000, "1 天"), (88_199_999, "1 天"), (88_200_000, "1 天 1 小时"),
        (171_000_000, "2 天"), (Int64.max / 2, "53375995583 天 16 小时"),
    ])
    func theSmallerPartIsTheNearest(_ milliseconds: Int64, _ zh: String) {
        #expect(Span(milliseconds: milliseconds).label.zh == zh)
    }
}
