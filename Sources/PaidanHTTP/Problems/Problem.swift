internal import HTTPTypes
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Why a request is not answered as wished (RFC 9457). It never quotes SQL, paths or a stack.
struct Problem: Error, Sendable {
    let code: ProblemCode
    /// What is particular about this one; the title says the rest.
    let detail: Label?
    let errors: [Flaw]
    /// Further members: `state`, `allowed`, `rev`, ….
    let members: [(name: String, value: JSON)]
    let headers: HTTPFields
    /// For the log only.
    let cause: String?

    /// One thing wrong with a body or a parameter.
    struct Flaw: Hashable, Sendable {
        /// JSON Pointer into the body.
        let pointer: String
        let code: String
        let detail: Label
    }

    init(
        _ code: ProblemCode, _ detail: Label? = nil, errors: [Flaw] = [], members: [(name: String, value: JSON)] = [],
        headers: HTTPFields = [:], cause: String? = nil
    ) {
        self.code = code
        self.detail = detail
        self.errors = errors
        self.members = members
        self.headers = headers
        self.cause = cause
    }

    /// The same problem with the places in the body, if there are any to name.
    func pointing(at flaws: [Flaw]) -> Problem {
        guard !flaws.isEmpty else { return self }
        // The detail of these is the list of places.
        guard code != .invalidData else { return .invalid(errors + flaws) }
        return Problem(code, detail, errors: errors + flaws, members: members, headers: headers, cause: cause)
    }

    static func wrongRole(needs: [Role], to deed: String) -> Problem {
        wrongRole(needs, Role.missing(needs, to: deed))
    }

    /// For people, who know an action by its label.
    static func wrongRole(needs: [Role], to deed: Label) -> Problem {
        let words = Role.missing(needs)
        return wrongRole(needs, Label("\(deed.zh):\(words.zh)", "\(deed.en): \(words.en)"))
    }

    private static func wrongRole(_ needs: [Role], _ detail: Label) -> Problem {
        Problem(
            .wrongRole, detail,
            members: [("needs", .array(needs.filter(\.isPerson).map { .string($0.rawValue) }))])
    }

    static func invalidParameter(_ name: String, _ zh: String, _ en: String) -> Problem {
        Problem(.invalidParameter, Label("\(name):\(zh)", "\(name): \(en)"), members: [("parameter", .string(name))])
    }

    static func unreadable(_ error: any Error) -> Problem {
        switch error {
        case is CorruptHistory, is CodecError, is DecodingError, is JSONSyntaxError:
            Problem(.unreadableHistory, cause: "\(error)")
        default: Problem(.internalError, cause: "\(error)")
        }
    }
}
