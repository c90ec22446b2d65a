internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan token revoke 3f9a02c41b7e`, or all of an account: `paidan token revoke --account clerk-2`
struct TokenRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: spoken("吊销一个令牌,或一个账号的全部令牌", "end a token, or every one of an account"),
        discussion: spoken("运行中的服务最多再认 5 秒。", "A running server may still know it for 5 s."))

    @Argument(help: .words("令牌编号,见 token list", "the token's id, see token list", value: "ID"))
    var id: String?

    @Option(help: .words("账号:其全部令牌", "an account: every token of it", value: "ACCOUNT"))
    var account: String?

    @Option(help: .words("原因,一行", "why, one line", value: "TEXT"))
    var reason: String

    @OptionGroup var key: KeyOption
    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard (id == nil) != (account == nil) else {
            throw ValidationError(spoken("请写令牌编号或 --account 之一", "name a token's id or --account, one of them"))
        }
    }

    func run() async throws {
        let output = connection.output
        let tokens = try await revoke(try ReasonArgument.line(reason))
        guard !output.isJSON else { return Terminal.output.line("\(JSON.array(tokens))") }
        Terminal.output.line(TokenList.table(of: tokens, output.language).text(on: .output))
    }

    private func revoke(_ reason: String) async throws -> [JSON] {
        let which = account.map { TokenRevocation.Which.account($0) } ?? .token(id ?? "")
        let path =
            switch which {
            case .token(let id): ["v1", "tokens", id, "revoke"]
            case .account(let name): ["v1", "accounts", name, "revoke"]
            }
        let body: JSON = ["reason": .string(reason)]
        guard let local = try LocalEngine(connection) else {
            return try await connection.deed(path, body, key)["tokens"]?.array ?? []
        }
        let revocation = TokenRevocation(which, reason: reason, by: LocalEngine.administrator)
        return try local.run(.revokeTokens(revocation), once: key.ofDeed(path, body)) { outcome, office in
            guard case .revoked(let rows) = outcome else { preconditionFailure("a revocation answers with tokens") }
            return rows.map(office.accounts(in: connection.output.language).json)
        }
    }
}

/// 原因: one line that says something.
enum ReasonArgument {
    static func line(_ text: String) throws(Trouble) -> String {
        guard let reason = Activation.reason(text) else {
            throw Trouble(
                .usage, "--reason 应为一行,1 至 \(Activation.reasonMax) 个字",
                "--reason is one line of 1 to \(Activation.reasonMax) characters")
        }
        return reason
    }
}
