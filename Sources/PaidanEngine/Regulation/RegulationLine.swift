import PaidanCore

/// One key of a policy with its value and where that was written, in whichever of the files.
package struct RegulationLine: Hashable, Sendable {
    package let key: String
    /// As the canonical form writes it, on one line.
    package let value: String
    package let place: RegulationPlace

    /// Switched off, as if it had never been set.
    package static let none = "none"
}

extension RegulationWriter {
    /// What is switched off is `none`. A holiday list has a key for each stretch of days.
    static func lines(of document: RegulationDocument) -> [RegulationLine] {
        document.settings.flatMap { key, setting in
            values(key, setting.value).map { RegulationLine(key: $0.key, value: $0.value, place: setting.place) }
        }.sorted { $0.key < $1.key }
    }

    private static func values(_ key: RegulationKey, _ setting: RegulationValue) -> [(key: String, value: String)] {
        switch setting {
        case .lists(let lists):
            lists.flatMap { list in
                list.runs.map { ("\(key.text).\(list.name).\($0.first.text)", "{\(run($0))}") }
            }
        case .department(let label): [(key.text, self.label(label))]
        case .category(let label, let department):
            [(key.text, "{department: \(department), \(words(label))}")]
        case .ladder(let ladder): [(key.text, rungs(ladder).map { "{\($0)}" }.joined(separator: ", "))]
        case .zone, .workdays, .hours, .span, .reading: value(setting).map { [(key.text, $0)] } ?? []
        case .off: [(key.text, RegulationLine.none)]
        case .refused: []
        }
    }
}
