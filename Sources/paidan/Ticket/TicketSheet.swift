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
        let late = ticket["isLate"]?.bool == true ? "  " + terminal.styled(say("超时", "late"), .red) : ""
        return terminal.styled("\(number)  \(state)".harmless, .bold) + late
    }

    private var facts: TextTable {
        var table = TextTable([say("项目", "field"), say("内容", "content")])
        let shown = ["id", "branch", "parent", "department", "custodian", "openedAt", "updatedAt", "due", "ver", "rev"]
        for name in shown { if let value = ticket[name] { table.add([.init(name), .init(value.short)]) } }
        for (path, value) in (ticket["data"] ?? [:]).leaves where !value.isEmpty {
            table.add([.init(path, .dim), .init(value.short)])
        }
        return table
    }

    private var clocks: TextTable? {
        guard let clocks = ticket["clocks"]?.array, !clocks.isEmpty else { return nil }
        var table = TextTable([say("时限", "clock"), say("对象", "subject"), say("到期", "due"), say("状态", "standing")])
        for clock in clocks {
            let name = [clock["number"]?.string, clock["label"]?.string].compactMap(\.self).joined(separator: " ")
            table.add([
                .init(name), .init(clock["subject"]?.string ?? ""), .init(clock["due"]?.clockTime ?? ""),
                standing(of: clock),
            ])
        }
        return table
    }

    private func standing(of clock: JSON) -> TextTable.Cell {
        if clock["isLate"]?.bool == true { return .init(say("超时", "late"), .red) }
        if clock["pausedSince"] != nil { return .init(say("暂停", "paused"), .yellow) }
        if clock["running"]?.bool == true { return .init(say("计时中", "running"), .yellow) }
        return .init(clock["verdict"]?.string == "released" ? say("不再计时", "released") : say("按时", "in time"), .green)
    }
}
