import PaidanCore

/// 时限的写法: a length of time (`RegulationDuration`), `same day`, a cadence (`every 3 mo`) or what stands in the calendar
/// (`on mon fri`, `week from sat`, `days 13-17 of month`, `last 3 days of month`, `calendar quarter`), also several of these
/// with commas between them: whichever is over first.
enum RegulationLimit {
    static func limit(_ text: String) throws(RegulationObjection) -> Limit {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        return parts.count > 1 ? try firstOf(parts, text) : try single(text)
    }

    private static func single(_ text: String) throws(RegulationObjection) -> Limit {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch words[0] {
        case "same": return try sameDay(words, text)
        case "every": return .every(try cadence(text))
        case "on": return try schedule(weekdays(words), of: text)
        case "week": return try schedule(week(words), of: text)
        case "days": return try schedule(month(words), of: text)
        case "last": return try schedule(monthEnd(words), of: text)
        case "calendar": return try schedule(period(words), of: text)
        default:
            if let every = repairedCadence(text) { throw unreadable(text, every) }
            // A date ahead of which something is due is no limit that runs from a start.
            if text.hasSuffix(before) { throw unreadable(text, String(text.dropLast(before.count))) }
            return try RegulationDuration.limit(text)
        }
    }

    /// `48 h before`, `5 d before`.
    static func leadTime(_ text: String) throws(RegulationObjection) -> LeadTime {
        guard text.hasSuffix(before) else {
            let length = DurationRepair.repaired(text.replacing("before", with: ""), days: true) ?? "48 h"
            throw unreadable(text, length + before)
        }
        let length = try RegulationDuration.limit(String(text.dropLast(before.count)))
        do throws(CalendarError) {
            return try LeadTime(length)
        } catch {
            throw unreadable(text, "48 h" + before)
        }
    }

    private static let before = " before"

    // MARK: Writing

    static func text(of leadTime: LeadTime) -> String { text(of: leadTime.length) + before }

    static func text(of limit: Limit) -> String {
        switch limit {
        case .clock(let span): RegulationDuration.text(of: span, days: false)
        case .workingTime(let span): RegulationDuration.text(of: span, in: RegulationDuration.Unit.working)
        case .months(let months): "\(months) mo"
        case .calendarDays(0): "same day"
        case .calendarDays(let days): "\(days) d"
        case .workingDays(let days): "\(days) wd"
        case .every(let cadence):
            switch cadence.step {
            case .days(let days): "every \(days) d"
            case .months(let months): "every \(months) mo"
            }
        case .schedule(let schedule): text(of: schedule.rule)
        case .firstOf(let schedules): schedules.map { text(of: $0.rule) }.joined(separator: ", ")
        }
    }

    private static func text(of rule: Schedule.Rule) -> String {
        switch rule {
        case .weekdays(let days, let dayOff):
            (["on"] + days.sorted().map(name) + (dayOff == .stay ? [always] : [])).joined(separator: " ")
        case .week(let day): "week from \(name(day))"
        case .month(let days): "days \(days.lowerBound)-\(days.upperBound) of month"
        case .monthEnd(let days): "last \(days) days of month"
        case .period(let months): "calendar \(periods.first { $0.months == months }?.word ?? "month")"
        }
    }

    private static func name(_ weekday: Int) -> String { RegulationReader.days[weekday - 1] }

    // MARK: Reading

    private static func sameDay(_ words: [String], _ text: String) throws(RegulationObjection) -> Limit {
        guard words == ["same", "day"] else { throw unreadable(text, "same day") }
        return .calendarDays(0)
    }

    private static func cadence(_ text: String) throws(RegulationObjection) -> Cadence {
        let length = String(text.dropFirst("every ".count))
        let suggestion = repairedCadence(text) ?? "every 3 mo"
        do {
            switch try RegulationDuration.limit(length) {
            case .calendarDays(let days): return try Cadence(.days(days))
            case .months(let months): return try Cadence(.months(months))
            case .clock, .workingTime, .workingDays, .every, .schedule, .firstOf: throw unreadable(text, suggestion)
            }
        } catch let objection as RegulationObjection where objection.code == .durationOutOfRange {
            throw objection
        } catch {
            throw unreadable(text, suggestion)
        }
    }

