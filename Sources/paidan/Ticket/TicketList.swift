internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket list --open --department engineering`
struct TicketList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: spoken("列出工单,新的在前", "list tickets, newest first"))

    @Option(help: .words("种类", "kind", value: "KIND"), completion: .list(Kind.allCases.map(\.rawValue)))
    var kind: String?

    @Option(help: .words("状态", "state", value: "STATE"))
    var state: String?

    @Option(help: .words("部门", "department", value: "CODE"))
    var department: String?

    @Option(help: .words("所属工单的单号或标识", "number or id of the ticket that they are parts of", value: "ID|NUMBER"))
    var parent: String?

    @Flag(exclusivity: .exclusive, help: .words("仅未结 / 仅已结", "only open ones / only closed ones"))
    var standing: Standing?

    @Flag(help: .words("仅超时的", "only late ones"))
    var late = false

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
                ("kind", kind), ("state", state), ("department", department), ("parent", parent?.text),
                ("open", standing.map { "\($0 == .open)" }), ("late", late ? "true" : nil),
                ("limit", limit.map(String.init)),
                ("cursor", cursor),
            ])
        let output = connection.output
        guard !output.isJSON else { return Terminal.output.line("\(page)") }
        Terminal.output.line(Self.table(of: page, output.language).text(on: .output))
        if let next = page["next"]?.string {
            Terminal.errors.line(output.say("还有更多:--cursor \(next)", "more: --cursor \(next)"))
        }
    }

    static func table(of page: JSON, _ language: Language) -> TextTable {
        let heads = [
            Label("单号", "number"), Label("种类", "kind"), Label("状态", "state"), Label("部门", "department"),
            Label("责任方", "held by"), Label("到期", "due"), Label("登记", "opened"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) })
        for ticket in page["tickets"]?.array ?? [] {
            let isLate = ticket["isLate"]?.bool == true
            table.add([
                .init(ticket["number"]?.string ?? ""), .init(ticket.words("kind")),
                .init(ticket["state"]?["label"]?.string ?? ""), .init(ticket.words("department")),
                .init(ticket.words("custodian")), .init(due(ticket, isLate, language), isLate ? .red : .plain),
                .init(ticket["openedAt"]?.shortTime ?? "", .dim),
            ])
        }
        return table
    }

    /// Where there are no colours the word tells.
    private static func due(_ ticket: JSON, _ isLate: Bool, _ language: Language) -> String {
        let words = [
            ticket["due"]?.shortEnd, isLate ? Label("超时", "late").text(in: language) : nil,
            ticket["isReminder"]?.bool == true ? Label("提醒", "reminder").text(in: language) : nil,
            ticket["dueLabel"]?.string,
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }
}
