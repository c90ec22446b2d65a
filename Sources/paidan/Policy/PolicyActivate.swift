internal import ArgumentParser
internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan policy activate our.yaml --branch south --reason "…"`: through the running server, or in its data folder when none
/// runs.
struct PolicyActivate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate",
        abstract: spoken("启用制度;正在计时的时限不变", "put a policy in force; running limits keep theirs"))

    @Argument(
        help: .words("自带制度的名称或文件", "a shipped policy or a file", value: "NAME|FILE"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String

    @Option(help: .words("原因,一行", "why, one line", value: "TEXT"))
    var reason: String

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let scope = try scope.scope()
        let regulation = try (PolicySource(policy) ?? .file(policy)).load()
        let record = try await activate(regulation, scope)
        let output = connection.output
        guard !output.isJSON else { return Terminal.output.line("\(record.json)") }
        let (name, number) = (regulation.policy.name, record.number)
        Terminal.output.line(
            output.say(
                "\(name) 已启用(第 \(number) 号,\(record.scope.label.zh))",
                "\(name) is in force (number \(number), \(record.scope.label.en))"))
    }

    private func activate(_ regulation: Regulation, _ scope: PolicyScope) async throws -> PolicyRecord {
        if case .folder(let path) = try PolicyAccess(connection), let folder = try DataDirectory.unused(path) {
            defer { folder.unlock() }
            let activation = Activation(
                regulation, for: scope, by: Actor("local-admin", [.admin]), reason: reason)
            return try LocalActivation(folder).activate(activation, connection.output.language)
        }
        var body: JSONObject = ["text": .string(regulation.text), "reason": .string(reason)]
        body["branch"] = scope.branch.map { .string($0.code) }
        body["kind"] = scope.kind.map { .string($0.rawValue) }
        let answer = try await connection.client().post(
            ["v1", "policies", "activate"], .object(body), key: UUID().uuidString.lowercased())
        return PolicyRecord(answer)
    }
}
