internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What one file says.
struct PolicyFinding {
    let file: String
    let regulation: Regulation?
    let errors: [RegulationError]

    init(_ file: String) {
        self.file = file
        do throws(RegulationErrors) {
            // What is no name of a shipped policy is a path, even without a slash.
            regulation = try (PolicySource(file) ?? .file(file)).load()
            errors = []
        } catch {
            regulation = nil
            errors = error.errors
        }
    }

    func show(in language: Language) {
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
                errors.map { error in
                    [
                        "file": .string(error.file), "line": .integer(Int64(error.line)),
                        "column": .integer(Int64(error.column)), "code": .string(error.code.rawValue),
                        "reason": .string(error.reason.text(in: language)),
                        "suggestion": error.suggestion.map(JSON.string) ?? .null,
                    ]
                }),
        ]
    }
}
