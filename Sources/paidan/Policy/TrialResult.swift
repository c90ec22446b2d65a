internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// A trial, for people and for programs.
struct TrialResult {
    let trial: Trial
    let tally: TrialTally

    init(trial: Trial, tally: TrialTally) {
        self.trial = trial
        self.tally = tally
    }

    private var zone: Zone { trial.draft.policy.calendar.zone }

    private static let rules = Dictionary(Kind.clocks.map { ($0.name, $0) }) { first, _ in first }

    private static func label(of clock: String) -> Label {
        rules[clock]?.titled ?? Label(clock, clock)
    }

    private func label(of department: Department) -> Label { trial.label(of: department) }

    // MARK: Text

    /// Nothing on standard output when nothing differs.
    func show(in language: Language) {
        let remarks = Terminal.errors
        remarks.line(scopeLine.text(in: language))
        if tally.unreadable > 0 {
            remarks.line(
                Label(
                    "\(tally.unreadable) 张单据的记录无法读取,未计入(见 paidan verify)",
                    "\(tally.unreadable) tickets cannot be read and are left out (see paidan verify)"
                ).text(in: language))
        }
        if !trial.untried.isEmpty {
            let keys = trial.untried.joined(separator: ", ")
            remarks.line(
                Label("改变人的决定、无法试算的项:\(keys)", "these change what people decide and cannot be tried: \(keys)")
                    .text(in: language))
        }
        guard !tally.isEmpty else { return remarks.line(Label("没有差别", "no difference").text(in: language)) }
        for section in sections(in: language) { Terminal.output.line(section) }
    }

    private var scopeLine: Label {
        let (from, to) = (trial.since.rfc3339(in: zone), trial.until.rfc3339(in: zone))
        let name = "\(trial.draft.policy.name) (\(trial.draft.hash.prefix(12)))"
        return Label(
            "\(name):\(from) 起开立、截至 \(to) 的 \(tally.tickets) 张单据,其中 \(tally.tried) 张适用",
            "\(name): \(tally.tickets) tickets opened since \(from), up to \(to); it would hold for \(tally.tried)")
    }

    private func sections(in language: Language) -> [String] {
        let counts = countTable(in: language)
        let loads = loadTable(in: language)
        return [
            tally.differentClocks.isEmpty ? nil : clockTable(in: language), counts, loads, unroutedTable(in: language),
            tally.changeCount == 0 ? nil : changeTable(in: language),
        ].compactMap(\.self)
    }

    private func clockTable(in language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { Label(zh, en).text(in: language) }
        var table = TextTable(
            [
                say("时限", "limit"), say("部门", "department"), say("按时", "in time"), say("超时", "late"),
                say("计时中", "running"), say("不再计时", "released"), say("到期不同", "moved"),
            ], [2: .right, 3: .right, 4: .right, 5: .right, 6: .right])
        for (line, counts) in tally.differentClocks {
            table.add([
                .init(Self.label(of: line.clock).text(in: language)),
                .init(line.department.map { label(of: $0).text(in: language) } ?? ""),
                cell(counts.counts[.inTime]), cell(counts.counts[.late]), cell(counts.counts[.running]),
                cell(counts.counts[.released]), "\(counts.moved)",
            ])
        }
        return table.text(on: Terminal.output)
    }

    private func cell(_ count: OldNew?) -> TextTable.Cell {
        let count = count ?? .zero
        return count.old == count.new ? "\(count.old)" : .init("\(count.old) → \(count.new)", .bold)
    }

    private func countTable(in language: Language) -> String? {
        var table = TextTable(
            [Label("次数", "how often").text(in: language), Label("现行 → 草案", "so far → draft").text(in: language)],
            [1: .right])
        var isEmpty = true
        for (role, count) in tally.differentlyTold {
            table.add([
                .init(Label("提醒\(role.label.zh)", "\(role.label.en) told").text(in: language)), cell(count),
            ])
            isEmpty = false
        }
        for (kind, count) in tally.differentEscalations {
            let words = Label("\(kind.label.zh)因逾期升级", "\(kind.label.en) escalated for missed dates")
            table.add([.init(words.text(in: language)), cell(count)])
            isEmpty = false
        }
        return isEmpty ? nil : table.text(on: Terminal.output)
    }

    private func loadTable(in language: Language) -> String? {
        guard !tally.differentLoads.isEmpty else { return nil }
        var table = TextTable(
            [
                Label("部门负荷", "load").text(in: language), Label("转单", "dispatches").text(in: language),
                Label("持有小时", "hours held").text(in: language),
            ], [1: .right, 2: .right])
        for (department, load) in tally.differentLoads {
            table.add([
                .init(label(of: department).text(in: language)), cell(OldNew(old: load.old.parts, new: load.new.parts)),
                cell(OldNew(old: Self.hours(load.old.held), new: Self.hours(load.new.held))),
            ])
        }
        return table.text(on: Terminal.output)
    }

    private func unroutedTable(in language: Language) -> String? {
        guard !tally.unrouted.isEmpty else { return nil }
        var table = TextTable(
            [
                Label("草案没有责任部门", "no department under the draft").text(in: language),
                Label("原部门", "had it so far").text(in: language), Label("转单", "dispatches").text(in: language),
            ], [2: .right])
        for (what, count) in tally.unroutedParts {
            table.add([
                .init(words(of: what.category).text(in: language), .red),
                .init(label(of: what.department).text(in: language)), "\(count)",
            ])
        }
        return table.text(on: Terminal.output)
    }

