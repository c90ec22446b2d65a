import PaidanCore

/// What a mistyped duration probably meant: `2h`, `2 hours`, `2 小时`, `1.5 h`, `15 min 1 h`, `2`.
enum DurationRepair {
    /// - Parameter days: whether `7 d`, `2 wd`, `4 wh`, `3 mo` and `1 y` stand for themselves; else a day is 24 h, the rest nothing.
    /// - Returns: a duration that the loader accepts, or nil.
    static func repaired(_ text: String, days: Bool) -> String? {
        guard let parts = parts(of: text.lowercased()), let first = parts.first else { return nil }
        if days, parts.count == 1, let most = RegulationDuration.Unit.alone[first.unit] {
            guard let count = Int(exactly: first.count), (1...most).contains(count) else { return nil }
            return "\(count) \(first.unit.rawValue)"
        }
        guard parts.allSatisfy({ [.d, .h, .min, .s].contains($0.unit) }) else { return nil }
        let milliseconds = parts.reduce(0) { $0 + $1.count * Double($1.unit.milliseconds) }
        guard milliseconds >= 1_000, milliseconds <= Double(RegulationDuration.longest.milliseconds) else { return nil }
        return RegulationDuration.text(of: .seconds(Int64(milliseconds / 1_000)), days: false)
    }

    private typealias Part = (count: Double, unit: RegulationDuration.Unit)

    /// Numbers and letters by turns; whatever stands between them does not matter. A number alone is hours.
    private static func parts(of text: String) -> [Part]? {
        var rest = text[...]
        var parts: [Part] = []
        while let start = rest.firstIndex(where: \.isNumber) {
            rest = rest[start...]
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let word = rest.prefix { !$0.isNumber }
            rest = rest.dropFirst(word.count)
            guard let count = Double(number), let unit = unit(word.filter(\.isLetter)) else { return nil }
            parts.append((count, unit))
        }
        return parts
    }

    private static func unit(_ word: String) -> RegulationDuration.Unit? {
        RegulationDuration.Unit.allCases.first { $0.rawValue == word }
            ?? synonyms.first { $0.words.contains(word) }?.unit
    }

    private static let synonyms: [(unit: RegulationDuration.Unit, words: [String])] = [
        (.h, ["", "hr", "hrs", "hour", "hours", "小时", "个小时", "时"]),
        (.min, ["m", "mins", "minute", "minutes", "分", "分钟"]),
        (.s, ["sec", "secs", "second", "seconds", "秒"]),
        (.d, ["day", "days", "天", "日"]),
        (.wh, ["workhour", "workhours", "workinghour", "workinghours", "个工作小时", "工作小时"]),
        (.wmin, ["workmin", "workmins", "workminute", "workminutes", "workingminutes", "工作分钟", "个工作分钟"]),
        (.mo, ["month", "months", "个月", "月"]),
        (.y, ["yr", "yrs", "year", "years", "年"]),
        (.wd, ["workday", "workdays", "workingday", "workingdays", "个工作日", "工作日"]),
    ]
}
