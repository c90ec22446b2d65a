internal import PaidanCore
internal import PaidanEngine

/// 词汇: what the machines and a regulation have names for, by code, by the Chinese word and by the English one
/// (`head-of-department`).
struct Vocabulary {
    let policy: Policy
    /// Whom a scenario names by number.
    var staff = Staff()
    private let forms: FormBook

    init(_ regulation: Regulation) throws(FormFlaw) {
        policy = regulation.policy
        forms = try FormBook().filled(from: FormPolicies(policy, complaints: policy))
    }

    /// Something that has several names.
    struct Entry<Value: Sendable>: Sendable {
        let value: Value
        let names: [String]

        init(_ value: Value, _ code: String, _ label: Label? = nil, more: [String] = []) {
            self.value = value
            names = [code] + (label.map { [$0.zh, $0.en.split(separator: " ").joined(separator: "-")] } ?? []) + more
        }

        func answers(to word: String) -> Bool { names.contains { $0.lowercased() == word } }
    }

    /// - Throws: with the nearest name where there is no such thing.
    static func pick<Value: Sendable>(
        _ word: String, from entries: [Entry<Value>], _ what: Label, at column: Int
    ) throws(Objection) -> Value {
        let lowered = word.lowercased()
        if let entry = entries.first(where: { $0.answers(to: lowered) }) { return entry.value }
        let names = entries.flatMap(\.names)
        guard let near = Nearest.word(to: word, among: names) else {
            let (zh, en) = (entries.map { $0.names[$0.names.count > 1 ? 1 : 0] }, entries.map { $0.names[0] })
            throw Objection(
                "没有\(what.zh)“\(word)”;有 \(zh.prefix(shownMax).joined(separator: "、"))",
                "there is no \(what.en) \(word); there are \(en.prefix(shownMax).joined(separator: ", "))", at: column)
        }
        throw Objection(
            "没有\(what.zh)“\(word)”", "there is no \(what.en) \(word)", at: column, suggestion: near)
    }

    private static let shownMax = 12

    // MARK: Who

    private static let roles = Role.allCases.filter(\.isPerson).map { Entry($0, $0.rawValue, $0.label) }

    private var departments: [Entry<Department>] {
        policy.routing.departments.map { Entry($0.department, $0.department.code, $0.label) }
    }

    func department(_ word: String, at column: Int) throws(Objection) -> Department {
        try Self.pick(word, from: departments, Label("部门", "department"), at: column)
    }

    func knowsDepartment(_ word: String) -> Bool { departments.contains { $0.answers(to: word.lowercased()) } }

    /// `specialist`, `designer-7`, `departmentHead@engineering`; a department alone is one of its people.
    func actor(_ word: String, at column: Int) throws(Objection) -> Scenario.Actor {
        if knowsDepartment(word) {
            return Scenario.Actor(role: .departmentWorker, department: try department(word, at: column))
        }
        if let (role, number) = try person(word, at: column) { return Scenario.Actor(role: role, number: number) }
        let parts = word.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let role = try role(parts[0], at: column)
        guard parts.count == 2 else { return Scenario.Actor(role: role) }
        return Scenario.Actor(role: role, department: try department(parts[1], at: column))
    }

    /// `designer`, `designer-7`, or `designer-{n}` in what is repeated.
    func account(_ word: String, at column: Int) throws(Objection) -> String {
        let counter = "-{n}"
        if word.hasSuffix(counter) {
            return try role(String(word.dropLast(counter.count)), at: column).account() + counter
        }
        if let (role, number) = try person(word, at: column) { return role.account(number) }
        return try role(word, at: column).account()
    }

    /// - Returns: nil where no number stands at the end.
    private func person(_ word: String, at column: Int) throws(Objection) -> (Role, Int)? {
        guard let dash = word.lastIndex(of: "-"), let number = Int(word[word.index(after: dash)...]) else { return nil }
        let role = try role(String(word[..<dash]), at: column)
        guard staff.has(role, number) else {
            throw Objection(
                "没有 \(word);开始之前写明人数,如:人员 \(role.rawValue) \(number)",
                "there is no \(word); say before the start how many there are: staff \(role.rawValue) \(number)",
                at: column)
        }
        return (role, number)
    }

    func role(_ word: String, at column: Int) throws(Objection) -> Role {
        try Self.pick(word, from: Self.roles, Label("角色", "role"), at: column)
    }

    /// `Custodian.name`.
    func holder(_ word: String, at column: Int) throws(Objection) -> String {
        let parts = word.split(separator: "+").map(String.init)
        if let first = parts.first, knowsDepartment(first) {
            var held: [Department] = []
            for part in parts { held.append(try department(part, at: column)) }
            return Custodian.departments(held).name
        }
        return try Self.pick(word, from: Self.holders, Label("责任方", "holder"), at: column)
    }

