extension Span: Worded {
    /// As people say it, by its two largest parts, to the nearest: `2 小时 5 分`, `1 天`, `不到 1 秒`. A negative one is said like a
    /// positive. `exactLabel` says it to the millisecond.
    package var label: Label {
        let seconds = abs(milliseconds).said / 1_000
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

extension Int64 {
    /// These milliseconds to the nearest of the smallest unit that is said beside the largest: from a day on hours, from an hour on
    /// minutes, else seconds. What becomes the next larger unit has it to itself: 23:59:40 is a day.
    fileprivate var said: Int64 {
        let unit: Int64 = self >= 86_400_000 ? 3_600_000 : self >= 3_600_000 ? 60_000 : 1_000
        let (count, rest) = quotientAndRemainder(dividingBy: unit)
        return (count + (rest * 2 >= unit ? 1 : 0)) * unit
    }
}
