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
        let branch = try await call.branch(in: query)
        let kind = try query.value("kind", "没有这种工单", "no such kind", Kind.init(rawValue:))
        let number = call.desk.policies.number(branch: branch ?? call.actor.branch, kind: kind)
        return Answer.json(try await json(number, call))
    }

    @Sendable static func list(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let (rows, view) = try await rows(call)
        return Answer.json(["policies": .array(rows.reversed().map { .object(view.json($0)) })])
    }

    /// `/v1/policies/{number}`, with its text.
    @Sendable static func one(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        guard let number = Int(try call.parameter("number")) else { throw Problem(.notFound) }
        return Answer.json(try await json(number, call))
    }

    // MARK: Activating

    /// `{text, reason, branch?, kind?}`: the YAML of a policy, which may extend the shipped ones. Repeated word for word it
    /// changes nothing.
    @Sendable static func activate(_ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["text", "branch", "kind", "reason"])
        let scope = try scope(in: body, call.actor)
        let reason = try reason(in: body)
        let regulation = try regulation(parsing: try body.requiredText("text"))
        let activation = Activation(regulation, for: scope, by: call.actor, reason: reason)
        let deed = try await call.once(.activate(activation), body.bytes)
        guard case .activated(let number, let isNew) = deed.outcome else {
            preconditionFailure("an activation answers with its number")
        }
        return deed.response(try await json(number, call), first: isNew ? .created : .ok)
    }

    /// `{branch?, kind?, reason}`: these tickets have no policy of their own any more.
    @Sendable static func withdraw(_ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["branch", "kind", "reason"])
        let withdrawal = Withdrawal(
            for: try scope(in: body, call.actor), by: call.actor, reason: try reason(in: body))
        let deed = try await call.once(.withdraw(withdrawal), body.bytes)
        guard case .withdrawn(let number) = deed.outcome else {
            preconditionFailure("a withdrawal answers with the number of the activation")
        }
        return deed.response(try await json(number, call))
    }

    /// Whose right is bound to a branch decides for that branch only.
    private static func scope(in body: Body, _ actor: Actor) throws -> PolicyScope {
        let branch: Branch? = try body.code("branch")
        let kind = try word(in: body, "kind") { Kind(rawValue: $0) }
        guard actor.governs(branch) else { throw Problem(.wrongRole) }
        return PolicyScope(branch: branch, kind: kind)
    }

    private static func word<Word>(in body: Body, _ name: String, _ read: (String) -> Word?) throws -> Word? {
        guard let text = try body.text(name) else { return nil }
        guard let word = read(text) else { throw Problem.invalid([Problem.Flaw("/\(name)", .unknownChoice)]) }
        return word
    }

    private static func reason(in body: Body) throws -> String {
        guard let reason = Activation.reason(try body.requiredText("reason")) else {
            throw Problem.invalid([
                Problem.Flaw(
                    pointer: "/reason", code: FieldError.Code.outOfRange.rawValue,
                    detail: Label(
                        "一行,1 至 \(Activation.reasonMax) 个字", "one line of 1 to \(Activation.reasonMax) characters"))
            ])
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

    private static func json(_ number: Int, _ call: Call) async throws -> JSON {
        let (rows, view) = try await rows(call)
        guard let row = rows.first(where: { $0.number == number }) else { throw Problem(.notFound) }
        var object = view.json(row)
        object["text"] = .string(row.text)
        return .object(object)
    }

    /// What the caller may know of, in the order of activation.
    private static func rows(_ call: Call) async throws -> ([PolicyRow], ActivationView) {
        let actor = call.actor
        let (rows, branches) = try await call.read { reading in
            (
                try reading.activatedPolicies().filter { $0.scope.branch.map(actor.reaches) ?? true },
                try reading.branches().filter(actor.reaches)
            )
        }
        return (rows, ActivationView(call.desk.policies, branches: branches, language: call.language))
    }
}
