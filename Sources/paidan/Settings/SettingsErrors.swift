internal import PaidanCore
internal import PaidanEngine

/// One thing that is wrong with what was set.
struct SettingsProblem: Hashable, Sendable {
    let origin: Origin
    let reason: Label
    /// What may have been meant.
    var suggestion: String?

    /// `paidan.yaml:3:1: there is no setting htpp; perhaps: http`
    func text(in language: Language) -> String {
        let hint = suggestion.map { Label(";是否应为:\($0)", "; perhaps: \($0)").text(in: language) }
        return "\(origin.text(in: language)): \(reason.text(in: language))\(hint ?? "")"
    }
}

/// Everything that is wrong with the settings, told at once. Never empty.
struct SettingsErrors: Error, Hashable, Sendable {
    let problems: [SettingsProblem]

    func text(in language: Language) -> String {
        problems.map { $0.text(in: language) }.joined(separator: "\n")
    }
}

extension SettingsProblem {
    static func unknown(_ key: String, at origin: Origin, among known: [String]) -> SettingsProblem {
        SettingsProblem(
            origin: origin, reason: Label("没有 \(key) 这一设置项", "there is no setting \(key)"),
            suggestion: Nearest.word(to: key, among: known))
    }

    static func unfit(_ text: String, _ wanted: Label, at origin: Origin, suggestion: String? = nil) -> SettingsProblem
    {
        SettingsProblem(
            origin: origin, reason: Label("“\(text)”应为\(wanted.zh)", "\"\(text)\" should be \(wanted.en)"),
            suggestion: suggestion)
    }
}
