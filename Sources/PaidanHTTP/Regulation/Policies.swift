internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/policy`: the regulation in force. `/v1/policies`: every one that was ever activated. `/v1/policies/activate`:
/// another one, for clocks that begin from then on.
enum Policies {
    /// For the caller's branch, or for `?branch=` and `?kind=`.
    @Sendable static func show(_ call: Call) async throws -> Response {
        let query = try Query(call, known: ["branch", "kind"])
        let branch = try query.value("branch", "没有这个分公司", "no such branch") { text in
            Branch(text).flatMap { call.actor.reaches($0) ? $0 : nil }
        }
        let kind = try query.value("kind", "没有这种工单", "no such kind", Kind.init(rawValue:))
        let number = call.desk.policies.number(branch: branch ?? call.actor.branch, kind: kind)
        return try await answer(number, call)
    }

    @Sendable static func list(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let rows = try await rows(call)
        return Answer.json([
            "policies": .array(rows.reversed().map { .object(json($0, isInForce: isInForce($0, rows), call)) })
        ])
    }

    /// `/v1/policies/{number}`, with its text.
    @Sendable static func one(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        guard let number = Int(try call.parameter("number")) else { throw Problem(.notFound) }
        return try await answer(number, call)
    }

    // MARK: Activating

    /// `{text, branch?, kind?, reason?}`: the YAML of a policy, which may extend the shipped ones. The same policy again
    /// changes nothing.
    @Sendable static func activate(_ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["text", "branch", "kind", "reason"])
        let scope = try scope(in: body, call.actor)
        let reason = try reason(in: body)
        let regulation = try regulation(parsing: try body.requiredText("text"))
        let activation = Activation(regulation, for: scope, by: call.actor, reason: reason)
        guard case .activated(let number, let isNew) = try await outcome(of: .activate(activation), call) else {
            preconditionFailure("an activation answers with its number")
        }
        return try await answer(number, call, status: isNew ? .created : .ok, caching: "no-store")
    }

    /// Whose right is bound to a branch decides for that branch only.
    private static func scope(in body: Body, _ actor: Actor) throws -> PolicyScope {
        let branch = try word(in: body, "branch") { Branch($0) }
        let kind = try word(in: body, "kind") { Kind(rawValue: $0) }
        if let own = actor.branch, branch != own { throw Problem(.wrongRole) }
        return PolicyScope(branch: branch, kind: kind)
    }

    private static func word<Word>(in body: Body, _ name: String, _ read: (String) -> Word?) throws -> Word? {
        guard let text = try body.text(name) else { return nil }
        guard let word = read(text) else { throw Problem.invalid([Problem.Flaw("/\(name)", .unknownChoice)]) }
        return word
    }

    private static func reason(in body: Body) throws -> String {
        let reason = try body.text("reason") ?? ""
        guard reason.count <= Activation.reasonMax, !reason.contains(where: \.isNewline) else {
            throw Problem.invalid([Problem.Flaw("/reason", .outOfRange)])
        }
        return reason
    }

    private static func regulation(parsing text: String) throws -> Regulation {
        do {
            return try RegulationLoader(read: { path in throw FileTrouble(.read, path, noFiles) })
                .load(text: text, file: "policy.yaml")
        } catch {
            throw Problem(.invalidPolicy, error, at: "/text")
        }
    }

    private static let noFiles = Label("发送给服务的制度只能引用自带制度", "a policy sent to the server extends shipped ones only")

    // MARK: Answers

    private static func answer(
        _ number: Int, _ call: Call, status: HTTPResponse.Status = .ok, caching: String = "private, no-cache"
    ) async throws -> Response {
        let rows = try await rows(call)
        guard let row = rows.first(where: { $0.number == number }) else { throw Problem(.notFound) }
        var object = json(row, isInForce: isInForce(row, rows), call)
        object["text"] = .string(row.text)
        return Answer.json(.object(object), status: status, caching: caching)
    }

    /// What the caller may know of, in the order of activation.
    private static func rows(_ call: Call) async throws -> [PolicyRow] {
        let actor = call.actor
        return try await call.read { reading in
            try reading.activatedPolicies().filter { $0.scope.branch.map(actor.reaches) ?? true }
        }
    }

    private static func isInForce(_ row: PolicyRow, _ rows: [PolicyRow]) -> Bool {
        rows.last { $0.scope == row.scope }?.number == row.number
    }

    private static func json(_ row: PolicyRow, isInForce: Bool, _ call: Call) -> JSONObject {
        let (policy, viewer) = (call.desk.policies.find(row.number), call.viewer)
        var object: JSONObject = [
            "number": .count(row.number), "name": .string(row.name), "hash": .string(row.hash),
            "isInForce": .bool(isInForce), "activatedAt": viewer.time(row.activatedAt),
            "activatedBy": .string(row.principal), "reason": .string(row.reason),
        ]
        object["title"] = policy.map { viewer.word($0.title) }
        object["tzdata"] = policy.map { .string($0.calendar.zone.version) }
        object["branch"] = row.scope.branch.map { .string($0.code) }
        object["kind"] = row.scope.kind.map { .string($0.rawValue) }
        return object
    }

    static func run(_ job: Job, _ call: Call) async throws { _ = try await outcome(of: job, call) }

    private static func outcome(of job: Job, _ call: Call) async throws -> Outcome {
        let outcome: Outcome
        do {
            outcome = try await call.desk.run(job)
        } catch {
            throw Problem(of: error)
        }
        if case .failed(let failure) = outcome { throw Problem(of: failure) }
        return outcome
    }
}
