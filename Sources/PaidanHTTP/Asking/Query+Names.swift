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
            let codes = known.map(\.code)
            let all = Label(codes.joined(separator: "、"), codes.joined(separator: ", "))
            throw Problem.unknownName("branch", "没有这个分公司", "no such branch", codes, all)
        }
        return branch
    }

    /// One of a policy that was ever in force: its tickets are still there.
    /// - Throws: `Problem` with the departments of the policies in force that the caller may see.
    func department(in query: Query) throws -> Department? {
        if let text = query["department"], let department = Department(text), desk.policies.everKnew(department) {
            return department
        }
        let known = desk.policies.departments(in: actor.branch).filter { sight.sees($0.department) }
        let choices = known.map { Choice($0.department.code, $0.label) }
        return try query.choice("department", among: choices, "没有这个部门", "no such department").flatMap { Department($0) }
    }
}

extension Query {
    func kind() throws -> Kind? {
        try choice("kind", among: Kind.choices, "没有这种工单", "no such kind").flatMap(Kind.init(rawValue:))
    }

    /// One of several things, by its code or by its word where that means one only: 工程部 for `engineering`.
    /// - Throws: `Problem` with all that there are, or with those that the word may mean.
    func choice(_ name: String, among choices: [Choice], _ zh: String, _ en: String) throws -> String? {
        guard let text = self[name] else { return nil }
        let codes = choices.codes(meantBy: text)
        if codes.count == 1 { return codes[0] }
        guard codes.isEmpty else {
            let meant = choices.filter { codes.contains($0.code) }
            throw Problem.unknownName(name, "有多种含义,请写代码", "means several, write the code", meant)
        }
        throw Problem.unknownName(name, zh, en, choices)
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
