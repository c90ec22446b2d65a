package import PaidanCore

/// One thing that is wrong with a scenario's text.
package struct ScenarioMistake: Hashable, Sendable {
    /// Both from 1, as editors count.
    package let line: Int
    package let column: Int
    package let reason: Label
    /// What the writer may have meant.
    package let suggestion: String?

    init(_ reason: Label, line: Int, column: Int, suggestion: String? = nil) {
        self.line = line
        self.column = column
        self.reason = reason
        self.suggestion = suggestion
    }
}

/// Everything that is wrong with a scenario, by place. Never empty.
package struct ScenarioMistakes: Error, Hashable, Sendable {
    package let file: String
    package let mistakes: [ScenarioMistake]

    /// `dx.scenario:12:7: there is no state recieved; perhaps: received`
    package func text(in language: Language) -> String {
        mistakes.map { mistake in
            let hint =
                switch language {
                case .zh: mistake.suggestion.map { ";是否应为:\($0)" }
                case .en: mistake.suggestion.map { "; perhaps: \($0)" }
                }
            return "\(file):\(mistake.line):\(mistake.column): \(mistake.reason.text(in: language))\(hint ?? "")"
        }.joined(separator: "\n")
    }
}

/// What the reader of a line objects to; the line is known to whoever catches it.
struct Objection: Error {
    let reason: Label
    let column: Int
    let suggestion: String?

    init(_ zh: String, _ en: String, at column: Int, suggestion: String? = nil) {
        self.reason = Label(zh, en)
        self.column = column
        self.suggestion = suggestion
    }
}
