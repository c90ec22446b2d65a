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
        case .notPossible(let verb, let phase, let possible):
            Self.notPossible(verb.label, phase.label, Label(joining: possible.map(\.label))).text(in: language)
        case .notYours(let verb, let needs): Role.missing(needs, to: verb).text(in: language)
        case .because(let reason): reason.label.text(in: language)
        }
    }

    /// `工单状态为“待分诊”,不能“恢复”;当前状态可执行:分类、转责任部门`. Names for programs stand beside it.
    private static func notPossible(_ verb: Label, _ phase: Label, _ possible: Label) -> Label {
        Label(
            "工单状态为“\(phase.zh)”,不能“\(verb.zh)”" + (possible.zh.isEmpty ? "" : ";当前状态可执行:\(possible.zh)"),
            "“\(verb.en)” is not possible while the ticket is \(phase.en)"
                + (possible.en.isEmpty ? "" : "; possible in this state: \(possible.en)"))
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
