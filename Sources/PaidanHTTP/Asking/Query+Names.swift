internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Names in a query that have to be those of something: a mistyped one would find nothing, as if there were nothing.
extension Call {
    /// - Throws: `Problem` with the branches within the caller's reach.
    func branch(in query: Query) async throws -> Branch? {
        guard let text = query["branch"] else { return nil }
        let actor = actor
        let known = try await read { try $0.branches().filter(actor.reaches) }
        guard let branch = known.first(where: { $0.code == text }) else {
            throw Problem.unknownName("branch", "没有这个分公司", "no such branch", known.map(\.code))
        }
        return branch
    }

    /// One of a policy that was ever in force: its tickets are still there.
    /// - Throws: `Problem` with the departments of the policies in force that the caller may see.
    func department(in query: Query) throws -> Department? {
        guard let text = query["department"] else { return nil }
        let known = desk.policies.departments(in: actor.branch).map(\.department).filter(sight.sees)
        guard let department = Department(text), known.contains(department) || desk.policies.everKnew(department) else {
            throw Problem.unknownName("department", "没有这个部门", "no such department", known.map(\.code))
        }
        return department
    }
}

extension Problem {
    fileprivate static func unknownName(_ name: String, _ zh: String, _ en: String, _ known: [String]) -> Problem {
        let all = known.joined(separator: ", ")
        return Problem(
            .invalidParameter, Label("\(name):\(zh);有 \(all)", "\(name): \(en); there are \(all)"),
            members: [("parameter", .string(name)), ("known", .array(known.map(JSON.string)))])
    }
}
