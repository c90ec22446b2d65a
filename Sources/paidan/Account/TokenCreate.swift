internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan token create clerk-2 --role specialist --branch south`
struct TokenCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: spoken("为账号发放令牌,只显示这一次", "make a token for an account; it is shown this once"),
        discussion: spoken(
            "新账号需要角色;已有的账号不写角色,权限照旧。部门人员和部门负责人还需要部门。角色:",
            "A new account needs roles; one that exists keeps its own and needs none. A department's worker or head needs a department. Roles: "
        ) + RoleArgument.all)

    @Argument(
        help: .words(
            "账号:1–32 个小写字母、数字或 -;会留在历史中,不要用人名",
            "the account: 1–32 of a–z, 0–9 and -; it stands in histories, so no person's name",
            value: "ACCOUNT"))
    var account: String

    @Option(
        name: .customLong("role"), help: .words("角色,可重复", "a role; may be repeated", value: "ROLE"),
        completion: .list(RoleArgument.names))
    var roles: [RoleArgument] = []

    @Option(help: .words("只限此分公司", "for this branch only", value: "CODE"))
    var branch: String?

    @Option(help: .words("所属部门", "the department that it works for", value: "CODE"))
    var department: String?

    @Option(help: .words("用途,一行", "what it is for, one line", value: "TEXT"))
    var label = ""

    @Option(help: .words("到期时间;不写则不过期", "when it ends; never when left out", value: "RFC3339"))
    var expires: String?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let output = connection.output
        let json = try await make()
        guard !output.isJSON else { return Terminal.output.line("\(json)") }
        Terminal.errors.line(
            output.say(
                "账号 \(account) 的令牌(只显示这一次,编号 \(json.words("id"))):",
                "token of \(account) (shown this once; its id is \(json.words("id"))):"))
        Terminal.output.line(json.words("token"))
    }

    private func make() async throws -> JSON {
        let end = try expires.map { text throws(Trouble) in
            guard let moment = Instant(rfc3339: text) else {
                throw Trouble(
                    .usage, "“\(text)”不是带时区的时间,如 2027-01-01T00:00:00+08:00",
                    "\"\(text)\" is no time with offset, such as 2027-01-01T00:00:00+08:00")
            }
            return moment
        }
        guard label.isLine(0...TokenOrder.labelMax) else {
            throw Trouble(
                .usage, "--label 最多 \(TokenOrder.labelMax) 个字,一行",
                "--label is one line of at most \(TokenOrder.labelMax) characters")
        }
        let scope = try branch.map(ScopeOptions.branch)
        let unit = try department.map { text throws(Trouble) in
            guard let department = Department(text) else {
                throw Trouble(.usage, "“\(text)”不是部门代码", "\"\(text)\" is no code of a department")
            }
            return department
        }
        if let local = try LocalEngine(connection) {
            let order = TokenOrder(
                account: account, roles: roles.map(\.role), branch: scope, department: unit, label: label,
                expiresAt: end, by: LocalEngine.administrator)
            return try local.run(.issueToken(order)) { outcome, office in
                guard case .issued(let token) = outcome else { preconditionFailure("an order answers with a token") }
                return office.accounts(in: connection.output.language).issued(token)
            }
        }
        var body: JSONObject = ["account": .string(account), "label": .string(label)]
        body["roles"] = roles.isEmpty ? nil : .array(roles.map { .string($0.role.rawValue) })
        body["branch"] = branch.map(JSON.string)
        body["department"] = department.map(JSON.string)
        body["expiresAt"] = expires.map(JSON.string)
        return try await connection.client().post(["v1", "tokens"], .object(body))
    }
}

/// A role of a person.
struct RoleArgument: ExpressibleByArgument {
    let role: Role

    init?(argument: String) {
        guard let role = Role(rawValue: argument), role.isPerson else { return nil }
        self.role = role
    }

    static let names = Role.allCases.filter(\.isPerson).map(\.rawValue)
    static var allValueStrings: [String] { names }

    /// `specialist(客服专员)、…`
    static var all: String {
        Role.allCases.filter(\.isPerson).map { role in
            Label("\(role.rawValue)(\(role.label.zh))", "\(role.rawValue) (\(role.label.en))").spoken
        }.joined(separator: spoken("、", ", "))
    }
}
