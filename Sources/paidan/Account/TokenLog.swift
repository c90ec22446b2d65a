internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan token log`: who made or revoked which token, and added which branch.
struct TokenLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: spoken("列出令牌和分公司的管理记录,新的在前", "list what was done to tokens and branches, newest first"))

    /// As many as the server tells.
    private static let limit = 200

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let output = connection.output
        let deeds = try await deeds(output.language)
        guard !output.isJSON else { return Terminal.output.line("\(JSON.array(deeds))") }
        Terminal.output.line(Self.table(of: deeds, output.language).text(on: .output))
    }

    private func deeds(_ language: Language) async throws -> [JSON] {
        switch try DataAccess(connection) {
        case .folder(let folder):
            return try Office.read(in: folder) { office in
                try office.reading.accountLog(of: nil, limit: Self.limit).map(office.accounts(in: language).json)
            }
        case .server(let client): return try await client.get(["v1", "tokens", "log"])["log"]?.array ?? []
        }
    }

    static func table(of deeds: [JSON], _ language: Language) -> TextTable {
        let heads = [
            Label("时间", "at"), Label("操作者", "by"), Label("操作", "deed"), Label("对象", "account or branch"),
            Label("令牌", "token"), Label("原因", "reason"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) })
        for deed in deeds {
            table.add([
                .init(deed["at"]?.clockTime ?? "", .dim), .init(deed.words("by")), .init(deed.words("deed")),
                .init(deed.words("subject")), .init(deed.words("token")), .init(deed.words("reason")),
            ])
        }
        return table
    }
}
