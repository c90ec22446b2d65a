internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket actions C-12`: what may be done now, with which fields, and why not.
struct TicketActions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions", abstract: spoken("列出现在可以执行的操作及其字段", "list what may be done now, with the fields"))

    @Argument(help: .ticket)
    var ticket: String

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let json = try await connection.client().get(["v1", "tickets", TicketName(ticket).text, "actions"])
        let output = connection.output
        Terminal.output.line(output.isJSON ? "\(json)" : Self.table(of: json, output.language).text(on: .output))
    }

    static func table(of answer: JSON, _ language: Language) -> TextTable {
        let heads = [
            Label("操作", "verb"), Label("名称", "name"), Label("字段(* 必填)", "fields (* required)"),
            Label("为何不可", "why not"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) })
        for action in answer["actions"]?.array ?? [] {
            let isOffered = action["isOffered"]?.bool == true
            table.add([
                .init(action["verb"]?.string ?? "", isOffered ? .green : .dim), .init(action["label"]?.string ?? ""),
                .init((action["fields"]?.array ?? []).map(word).joined(separator: ", ")),
                .init(action["refusal"]?["detail"]?.string ?? "", .dim),
            ])
        }
        return table
    }

    /// `categories*:list(construction|furnishing)`
    private static func word(_ field: JSON) -> String {
        "\(field["name"]?.string ?? "")\(field["isRequired"]?.bool == true ? "*" : ""):\(type(of: field))"
    }

    private static func type(of field: JSON) -> String {
        let name = field["type"]?.string ?? "?"
        if let element = field["element"] { return "\(name)(\(type(of: element)))" }
        if let choices = field["choices"]?.array {
            return choices.compactMap { $0["code"]?.string }.joined(separator: "|")
        }
        if let fields = field["fields"]?.array { return "{\(fields.map(word).joined(separator: ", "))}" }
        return name
    }
}
