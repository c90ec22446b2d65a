package import PaidanCore

/// A place in a policy file; line and column count from 1, as editors do.
package struct RegulationPlace: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }

    package static func < (a: RegulationPlace, b: RegulationPlace) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }
}

/// One thing that is wrong with a policy file.
package struct RegulationError: Hashable, Sendable {
    package let place: RegulationPlace
    package let code: RegulationErrorCode
    package let reason: Label
    /// What the writer may have meant, as it would stand in the file.
    package let suggestion: String?

    package var file: String { place.file }
    package var line: Int { place.line }
    package var column: Int { place.column }

    /// `dx.yaml:12:3: unknown key zoen; perhaps: zone`.
    package func text(in language: Language) -> String {
        let hint =
            switch language {
            case .zh: suggestion.map { ";是否应为:\($0)" }
            case .en: suggestion.map { "; perhaps: \($0)" }
            }
        return "\(place): \(reason.text(in: language))\(hint ?? "")"
    }
}

extension RegulationError: CustomStringConvertible {
    package var description: String { text(in: .en) }
}

/// Everything that is wrong with a policy and the files that it extends, by place. Never empty.
package struct RegulationErrors: Error, Hashable, CustomStringConvertible {
    package let errors: [RegulationError]
    /// How many more there are that are not told.
    package let more: Int

    init(_ findings: RegulationFindings) {
        errors = findings.errors
        more = findings.more
    }

    package var description: String { text(in: .en) }

    package func text(in language: Language) -> String {
        (errors.map { $0.text(in: language) } + [rest?.text(in: language)].compactMap(\.self)).joined(separator: "\n")
    }

    package var rest: Label? { more > 0 ? Label("另有 \(more) 处错误未列出", "and \(more) more") : nil }
}

/// What a rule objects to in a value, before it is known where the value stands.
struct RegulationObjection: Error {
    let code: RegulationErrorCode
    let reason: Label
    let suggestion: String?

    init(_ code: RegulationErrorCode, _ zh: String, _ en: String, suggestion: String? = nil) {
        self.code = code
        self.reason = Label(zh, en)
        self.suggestion = suggestion
    }
}

/// What was found so far. Of more than `errorsMax` errors the first are told and the rest are counted: that is no policy file.
struct RegulationFindings {
    private var found: Set<RegulationError> = []
    private(set) var more = 0

    static let errorsMax = 200

    var isEmpty: Bool { found.isEmpty }

    var errors: [RegulationError] {
        found.sorted { ($0.place, $0.code.rawValue, $0.reason.en) < ($1.place, $1.code.rawValue, $1.reason.en) }
    }

    /// - Parameter objection: not made for what is only counted; a suggestion for each of thousands of keys takes seconds.
    mutating func add(_ objection: @autoclosure () -> RegulationObjection, at place: RegulationPlace) {
        guard found.count < Self.errorsMax else {
            more += 1
            return
        }
        let objection = objection()
        found.insert(
            RegulationError(
                place: place, code: objection.code, reason: objection.reason, suggestion: objection.suggestion))
    }
}
