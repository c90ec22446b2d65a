internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan policy withdraw --branch south --reason "…"`: what is wider holds there again.
struct PolicyWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: spoken(
            "停用分公司或工单种类自己的制度;正在计时的时限不变", "take back the policy of a branch or a kind; running limits keep theirs"))

    @Option(help: .words("原因,一行", "why, one line", value: "TEXT"))
    var reason: String

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var key: KeyOption
    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard scope.branch != nil || scope.kind != nil else {
            throw ValidationError(
                spoken(
                    "请写 --branch、--kind 或两者;全公司的制度不能停用,只能启用另一份",
                    "name --branch, --kind or both; the company's policy cannot be withdrawn, activate another one"))
        }
    }

    func run() async throws {
        let record = try await withdraw(try scope.scope(), try ReasonArgument.line(reason))
        let output = connection.output
        guard !output.isJSON else { return Terminal.output.line("\(record.json)") }
        let (number, whom) = (record.number, record.scope.words)
        Terminal.output.line(
            output.say(
                "第 \(number) 号已停用:\(whom.zh)从现在起按更宽范围的制度;正在计时的时限不变",
                "number \(number) is withdrawn: for \(whom.en) what is wider holds from now on; running limits keep theirs"
            ))
    }

    private func withdraw(_ scope: PolicyScope, _ reason: String) async throws -> PolicyRecord {
        let path = ["v1", "policies", "withdraw"]
        let body = scope.body([("reason", .string(reason))])
        guard let local = try LocalEngine(connection) else {
            return PolicyRecord(try await connection.deed(path, body, key))
        }
        let withdrawal = Withdrawal(for: scope, by: LocalEngine.administrator, reason: reason)
        return try local.run(.withdraw(withdrawal), once: key.ofDeed(path, body)) { outcome, office in
            guard case .withdrawn(let number) = outcome else {
                preconditionFailure("a withdrawal answers with the number of the activation")
            }
            return try PolicyRecord(number, in: office, connection.output.language)
        }
    }
}
