internal import ArgumentParser

struct PolicyVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: spoken("制度", "policies"),
        subcommands: [
            PolicyCheck.self, PolicyShow.self, PolicyDiff.self, PolicyList.self, PolicyActivate.self,
            PolicyWithdraw.self,
        ])
}
