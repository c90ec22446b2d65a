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

extension Role {
    /// `需要角色:客服专员、客服主管`
    package static func missing(_ needs: [Role], to verb: String) -> Label {
        let people = needs.filter(\.isPerson)
        guard !people.isEmpty else { return Label("\(verb) 由系统执行", "\(verb) is done by the system itself") }
        return Label(
            "执行 \(verb) 需要以下角色之一:\(people.map(\.label.zh).joined(separator: "、"))",
            "\(verb) needs one of these roles: \(people.map(\.label.en).joined(separator: ", "))")
    }
}
