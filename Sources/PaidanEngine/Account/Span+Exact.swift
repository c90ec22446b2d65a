package import PaidanCore

extension Span {
    /// ISO 8601, without days, whose length is anybody's guess: `PT26H`, `PT2H0M1S`, `PT0.25S`.
    package var iso8601: String {
        let (hours, minutes, seconds, fraction) = parts
        var text = "PT"
        if hours > 0 { text += "\(hours)H" }
        if minutes > 0 || (hours > 0 && (seconds > 0 || fraction > 0)) { text += "\(minutes)M" }
        if fraction > 0 {
            let digits = String(1_000 + fraction).dropFirst()
            text += "\(seconds).\(digits.reversed().drop { $0 == "0" }.reversed().map(String.init).joined())S"
        } else if seconds > 0 || text == "PT" {
            text += "\(seconds)S"
        }
        return text
    }

    /// - Returns: nil unless it is what `iso8601` writes.
    package init?(iso8601 text: String) {
        guard text.hasPrefix("PT") else { return nil }
        var (total, digits) = (0.0, "")
        for letter in text.dropFirst(2) {
            guard let unit = ["H": 3_600_000.0, "M": 60_000, "S": 1_000][letter] else {
                digits.append(letter)
                continue
            }
            guard let count = Double(digits) else { return nil }
            (total, digits) = (total + count * unit, "")
        }
        guard digits.isEmpty, let milliseconds = Int64(exactly: total.rounded()) else { return nil }
        self.init(milliseconds: milliseconds)
        guard iso8601 == text else { return nil }
    }

    /// `26 小时 1 秒`, to the millisecond; hours, not days, so that they can be added by hand. `label` says it roughly.
    package var exactLabel: Label {
        let (hours, minutes, seconds, fraction) = parts
        let counts = [(hours, "小时", "h"), (minutes, "分", "min"), (seconds, "秒", "s"), (fraction, "毫秒", "ms")]
        let shown = counts.filter { $0.0 > 0 }
        guard !shown.isEmpty else { return Label("0 分", "0 min") }
        return Label(
            shown.map { "\($0.0) \($0.1)" }.joined(separator: " "),
            shown.map { "\($0.0) \($0.2)" }.joined(separator: " "))
    }

    /// `1234 小时(约 51 天)`: what is too long to be grasped in hours is said in days, too.
    package var fullLabel: Label {
        let (exact, days) = (exactLabel, parts.hours / 24)
        guard days >= Self.daysShown else { return exact }
        return Label("\(exact.zh)(约 \(days) 天)", "\(exact.en) (about \(days) d)")
    }

    private static let daysShown = 3

    /// Of a length that is not negative.
    private var parts: (hours: Int64, minutes: Int64, seconds: Int64, fraction: Int64) {
        let all = max(0, milliseconds)
        return (all / 3_600_000, all / 60_000 % 60, all / 1_000 % 60, all % 1_000)
    }
}