    /// In the order of their texts, so that there is one way to write them.
    private static func firstOf(_ parts: [Substring], _ text: String) throws(RegulationObjection) -> Limit {
        var schedules: [String: Schedule] = [:]
        for part in parts {
            guard case .schedule(let schedule) = try single(String(part.drop { $0 == " " })) else {
                throw unreadable(text, "days 13-17 of month, last 3 days of month")
            }
            schedules[self.text(of: schedule.rule)] = schedule
        }
        guard schedules.count == parts.count, parts.count <= Limit.schedulesMax else {
            throw RegulationObjection(
                .durationOutOfRange, "\(text):重复,或超过 \(Limit.schedulesMax) 项",
                "\(text): one is there twice, or there are more than \(Limit.schedulesMax)")
        }
        return .firstOf(schedules.sorted { $0.key < $1.key }.map(\.value))
    }

    /// `every 3 months`, `每3个月`.
    private static func repairedCadence(_ text: String) -> String? {
        guard let head = ["every", "每隔", "每"].first(where: text.lowercased().hasPrefix),
            let length = DurationRepair.repaired(String(text.dropFirst(head.count)), days: true),
            ["d", "mo", "y"].contains(length.split(separator: " ").last)
        else { return nil }
        return "every \(length)"
    }

    private static let always = "always"

    /// `on mon fri`; `always` behind it stays on a day off instead of moving to the working day before (corrections C4).
    private static func weekdays(_ words: [String]) -> Schedule.Rule? {
        let stays = words.last == always
        let names = words.dropFirst().dropLast(stays ? 1 : 0)
        let days = names.compactMap(weekday)
        guard !days.isEmpty, days.count == names.count, Set(days).count == days.count else { return nil }
        return .weekdays(days.sorted(), stays ? .stay : .workingDayBefore)
    }

    private static func week(_ words: [String]) -> Schedule.Rule? {
        guard words.count == 3, words[1] == "from", let day = weekday(words[2]) else { return nil }
        return .week(startingOn: day)
    }

    /// `days 13-17 of month`.
    private static func month(_ words: [String]) -> Schedule.Rule? {
        guard words.count == 4, words[2...] == ["of", "month"] else { return nil }
        let bounds = words[1].split(separator: "-", omittingEmptySubsequences: false).map { number($0) }
        guard bounds.count == 2, let first = bounds[0], let last = bounds[1], first <= last else { return nil }
        return .month(first...last)
    }

    /// `last 3 days of month`.
    private static func monthEnd(_ words: [String]) -> Schedule.Rule? {
        guard words.count == 5, words[2...] == ["days", "of", "month"], let days = number(words[1][...]) else {
            return nil
        }
        return .monthEnd(days: days)
    }

    private static let periods = [
        (word: "month", months: 1), (word: "quarter", months: 3), (word: "half-year", months: 6),
        (word: "year", months: 12),
    ]

    private static func period(_ words: [String]) -> Schedule.Rule? {
        guard words.count == 2, let period = periods.first(where: { $0.word == words[1] }) else { return nil }
        return .period(months: period.months)
    }

    private static func weekday(_ name: String) -> Int? { RegulationReader.days.firstIndex(of: name).map { $0 + 1 } }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    // MARK: Objections

    private static func schedule(_ rule: Schedule.Rule?, of text: String) throws(RegulationObjection) -> Limit {
        do throws(CalendarError) {
            if let rule { return .schedule(try Schedule(rule)) }
        } catch {
            throw RegulationObjection(
                .durationOutOfRange, "\(text) 中的日期不存在", "\(text) names days that do not exist",
                suggestion: example(of: text))
        }
        throw unreadable(text, example(of: text))
    }

    private static func example(of text: String) -> String {
        let examples = [
            "on mon fri", "week from mon", "days 13-17 of month", "last 3 days of month", "calendar quarter",
        ]
        return examples.first { $0.hasPrefix(text.prefix { $0 != " " }) } ?? examples[0]
    }

    private static func unreadable(_ text: String, _ suggestion: String) -> RegulationObjection {
        RegulationObjection(
            .badDuration, "无法识别的时限 \(text)", "\(text) is no duration", suggestion: suggestion)
    }
}
