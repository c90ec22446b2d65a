import Foundation

@testable import PaidanCore

/// 条款对照表: for each rule of the catalogue where it lives and which test holds it, `Fixtures/rules.tsv`.
struct RuleTable {
    let rows: [RuleRow]

    static let path = "Tests/PaidanCoreTests/Fixtures/rules.tsv"

    struct Malformed: Error { let line: Substring }

    init(_ text: String) throws {
        rows = try text.split(separator: "\n").dropFirst().map { line in
            guard let row = RuleRow(line) else { throw Malformed(line: line) }
            return row
        }
    }

    init() throws { try self.init(try Repository.text(Self.path)) }
}

struct RuleRow {
    let id: String
    let meaning: Label
    let places: [RulePlace]
    /// `Suite.test`, or `test_file.py::test`.
    let tests: [String]
    let state: State
    let note: Label

    enum State: String, CaseIterable {
        case built, partly, guidance, conduct, later
    }

    init?(_ line: Substring) {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard columns.count == 8, let state = State(rawValue: columns[5]) else { return nil }
        let places = Self.list(columns[3]).map(RulePlace.init)
        guard places.allSatisfy({ $0 != nil }) else { return nil }
        self.id = columns[0]
        self.meaning = Label(columns[1], columns[2])
        self.places = places.compactMap(\.self)
        self.tests = Self.list(columns[4])
        self.state = state
        self.note = Label(columns[6], columns[7])
    }

    private static func list(_ text: String) -> [String] { text == "—" ? [] : text.components(separatedBy: ", ") }
}

/// `key:complaint.forwardWithin`, `do:complaint.forward`, `code:Routing@Sources/…/Policy.swift`.
struct RulePlace: Hashable {
    enum Sort: String, CaseIterable {
        case key, `do`, clock, field, state, call, ask, policy, code
    }

    let sort: Sort
    let name: String

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let sort = Sort(rawValue: parts[0]) else { return nil }
        self.sort = sort
        self.name = parts[1]
    }
}

/// `docs/reference/rules.md`.
enum RuleDocument {
    static let path = "docs/reference/rules.md"

    static func text(of table: RuleTable) -> String {
        let groups = Dictionary(grouping: table.rows) { String($0.id.prefix { $0 != "-" }) }
        let order = table.rows.map { String($0.id.prefix { $0 != "-" }) }.reduce(into: [String]()) { order, name in
            if !order.contains(name) { order.append(name) }
        }
        let sections = order.map { section($0, groups[$0, default: []]) }
        let counts = RuleRow.State.allCases.map { state in
            "\(table.rows.count { $0.state == state }) \(state.label.zh) \(state.label.en)"
        }
        return """
            <!-- Generated from Tests/PaidanCoreTests/Fixtures/rules.tsv. Do not edit: PAIDAN_UPDATE_GOLDEN=1 swift test -->
            # 条款对照表 Rules

            业务规则目录中 LEAD、LFU、CALL、FBK、CMP、CBP 及所附制度(DX、HT、DS、RS、RE、RL)的条款:各在何处实现,由哪项测试守住。条文用我们自己的话概括;目录与原制度不一致的,以原制度为准,并在备注中说明。
            The rules LEAD, LFU, CALL, FBK, CMP and CBP of the company's catalogue and those of the regulations that ship: where each lives, and the
            test that would fail without it, in words of our own. Where the catalogue and a regulation differ, the regulation wins and the note says so.
            Numbers such as A9 and C7 are the catalogue's own corrections and open questions; M09 and the like are machines to come.

            \(counts.joined(separator: " · "))

            | | |
            |---|---|
            \(RuleRow.State.allCases.map { "| \($0.label.zh) \($0.label.en) | \($0.meaning.zh) \($0.meaning.en) |" }.joined(separator: "\n"))

            \(sections.joined(separator: "\n\n"))

            """
    }

    private static func section(_ name: String, _ rows: [RuleRow]) -> String {
        let title = titles[name, default: Label(name, name)]
        let head = [
            "## \(name) \(title.zh) \(title.en)", "",
            "| 条款 rule | 含义 meaning | 何处 where | 测试 test | 状态 state |", "|---|---|---|---|---|",
        ]
        return (head + rows.map(line)).joined(separator: "\n")
    }

    private static func line(_ row: RuleRow) -> String {
        let remark = row.note.zh == row.note.en ? row.note.zh : "\(row.note.zh) \(row.note.en)"
        let note = remark.isEmpty ? "" : "<br>\(remark)"
        let cells = [
            row.id, "\(row.meaning.zh) \(row.meaning.en)", list(row.places.map(words)),
            list(row.tests.map { "`\($0)`" }),
            "\(row.state.label.zh) \(row.state.label.en)\(note)",
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }

    private static func list(_ words: [String]) -> String { words.isEmpty ? "—" : words.joined(separator: "<br>") }

    private static func words(_ place: RulePlace) -> String {
        switch place.sort {
        case .key: "制度 policy `\(place.name)`"
        case .do: "命令 command `\(place.name)`"
        case .clock: "时限 clock `\(place.name)`"
        case .field: "字段 field `\(place.name)`"
        case .state: "状态 state `\(place.name)`"
        case .call: "回访 call `\(place.name)`"
        case .ask: "问题 question `\(place.name)`"
        case .policy: "[`\(place.name).yaml`](../../deploy/policies/regulations/\(place.name).yaml)"
        case .code:
            place.name.split(separator: "@").reversed().map { "`\($0)`" }.joined(separator: " ")
        }
    }

    private static let titles = [
        "CMP": Label("投诉", "complaints"), "FBK": Label("意见", "opinions"), "CALL": Label("回访的方式", "how calls are made"),
        "CBP": Label("回访周期", "when calls are due"), "ARC": Label("档案", "archives"), "LEAD": Label("客源", "leads"),
        "LFU": Label("跟单", "follow-up of leads"), "PAY": Label("付款", "payments"), "PEN": Label("奖惩", "penalties"),
        "PROJ": Label("工程", "projects"), "REP": Label("报告", "reports"), "SAT": Label("满意度", "surveys"),
        "SPR": Label("补件", "parts"), "RSC": Label("改期", "reschedules"), "KPI": Label("指标", "indicators"),
        "STF": Label("人员", "staff"),
    ]
}

extension RuleRow.State {
    var label: Label {
        switch self {
        case .built: Label("已实现", "built")
        case .partly: Label("部分实现", "partly")
        case .guidance: Label("话术提示", "guidance")
        case .conduct: Label("行为规范", "conduct")
        case .later: Label("后续", "not yet")
        }
    }

    var meaning: Label {
        switch self {
        case .built: Label("程序保证或记录", "the program enforces or records it")
        case .partly: Label("备注说明缺什么", "the note says what is missing")
        case .guidance: Label("在回访时显示,不强制", "shown while the call is made, not enforced")
        case .conduct: Label("程序看不到,由人遵守", "nothing that a program sees; people keep it")
        case .later: Label("备注说明属于哪种单据", "the note says with which machine it comes")
        }
    }
}
