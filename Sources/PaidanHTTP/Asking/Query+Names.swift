internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Names in a query that have to be those of something: a mistyped one would find nothing, as if there were nothing.
extension Call {
    /// - Throws: `Problem` with the branches within the caller's reach.
    func branch(in query: Query) async throws -> Branch? {
        guard let text = query["branch"] else { return nil }
        return try await branch(named: text, in: "branch")
    }

    private func branch(named text: String, in parameter: String) async throws -> Branch {
        let actor = actor
        let known = try await read { try $0.branches().filter(actor.reaches) }
        guard let branch = known.first(where: { $0.code == text }) else {
            throw Problem.unknownName(parameter, "没有这个分公司", "no such branch", known.map(\.code))
        }
        return branch
    }

    /// `engineering`, in every branch that the caller sees, or `south/engineering`, in one.
    /// - Throws: `Problem` for names that are none, and for two branches that are not the same.
    func place(in query: Query) async throws -> (branch: Branch?, department: Department?) {
        let branch = try await branch(in: query)
        guard let text = query["department"] else { return (branch, nil) }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return (branch, try department(text)) }
        let own = try await self.branch(named: parts[0], in: "department")
        guard branch == nil || branch == own else {
            throw Problem.invalidParameter("branch", "与 department 中的分公司不同", "not the branch that department names")
        }
        return (own, try department(parts[1]))
    }

    /// One of a policy that was ever in force: its tickets are still there.
    /// - Throws: `Problem` with the departments of the policies in force that the caller may see.
    private func department(_ text: String) throws -> Department {
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
