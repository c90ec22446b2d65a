internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What one file says.
struct PolicyFinding {
    let file: String
    let regulation: Regulation?
    /// 无悬案证明; nil when the file says nothing that could be proved.
    let proof: NoOrphanProof?
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
            (regulation, proof, errors, trouble) = (nil, nil, [], error)
            return
        }
        trouble = nil
        do {
            let regulation = try source.load()
            self.regulation = regulation
            proof = regulation.proof ?? NoOrphanProof(of: regulation.policy)
            errors = []
        } catch {
            regulation = nil
            proof = nil
            errors = error.errors
        }
    }

    func show(in language: Language) {
        if let trouble { Terminal.errors.line(trouble.text(in: language)) }
        for error in errors { Terminal.errors.line(error.text(in: language)) }
        guard let regulation else { return }
        let good = Label("正确", "good").text(in: language)
        Terminal.output.line("\(file): \(good) (\(regulation.policy.name), \(regulation.hash.prefix(12)))")
        if let proof { Terminal.output.line("  \(proof.summary.text(in: language))") }
    }

    func json(in language: Language) -> JSON {
        [
            "file": .string(file), "name": regulation.map { .string($0.policy.name) } ?? .null,
            "hash": regulation.map { .string($0.hash) } ?? .null,
            "proof": proof.map(\.json) ?? .null,
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

extension NoOrphanProof {
    fileprivate var json: JSON {
        ["states": .integer(Int64(states)), "situations": .integer(Int64(situations))]
    }

    /// That it was made.
    fileprivate var summary: Label {
        Label(
            "无悬案证明:\(states) 个未结状态,\(situations) 种情况,均有责任方、时限和办结路径",
            "nothing is forgotten: \(states) open states in \(situations) situations have a holder, a clock and a way to an end"
        )
    }
}
