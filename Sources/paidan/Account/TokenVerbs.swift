internal import ArgumentParser

struct TokenVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: spoken("账号的令牌", "tokens of accounts"),
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self, TokenLog.self])
}
