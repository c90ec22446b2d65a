internal import Foundation
internal import PaidanCore
internal import PaidanEngine

/// What one source says: flags, environment or file. Of two layers the earlier one wins.
struct SettingLayer {
    struct Entry: Hashable, Sendable {
        let text: String
        let origin: Origin
    }

    private(set) var entries: [Setting: Entry] = [:]
    private(set) var problems: [SettingsProblem] = []

    /// - Parameter flags: by the setting's name.
    init(flags: [String: String]) {
        for (key, text) in flags.sorted(by: { $0.key < $1.key }) {
            add(key, text, Setting(rawValue: key).map { .flag($0.flag) } ?? .flag(key))
        }
    }

    /// A variable that is there but empty (`PAIDAN_TOKEN=`) says nothing, as in every shell script's `${NAME:-default}`.
    init(environment: [String: String]) {
        let environment = environment.filter { !$0.value.isEmpty }
        for setting in Setting.allCases {
            guard let text = environment[setting.variable] else { continue }
            entries[setting] = Entry(text: text, origin: .variable(setting.variable))
        }
        for setting in Setting.allCases { readSecret(setting, environment) }
        refuseMistyped(environment)
    }

    /// The language of the locale, where it names one.
    init(localeOf environment: [String: String]) {
        guard let (language, variable) = Language.ofLocale(environment) else { return }
        entries[.lang] = Entry(text: language.rawValue, origin: .variable(variable))
    }

    init(file path: String) {
        let table = SettingsFile.read(path)
        problems = table.problems
        for line in table.lines { add(line.key, line.text, line.origin) }
    }

    private mutating func add(_ key: String, _ text: String, _ origin: Origin) {
        if let setting = Setting(rawValue: key) {
            entries[setting] = Entry(text: text, origin: origin)
        } else {
            problems.append(.unknown(key, at: origin, among: Setting.allCases.map(\.rawValue)))
        }
    }

    private mutating func readSecret(_ setting: Setting, _ environment: [String: String]) {
        guard let variable = setting.fileVariable, let path = environment[variable] else { return }
        guard entries[setting] == nil else {
            let reason = Label("不能与 \(setting.variable) 同时设置", "cannot be set together with \(setting.variable)")
            return problems.append(SettingsProblem(origin: .variable(variable), reason: reason))
        }
        do {
            let secret = try PlainFile.text(of: path).trimmingCharacters(in: .whitespacesAndNewlines)
            entries[setting] = Entry(text: secret, origin: .secretFile(variable: variable, path: path))
        } catch {
            problems.append(SettingsProblem(origin: .variable(variable), reason: error.label))
        }
    }

    /// A variable of ours that is nearly a setting was meant to be one; others belong to scripts around the program.
    private mutating func refuseMistyped(_ environment: [String: String]) {
        let settings =
            Setting.allCases.flatMap { [$0.variable, $0.fileVariable].compactMap(\.self) } + [Setting.fileVariable]
        let names = settings.map { String($0.dropFirst(Setting.prefix.count)) }
        for variable in environment.keys.sorted()
        where variable.hasPrefix(Setting.prefix) && !settings.contains(variable) {
            guard let near = Nearest.word(to: String(variable.dropFirst(Setting.prefix.count)), among: names) else {
                continue
            }
            let reason = Label("没有 \(variable) 这一设置项", "there is no setting \(variable)")
            problems.append(
                SettingsProblem(origin: .variable(variable), reason: reason, suggestion: Setting.prefix + near))
        }
    }
}
