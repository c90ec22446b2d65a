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
            let codes = known.map(\.code)
            let all = Label(codes.joined(separator: "、"), codes.joined(separator: ", "))
            throw Problem.unknownName(parameter, "没有这个分公司", "no such branch", codes, all)
        }
        return branch
    }

    /// `engineering`, in every branch that the caller sees, or `south/engineering`, in one.
    /// - Throws: `Problem` for names that are none, and for two branches that are not the same.
    func place(in query: Query) async throws -> (branch: Branch?, department: Department?) {
        let branch = try await branch(in: query)
        guard let text = query["department"] else { return (branch, nil) }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return (branch, try department(text, in: branch)) }
        let own = try await self.branch(named: parts[0], in: "department")
        guard branch == nil || branch == own else {
            throw Problem.invalidParameter("branch", "与 department 中的分公司不同", "not the branch that department names")
        }
        return (own, try department(parts[1], in: own))
    }

    /// - Throws: `Problem` with the departments that the caller may see.
    private func department(_ text: String, in branch: Branch?) throws -> Department {
        let branch = branch ?? actor.branch
        if let department = Department(text), desk.policies.knows(department, in: branch) { return department }
        let known = desk.policies.departments(in: branch).filter { sight.sees($0.department) }
        let choices = known.map { Choice($0.department.code, $0.label) }
        let code = try choices.code(meantBy: text, in: "department", "没有这个部门", "no such department")
        return Department(unchecked: code)
    }
}

extension Query {
    func kind() throws -> Kind? {
        try choice("kind", among: Kind.choices, "没有这种工单", "no such kind").flatMap(Kind.init(rawValue:))
    }

    /// One of several things; nil where nothing is said.
    func choice(_ name: String, among choices: [Choice], _ zh: String, _ en: String) throws -> String? {
        try self[name].map { try choices.code(meantBy: $0, in: name, zh, en) }
    }
}

extension [Choice] {
    /// By its code or by its word where that means one only: 工程部 for `engineering`.
    /// - Throws: `Problem` with all that there are, or with those that the word may mean.
    fileprivate func code(meantBy text: String, in name: String, _ zh: String, _ en: String) throws -> String {
        let codes = codes(meantBy: text)
        if codes.count == 1 { return codes[0] }
        guard codes.isEmpty else {
            let meant = filter { codes.contains($0.code) }
            throw Problem.unknownName(name, "有多种含义,请写代码", "means several, write the code", meant)
        }
        throw Problem.unknownName(name, zh, en, self)
    }
}

extension Problem {
    fileprivate static func unknownName(_ name: String, _ zh: String, _ en: String, _ known: [Choice]) -> Problem {
        let all = Label(listing: known)
        return unknownName(name, zh, en, known.map(\.code), all)
    }

    fileprivate static func unknownName(
        _ name: String, _ zh: String, _ en: String, _ codes: [String], _ all: Label
    ) -> Problem {
        var known: [String] = []
        for code in codes where !known.contains(code) { known.append(code) }
        return Problem(
            .invalidParameter, Label("\(name):\(zh);有 \(all.zh)", "\(name): \(en); there are \(all.en)"),
            members: [("parameter", .string(name)), ("known", .array(known.map(JSON.string)))])
    }
}
