internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore

/// Which language the caller reads: `?lang=`, for pages the cookie of the switch, `Accept-Language`; else 中文.
enum AcceptedLanguage {
    static let parameter = "lang"
    static let cookie = "paidan_lang"

    static func of(_ request: Call.HTTP, isPage: Bool) -> Language {
        if request.uri.string.contains("lang="), let asked = request.uri.queryParameters[parameter[...]],
            let language = Language(rawValue: String(asked))
        {
            return language
        }
        if isPage, let language = Cookies.value(of: cookie, in: request).flatMap(Language.init(rawValue:)) {
            return language
        }
        guard let header = request.headers[.acceptLanguage] else { return .zh }
        return preferred(in: header)
    }

    /// The language with the highest weight; of equals the first.
    static func preferred(in header: String) -> Language {
        var best: (language: Language, weight: Double)?
        for part in header.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let tag = pieces.first?.split(separator: "-").first,
                let language = Language(rawValue: tag.lowercased())
            else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .zh
    }

    /// A browser that wants to show something, as opposed to a program.
    static func prefersPage(_ request: Call.HTTP) -> Bool {
        !request.uri.path.hasPrefix("/v1/") && request.headers[.accept]?.contains("text/html") ?? false
    }
}
