internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket list --open --department engineering`
struct TicketList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: spoken("列出工单,新的在前", "list tickets, newest first"))

    @Option(help: .words("种类", "kind", value: "KIND"), completion: .list(Kind.allCases.map(\.rawValue)))
    var kind: String?

    @Option(help: .words("状态:代码或名称", "state: its code or its word", value: "STATE"))
    var state: String?

    @Option(
        help: .words(
            "部门:代码或名称;某分公司的写作 south/engineering", "department: its code or its name; of one branch: south/engineering",
            value: "CODE"))
    var department: String?

    @Option(help: .words("分公司", "branch", value: "CODE"))
    var branch: String?

    @Option(help: .words("所属工单的单号或标识", "number or id of the ticket that they are parts of", value: "ID|NUMBER"))
    var parent: String?

    @Option(help: .words("经办人:账号,me 为自己", "who sees them through: an account, or me", value: "ACCOUNT"))
    var assignee: String?

    @Flag(exclusivity: .exclusive, help: .words("仅未结 / 仅已结", "only open ones / only closed ones"))
    var standing: Standing?

    @Flag(help: .words("仅超时的", "only late ones"))
    var late = false

    @Flag(help: .words("仅到期未办的:时限或提醒已过", "only those whose limit or reminder has passed"))
    var overdue = false

    @Flag(help: .words("仅曾超时或有违规的,并列出时间和责任人", "only those that had a breach, with when and whose"))
    var breached = false

    @Option(help: .words("每页条数,1–200", "how many, 1–200", value: "N"))
    var limit: Int?

    @Option(help: .words("上一页给出的游标", "the cursor that the page before gave", value: "CURSOR"))
    var cursor: String?

    @OptionGroup var connection: ConnectionOptions

    enum Standing: String, EnumerableFlag { case open, closed }

    func run() async throws {
        let parent = try parent.map { text throws(Trouble) in try TicketName(text) }
        let page = try await connection.client().get(
            ["v1", "tickets"],
            query: [
                ("kind", kind), ("state", state), ("department", department), ("branch", branch),
                ("parent", parent?.text), ("assignee", assignee),
                ("open", standing.map { "\($0 == .open)" }), ("late", late ? "true" : nil),
                ("overdue", overdue ? "true" : nil), ("breached", breached ? "true" : nil),
                ("limit", limit.map(String.init)),
                ("cursor", cursor),
            ])
        let output = connection.output
        guard !output.isJSON else { return Terminal.output.line("\(page)") }
        Terminal.output.line(Self.table(of: page, output.language).text(on: .output))
        if let damaged = Self.damaged(of: page) { Terminal.errors.line(damaged.text(in: output.language)) }
        if let next = page["next"]?.string {
            Terminal.errors.line(output.say("还有更多:--cursor \(next)", "more: --cursor \(next)"))
        }
    }

    /// The tickets that the table cannot show; nil where there are none.
    static func damaged(of page: JSON) -> Label? {
        let names = (page["damaged"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        guard !names.isEmpty else { return nil }
        return Label("无法读取(数据损坏,请联系管理员):\(names)", "cannot be read (damaged; tell the administrator): \(names)")
    }

    static func table(of page: JSON, _ language: Language) -> TextTable {
        let tickets = page["tickets"]?.array ?? []
        // Only whoever has to tell branches apart is given their names.
        let hasBranches = tickets.contains { $0["branchLabel"] != nil }
        var heads = [
            Label("单号", "number"), Label("种类", "kind"), Label("状态", "state"), Label("部门", "department"),
            Label("责任方", "held by"), Label("到期", "due"), Label("登记", "opened"),
        ]
        let hasSubjects = tickets.contains { !$0.subject.isEmpty }
        if hasSubjects { heads.insert(Label("事项", "about"), at: 2) }
        if hasBranches { heads.insert(Label("分公司", "branch"), at: 1) }
        let hasAssignees = tickets.contains { $0["assigneeLabel"] != nil }
        if hasAssignees { heads.insert(Label("经办人", "seen through by"), at: heads.count - 2) }
        let hasBreaches = tickets.contains { $0["breaches"] != nil }
        if hasBreaches { heads.append(Label("超时与违规", "breaches")) }
        var table = TextTable(heads.map { $0.text(in: language) })
        for ticket in tickets {
            let late = ticket.lateness(in: language)
            var cells: [TextTable.Cell] = [
                .init(ticket["number"]?.string ?? ""), .init(ticket.words("kind")),
                .init(ticket.standing), .init(ticket.words("department")),
                .init(ticket.words("custodian")), .init(due(ticket, late, language), late == nil ? .plain : .red),
                .init(ticket["openedAt"]?.shortTime ?? "", .dim),
            ]
            if hasSubjects { cells.insert(.init(ticket.subject), at: 2) }
            if hasBranches { cells.insert(.init(ticket.words("branch")), at: 1) }
            if hasAssignees { cells.insert(.init(ticket.words("assignee")), at: cells.count - 2) }
            if hasBreaches { cells.append(.init(ticket.breaches(in: language))) }
            table.add(cells)
        }
        return table
    }

    /// Where there are no colours the word tells.
    private static func due(_ ticket: JSON, _ late: String?, _ language: Language) -> String {
        let words = [
            ticket["due"]?.shortEnd, late,
            ticket["isReminder"]?.bool == true ? Label("提醒", "reminder").text(in: language) : nil,
            ticket["dueLabel"]?.string,
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }
}

extension JSON {
    /// `跟单回访间隔(T-14) 设计师 chen 2026-03-05 24:00;挑单 chen 2026-03-06 10:00`
    fileprivate func breaches(in language: Language) -> String {
        let lines = (self["breaches"]?.array ?? []).map { breach in
            [breach["label"]?.string, breach["who"]?.string, breach["at"]?.shortEnd].compactMap(\.self)
                .joined(separator: " ")
        }
        return lines.joined(separator: Label(";", "; ").text(in: language))
    }

    /// `验收中 [工程暂停]`
    fileprivate var standing: String {
        [self["state"]?["label"]?.string, self["heldBecause"]?.string.map { "[\($0)]" }].compactMap(\.self).joined(
            separator: " ")
    }

    /// `隐蔽工程验收 03-20 09:00 P-1 王** 138****8000`: what a row is about, when it is planned for, what it is part of, where, and for
    /// whom.
    fileprivate var subject: String {
        [
            self["subjectLabel"]?.string, self["plannedFor"]?.shortTime, self["parentNumber"]?.string,
            self["siteAddress"]?.string, self["customerLabel"]?.string,
        ].compactMap(\.self).joined(separator: " ")
    }
}
