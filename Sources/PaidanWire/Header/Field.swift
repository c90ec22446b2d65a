import PaidanJSON

/// A key of a header with the values that it may have. Reading and writing go through the same description, so a
/// message that can be written can be read.
struct Field<Value>: Sendable {
    let key: String

    /// Completes the sentence "`key` must be …".
    let expected: String

    /// nil for a JSON value of the wrong type, form or range.
    let decode: @Sendable (JSON) -> Value?

    /// nil for a value that the other side would refuse.
    let encode: @Sendable (Value) -> JSON?
}

// MARK: - Forms

extension Field where Value == String {
    static func string(_ key: String, _ expected: String, _ isValid: @escaping @Sendable (String) -> Bool) -> Field {
        Field(
            key: key, expected: expected,
            decode: { json in json.string.flatMap { isValid($0) ? $0 : nil } },
            encode: { isValid($0) ? .string($0) : nil })
    }

    static func name(_ key: String) -> Field {
        string(key, "a string of 1–64 bytes without control characters", Grammar.isName)
    }

    static func text(_ key: String) -> Field {
        string(key, "a string of 1–500 bytes without NUL", Grammar.isText)
    }

    static func queue(_ key: String) -> Field {
        string(key, "a queue name of 1–64 bytes such as engineering or shanghai/engineering", Grammar.isQueue)
    }

    static func feed(_ key: String) -> Field {
        string(key, "a feed name of 1–64 bytes such as all or engineering", Grammar.isFeed)
    }
}

extension Field where Value == Int {
    static func integer(_ key: String, in range: ClosedRange<Int>) -> Field {
        Field(
            key: key, expected: "an integer in \(range.lowerBound)–\(range.upperBound)",
            decode: { json in json.integer.map(Int.init).flatMap { range.contains($0) ? $0 : nil } },
            encode: { range.contains($0) ? .integer(Int64($0)) : nil })
    }
}

extension Field where Value == Bool {
    static func flag(_ key: String) -> Field {
        Field(key: key, expected: "true or false", decode: \.bool, encode: { .bool($0) })
    }
}

extension Field where Value == Duration {
    static func milliseconds(_ key: String, in range: ClosedRange<Int>) -> Field {
        let number = Field<Int>.integer(key, in: range)
        return Field(
            key: key, expected: number.expected + " (milliseconds)",
            decode: { number.decode($0).map { .milliseconds($0) } },
            encode: { number.encode($0.wholeMilliseconds) })
    }
}

extension Field where Value == WireTime {
    static func time(_ key: String) -> Field {
        let number = Field<Int>.integer(key, in: 0...WireLimits.integerMax)
        return Field(
            key: key, expected: number.expected + " (UTC milliseconds)",
            decode: { number.decode($0).map { WireTime(milliseconds: $0) } },
            encode: { number.encode($0.milliseconds) })
    }
}
