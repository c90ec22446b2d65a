import Testing

@testable import PaidanCore

/// Spans as people say them.
@Suite struct SpanWordsTests {
    @Test(arguments: [
        (0, "不到 1 秒", "less than 1 s"), (999, "不到 1 秒", "less than 1 s"), (1_000, "1 秒", "1 s"),
        (61_000, "1 分 1 秒", "1 min 1 s"), (60_000, "1 分", "1 min"), (7_500_000, "2 小时 5 分", "2 h 5 min"),
        (-7_500_000, "2 小时 5 分", "2 h 5 min"), (86_400_000, "1 天", "1 d"), (90_061_000, "1 天 1 小时", "1 d 1 h"),
        (86_460_000, "1 天", "1 d"),
    ])
    func aSpanIsSaidByItsTwoLargestParts(_ milliseconds: Int64, _ zh: String, _ en: String) {
        #expect(Span(milliseconds: milliseconds).label == Label(zh, en))
    }
}
