extension JSONParser {
    /// Most digits that fit an `Int64` whatever they are.
    private static let safeDigits = 18

    /// Reads a number; `offset` is at its minus or first digit.
    mutating func number(in text: Span<UInt8>) throws(JSONSyntaxError) -> JSON {
        let start = offset
        let isNegative = take(UInt8(ascii: "-"), in: text)
        let firstDigit = offset
        let magnitude = try digits(in: text)
        let digitCount = offset - firstDigit
        guard digitCount == 1 || text[firstDigit] != UInt8(ascii: "0") else {
            throw failure(.malformedNumber, at: firstDigit)
        }
        if try fractionAndExponent(in: text) { return .number(try double(text.extracting(start..<offset), at: start)) }
        if digitCount <= Self.safeDigits { return .integer(isNegative ? -magnitude : magnitude) }
        return try longInteger(text.extracting(start..<offset), at: start)
    }

    /// Steps over one digit or more. The result is their value if there are at most `safeDigits`.
    @discardableResult
    private mutating func digits(in text: Span<UInt8>) throws(JSONSyntaxError) -> Int64 {
        let start = offset
        var value: Int64 = 0
        while offset < text.count, case UInt8(ascii: "0")...UInt8(ascii: "9") = text[offset] {
            value = value &* 10 &+ Int64(text[offset] &- UInt8(ascii: "0"))
            offset += 1
        }
        guard offset > start else { throw failure(offset < text.count ? .malformedNumber : .unexpectedEnd) }
        return value
    }

    /// Steps over `.5`, `e-3` or both; the result says whether there was any.
    private mutating func fractionAndExponent(in text: Span<UInt8>) throws(JSONSyntaxError) -> Bool {
        let start = offset
        if take(UInt8(ascii: "."), in: text) { try digits(in: text) }
        if take(UInt8(ascii: "e"), in: text) || take(UInt8(ascii: "E"), in: text) {
            if !take(UInt8(ascii: "+"), in: text) { _ = take(UInt8(ascii: "-"), in: text) }
            try digits(in: text)
        }
        return offset > start
    }

    private func longInteger(_ literal: Span<UInt8>, at start: Int) throws(JSONSyntaxError) -> JSON {
        if let value = Int64(asciiString(literal)) { return .integer(value) }
        return .number(try double(literal, at: start))
    }

    private func double(_ literal: Span<UInt8>, at start: Int) throws(JSONSyntaxError) -> Double {
        guard let value = Double(asciiString(literal)) else { throw failure(.malformedNumber, at: start) }
        guard value.isFinite else { throw failure(.numberOutOfRange, at: start) }
        return value
    }
}
