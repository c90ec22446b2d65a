/// A recursive-descent reader of one JSON text.
///
/// The text is handed from function to function because a struct cannot hold a `Span` yet.
struct JSONParser {
    let limits: JSONLimits

    /// The next byte to read.
    var offset = 0

    /// Where strings with escapes are put together; kept to be reused.
    var unescaped: [UInt8] = []

    init(limits: JSONLimits) {
        self.limits = limits
    }

    /// Reads the one value that `text` consists of.
    mutating func document(_ text: Span<UInt8>) throws(JSONSyntaxError) -> JSON {
        guard text.count <= limits.bytes else { throw failure(.tooLong(limit: limits.bytes), at: limits.bytes) }
        skipSpace(in: text)
        let value = try value(in: text, depth: 0)
        skipSpace(in: text)
        guard offset == text.count else { throw failure(.bytesAfterValue) }
        return value
    }

    /// Reads a value that lies inside `depth` arrays and objects.
    private mutating func value(in text: Span<UInt8>, depth: Int) throws(JSONSyntaxError) -> JSON {
        guard offset < text.count else { throw failure(.unexpectedEnd) }
        switch text[offset] {
        case UInt8(ascii: "\""): return .string(try string(in: text))
        case UInt8(ascii: "{"): return .object(try object(in: text, depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(in: text, depth: depth + 1))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(in: text)
        case UInt8(ascii: "t"): return try word("true", meaning: .bool(true), in: text)
        case UInt8(ascii: "f"): return try word("false", meaning: .bool(false), in: text)
        case UInt8(ascii: "n"): return try word("null", meaning: .null, in: text)
        default: throw failure(.expectedValue)
        }
    }

    private mutating func array(in text: Span<UInt8>, depth: Int) throws(JSONSyntaxError) -> [JSON] {
        try open(depth: depth)
        skipSpace(in: text)
        if take(UInt8(ascii: "]"), in: text) { return [] }
        var elements: [JSON] = []
        repeat {
            skipSpace(in: text)
            elements.append(try value(in: text, depth: depth))
            skipSpace(in: text)
        } while take(UInt8(ascii: ","), in: text)
        try expect(UInt8(ascii: "]"), else: .expectedCommaOrBracket, in: text)
        return elements
    }

    private mutating func object(in text: Span<UInt8>, depth: Int) throws(JSONSyntaxError) -> JSONObject {
        try open(depth: depth)
        skipSpace(in: text)
        if take(UInt8(ascii: "}"), in: text) { return JSONObject(distinct: []) }
        var builder = JSONObjectBuilder()
        repeat {
            skipSpace(in: text)
            let name = try memberName(in: text, notIn: builder)
            skipSpace(in: text)
            try expect(UInt8(ascii: ":"), else: .expectedColon, in: text)
            skipSpace(in: text)
            builder.append(JSONObject.Member(name: name, value: try value(in: text, depth: depth)))
            skipSpace(in: text)
        } while take(UInt8(ascii: ","), in: text)
        try expect(UInt8(ascii: "}"), else: .expectedCommaOrBrace, in: text)
        return builder.object
    }

    private mutating func memberName(
        in text: Span<UInt8>, notIn members: JSONObjectBuilder
    ) throws(JSONSyntaxError) -> String {
        let start = offset
        guard offset < text.count else { throw failure(.unexpectedEnd) }
        guard text[offset] == UInt8(ascii: "\"") else { throw failure(.expectedMemberName) }
        let name = try string(in: text)
        guard members.count < limits.members else { throw failure(.tooManyMembers(limit: limits.members), at: start) }
        guard !members.contains(name) else { throw failure(.duplicateMember, at: start) }
        return name
    }

    /// Steps over an opening bracket or brace.
    private mutating func open(depth: Int) throws(JSONSyntaxError) {
        guard depth <= limits.depth else { throw failure(.tooDeep(limit: limits.depth)) }
        offset += 1
    }

    private mutating func word(
        _ word: String, meaning value: JSON, in text: Span<UInt8>
    ) throws(JSONSyntaxError) -> JSON {
        let start = offset
        for letter in word.utf8 where !take(letter, in: text) {
            throw offset < text.count ? failure(.expectedValue, at: start) : failure(.unexpectedEnd)
        }
        return value
    }
}

// MARK: Steps

extension JSONParser {
    mutating func skipSpace(in text: Span<UInt8>) {
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): offset += 1
            default: return
            }
        }
    }

    /// Steps over `byte` if it comes next.
    mutating func take(_ byte: UInt8, in text: Span<UInt8>) -> Bool {
        guard offset < text.count, text[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func expect(
        _ byte: UInt8, else reason: JSONSyntaxError.Reason, in text: Span<UInt8>
    ) throws(JSONSyntaxError) {
        guard offset < text.count else { throw failure(.unexpectedEnd) }
        guard take(byte, in: text) else { throw failure(reason) }
    }

    func failure(_ reason: JSONSyntaxError.Reason, at place: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(offset: place ?? offset, reason: reason)
    }
}
