internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/branches`: 分公司, within the caller's reach; and the way to add one.
enum Branches {
    @Sendable static func list(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let (actor, view) = (call.actor, call.accounts)
        let rows = try await call.read { reading in try reading.branchRows().filter { actor.reaches($0.branch) } }
        return Answer.json(["branches": .array(rows.map(view.json))])
    }

    /// `{code, zh?, en?}`. The same again changes nothing.
    @Sendable static func add(_ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["code", "zh", "en"])
        guard let branch: Branch = try body.code("code") else {
            throw Problem.invalid([Problem.Flaw("/code", .missing)])
        }
        let (zh, en) = (try name("zh", in: body), try name("en", in: body))
        let row = BranchRow(branch: branch, label: Label(zh ?? en ?? branch.code, en ?? zh ?? branch.code))
        let deed = try await call.once(.addBranch(row, by: call.actor), body.bytes)
        return deed.response(call.accounts.json(row), first: .created)
    }

    private static func name(_ member: String, in body: Body) throws -> String? {
        guard let name = try body.line(member, BranchRow.nameMax) else { return nil }
        guard !name.isEmpty else { throw Problem.invalid([Problem.Flaw("/\(member)", .missing)]) }
        return name
    }
}
