package import PaidanCore

/// The words for the states of every kind, by the names that rows hold.
package enum StateWords {
    private static let states: [Kind: [Choice]] = Dictionary(
        uniqueKeysWithValues: Kind.allCases.map { ($0, states(of: $0.type)) })

    private static let labels: [Kind: [String: Label]] = states.mapValues { states in
        Dictionary(uniqueKeysWithValues: states.map { ($0.code, $0.label) })
    }

    /// A state that this version does not know any more is shown by its name.
    package static func label(of phase: String, _ kind: Kind) -> Label { labels[kind]?[phase] ?? Label(phase, phase) }

    /// The states of a kind, or of all kinds: `closed` of two kinds is one of them.
    package static func choices(of kind: Kind?) -> [Choice] {
        (kind.map { [$0] } ?? Kind.allCases).flatMap { states[$0] ?? [] }
    }

    private static func states<K: TicketKind>(of _: K.Type) -> [Choice] {
        K.Phase.allCases.map { Choice(K.table.name(of: $0), $0.label) }
    }
}

extension Kind {
    package static let choices = allCases.map { Choice($0.rawValue, $0.label) }

    /// `complaint`, or 客户投诉.
    package init?(meantBy text: String) {
        let codes = Self.choices.codes(meantBy: text)
        guard codes.count == 1, let kind = Kind(rawValue: codes[0]) else { return nil }
        self = kind
    }

    package var label: Label { type.label }
    package var letter: String { type.letter }
}
