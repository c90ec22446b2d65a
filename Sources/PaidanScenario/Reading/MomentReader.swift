internal import PaidanCore
internal import PaidanEngine

extension Moment {
    /// A moment that stands in a field: as lines have it, or as the interface does.
    static func read(_ text: String, at column: Int) throws(Objection) -> Moment {
        if let instant = Instant(rfc3339: text) { return .exactly(instant) }
        do throws(Objection) {
            var cursor = Cursor(try Token.list(in: text), end: text.count + 1)
            let moment = try cursor.requiredMoment()
            try cursor.requireEnd()
            return moment
        } catch {
            throw Objection(error.reason.zh, error.reason.en, at: column, suggestion: error.suggestion)
        }
    }
}

extension Cursor {
    /// The moment that stands next, if one does.
    /// - Throws: where one begins and is not what a moment may be.
    mutating func moment() throws(Objection) -> Moment? {
        let isAnnounced = take(.at)
        guard let token = peek, token.name == nil, !token.isQuoted else { return try none(isAnnounced) }
        if take(.nextDay) { return .days(1, try time()) }
        if take(.nextWorkday) { return .workdays(1, try time()) }
        if take(.next) { return try nextDay() }
        if let weekday = Self.weekday(after: "下周", token.text) {
            _ = next()
            return .weekday(weekday, try time())
        }
        if token.text.hasPrefix("+") { return try later() }
        if token.text.first?.isNumber ?? false, let date = CivilDate(text: token.text) {
            _ = next()
            return .on(date, try time())
        }
        guard let time = TimeOfDay(token.text) else {
            if token.text.first?.isNumber ?? false { throw Self.noMoment(token) }
            return try none(isAnnounced)
        }
        _ = next()
        return .at(time)
    }

    /// A moment that must stand here.
    mutating func requiredMoment() throws(Objection) -> Moment {
        guard let moment = try moment() else {
            throw Objection(
                "应为时刻,如 09:00、+2h、次工作日 09:00", "expected a moment, such as 09:00, +2h, next workday 09:00", at: column)
        }
        return moment
    }

    /// Behind the word `at` one must stand.
    private func none(_ isAnnounced: Bool) throws(Objection) -> Moment? {
        guard isAnnounced else { return nil }
        throw Objection("应为时刻,如 09:00、+2h", "expected a moment, such as 09:00 or +2h", at: column)
    }

    private static func noMoment(_ token: Token) -> Objection {
        Objection(
            "\(token.text) 不是时刻;如 09:00、09:00:01、2026-03-02 09:00、+2h",
            "\(token.text) is no moment; such are 09:00, 09:00:01, 2026-03-02 09:00, +2h",
            at: token.column)
    }

    private mutating func nextDay() throws(Objection) -> Moment {
        if take(.day) { return .days(1, try time()) }
        if take(.workday) { return .workdays(1, try time()) }
        let token = try word("day、workday 或星期", "day, workday or a day of the week")
        guard let weekday = Self.weekdays.firstIndex(where: { $0.contains(token.text.lowercased()) }) else {
            let known = Self.weekdays.flatMap(\.self) + [Keyword.workday, .day].flatMap(\.words)
            throw Objection(
                "\(token.text) 不是星期", "\(token.text) is no day of the week", at: token.column,
                suggestion: Nearest.word(to: token.text, among: known) ?? "workday")
        }
        return .weekday(weekday + 1, try time())
    }

    mutating func time() throws(Objection) -> TimeOfDay {
        let token = try word("钟点,如 09:00", "a time of day, such as 09:00")
        guard let time = TimeOfDay(token.text) else {
            throw Objection(
                "\(token.text) 不是钟点,如 09:00", "\(token.text) is no time of day, such as 09:00", at: token.column)
        }
        return time
    }

    /// `+2h30min`, `+3d 09:00`, `+2wd 09:00`.
    private mutating func later() throws(Objection) -> Moment {
        let token = try word("时长", "a length of time")
        guard let length = Length(token.text.dropFirst()) else {
            throw Objection(
                "\(token.text) 不是时长,如 +2h、+90min、+1s、+3d",
                "\(token.text) is no length of time, such as +2h, +90min, +1s, +3d",
                at: token.column)
        }
        if length.workdays > 0 { return .workdays(length.workdays, try time()) }
        if length.days > 0, length.rest == .zero, let token = peek, token.name == nil, let time = TimeOfDay(token.text)
        {
            _ = next()
            return .days(length.days, time)
        }
        return .after(.days(Int64(length.days)) + length.rest)
    }

    private static let weekdays = [
        ["monday", "mon"], ["tuesday", "tue"], ["wednesday", "wed"], ["thursday", "thu"], ["friday", "fri"],
        ["saturday", "sat"], ["sunday", "sun"],
    ]

    private static func weekday(after prefix: String, _ text: String) -> Int? {
        guard text.hasPrefix(prefix), let day = text.dropFirst(prefix.count).first, text.count == prefix.count + 1
        else { return nil }
        return Array("一二三四五六日").firstIndex(of: day).map { $0 + 1 }
    }
}

/// `2h30min`, `3d`, `2wd`: days stand apart, since a day that has a time of day behind it is one of the calendar.
struct Length: Hashable {
    private(set) var days = 0
    private(set) var workdays = 0
    private(set) var rest = Span.zero

    /// - Returns: nil for what is none, and for working days beside something else.
    init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !$0.isNumber }
            rest = rest.dropFirst(unit.count)
            guard digits.count <= 9, let count = Int64(digits), add(count, String(unit).lowercased()) else {
                return nil
            }
        }
        guard workdays == 0 || (days == 0 && self.rest == .zero) else { return nil }
        guard days <= Self.daysMax, workdays <= Limit.daysMax, self.rest <= .days(Int64(Self.daysMax)) else {
            return nil
        }
    }

    /// A century; of working days as many as a limit may have.
    private static let daysMax = 36_525

    private mutating func add(_ count: Int64, _ unit: String) -> Bool {
        switch unit {
        case "ms", "毫秒": rest = rest + Span(milliseconds: count)
        case "s", "秒": rest = rest + .seconds(count)
        case "m", "min", "分", "分钟": rest = rest + .minutes(count)
        case "h", "小时": rest = rest + .hours(count)
        case "d", "天": days += Int(count)
        case "w", "周": days += Int(count) * 7
        case "wd", "工作日": workdays += Int(count)
        default: return false
        }
        return true
    }
}