    private static let holders: [Entry<String>] = [
        Entry("customerService", "customerService", Label("客服部", "customer service")),
        Entry("leader", "leader", Label("主管领导", "supervising leader")),
        Entry("dispatcher", "dispatcher", Label("派单人", "dispatcher")),
        Entry("designer", "designer", Label("设计师", "designer")),
        Entry("customer", "customer", Label("客户", "customer")),
        Entry("supplier", "supplier", Label("供应商", "supplier")), Entry("site", "site", Label("施工方", "the site")),
        Entry("store", "store", Label("店面", "the store")), Entry("finance", "finance", Label("财务部", "finance")),
        Entry("nobody", "nobody", Label("无人", "nobody")),
    ]

    // MARK: What

    private static let kinds = Kind.allCases.map { Entry($0, $0.rawValue, $0.label, more: shortNames(of: $0)) }

    /// What people say for short.
    private static func shortNames(of kind: Kind) -> [String] {
        switch kind {
        case .complaint: ["投诉"]
        case .dispatch: ["转单", "派单"]
        case .opinion: ["意见"]
        case .call: ["回访"]
        case .lead: ["单源"]
        case .rota: ["轮值"]
        case .project: ["工程"]
        case .node: ["节点", "验收"]
        case .supply: ["供货"]
        }
    }

    func kind(_ word: String, at column: Int) throws(Objection) -> Kind {
        try Self.pick(word, from: Self.kinds, Label("单据", "kind of ticket"), at: column)
    }

    /// `hiddenWorks`, 隐蔽工程验收: one of a project's acceptances; nil for another word.
    static func stage(_ word: String) -> AcceptanceNode.Stage? {
        AcceptanceNode.Stage.allCases.first { stage in
            Entry(stage, stage.rawValue, stage.label).answers(to: word.lowercased())
        }
    }

    func opening(of kind: Kind) -> Action? { forms[kind].opening }

    func verb(_ word: String, of kind: Kind, at column: Int) throws(Objection) -> Action {
        let entries = forms[kind].allOfATicket.map { Entry($0, $0.verb, $0.label, more: [$0.verb + "s"]) }
        return try Self.pick(word, from: entries, Label("操作", "command"), at: column)
    }

    func phase(_ word: String, of kind: Kind, at column: Int) throws(Objection) -> String {
        try Self.pick(word, from: Self.phases(of: kind.type), Label("状态", "state"), at: column)
    }

    private static func phases<K: TicketKind>(of _: K.Type) -> [Entry<String>] {
        K.Phase.allCases.map { Entry(K.table.name(of: $0), K.table.name(of: $0), $0.label) }
    }

    // MARK: Clocks

    /// `T-01`, `forward@engineering`, `承诺日期#2`.
    func clock(_ word: String, of kind: Kind, at column: Int) throws(Objection) -> ClockName {
        let numbered = word.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let parts = numbered[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        // `T-53/T-54` answers to either.
        let entries = kind.type.clockRules.map { rule in
            Entry(rule, rule.name, rule.label, more: [rule.number] + rule.number.split(separator: "/").map(String.init))
        }
        let rule = try Self.pick(parts[0], from: entries, Label("时限", "clock"), at: column)
        if numbered.count == 2, Int(numbered[1]) == nil {
            throw Objection("# 后应为第几次,如 #1", "behind # stands a number, such as #1", at: column)
        }
        return ClockName(
            rule: rule.name, label: rule.label,
            subject: parts.count == 2 ? try subject(parts[1], at: column) : nil,
            round: numbered.count == 2 ? Int(numbered[1]) : nil)
    }

    /// Of whom a clock is: a department, or who has to hear of a date.
    private func subject(_ word: String, at column: Int) throws(Objection) -> String {
        let parties = Party.allCases.map { Entry($0.subject, $0.rawValue, $0.label) }
        if let party = parties.first(where: { $0.answers(to: word.lowercased()) }) { return party.value }
        return try department(word, at: column).code
    }

    func standing(_ word: String, at column: Int) throws(Objection) -> Standing {
        let entries = Standing.allCases.map { Entry($0, $0.rawValue, $0.label) }
        return try Self.pick(word, from: entries, Label("计时情况", "standing of a clock"), at: column)
    }

    func notice(_ word: String, at column: Int) throws(Objection) -> Notice {
        let short: [Entry<Notice>] = [
            Entry(.clockWarning, "warning", Label("预警", "warning")), Entry(.clockLate, "late", Label("超时", "late")),
            Entry(.clockDue, "due", Label("到点", "due")),
        ]
        let entries = short + Notice.allCases.map { Entry($0, $0.rawValue, $0.label) }
        return try Self.pick(word, from: entries, Label("通知", "notice"), at: column)
    }
}