    private func words(of category: PaidanCore.Category?) -> Label {
        category.map { trial.label(of: $0) } ?? Label("(由人指定)", "(chosen by people)")
    }

    private static func hours(_ span: Span) -> Int { Int(span.milliseconds / Span.hours(1).milliseconds) }

    private func changeTable(in language: Language) -> String {
        var table = TextTable([
            Label("单号", "ticket").text(in: language), Label("时限", "limit").text(in: language),
            Label("判定", "verdict").text(in: language), Label("到期", "due").text(in: language),
        ])
        for change in tally.changes {
            table.add([
                .init(change.number), .init(words(of: change.clock).text(in: language)),
                .init("\(Self.word(change.old, language)) → \(Self.word(change.new, language))"),
                .init("\(moment(change.oldDue)) → \(moment(change.newDue))"),
            ])
        }
        let more = tally.changeCount - tally.changes.count
        guard more > 0 else { return table.text(on: Terminal.output) }
        let rest = Label("另有 \(more) 处(--limit)", "and \(more) more (--limit)").text(in: language)
        return table.text(on: Terminal.output) + "\n" + rest
    }

    private func words(of clock: ClockKey) -> Label {
        let name = Self.label(of: clock.name)
        guard let department = Department(clock.subject) else { return name }
        let subject = label(of: department)
        return Label("\(name.zh)(\(subject.zh))", "\(name.en) (\(subject.en))")
    }

    private static func word(_ outcome: ClockOutcome?, _ language: Language) -> String {
        (outcome?.label ?? Label("无", "none")).text(in: language)
    }

    private func moment(_ instant: Instant?) -> String { instant?.rfc3339(in: zone) ?? "—" }

    // MARK: JSON

    var json: JSON {
        var json: JSONObject = [
            "draft": .string(trial.draft.policy.name), "hash": .string(trial.draft.hash),
            "since": .string(trial.since.rfc3339(in: zone)), "until": .string(trial.until.rfc3339(in: zone)),
            "tickets": .integer(Int64(tally.tickets)), "tried": .integer(Int64(tally.tried)),
            "unreadable": .integer(Int64(tally.unreadable)), "isEmpty": .bool(tally.isEmpty),
            "untried": .array(trial.untried.map(JSON.string)),
        ]
        json["clocks"] = .array(tally.differentClocks.map { Self.json($0.line, $0.counts) })
        json["told"] = .array(tally.differentlyTold.map { Self.json("role", $0.role.rawValue, $0.count) })
        json["unrouted"] = .array(tally.unroutedParts.map { Self.json($0.what, $0.count) })
        json["escalations"] = .array(tally.differentEscalations.map { Self.json("kind", $0.kind.rawValue, $0.count) })
        json["loads"] = .array(tally.differentLoads.map { Self.json($0.department, $0.load) })
        json["changeCount"] = .integer(Int64(tally.changeCount))
        json["changes"] = .array(tally.changes.map { self.json($0) })
        return .object(json)
    }

    private static func json(_ name: String, _ word: String, _ count: OldNew) -> JSON {
        .object(
            JSONObject([
                (name, JSON.string(word)), ("old", .integer(Int64(count.old))), ("new", .integer(Int64(count.new))),
            ]))
    }

    private static func json(_ department: Department, _ load: LoadCounts) -> JSON {
        ["department": .string(department.code), "old": json(load.old), "new": json(load.new)]
    }

    private static func json(_ line: TrialTally.Line, _ counts: ClockCounts) -> JSON {
        func count(_ outcome: ClockOutcome) -> JSON {
            let count = counts.counts[outcome] ?? .zero
            return ["old": .integer(Int64(count.old)), "new": .integer(Int64(count.new))]
        }
        var json: JSONObject = [
            "clock": .string(line.clock), "department": line.department.map { .string($0.code) } ?? .null,
        ]
        for outcome in ClockOutcome.allCases { json[outcome.rawValue] = count(outcome) }
        json["moved"] = .integer(Int64(counts.moved))
        return .object(json)
    }

    private static func json(_ what: Unrouted, _ count: Int) -> JSON {
        [
            "category": what.category.map { .string($0.code) } ?? .null,
            "department": .string(what.department.code), "dispatches": .integer(Int64(count)),
        ]
    }

    private static func json(_ side: LoadCounts.Side) -> JSON {
        [
            "dispatches": .integer(Int64(side.parts)),
            "heldSeconds": .integer(side.held.milliseconds / Span.seconds(1).milliseconds),
        ]
    }

    private func json(_ change: TrialChange) -> JSON {
        [
            "ticket": .string(change.ticket.description), "number": .string(change.number),
            "kind": .string(change.kind.rawValue), "clock": .string(change.clock.text),
            "old": Self.json(change.old), "oldDue": json(change.oldDue), "new": Self.json(change.new),
            "newDue": json(change.newDue),
        ]
    }

    private static func json(_ outcome: ClockOutcome?) -> JSON { outcome.map { .string($0.rawValue) } ?? .null }
    private func json(_ instant: Instant?) -> JSON { instant.map { .string($0.rfc3339(in: zone)) } ?? .null }
}

extension ClockOutcome {
    fileprivate var label: Label {
        switch self {
        case .running: Label("计时中", "running")
        case .inTime: Label("按时", "in time")
        case .late: Label("超时", "late")
        case .released: Label("不再计时", "no longer counted")
        }
    }
}
