internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan notices list --all`
struct NoticeList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: spoken("列出未看的通知,新的在前", "list the notices that you have not seen, newest first"))

    @Flag(help: .words("也列出已看的", "also those that you have seen"))
    var all = false

    @Option(help: .words("最多几条,1–200", "how many, 1–200", value: "N"))
    var limit: Int?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let list = try await connection.client().get(
            ["v1", "notices"], query: [("unseen", all ? nil : "true"), ("limit", limit.map(String.init))])
        let output = connection.output
        guard !output.isJSON else { return Terminal.output.line("\(list)") }
        Terminal.output.line(Self.table(of: list, output.language).text(on: .output))
        let unseen = list["unseen"]?.integer ?? 0
        Terminal.errors.line(output.say("未看的通知:\(unseen)", "not seen yet: \(unseen)"))
    }

    static func table(of list: JSON, _ language: Language) -> TextTable {
        let heads = [
            Label("序号", "no"), Label("时间", "at"), Label("通知", "notice"), Label("时限", "limit"),
            Label("单号", "number"), Label("状态", "state"), Label("超时", "late"), Label("已看", "seen"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) }, [0: .right])
        for notice in list["notices"]?.array ?? [] {
            let isSeen = notice["isSeen"]?.bool == true
            table.add([
                .init(notice["no"]?.short ?? ""), .init(notice["at"]?.shortTime ?? "", .dim),
                .init(notice["notice"]?["label"]?.string ?? "", isSeen ? .plain : .bold),
                .init(notice["clockLabel"]?.string ?? ""),
                .init(
                    [notice["number"]?.string, notice["subjectLabel"]?.string].compactMap(\.self).joined(separator: " ")
                ),
                .init(notice["state"]?["label"]?.string ?? ""), .init(notice["overLabel"]?.string ?? "", .red),
                .init(isSeen ? Label("是", "yes").text(in: language) : ""),
            ])
        }
        return table
    }
}
