package import PaidanCore

extension Refusal {
    /// For programs.
    package var code: String {
        switch self {
        case .notPossible: "not-possible"
        case .notYours: "wrong-role"
        case .because(let reason): reason.code
        }
    }

    /// The roles one of which is missing.
    package var needs: [Role]? {
        switch self {
        case .notYours(_, let needs): needs.filter(\.isPerson)
        case .notPossible, .because: nil
        }
    }

    package func text(in language: Language) -> String {
        switch self {
        case .notPossible(let verb, _, let label, let possible):
            switch language {
            case .zh:
                "工单状态为“\(label.zh)”,不能执行 \(verb)"
                    + (possible.isEmpty ? "" : ";可以执行:\(possible.joined(separator: "、"))")
            case .en:
                "\(verb) is not possible while the ticket is \(label.en)"
                    + (possible.isEmpty ? "" : "; possible are \(possible.joined(separator: ", "))")
            }
        case .notYours(let verb, let needs): Role.missing(needs, to: verb).text(in: language)
        case .because(let reason): reason.label.text(in: language)
        }
    }
}

extension Refusal {
    /// The same for people, where the action's label stands beside it.
    package func reason(in language: Language) -> String {
        switch self {
        case .notYours(_, let needs): Role.missing(needs).text(in: language)
        case .notPossible, .because: text(in: language)
        }
    }
}

extension Role {
    /// `执行 forward 需要以下角色之一:客服专员、客服主管`
    package static func missing(_ needs: [Role], to verb: String) -> Label {
        let words = missing(needs)
        return needs.contains(where: \.isPerson)
            ? Label("执行 \(verb) \(words.zh)", "\(verb) \(words.en)")
            : Label("\(verb) \(words.zh)", "\(verb) is \(words.en)")
    }

    /// `需要以下角色之一:客服专员、客服主管`
    package static func missing(_ needs: [Role]) -> Label {
        let people = needs.filter(\.isPerson)
        guard !people.isEmpty else { return Label("由系统执行", "done by the system itself") }
        let names = names(of: people)
        return Label("需要以下角色之一:\(names.zh)", "needs one of these roles: \(names.en)")
    }
}
