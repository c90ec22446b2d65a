internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan policy diff active our.yaml`: what would change, key by key.
struct PolicyDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: spoken("逐项比较两份制度", "compare two policies key by key"))

    @Argument(help: .policy, completion: .file(extensions: ["yaml", "yml"]))
    var old: String

    @Argument(help: .policy, completion: .file(extensions: ["yaml", "yml"]))
    var new: String

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let scope = try scope.scope()
        let former = try await PolicyArgument.regulation(old, scope, connection)
        let latter = try await PolicyArgument.regulation(new, scope, connection)
        let differences = RegulationDifference.between(former, latter)
        if connection.output.isJSON {
            let json: JSON = [
                "old": .string(former.policy.name), "new": .string(latter.policy.name),
                "differences": .array(differences.map(\.json)),
            ]
            Terminal.output.line("\(json)")
        } else {
            for difference in differences { Terminal.output.line(difference.text) }
            if differences.isEmpty { Terminal.errors.line(connection.output.say("两份制度相同", "they say the same")) }
        }
    }
}
