internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan token list`: who may come in. Nobody can be told a token's text again.
struct TokenList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: spoken("列出令牌:账号、权限、是否有效", "list the tokens: account, rights, whether in force"))

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let output = connection.output
        let tokens = try await tokens(output.language)
        guard !output.isJSON else { return Terminal.output.line("\(JSON.array(tokens))") }
        Terminal.output.line(Self.table(of: tokens, output.language).text(on: .output))
    }

    private func tokens(_ language: Language) async throws -> [JSON] {
        switch try DataAccess(connection) {
        case .folder(let folder):
            return try Office.read(in: folder) { office in
                try office.reading.tokens().map(office.accounts(in: language).json)
            }
        case .server(let client): return try await client.get(["v1", "tokens"])["tokens"]?.array ?? []
        }
    }

    static func table(of tokens: [JSON], _ language: Language) -> TextTable {
        let heads = [
            Label("编号", "id"), Label("账号", "account"), Label("角色", "roles"), Label("分公司", "branch"),
            Label("部门", "department"), Label("用途", "for"), Label("发放", "made"), Label("状态", "standing"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) })
        for token in tokens {
            table.add([
                .init(token.words("id")), .init(token.words("account")), .init(token.words("roles")),
                .init(token.words("branch")), .init(token.words("department")), .init(token.words("label")),
                .init(token["createdAt"]?.clockTime ?? "", .dim), standing(of: token, language),
            ])
        }
        return table
    }

    private static func standing(of token: JSON, _ language: Language) -> TextTable.Cell {
        if let at = token["revokedAt"]?.clockTime {
            return .init(Label("已吊销 \(at)", "revoked \(at)").text(in: language), .dim)
        }
        let end = token["expiresAt"].map { " " + $0.clockTime } ?? ""
        guard token["isInForce"]?.bool == true else {
            return .init(Label("已过期\(end)", "expired\(end)").text(in: language), .dim)
        }
        return end.isEmpty
            ? .init(Label("有效", "in force").text(in: language), .green)
            : .init(Label("有效,至\(end)", "in force until\(end)").text(in: language), .green)
    }
}
