/// 悬案: a way on which a ticket could be forgotten.
package struct OrphanFlaw: Hashable, Sendable {
    /// What does not hold at the end of the way.
    package enum Claim: String, CaseIterable, Sendable {
        /// An open state without a holder, or with departments that the policy does not know.
        case custodian
        /// Neither a running clock nor a written reason for none.
        case clock
        /// No command or clock leads on to an end at which the matter is settled.
        case wayOut
        /// A department gets a complaint without a clock for the forwarding (T-01).
        case forwarding
    }

    package let claim: Claim
    package let kind: Label
    /// The state at the end of the way.
    package let phase: Phase
    package let path: [Step]
    /// The keys of the policy that decide it, the likeliest first; empty where the machine itself is wrong.
    package let keys: [String]

    /// A state, for people.
    package struct Phase: Hashable, Sendable {
        package let name: String
        package let label: Label
    }

    /// From a state by a command.
    package struct Step: Hashable, Sendable {
        package let from: Phase
        package let verb: String
        package let label: Label
        /// The program that gives it; nil where a person does.
        package let by: Role?
    }

    /// `received —requireSurvey→ surveying`.
    package var way: String { path.map { "\($0.from.name) —\($0.verb)→ " }.joined() + phase.name }

    /// What is wrong, and the way for people: state by state, command by command.
    package var reason: Label { Label(text(in: .zh), text(in: .en)) }

    private func text(in language: Language) -> String {
        let advice =
            switch language {
            case .zh: keys.first.map { ";请设定 \($0)" } ?? ""
            case .en: keys.first.map { "; set \($0)" } ?? ""
            }
        let way =
            switch language {
            case .zh: "路径:"
            case .en: "the way there: "
            }
        let stop = language == .zh ? "。" : "; "
        return claim(in: language) + stop + way + steps(in: language) + advice
    }

    private func claim(in language: Language) -> String {
        let (kind, state) = (kind.text(in: language), phase.text(in: language))
        return switch (claim, language) {
        case (.custodian, .zh): "\(kind)会成为悬案:\(state) 没有责任方"
        case (.custodian, .en): "a \(kind) would be forgotten: nobody holds \(state)"
        case (.clock, .zh): "\(kind)会成为悬案:\(state) 没有时限,也没有写明原因"
        case (.clock, .en): "a \(kind) would be forgotten: in \(state) no clock runs and no reason is written"
        case (.wayOut, .zh): "\(kind)会成为悬案:从 \(state) 没有人能办结"
        case (.wayOut, .en): "a \(kind) would be forgotten: from \(state) nobody can settle it"
        case (.forwarding, .zh): "\(kind)未经转单时限(T-01)就到了部门:\(state)"
        case (.forwarding, .en): "a \(kind) reaches a department without the limit for forwarding (T-01): \(state)"
        }
    }

    private func steps(in language: Language) -> String {
        path.map { step in
            let by = step.by.map { " (\($0.label.text(in: language)))" } ?? ""
            return "\(step.from.text(in: language)) —\(step.verb) \(step.label.text(in: language))\(by)→ "
        }.joined() + phase.text(in: language)
    }
}

extension OrphanFlaw.Phase {
    /// `surveying 现场勘察`
    func text(in language: Language) -> String {
        let word = label.text(in: language)
        return word == name ? name : "\(name) \(word)"
    }
}
