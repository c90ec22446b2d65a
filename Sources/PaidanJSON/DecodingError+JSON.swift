extension DecodingError {
    /// Where in the document the value stands or should stand, as an RFC 6901 JSON Pointer: `/customer/phones/0`.
    ///
    /// Empty for the document itself. Meant for errors of `JSONTreeDecoder`, whose paths are made of names and indices.
    public var jsonPointer: String {
        path.reduce(into: "") { pointer, key in
            pointer += "/"
            pointer += Self.escape(key.stringValue)
        }
    }

    /// What is wrong with the value.
    public var jsonFailure: JSONDecodingFailure {
        if let failure = context?.underlyingError as? JSONDecodingFailure { return failure }
        if context?.underlyingError is JSONUnknownCase { return .unknownCase }
        return switch self {
        case .keyNotFound, .valueNotFound: .missing
        case .typeMismatch: .wrongType
        case .dataCorrupted: .invalid
        @unknown default: .invalid
        }
    }

    /// What may be chosen where a name is `unknownCase`; nil when that is not known.
    public var jsonChoices: [String]? { (context?.underlyingError as? JSONUnknownCase)?.choices }

    var context: Context? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: nil
        }
    }

    private var path: [any CodingKey] {
        let parent = context?.codingPath ?? []
        guard case .keyNotFound(let key, _) = self else { return parent }
        return parent + [key]
    }

    /// RFC 6901, section 3: `~` becomes `~0`, `/` becomes `~1`.
    private static func escape(_ name: String) -> String {
        var escaped = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
