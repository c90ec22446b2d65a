import PaidanCore

/// 时长的写法: `2 h`, `1 h 15 min`, `7 d` (calendar days), `2 wd` (working days), `4 wh 30 wmin` (working time), `3 mo`
/// (months), `1 y` (years).
enum RegulationDuration {
    enum Unit: String, CaseIterable {
        case y, mo, wd, d, wh, wmin, h, min, s

        /// Rough for those that have no fixed length.
        var milliseconds: Int64 {
            switch self {
            case .y: Span.days(365).milliseconds
            case .mo: Span.days(30).milliseconds
            case .wd, .d: Span.days(1).milliseconds
            case .wh, .h: Span.hours(1).milliseconds
            case .wmin, .min: Span.minutes(1).milliseconds
            case .s: Span.seconds(1).milliseconds
            }
        }

        /// From the largest to the smallest, so that each may follow the one before.
        static let clock: [Unit] = [.h, .min, .s]
        static let working: [Unit] = [.wh, .wmin]
        /// What a limit may have one of, and nothing else, with the most of it.
        static let alone: [Unit: Int] = [
            .y: Limit.monthsMax / 12, .mo: Limit.monthsMax, .wd: Limit.daysMax, .d: Limit.daysMax,
            .wh: workingHoursMax, .wmin: workingHoursMax * 60,
        ]
        static let workingHoursMax = Int(Limit.workingTimeMax.milliseconds / Span.hours(1).milliseconds)
    }

    /// Ten years.
    static let daysMax = Limit.daysMax
    static let longest = Span.days(Int64(daysMax))

    static func limit(_ text: String) throws(RegulationObjection) -> Limit {
        let parts = try parts(text, .limit)
        guard let part = parts.first, parts.count == 1 else { return try timed(parts, text) }
        if let most = Unit.alone[part.unit], part.count > most { throw tooLong(text, "\(most) \(part.unit.rawValue)") }
        switch part.unit {
        case .y: return .months(Int(part.count) * 12)
        case .mo: return .months(Int(part.count))
        case .wd: return .workingDays(Int(part.count))
        case .d: return .calendarDays(Int(part.count))
        case .wh, .wmin, .h, .min, .s: return try timed(parts, text)
        }
    }

    /// Working time if it begins with it, else clock time.
    private static func timed(_ parts: [Part], _ text: String) throws(RegulationObjection) -> Limit {
        guard let first = parts.first, Unit.working.contains(first.unit) else {
            return .clock(try sum(parts, of: text, .limit))
        }
        let span = try sum(parts, of: text, .working)
        guard span <= Limit.workingTimeMax else { throw tooLong(text, "\(Unit.workingHoursMax) wh") }
        return .workingTime(span)
    }

    /// - Parameter days: whether `1 d` is allowed and means 24 h.
    static func span(_ text: String, days: Bool) throws(RegulationObjection) -> Span {
        let use = days ? Use.daySpan : .span
        return try sum(try parts(text, use), of: text, use)
    }

    private enum Use {
        case limit, working, span, daySpan

        /// What adds up.
        var units: [Unit] {
            switch self {
            case .limit, .span: Unit.clock
            case .working: Unit.working
            case .daySpan: [.d] + Unit.clock
            }
        }

        /// Whether other units can stand alone.
        var isLimit: Bool { self == .limit || self == .working }
    }

    static func text(of span: Span, days: Bool) -> String { text(of: span, in: (days ? [.d] : []) + Unit.clock) }

    static func text(of span: Span, in units: [Unit]) -> String {
        var rest = span.milliseconds
        var words: [String] = []
        for unit in units where rest >= unit.milliseconds {
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
            suggestion: DurationRepair.repaired(text, days: use.isLimit) ?? "2 h")
    }

    private static func wrongUnits(_ text: String, _ use: Use) -> RegulationObjection {
        let names = use.units.map(\.rawValue).joined(separator: ", ")
        let alone =
            use.isLimit ? (zh: ";y、mo、wd、d 只能单独使用", en: "; y, mo, wd and d stand alone") : (zh: "", en: "")
        return RegulationObjection(
            .badDuration, "\(text):单位须为 \(names),依此顺序,各用一次\(alone.zh)",
            "\(text): the units are \(names), in this order, each once\(alone.en)",
            suggestion: use == .working
                ? "4 wh 30 wmin" : DurationRepair.repaired(text, days: use.isLimit) ?? "1 h 15 min")
    }

    private static func zero(_ text: String) -> RegulationObjection {
        RegulationObjection(.durationOutOfRange, "\(text) 中有零", "\(text) has a zero in it", suggestion: "1 min")
    }

    private static func tooLong(_ text: String, _ longest: String) -> RegulationObjection {
        RegulationObjection(
            .durationOutOfRange, "\(text) 超过最长 \(longest)", "\(text) is more than \(longest)", suggestion: longest)
    }
}
