internal import ArgumentParser
internal import Foundation
internal import PaidanCore

extension Language {
    /// The language in which this process speaks: `--lang`, `PAIDAN_LANG`, the locale; 中文 when nobody says.
    ///
    /// Help is printed while the arguments are still being parsed, so the flag is looked for by hand.
    static let ofProcess = spoken(CommandLine.arguments, ProcessInfo.processInfo.environment)

    static func spoken(_ arguments: [String], _ environment: [String: String]) -> Language {
        flag(LanguageFlag.own(arguments)) ?? environment[Setting.lang.variable].flatMap(Language.init(rawValue:))
            ?? ofLocale(environment)?.language ?? .zh
    }

    private static func flag(_ arguments: ArraySlice<String>) -> Language? {
        let flag = Setting.lang.flag
        if let joined = arguments.first(where: { $0.hasPrefix(flag + "=") }) {
            return Language(rawValue: String(joined.dropFirst(flag.count + 1)))
        }
        guard let index = arguments.firstIndex(of: flag), index + 1 < arguments.endIndex else { return nil }
        return Language(rawValue: arguments[index + 1])
    }
}

extension Language: ExpressibleByArgument {}

/// A sentence in the language of this process; for help texts.
func spoken(_ zh: String, _ en: String) -> String { Label(zh, en).text(in: .ofProcess) }

extension ArgumentHelp {
    static func words(_ zh: String, _ en: String, value: String? = nil) -> ArgumentHelp {
        ArgumentHelp(stringLiteral: spoken(zh, en)).named(value)
    }

    private func named(_ value: String?) -> ArgumentHelp {
        var help = self
        help.valueName = value
        return help
    }
}

extension Label {
    /// In the language of this process.
    var spoken: String { text(in: .ofProcess) }
}
