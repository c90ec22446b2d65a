internal import ArgumentParser

struct PolicyVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: spoken("制度文件", "policy files"), subcommands: [PolicyCheck.self])
}
