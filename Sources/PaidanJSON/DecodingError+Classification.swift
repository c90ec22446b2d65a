extension DecodingError {
    /// Marks the errors in which the standard library says "no such case" as `unknownCase`.
    ///
    /// The library's and the compiler's `init(from:)` have only general errors for it: `dataCorrupted` for a raw value,
    /// `typeMismatch` for the name of a case with associated values.
    func classified<T>(for type: T.Type, by decoder: JSONValueDecoder) -> DecodingError {
        guard let context, context.underlyingError == nil else { return self }
        guard context.codingPath.count == decoder.codingPath.count else { return self }
        let marked = Context(
            codingPath: context.codingPath, debugDescription: "is none of the choices",
            underlyingError: JSONUnknownCase(choices: Self.choices(of: type)))
        switch self {
        case .dataCorrupted where Self.isListOfCases(type):
            return .dataCorrupted(marked)
        case .typeMismatch(let mismatched, _) where decoder.value.object?.count == 1:
            return .typeMismatch(mismatched, marked)
        case .dataCorrupted, .typeMismatch, .keyNotFound, .valueNotFound:
            return self
        @unknown default:
            return self
        }
    }

    /// Tells an enum with raw values from a struct that wraps and checks one: an enum is smaller than its raw value.
    private static func isListOfCases<T>(_ type: T.Type) -> Bool {
        guard let rawRepresentable = type as? any RawRepresentable.Type else { return false }
        return type is any CaseIterable.Type || MemoryLayout<T>.size < rawValueSize(rawRepresentable)
    }

    /// `phone`, `letter`; nil when the type does not tell its cases.
    private static func choices<T>(of type: T.Type) -> [String]? {
        (type as? any (CaseIterable & RawRepresentable<String>).Type).map { names(of: $0) }
    }

    private static func names<T: CaseIterable & RawRepresentable<String>>(of type: T.Type) -> [String] {
        type.allCases.map(\.rawValue)
    }

    private static func rawValueSize<T: RawRepresentable>(_ type: T.Type) -> Int {
        MemoryLayout<T.RawValue>.size
    }
}

/// A name that is not among the cases of an enum, and which ones are, if the enum tells.
struct JSONUnknownCase: Error, Hashable {
    let choices: [String]?
}
