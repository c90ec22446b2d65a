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
            table.add([
                .init(event["version"]?.short ?? ""), .init(event["at"]?.clockTime ?? "", .dim),
                .init(title(of: event, language)), .init(event.words("by")),
                .init(event["state"]?["label"]?.string ?? ""), .init(contents(of: event)),
            ])
        }
        return table
    }

    /// With the time at which it happened, where that is not when it was recorded.
    private static func title(of event: JSON, _ language: Language) -> String {
        let label = event["label"]?.string ?? ""
        guard let factAt = event["factAt"], factAt != event["at"] else { return label }
        return Label("\(label)(发生于 \(factAt.clockTime))", "\(label) (happened \(factAt.clockTime))").text(in: language)
    }

    private static func contents(of event: JSON) -> String {
        (event["contents"]?.array ?? []).map { "\($0["label"]?.string ?? ""): \($0["text"]?.string ?? "")" }
            .joined(separator: "; ")
    }
}
