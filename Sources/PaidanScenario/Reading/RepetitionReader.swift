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
        if cursor.take(.at) || cursor.take(.total) || cursor.take(.gap) { return }
        let token = try cursor.word("钟点、天数、笔数或间隔", "a time of day, a number of days or of times, or a gap")
        let text = token.text.filter { !Self.colons.contains($0) }
        if text.isEmpty || text == Self.eachTime { return }
        if let time = TimeOfDay(token.text) {
            self.time = time
            return
        }
        if let length = Length(text), length.days == 0, length.workdays == 0 {
            gap = length.rest
            return
        }
        // `365 days` in two words, `365天` in one.
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), count > 0 else {
            throw Objection(
                "\(text) 不是钟点、数量或间隔", "\(text) is no time of day, number or gap", at: token.column)
        }
        let unit = text.dropFirst(digits.count)
        try set(count, unit.isEmpty ? cursor.word("天、工作日或笔", "days, workdays or times").text : String(unit), token)
    }

    private static let eachTime = "每次"
    private static let colons: [Character] = [":", "\u{FF1A}"]
    /// A century, and a very large company.
    private static let daysMax = 36_525
    private static let copiesMax = 100_000

    private mutating func set(_ count: Int, _ word: String, _ token: Token) throws(Objection) {
        let unit = word.filter { !Self.colons.contains($0) }
        let isTimes = Keyword.times.matches(unit)
        guard isTimes || Keyword.day.matches(unit) || Keyword.workday.matches(unit) else {
            throw Objection("应为:天、工作日或笔", "expected days, workdays or times", at: token.column, suggestion: "days")
        }
        guard !Keyword.workday.matches(unit) || isWorkdays else {
            throw Objection(
                "每天的重复以“天”计", "what happens every day is counted in days", at: token.column, suggestion: "days")
        }
        guard count <= (isTimes ? Self.copiesMax : Self.daysMax) else {
            throw Objection(
                "最多 \(Self.daysMax) 天、\(Self.copiesMax) 笔", "at most \(Self.daysMax) days and \(Self.copiesMax) times",
                at: token.column)
        }
        if isTimes { copies = count } else { days = count }
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
