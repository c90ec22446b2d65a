internal import PaidanCore
internal import PaidanJSON

/// A ticket as people read it.
struct TicketSheet {
    private let ticket: JSON
    private let language: Language

    init(_ ticket: JSON, _ language: Language) {
        self.ticket = ticket
        self.language = language
    }

    func text(on terminal: Terminal) -> String {
        [head(terminal), facts.text(on: terminal), clocks?.text(on: terminal)].compactMap(\.self).joined(
            separator: "\n\n")
    }

    private func say(_ zh: String, _ en: String) -> String { Label(zh, en).text(in: language) }

    private func head(_ terminal: Terminal) -> String {
        let number = ticket["number"]?.string ?? ""
        let state = ticket["state"]?["label"]?.string ?? ""
        let late = ticket.lateness(in: language).map { "  " + terminal.styled($0.harmless, .red) } ?? ""
        return terminal.styled("\(number)  \(state)".harmless, .bold) + late
    }

    private var facts: TextTable {
        var table = TextTable([say("项目", "field"), say("内容", "content")])
        for (name, label) in Self.shown where ticket[name] != nil {
            table.add([.init(label.text(in: language)), .init(text(of: name))])
        }
        // A part has no words of its own among its contents.
        if ticket["kind"]?.string == Kind.dispatch.rawValue, let words = ticket["words"]?.string {
            table.add([.init(ticket["wordsLabel"]?.string ?? ""), .init(words)])
        }
        for other in ticket["sameMatter"]?.array ?? [] {
            let number = other["number"]?.string ?? ""
            table.add([.init(say("\(number) 客户原话", "customer of \(number)")), .init(other["words"]?.string ?? "")])
        }
        for line in ticket["contents"]?.array ?? [] {
            table.add([.init(line["label"]?.string ?? "", .dim), .init(line["text"]?.string ?? "")])
        }
        return table
    }

    private func text(of name: String) -> String {
        switch name {
        case "openedAt", "updatedAt", "plannedFor": ticket[name]?.clockTime ?? ""
        case "foreign":
            [ticket["foreign"]?["reference"]?.string, ticket["foreign"]?["source"]?.string].compactMap(\.self).joined(
                separator: " ")
        case "due": [ticket["due"]?.endTime, ticket["dueLabel"]?.string].compactMap(\.self).joined(separator: " ")
        default: ticket.words(name)
        }
    }

    /// What every ticket has, and how people call it. `rev` is what `--rev` takes.
    private static let shown = [
        ("kind", Label("种类", "kind")), ("subjectLabel", Label("事项", "about")),
        ("plannedFor", Label("计划时间", "planned for")), ("branchLabel", Label("分公司", "branch")),
        ("foreign", Label("外部编号", "reference elsewhere")), ("customerLabel", Label("客户", "customer")),
        ("siteAddress", Label("工程地址", "site")),
        ("parentNumber", Label("属于", "part of")), ("department", Label("部门", "department")),
        ("custodian", Label("责任方", "held by")),
        ("assigneeLabel", Label("经办人", "seen through by")), ("heldBecause", Label("缘由", "reason")),
        ("openedAt", Label("登记", "opened")),
        ("updatedAt", Label("更新", "updated")), ("due", Label("到期", "due")), ("rev", Label("rev", "rev")),
    ]

    private var clocks: TextTable? {
        guard let clocks = ticket["clocks"]?.array, !clocks.isEmpty else { return nil }
        var table = TextTable([say("时限", "clock"), say("对象", "subject"), say("到期", "due"), say("状态", "standing")])
        for clock in clocks {
            let reminder = clock["isJudged"] == false ? say("提醒", "reminder") : nil
            let name = [reminder, catalogueNumber(of: clock), clock["label"]?.string].compactMap(\.self).joined(
                separator: " ")
            let subject = [clock["subjectLabel"]?.string, clock["roundLabel"]?.string].compactMap(\.self)
            table.add([
                .init(name), .init(subject.joined(separator: " ")), .init(clock["due"]?.endTime ?? ""),
                withSecondOpinion(standing(of: clock), of: clock),
            ])
        }
        return table
    }

    /// `T-01`, which people find in the regulation; other clocks have names for programs only.
    private func catalogueNumber(of clock: JSON) -> String? {
        clock["number"]?.string.flatMap { $0.hasPrefix(ClockRule.cataloguePrefix) ? $0 : nil }
    }

    /// `超时 5 分(应为按时)`: what the times that were told later would have made of it.
    private func withSecondOpinion(_ standing: TextTable.Cell, of clock: JSON) -> TextTable.Cell {
        guard let opinion = clock["secondOpinionLabel"]?.string else { return standing }
        return .init(standing.text + say("(应为\(opinion))", " (would be \(opinion))"), standing.style)
    }

    private func standing(of clock: JSON) -> TextTable.Cell {
        if let over = clock["overLabel"]?.string { return .init(over, .red) }
        if clock["isLate"]?.bool == true { return .init(say("超时", "late"), .red) }
        if clock["pausedSince"] != nil { return .init(say("暂停", "paused"), .yellow) }
        if clock["running"]?.bool == true {
            guard clock["isJudged"] == false else { return .init(say("计时中", "running"), .yellow) }
            return .init(clock["next"] == nil ? say("已提醒", "has reminded") : say("待提醒", "will remind"))
        }
        switch clock["verdict"]?.string {
        case "late": return .init(say("超时", "late"), .red)
        case "released": return .init(say("不再计时", "released"), .green)
        default: return .init(say("按时", "in time"), .green)
        }
    }
}
