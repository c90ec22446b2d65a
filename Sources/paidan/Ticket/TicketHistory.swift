internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket history C-12`
struct TicketHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: spoken("列出工单的全部事件", "list everything that happened to a ticket"))

    @Argument(help: .ticket)
    var ticket: String

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let json = try await connection.client().get(["v1", "tickets", TicketName(ticket).text, "history"])
        let output = connection.output
        Terminal.output.line(output.isJSON ? "\(json)" : Self.table(of: json, output.language).text(on: .output))
    }

    static func table(of history: JSON, _ language: Language) -> TextTable {
        let heads = [
            Label("版本", "ver"), Label("记录于", "recorded"), Label("事件", "event"), Label("操作者", "by"),
            Label("状态", "state"), Label("内容", "content"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) }, [0: .right])
        for event in history["events"]?.array ?? [] {
            let data = event["data"]?.leaves.filter { !$0.value.isNull }.map { "\($0.path)=\($0.value.short)" } ?? []
            table.add([
                .init(event["version"]?.short ?? ""), .init(event["at"]?.clockTime ?? "", .dim),
                .init("\(event["label"]?.string ?? "") \(event["type"]?.string ?? "")"),
                .init(event["by"]?.string ?? ""),
                .init(event["state"]?["label"]?.string ?? ""), .init(data.joined(separator: " ")),
            ])
        }
        return table
    }
}
