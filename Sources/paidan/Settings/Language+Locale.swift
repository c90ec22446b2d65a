internal import PaidanCore

extension Language {
    /// The locale that POSIX would take, and where it stands; nil when none names a language (`C`, `POSIX`, nothing).
    static func ofLocale(_ environment: [String: String]) -> (language: Language, variable: String)? {
        // A variable that is set but empty counts as not set.
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        guard let variable = names.first(where: { environment[$0, default: ""] != "" }),
            let locale = environment[variable]
        else {
            return nil
        }
        let language = locale.prefix { $0.isLetter }.lowercased()
        guard language != "c", language != "posix" else { return nil }
        return (language == Language.zh.rawValue ? .zh : .en, variable)
    }
}
