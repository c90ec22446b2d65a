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

    var isGood: Bool { regulation != nil && flaws.isEmpty }

    /// What breaks the proof. A file's are among the errors; a shipped policy is read without proof, and this is its test.
    private var flaws: [OrphanFlaw] { proof?.flaws ?? [] }

    init(_ file: String) {
        let source: PolicySource
        do {
            source = try .named(file)
        } catch {
            self.init(file, trouble: error)
            return
        }
        do {
            self.init(file, try source.load())
        } catch {
            self.init(file, errors: error.errors)
        }
    }

    /// What was read without a mistake is proved.
    init(_ file: String, _ regulation: Regulation) {
        self.init(file, regulation, regulation.proof ?? NoOrphanProof(of: regulation.policy))
    }

    private init(
        _ file: String, _ regulation: Regulation? = nil, _ proof: NoOrphanProof? = nil, errors: [RegulationError] = [],
        trouble: Trouble? = nil
    ) {
        self.file = file
        self.regulation = regulation
        self.proof = proof
        self.errors = errors
        self.trouble = trouble
    }

    func show(in language: Language) {
        if let trouble { Terminal.errors.line(trouble.text(in: language)) }
        for error in errors { Terminal.errors.line(error.text(in: language)) }
        for flaw in flaws { Terminal.errors.line("\(file): \(flaw.reason.text(in: language))") }
        guard isGood, let regulation else { return }
        let good = Label("正确", "good").text(in: language)
        Terminal.output.line("\(file): \(good) (\(regulation.policy.name), \(regulation.hash.prefix(12)))")
        if let proof { Terminal.output.line("  \(proof.summary.text(in: language))") }
    }

    func json(in language: Language) -> JSON {
        [
            "file": .string(file), "name": regulation.map { .string($0.policy.name) } ?? .null,
            "hash": regulation.map { .string($0.hash) } ?? .null,
            "proof": isGood ? proof.map(\.json) ?? .null : .null,
            "errors": .array(
                (trouble.map { [finding(.unreadable, $0.text(in: language))] } ?? [])
                    + flaws.map { finding(.orphan, $0.reason.text(in: language)) }
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

    /// Of the whole file.
    private func finding(_ code: RegulationErrorCode, _ reason: String) -> JSON {
        [
            "file": .string(file), "line": 1, "column": 1, "code": .string(code.rawValue), "reason": .string(reason),
            "suggestion": .null,
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
