internal import PaidanCore

/// A key that two policies set differently, or that only one of them sets to something else than it comes to unsaid.
package struct RegulationDifference: Hashable, Sendable {
    package let key: String
    package let old: RegulationLine?
    package let new: RegulationLine?

    /// By key. A key that one of them leaves to its fallback is no difference where the other says just that.
    package static func between(_ old: Regulation, _ new: Regulation) -> [RegulationDifference] {
        let (former, latter) = (byKey(old), byKey(new))
        return Set(former.keys).union(latter.keys).sorted().compactMap { key in
            let difference = RegulationDifference(key: key, old: former[key], new: latter[key])
            return difference.oldValue == difference.newValue ? nil : difference
        }
    }

    private static func byKey(_ regulation: Regulation) -> [String: RegulationLine] {
        Dictionary(regulation.lines.map { ($0.key, $0) }) { first, _ in first }
    }

    private var oldValue: String { value(old) }
    private var newValue: String { value(new) }

    /// What is switched off comes to the same as what was never set.
    private func value(_ line: RegulationLine?) -> String {
        guard let line, line.value != RegulationLine.none else { return unset }
        return line.value
    }

    private var unset: String { parameter?.unset.map { RegulationWriter.text(of: $0) } ?? RegulationLine.none }

    private var parameter: ParameterDefinition? { Kind.parameters.first { $0.key == key } }

    /// Whether no history tells what would come of it.
    var isUntold: Bool {
        switch parameter?.untold {
        case .anything: true
        case .switching: oldValue == RegulationLine.none || newValue == RegulationLine.none
        case .nothing: false
        // The time at which a late entry was claimed to have happened is not in the log.
        case nil: key == RegulationKey.lateEntryGrace.text
        }
    }
}
