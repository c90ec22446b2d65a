internal import PaidanCore

/// `every day at 09:00 for 365 days: 300 times 60s apart`, `每工作日 09:00 共 20 天 每次 300 笔 间隔 60秒`.
struct RepetitionHead {
    private var isWorkdays = false
    private var time: TimeOfDay?
    private var days: Int?
    private(set) var copies = 1
    private(set) var gap = Span.zero

    /// - Returns: nil where the line begins otherwise.
    init?(_ line: Cursor) throws(Objection) {
        var cursor = line
        isWorkdays = cursor.take(.everyWorkday)
        if !isWorkdays, !cursor.take(.everyDay) {
            guard cursor.take(.every) else { return nil }
            isWorkdays = cursor.take(.workday)
            guard isWorkdays || cursor.take(.day) else {
                throw Objection("应为“天”或“工作日”", "expected day or workday", at: cursor.column, suggestion: "day")
            }
        }
        while !cursor.isAtEnd { try readPart(&cursor) }
        guard time != nil, days != nil else {
            throw Objection(
                "应写明钟点和天数,如:每天 09:00 共 365 天 300 笔",
                "say when and how many, such as: every day at 09:00 for 365 days 300 times",
                at: cursor.column)
        }
    }

    private mutating func readPart(_ cursor: inout Cursor) throws(Objection) {
        if cursor.take(.at) || cursor.take(.total) { return }
        let token = try cursor.word("钟点、天数、笔数或间隔", "a time of day, a number of days or of times, or a gap")
        if let time = TimeOfDay(token.text) {
            self.time = time
        } else if token.text == Self.eachTime || Self.colons.contains(token.text) {
            return
        } else if let count = Int(token.text), count > 0 {
            try readUnit(of: count, &cursor)
        } else if let length = Length(token.text), length.days == 0, length.workdays == 0 {
            gap = length.rest
            _ = cursor.take(.gap)
        } else if Keyword.gap.matches(token.text) {
            return
        } else {
            throw Objection(
                "\(token.text) 不是钟点、数量或间隔", "\(token.text) is no time of day, number or gap", at: token.column)
        }
    }

    private static let eachTime = "每次"
    private static let colons = [":", "\u{FF1A}"]

    private mutating func readUnit(of count: Int, _ cursor: inout Cursor) throws(Objection) {
        let token = try cursor.word("天、工作日或笔", "days, workdays or times")
        let unit = token.text.filter { !Self.colons.contains(String($0)) }
        if Keyword.times.matches(unit) {
            copies = count
        } else if Keyword.day.matches(unit) || Keyword.workday.matches(unit) {
            days = count
        } else {
            throw Objection("应为:天、工作日或笔", "expected days, workdays or times", at: token.column, suggestion: "days")
        }
    }

    /// When each round begins: the first one today, if its time of day is not over.
    func rounds(after now: Instant, in calendar: WorkCalendar) -> [Instant] {
        guard let time, let days else { return [] }
        var date = calendar.zone.date(of: now)
        if time.instant(on: date, in: calendar.zone) < now { date = date + 1 }
        var rounds: [Instant] = []
        while rounds.count < days {
            if isWorkdays { date = calendar.workingDay(onOrAfter: date) }
            rounds.append(time.instant(on: date, in: calendar.zone))
            date = date + 1
        }
        return rounds
    }
}
