internal import PaidanCore
package import PaidanEngine

/// Reads a scenario and tells everything that is wrong with it at once. `docs/reference/scenarios.md`.
package struct ScenarioReader {
    /// What a name behind `policy` means.
    package typealias Policies = (_ name: String) throws(RegulationErrors) -> Regulation

    private let file: String
    private let policies: Policies
    private var regulation: Regulation
    private var vocabulary: Vocabulary
    private var labels: [String: Kind] = [:]
    private var parts: [Scenario.Part] = []
    private var block: Block?
    /// Where the policy is named with which it begins.
    private var policyLine: Int?
    private var start: Instant?
    /// The moment of the line before.
    private var now = Instant(milliseconds: 0)
    private var mistakes: [ScenarioMistake] = []

    /// A repetition whose end has not come yet.
    private struct Block {
        let place: Scenario.Place
        let head: RepetitionHead
        let rounds: [Instant]
        let outerLabels: [String: Kind]
        var lines: [Scenario.Line] = []
    }

    /// - Parameters:
    ///   - file: how findings name it.
    ///   - policy: instead of the one that the scenario names.
    /// - Throws: `ScenarioMistakes`, or a flaw of our own forms.
    package static func read(
        text: String, file: String, policy: Regulation? = nil, policies: @escaping Policies
    ) throws -> Scenario {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0.hasSuffix("\r") ? $0.dropLast() : $0)
        }
        let regulation = try policy ?? regulation(of: lines, file, policies)
        var reader = try ScenarioReader(file, regulation, policies)
        for (index, line) in lines.enumerated() { reader.read(line, index + 1) }
        return try reader.scenario(lineCount: lines.count)
    }

    private init(_ file: String, _ regulation: Regulation, _ policies: @escaping Policies) throws {
        self.file = file
        self.policies = policies
        self.regulation = regulation
        vocabulary = try Vocabulary(regulation)
    }

    private static let usualPolicy = "dx"

    /// Of the first line `policy …`; DX where there is none.
    private static func regulation(
        of lines: [String], _ file: String, _ policies: Policies
    ) throws -> Regulation {
        for (index, line) in lines.enumerated() {
            guard let tokens = try? Token.list(in: line), let first = tokens.first else { continue }
            guard Keyword.policy.matches(first.text), tokens.count == 2 else { break }
            do throws(RegulationErrors) {
                return try policies(tokens[1].text)
            } catch {
                let reason = Label(error.text(in: .zh), error.text(in: .en))
                throw ScenarioMistakes(
                    file: file, mistakes: [ScenarioMistake(reason, line: index + 1, column: tokens[1].column)])
            }
        }
        return try policies(usualPolicy)
    }

    // MARK: Lines

    private mutating func read(_ text: String, _ number: Int) {
        do throws(Objection) {
            let cursor = Cursor(try Token.list(in: text), end: text.count + 1)
            guard !cursor.isAtEnd else { return }
            let place = Scenario.Place(line: number, column: cursor.column, text: Self.trimmed(text))
            try read(cursor, place)
        } catch {
            mistakes.append(
                ScenarioMistake(error.reason, line: number, column: error.column, suggestion: error.suggestion))
            rememberLabel(in: text)
        }
    }

    /// Of a ticket whose line has a mistake, so that the lines about it are not mistaken for more.
    private mutating func rememberLabel(in text: String) {
        guard let tokens = try? Token.list(in: text),
            let index = tokens.firstIndex(where: { Keyword.label.matches($0.text) }), index > 0,
            index + 1 < tokens.count, let kind = try? vocabulary.kind(tokens[index - 1].text, at: 1)
        else { return }
        labels[tokens[index + 1].text] = kind
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private mutating func read(_ line: Cursor, _ place: Scenario.Place) throws(Objection) {
        var cursor = line
        if start == nil, cursor.take(.policy) {
            _ = try cursor.word("制度的名称或文件", "a policy's name or file")
            try cursor.requireEnd()
            return try notePolicy(place)
        }
        if cursor.take(.staff) { return try readStaff(&cursor, place) }
        if cursor.take(.start) { return try readStart(&cursor, place) }
        guard start != nil else {
            throw Objection(
                "先写从何时开始,如:开始 2026-03-02 09:00", "first say when it begins: start 2026-03-02 09:00", at: place.column,
                suggestion: "start")
        }
        if let head = try RepetitionHead(cursor) { return try begin(head, place) }
        if block != nil, cursor.take(.end) {
            try cursor.requireEnd()
            return try finish(place)
        }
        let moment = try readMoment(&cursor)
        let sentence = try sentence(&cursor)
        try cursor.requireEnd()
        add(Scenario.Line(place: place, moment: moment, sentence: sentence))
    }

    /// `staff designer 40`, `人员 设计师 40`.
    private mutating func readStaff(_ cursor: inout Cursor, _ place: Scenario.Place) throws(Objection) {
        guard start == nil else {
            throw Objection("人员写在“开始”之前", "who is there stands before the start", at: place.column)
        }
        let word = try cursor.word("角色", "a role")
        let role = try vocabulary.role(word.text, at: word.column)
        let count = try cursor.word("人数", "how many")
        guard let number = Int(count.text), 1...Staff.countMax ~= number else {
            throw Objection("应为 1 至 \(Staff.countMax) 人", "expected 1 to \(Staff.countMax)", at: count.column)
        }
        try cursor.requireEnd()
        guard vocabulary.staff.add(role, number) else {
            throw Objection("该角色的人数已写过", "it was said before how many there are", at: word.column)
        }
    }

    private mutating func readStart(_ cursor: inout Cursor, _ place: Scenario.Place) throws(Objection) {
        guard start == nil else { throw Objection("已写过开始", "it has begun before", at: place.column) }
        guard case .on(let date, let time)? = try cursor.moment() else {
            throw Objection(
                "应为日期和钟点,如 2026-03-02 09:00", "expected a date and a time, such as 2026-03-02 09:00", at: cursor.column)
        }
        try cursor.requireEnd()
        now = time.instant(on: date, in: vocabulary.policy.calendar.zone)
        try requireSane(now, place.column)
        start = now
    }

    private func requireSane(_ moment: Instant, _ column: Int) throws(Objection) {
        guard Instant.sane.contains(moment) else {
            throw Objection("应在 2000 至 2199 年之间", "not in the years 2000 to 2199", at: column)
        }
    }

    /// - Throws: where time would go back.
    private mutating func readMoment(_ cursor: inout Cursor) throws(Objection) -> Moment? {
        let column = cursor.column
        guard let moment = try cursor.moment() else { return nil }
        let calendar = vocabulary.policy.calendar
        let at = moment.instant(after: now, in: calendar)
        guard at >= now else {
            throw Objection(
                "时间倒退:上一行是 \(now.rfc3339(in: calendar.zone))",
                "time goes back: the line before is at \(now.rfc3339(in: calendar.zone))",
                at: column)
        }
        try requireSane(at, column)
        now = at
        return moment
    }

    /// - Throws: where a second one is named before the begin: it would never hold.
    private mutating func notePolicy(_ place: Scenario.Place) throws(Objection) {
        if let policyLine {
            throw Objection(
                "第 \(policyLine) 行已写明制度;另一份写在“开始”之后,从那时起生效",
                "the policy stands on line \(policyLine); another one is put in force behind the start",
                at: place.column)
        }
        policyLine = place.line
    }

    private mutating func sentence(_ cursor: inout Cursor) throws(Objection) -> Scenario.Sentence {
        guard !cursor.isAtEnd else { return .wait }
        if cursor.take(.policy) { return .activate(try activation(&cursor)) }
        let commands = CommandReader(vocabulary, labels: labels)
        if cursor.take(.expect) { return .expect(try ExpectationReader(commands).read(&cursor)) }
        let command = try commands.read(&cursor)
        if case .open(let kind, let label?) = command.deed, command.refusal == nil { labels[label] = kind }
        return .command(command)
    }

    private mutating func activation(_ cursor: inout Cursor) throws(Objection) -> Regulation {
        let word = try cursor.word("制度的名称或文件", "a policy's name or file")
        do throws(RegulationErrors) {
            let regulation = try policies(word.text)
            if var vocabulary = try? Vocabulary(regulation) {
                vocabulary.staff = self.vocabulary.staff
                self.vocabulary = vocabulary
            }
            return regulation
        } catch {
            throw Objection(error.text(in: .zh), error.text(in: .en), at: word.column)
        }
    }

    private mutating func add(_ line: Scenario.Line) {
        if block == nil { parts.append(.line(line)) } else { block?.lines.append(line) }
    }

    // MARK: Repetitions

    private mutating func begin(_ head: RepetitionHead, _ place: Scenario.Place) throws(Objection) {
        guard block == nil else {
            throw Objection("重复之中不能再有重复", "a repetition within a repetition", at: place.column)
        }
        let rounds = head.rounds(after: now, in: vocabulary.policy.calendar)
        now = rounds.first ?? now
        block = Block(place: place, head: head, rounds: rounds, outerLabels: labels)
    }

    private mutating func finish(_ place: Scenario.Place) throws(Objection) {
        guard let block else { return }
        self.block = nil
        labels = block.outerLabels
        let steps = block.rounds.count * block.head.copies * block.lines.count
        guard steps <= Scenario.Repetition.stepsMax else {
            throw Objection(
                "共 \(steps) 步,最多 \(Scenario.Repetition.stepsMax)",
                "these are \(steps) steps; at most \(Scenario.Repetition.stepsMax)", at: place.column)
        }
        let repetition = Scenario.Repetition(
            place: block.place, rounds: block.rounds, copies: block.head.copies, gap: block.head.gap,
            lines: block.lines)
        now = repetition.end(in: vocabulary.policy.calendar)
        parts.append(.repeated(repetition))
    }

    // MARK: The whole

    private mutating func scenario(lineCount: Int) throws(ScenarioMistakes) -> Scenario {
        if let block {
            mistakes.append(
                ScenarioMistake(
                    Label("重复没有结束,缺少“完”", "this repetition has no end"), line: block.place.line,
                    column: block.place.column, suggestion: "end"))
        }
        if start == nil, mistakes.isEmpty {
            mistakes.append(
                ScenarioMistake(
                    Label("没有内容;首先写 开始 2026-03-02 09:00", "nothing here; it begins with: start 2026-03-02 09:00"),
                    line: lineCount, column: 1))
        }
        guard mistakes.isEmpty, let start else { throw ScenarioMistakes(file: file, mistakes: mistakes) }
        return Scenario(
            file: file, regulation: regulation, start: start, staff: vocabulary.staff, parts: parts)
    }
}

extension Scenario.Repetition {
    /// When each line of a round is due, for the first of its copies.
    func moments(of round: Instant, in calendar: WorkCalendar) -> [Instant] {
        var now = round
        return lines.map { line in
            now = line.moment.map { max($0.instant(after: now, in: calendar), now) } ?? now
            return now
        }
    }

    /// The last moment of all.
    func end(in calendar: WorkCalendar) -> Instant {
        guard let last = rounds.last else { return Instant(milliseconds: 0) }
        let wait = Span(milliseconds: gap.milliseconds * Int64(copies - 1))
        return (moments(of: last, in: calendar).last ?? last) + wait
    }
}
