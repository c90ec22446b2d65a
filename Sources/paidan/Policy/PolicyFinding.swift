internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What one file says.
struct PolicyFinding {
    let file: String
    private let content: Content

    private enum Content {
        /// There is nothing to read.
        case unreadable(Trouble)
        case wrong(RegulationErrors)
        /// With 无悬案证明. What breaks the proof of a file is among its errors; a shipped policy is read without, and this is its test.
        case read(Regulation, NoOrphanProof)
    }

    var isGood: Bool {
        guard case .read(_, let proof) = content else { return false }
        return proof.flaws.isEmpty
    }

    init(_ file: String) {
        self.file = file
        do {
            let source = try PolicySource.named(file)
            content = Self.content(of: source)
        } catch {
            content = .unreadable(error)
        }
    }

    init(_ file: String, _ regulation: Regulation) {
        self.file = file
        content = Self.proved(regulation)
    }

    private static func content(of source: PolicySource) -> Content {
        do {
            return proved(try source.load())
        } catch {
            return .wrong(error)
        }
    }

    private static func proved(_ regulation: Regulation) -> Content {
        .read(regulation, regulation.proof ?? NoOrphanProof(of: regulation.policy))
    }

    // MARK: For people

    func show(in language: Language) {
        switch content {
        case .unreadable(let trouble): Terminal.errors.line(trouble.text(in: language))
        case .wrong(let errors): Terminal.errors.line(errors.text(in: language))
        case .read(_, let proof) where !isGood:
            for flaw in proof.flaws { Terminal.errors.line("\(file): \(flaw.reason.text(in: language))") }
        case .read(let regulation, let proof):
            let good = Label("正确", "good").text(in: language)
            Terminal.output.line("\(file): \(good) (\(regulation.policy.name), \(regulation.hash.prefix(12)))")
            Terminal.output.line("  \(proof.summary.text(in: language))")
        }
    }

    // MARK: For programs

    func json(in language: Language) -> JSON {
        let read: (regulation: Regulation, proof: NoOrphanProof)? =
            if case .read(let regulation, let proof) = content { (regulation, proof) } else { nil }
        return [
            "file": .string(file), "name": read.map { .string($0.regulation.policy.name) } ?? .null,
            "hash": read.map { .string($0.regulation.hash) } ?? .null,
            "proof": isGood ? read?.proof.json ?? .null : .null, "errors": .array(errors(in: language)),
        ]
    }

    private func errors(in language: Language) -> [JSON] {
        switch content {
        case .unreadable(let trouble): [finding(RegulationErrorCode.unreadable.rawValue, trouble.reason, language)]
        case .wrong(let wrong):
            wrong.errors.map { $0.json(in: language) }
                + [wrong.rest.map { finding("more", $0, language) }].compactMap(\.self)
        case .read(_, let proof): proof.flaws.map { finding(RegulationErrorCode.orphan.rawValue, $0.reason, language) }
        }
    }

    /// Of the whole file.
    private func finding(_ code: String, _ reason: Label, _ language: Language) -> JSON {
        [
            "file": .string(file), "line": 1, "column": 1, "code": .string(code),
            "reason": .string(reason.text(in: language)),
            "suggestion": .null,
        ]
    }
}

extension RegulationError {
    fileprivate func json(in language: Language) -> JSON {
        [
            "file": .string(file), "line": .integer(Int64(line)), "column": .integer(Int64(column)),
            "code": .string(code.rawValue), "reason": .string(reason.text(in: language)),
            "suggestion": suggestion.map(JSON.string) ?? .null,
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
