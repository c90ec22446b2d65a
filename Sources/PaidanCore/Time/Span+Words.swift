extension Span: Worded {
    /// As people say it, by its two largest parts: `2 小时 5 分`, `1 天`, `不到 1 秒`. A negative one is said like a positive.
    package var label: Label {
        let seconds = abs(milliseconds) / 1_000
        let parts: [(count: Int64, zh: String, en: String)] = [
            (seconds / 86_400, "天", "d"), (seconds / 3_600 % 24, "小时", "h"), (seconds / 60 % 60, "分", "min"),
            (seconds % 60, "秒", "s"),
        ]
        guard let first = parts.firstIndex(where: { $0.count > 0 }) else { return Label("不到 1 秒", "less than 1 s") }
        let shown = parts[first...].prefix(2).filter { $0.count > 0 }
        return Label(
            shown.map { "\($0.count) \($0.zh)" }.joined(separator: " "),
            shown.map { "\($0.count) \($0.en)" }.joined(separator: " "))
    }
}
