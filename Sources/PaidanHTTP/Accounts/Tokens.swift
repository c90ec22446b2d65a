internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/tokens`: who may come in. For administrators; one of a branch sees and makes those of that branch.
enum Tokens {
    static let logLimit = 200

    @Sendable static func list(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let (actor, view) = (call.actor, call.accounts)
        let rows = try await call.read { reading in try reading.tokens().filter { actor.governs($0.actor.branch) } }
        return Answer.json(["tokens": .array(rows.map(view.json))])
    }

    /// What was done to tokens and branches, the newest first.
    @Sendable static func log(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let (actor, view) = (call.actor, call.accounts)
        let deeds = try await call.read { reading in
            try reading.accountLog(of: actor.branch, limit: logLimit)
        }
        return Answer.json(["log": .array(deeds.map(view.json))])
    }

    /// `{account, roles?, branch?, department?, label?, expiresAt?}`. The answer is the only one that holds the token.
    @Sendable static func issue(_ call: Call) async throws -> Response {
        let body = try await Body.read(
            call, known: ["account", "roles", "branch", "department", "label", "expiresAt"])
        let order = TokenOrder(
            account: try body.requiredText("account"), roles: try roles(in: body), branch: try body.code("branch"),
            department: try body.code("department"), label: try body.line("label", TokenOrder.labelMax) ?? "",
            expiresAt: try body.moment("expiresAt"), by: call.actor)
        let deed = try await call.once(.issueToken(order), body.bytes)
        guard case .issued(let token) = deed.outcome else {
            preconditionFailure("an order for a token answers with the token")
        }
        return deed.response(call.accounts.issued(token), first: .created)
    }

    private static func roles(in body: Body) throws -> [Role] {
        guard let value = body.object["roles"] else { return [] }
        guard let words = value.array else { throw Problem.invalid([Problem.Flaw("/roles", .wrongType)]) }
        let people = Role.allCases.filter(\.isPerson)
        var roles: [Role] = []
        for (index, word) in words.enumerated() {
            guard let role = word.string.flatMap(Role.init(rawValue:)), role.isPerson else {
                let detail = Label(oneOf: people.map { Choice($0.rawValue, $0.label) })
                throw Problem.invalid([
                    Problem.Flaw(
                        pointer: "/roles/\(index)", code: FieldError.Code.unknownChoice.rawValue, detail: detail)
                ])
            }
            roles.append(role)
        }
        return roles
    }

    /// `/v1/tokens/{id}/revoke`, `{reason?}`.
    @Sendable static func revoke(_ call: Call) async throws -> Response {
        try await revoke(.token(try call.parameter("id")), call)
    }

    /// `/v1/accounts/{account}/revoke`, `{reason?}`: every token of an account.
    @Sendable static func revokeAccount(_ call: Call) async throws -> Response {
        try await revoke(.account(try call.parameter("account")), call)
    }

    private static func revoke(_ which: TokenRevocation.Which, _ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["reason"])
        let reason = try body.line("reason", Activation.reasonMax) ?? ""
        let revocation = TokenRevocation(which, reason: reason, by: call.actor)
        let deed = try await call.once(.revokeTokens(revocation), body.bytes)
        guard case .revoked(let rows) = deed.outcome else {
            preconditionFailure("a revocation answers with the tokens")
        }
        let view = call.accounts
        return deed.response(["tokens": .array(rows.map(view.json))])
    }
}

extension Call {
    var accounts: AccountView { AccountView(zone: house.zone, language: language, now: desk.now) }
}
