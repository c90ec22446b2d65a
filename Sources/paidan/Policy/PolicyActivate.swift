internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan policy activate our.yaml --branch south --reason "…"`: through the running server, or in its data folder when none
/// runs.
struct PolicyActivate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate",
        abstract: spoken("启用制度;正在计时的时限不变", "put a policy in force; running limits keep theirs"))

    @Argument(help: .policy, completion: .file(extensions: ["yaml", "yml"]))
    var policy: String

    @Option(help: .words("原因,一行", "why, one line", value: "TEXT"))
    var reason: String

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var key: KeyOption
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let reason = try ReasonArgument.line(reason)
        let scope = try scope.scope()
        let regulation = try await PolicyArgument.regulation(policy, scope, connection)
        let record = try await activate(regulation, scope, reason)
        let output = connection.output
        guard !output.isJSON else { return Terminal.output.line("\(record.json)") }
        let (name, number, whom) = (regulation.policy.name, record.number, record.concerned(in: output.language))
        Terminal.output.line(
            output.say(
                "\(name) 已启用(第 \(number) 号):\(whom);正在计时的时限不变",
                "\(name) is in force (number \(number)): \(whom); running limits keep theirs"))
        if let left = record.leftBehind(in: output.language) { Terminal.output.line(left) }
    }

    private func activate(_ regulation: Regulation, _ scope: PolicyScope, _ reason: String) async throws -> PolicyRecord
    {
        let path = ["v1", "policies", "activate"]
        let body = scope.body([("text", .string(regulation.text)), ("reason", .string(reason))])
        guard let local = try LocalEngine(connection) else {
            return PolicyRecord(try await connection.deed(path, body, key))
        }
        let activation = Activation(regulation, for: scope, by: LocalEngine.administrator, reason: reason)
        return try local.run(.activate(activation), once: key.ofDeed(path, body)) { outcome, office in
            guard case .activated(let number, _) = outcome else {
                preconditionFailure("an activation answers with its number")
            }
            return try PolicyRecord(number, in: office, connection.output.language)
        }
    }
}
