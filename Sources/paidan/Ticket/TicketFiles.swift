internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket files C-12`
struct TicketFiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files", abstract: spoken("列出工单的照片和文件", "list the photos and files of a ticket"))

    @Argument(help: .ticket)
    var ticket: String

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let json = try await connection.client().get(["v1", "tickets", TicketName(ticket).text, "files"])
        let output = connection.output
        Terminal.output.line(output.isJSON ? "\(json)" : Self.table(of: json, output.language).text(on: .output))
        let waiting = json["waiting"]?.array?.count ?? 0
        if waiting > 0, !output.isJSON {
            Terminal.errors.line(output.say("另有 \(waiting) 个已上传、未附上", "\(waiting) more were uploaded and not attached"))
        }
    }

    static func table(of answer: JSON, _ language: Language) -> TextTable {
        let heads = [
            Label("标识", "digest"), Label("种类", "kind"), Label("字节", "bytes"), Label("附上于", "attached"),
            Label("操作者", "by"), Label("随同的操作", "with the step"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) }, [2: .right])
        for file in answer["files"]?.array ?? [] {
            table.add([
                .init(file["digest"].flatMap { $0.string.flatMap(FileDigest.init(text:)) }?.short ?? ""),
                .init(file["kindLabel"]?.string ?? ""), .init(file["size"]?.integer.map(String.init) ?? ""),
                .init(file["at"]?.clockTime ?? "", .dim), .init(file.words("by")),
                .init(file["stepLabel"]?.string ?? ""),
            ])
        }
        return table
    }
}
