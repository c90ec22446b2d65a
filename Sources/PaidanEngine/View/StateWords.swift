package import PaidanCore

/// The words for the states of every kind, by the names that rows hold.
package enum StateWords {
    private static let labels: [Kind: [String: Label]] = {
        var labels: [Kind: [String: Label]] = [:]
        for kind in Kind.allCases { labels[kind] = words(of: kind.type) }
        return labels
    }()

    /// A state that this version does not know any more is shown by its name.
    package static func label(of phase: String, _ kind: Kind) -> Label { labels[kind]?[phase] ?? Label(phase, phase) }

    package static func knows(_ phase: String, of kind: Kind) -> Bool { labels[kind]?[phase] != nil }

    package static func knows(_ phase: String) -> Bool { labels.values.contains { $0[phase] != nil } }

    private static func words<K: TicketKind>(of _: K.Type) -> [String: Label] {
        Dictionary(uniqueKeysWithValues: K.Phase.allCases.map { (K.table.name(of: $0), $0.label) })
    }
}

extension Kind {
    package var label: Label { type.label }
    package var letter: String { type.letter }
}
