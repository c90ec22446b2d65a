import PaidanCore

/// 时限的写法: `2 h`, `1 h 15 min`, `7 d` (calendar days), `2 wd` (working days), `4 wh` (working hours), `3 mo` (months),
/// `same day`.
enum RegulationDuration {
    enum Unit: String, CaseIterable {
        case mo, wd, d, wh, h, min, s

        /// Rough for those that have no fixed length.
        var milliseconds: Int64 {
            switch self {
            case .mo: Span.days(30).milliseconds
            case .wd, .d: Span.days(1).milliseconds
            case .wh, .h: Span.hours(1).milliseconds
            case .min: Span.minutes(1).milliseconds
            case .s: Span.seconds(1).milliseconds
            }
        }

        /// From the largest to the smallest, so that each may follow the one before.
        static let clock: [Unit] = [.h, .min, .s]
        /// What a limit may have one of, and nothing else, with the most of it.
        static let alone: [Unit: Int] = [
            .mo: Limit.monthsMax, .wd: Limit.daysMax, .d: Limit.daysMax,
            .wh: Int(Limit.workingTimeMax.milliseconds / Span.hours(1).milliseconds),
        ]
    }

    /// Ten years.
    static let daysMax = Limit.daysMax
    static let longest = Span.days(Int64(daysMax))

    /// 当日: until 24:00 of the day on which it starts.
    private static let sameDay = "same day"

    static func limit(_ text: String) throws(RegulationObjection) -> Limit {
        guard text != sameDay else { return .calendarDays(0) }
        let parts = try parts(text, .limit)
        guard parts.count == 1, let part = parts.first, let most = Unit.alone[part.unit] else {
            return .clock(try sum(parts, of: text, .limit))
        }
        guard part.count <= most else { throw tooLong(text, "\(most) \(part.unit.rawValue)") }
        switch part.unit {
        case .mo: return .months(Int(part.count))
        case .wd: return .workingDays(Int(part.count))
        case .d: return .calendarDays(Int(part.count))
        case .wh: return .workingTime(.hours(part.count))
        case .h, .min, .s: return .clock(try sum(parts, of: text, .limit))
        }
    }

    /// - Parameter days: whether `1 d` is allowed and means 24 h.
    static func span(_ text: String, days: Bool) throws(RegulationObjection) -> Span {
        let use = days ? Use.daySpan : .span
        return try sum(try parts(text, use), of: text, use)
    }

    private enum Use {
        case limit, span, daySpan

        /// What adds up.
        var units: [Unit] { self == .daySpan ? [.d] + Unit.clock : Unit.clock }
    }

    static func text(of limit: Limit) -> String {
        switch limit {
        case .clock(let span): text(of: span, days: false)
        // A policy can write whole hours only.
        case .workingTime(let span): "\(span.milliseconds / Span.hours(1).milliseconds) wh"
        case .months(let months): "\(months) mo"
        case .calendarDays(0): sameDay
        case .calendarDays(let days): "\(days) d"
        case .workingDays(let days): "\(days) wd"
        }
    }

    static func text(of span: Span, days: Bool) -> String {
        var rest = span.milliseconds
        var words: [String] = []
        for unit in (days ? [.d] : []) + Unit.clock where rest >= unit.milliseconds {
            words.append("\(rest / unit.milliseconds) \(unit.rawValue)")
            rest %= unit.milliseconds
        }
        return words.joined(separator: " ")
    }

    // MARK: Reading

    private typealias Part = (count: Int64, unit: Unit)

    private static func parts(_ text: String, _ use: Use) throws(RegulationObjection) -> [Part] {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        var parts: [Part] = []
        for index in stride(from: 0, to: words.count, by: 2) {
            guard index + 1 < words.count, let unit = Unit(rawValue: String(words[index + 1])),
                words[index].utf8.allSatisfy({ (48...57).contains($0) }), let count = Int64(words[index])
            else { throw unreadable(text, use) }
            guard count > 0 else { throw zero(text) }
            parts.append((count, unit))
        }
        return parts
    }

    private static func sum(_ parts: [Part], of text: String, _ use: Use) throws(RegulationObjection) -> Span {
        var total = Span.zero
        var left = use.units[...]
        for part in parts {
            guard let index = left.firstIndex(of: part.unit) else { throw wrongUnits(text, use) }
            guard part.count <= longest.milliseconds / part.unit.milliseconds else {
                throw tooLong(text, "\(daysMax * 24) h")
            }
            total = total + Span(milliseconds: part.count * part.unit.milliseconds)
            left = left[(index + 1)...]
        }
        guard total <= longest else { throw tooLong(text, "\(daysMax * 24) h") }
        return total
    }

    // MARK: Objections

    private static func unreadable(_ text: String, _ use: Use) -> RegulationObjection {
        RegulationObjection(
            .badDuration, "无法识别的时限 \(text)", "\(text) is no duration",
            suggestion: DurationRepair.repaired(text, days: use == .limit) ?? "2 h")
    }

    private static func wrongUnits(_ text: String, _ use: Use) -> RegulationObjection {
        let names = use.units.map(\.rawValue).joined(separator: ", ")
        let alone =
            use == .limit ? (zh: ";mo、wd、d 和 wh 只能单独使用", en: "; mo, wd, d and wh stand alone") : (zh: "", en: "")
        return RegulationObjection(
            .badDuration, "\(text):单位须为 \(names),依此顺序,各用一次\(alone.zh)",
            "\(text): the units are \(names), in this order, each once\(alone.en)",
            suggestion: DurationRepair.repaired(text, days: use == .limit) ?? "1 h 15 min")
    }

    private static func zero(_ text: String) -> RegulationObjection {
        RegulationObjection(.durationOutOfRange, "\(text) 中有零", "\(text) has a zero in it", suggestion: "1 min")
    }

    private static func tooLong(_ text: String, _ longest: String) -> RegulationObjection {
        RegulationObjection(
            .durationOutOfRange, "\(text) 超过最长 \(longest)", "\(text) is more than \(longest)", suggestion: longest)
    }
}
