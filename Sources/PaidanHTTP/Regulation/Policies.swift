internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/policy`: the regulation in force. `/v1/policies/activate`: another one, for clocks that begin from then on.
enum Policies {
    @Sendable static func show(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let viewer = call.viewer
        guard let row = try await call.read({ try $0.activatedPolicies().last }) else { throw Problem(.notReady) }
        return Answer.json(json(call.desk.regulation, row, viewer))
    }

    /// `{text}`: the YAML of a policy; it may extend the shipped ones. The same policy again changes nothing.
    @Sendable static func activate(_ call: Call) async throws -> Response {
        // The regulation is the whole company's.
        guard call.actor.branch == nil else { throw Problem(.wrongRole) }
        let body = try await Body.read(call, known: ["text"])
        let regulation = try regulation(parsing: try body.requiredText("text"))
        let isNew = regulation.hash != call.desk.regulation.hash
        if isNew { try await run(.activate(regulation, by: call.actor), call) }
        guard let row = try await call.read({ try $0.activatedPolicies().last }) else { throw Problem(.notReady) }
        return Answer.json(json(regulation, row, call.viewer), status: isNew ? .created : .ok, caching: "no-store")
    }

    private static func regulation(parsing text: String) throws -> Regulation {
        do {
            return try RegulationLoader(read: { path in throw FileTrouble(.read, path, noFiles) })
                .load(text: text, file: "policy.yaml")
        } catch {
            throw Problem(
                .invalidPolicy, Label(error.text(in: .zh), error.text(in: .en)),
                errors: error.errors.map { found in
                    Problem.Flaw(
                        pointer: "/text", code: found.code.rawValue,
                        detail: Label(found.text(in: .zh), found.text(in: .en)))
                })
        }
    }

    private static let noFiles = Label("发送给服务的制度只能引用自带制度", "a policy sent to the server extends shipped ones only")

    private static func json(_ regulation: Regulation, _ row: PolicyRow, _ viewer: Viewer) -> JSON {
        [
            "number": .count(row.number), "name": .string(regulation.policy.name),
            "title": viewer.word(regulation.policy.title), "hash": .string(regulation.hash),
            "activatedAt": viewer.time(row.activatedAt), "activatedBy": .string(row.principal),
            "text": .string(regulation.text),
        ]
    }

    static func run(_ job: Job, _ call: Call) async throws {
        let outcome: Outcome
        do {
            outcome = try await call.desk.run(job)
        } catch {
            throw Problem(of: error)
        }
        if case .failed(let failure) = outcome { throw Problem(of: failure) }
    }
}
