internal import PaidanCore
internal import PaidanEngine

/// Looks settings up in the layers and turns texts into values; notes what does not fit instead of stopping.
struct SettingsReader {
    private(set) var entries: [Setting: SettingLayer.Entry] = [:]
    private(set) var problems: [SettingsProblem] = []

    /// - Parameter layers: the strongest first.
    init(_ layers: [SettingLayer]) {
        for setting in Setting.allCases {
            entries[setting] =
                layers.lazy.compactMap { $0.entries[setting] }.first
                ?? setting.standard.map { SettingLayer.Entry(text: $0, origin: .standard) }
        }
        problems = layers.flatMap(\.problems)
    }

    /// A setting that always has a value.
    /// - Parameter wanted: what would be right, for the message.
    mutating func value<T>(
        of setting: Setting, _ wanted: Label, words: [String] = [], _ parse: (String) -> T?
    ) -> T {
        if let value = optional(setting, wanted, words: words, parse) { return value }
        guard let value = setting.standard.flatMap(parse) else {
            preconditionFailure("the default of \(setting.rawValue) does not fit")
        }
        return value
    }

    /// A setting that may be absent; nil also when it does not fit.
    mutating func optional<T>(_ setting: Setting, _ wanted: Label, words: [String] = [], _ parse: (String) -> T?) -> T?
    {
        guard let entry = entries[setting] else { return nil }
        if let value = parse(entry.text) { return value }
        let text = setting.isSecret ? "…" : entry.text
        refuse(.unfit(text, wanted, at: entry.origin, suggestion: Nearest.word(to: entry.text, among: words)))
        return nil
    }

    mutating func refuse(_ problem: SettingsProblem) { problems.append(problem) }
}
