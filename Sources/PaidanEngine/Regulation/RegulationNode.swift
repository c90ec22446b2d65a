/// A node of a policy file with its place: only what the format has, no anchors and no tags.
struct RegulationNode {
    let place: RegulationPlace
    let content: Content

    enum Content {
        /// A quoted word is never a number, `true` or `none`.
        case word(String, isQuoted: Bool)
        case list([RegulationNode])
        case table([Pair])
        /// An error that is already among the findings.
        case refused
    }

    struct Pair {
        let key: String
        let place: RegulationPlace
        let value: RegulationNode
    }

    /// `none`: switches off what the policy inherits.
    var isNone: Bool {
        if case .word("none", isQuoted: false) = content { true } else { false }
    }
}
