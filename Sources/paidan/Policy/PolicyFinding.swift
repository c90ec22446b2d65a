internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What one file says.
struct PolicyFinding {
    let file: String
    let regulation: Regulation?
    let errors: [RegulationError]
    /// Why there is nothing to read.
    let trouble: Trouble?

    var isGood: Bool { regulation != nil }

    init(_ file: String) {
        self.file = file
        let source: PolicySource
        do {
            source = try .named(file)
        } catch {
            (regulation, errors, trouble) = (nil, [], error)
            return
        }
        trouble = nil
        do {
            regulation = try source.load()
            errors = []
        } catch {
            regulation = nil
            errors = error.errors
        }
    }

    func show(in language: Language) {
        if let trouble { Terminal.errors.line(trouble.text(in: language)) }
        for error in errors { Terminal.errors.line(error.text(in: language)) }
        guard let regulation else { return }
        let good = Label("正确", "good").text(in: language)
        Terminal.output.line("\(file): \(good) (\(regulation.policy.name), \(regulation.hash.prefix(12)))")
    }

    func json(in language: Language) -> JSON {
        [
            "file": .string(file), "name": regulation.map { .string($0.policy.name) } ?? .null,
            "hash": regulation.map { .string($0.hash) } ?? .null,
            "errors": .array(
                (trouble.map { [unreadable($0, language)] } ?? [])
                    + errors.map { error in
                        [
                            "file": .string(error.file), "line": .integer(Int64(error.line)),
                            "column": .integer(Int64(error.column)), "code": .string(error.code.rawValue),
                            "reason": .string(error.reason.text(in: language)),
                            "suggestion": error.suggestion.map(JSON.string) ?? .null,
                        ]
                    }),
        ]
    }

    private func unreadable(_ trouble: Trouble, _ language: Language) -> JSON {
        [
            "file": .string(file), "line": 1, "column": 1, "code": .string(RegulationErrorCode.unreadable.rawValue),
            "reason": .string(trouble.text(in: language)), "suggestion": .null,
        ]
    }
}
