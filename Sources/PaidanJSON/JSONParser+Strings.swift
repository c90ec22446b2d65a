extension JSONParser {
    /// What one pass over a string in its quotes finds out.
    private struct Extent {
        /// Of the closing quote.
        var end: Int
        var isEscaped = false
        var isASCII = true
    }

    /// Reads a string; `offset` is at its opening quote.
    mutating func string(in text: Span<UInt8>) throws(JSONSyntaxError) -> String {
        let start = offset + 1
        let extent = try extent(in: text, from: start)
        let body = text.extracting(start..<extent.end)
        offset = extent.end + 1
        let raw = extent.isASCII ? asciiString(body) : try validString(body, at: start)
        return extent.isEscaped ? try unescape(body, at: start) : raw
    }

    /// The string of bytes that the caller has seen to be below 0x80, which is what makes "unchecked" safe.
    func asciiString(_ bytes: Span<UInt8>) -> String {
        String(copying: UTF8Span(unchecked: bytes, isKnownASCII: true))
    }

    /// The string that `bytes`, which stand at `start` in the text, encode as they are.
    private func validString(_ bytes: Span<UInt8>, at start: Int) throws(JSONSyntaxError) -> String {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: bytes))
        } catch {
            throw failure(.invalidUTF8, at: start + error.byteOffsets.lowerBound)
        }
    }

    private func extent(in text: Span<UInt8>, from start: Int) throws(JSONSyntaxError) -> Extent {
        var extent = Extent(end: start)
        while extent.end < text.count {
            switch text[extent.end] {
            case UInt8(ascii: "\""):
                return extent
            case UInt8(ascii: "\\"):
                extent.isEscaped = true
                // The escaped byte may be part of a character, too; `unescape` refuses it later.
                extent.isASCII = false
                extent.end += 2
            case 0..<0x20:
                throw failure(.controlCharacter, at: extent.end)
            case let byte:
                if byte >= 0x80 { extent.isASCII = false }
                extent.end += 1
            }
        }
        throw failure(.unexpectedEnd, at: text.count)
    }
}

// MARK: Escapes

extension JSONParser {
    /// Resolves the escapes of a valid UTF-8 string that stands at `start` in the text.
    private mutating func unescape(_ body: Span<UInt8>, at start: Int) throws(JSONSyntaxError) -> String {
        unescaped.removeAll(keepingCapacity: true)
        var index = 0
        while index < body.count {
            if body[index] == UInt8(ascii: "\\") {
                index = try unescapeOne(body, from: index, at: start)
            } else {
                unescaped.append(body[index])
                index += 1
            }
        }
        return String(decoding: unescaped, as: UTF8.self)
    }

    /// Appends what the escape at `index` stands for; the result is the index after it.
    ///
    /// A body never ends in a bare backslash: that would have escaped the closing quote.
    private mutating func unescapeOne(
        _ body: Span<UInt8>, from index: Int, at start: Int
    ) throws(JSONSyntaxError) -> Int {
        let letter = body[index + 1]
        if letter == UInt8(ascii: "u") { return try unescapeUnicode(body, from: index, at: start) }
        guard let byte = shortEscape(letter) else { throw failure(.invalidEscape, at: start + index) }
        unescaped.append(byte)
        return index + 2
    }

    private func shortEscape(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    private mutating func unescapeUnicode(
        _ body: Span<UInt8>, from index: Int, at start: Int
    ) throws(JSONSyntaxError) -> Int {
        guard let unit = codeUnit(body, at: index) else { throw failure(.invalidEscape, at: start + index) }
        if let scalar = Unicode.Scalar(unit) {
            unescaped.append(contentsOf: scalar.utf8)
            return index + 6
        }
        guard UTF16.isLeadSurrogate(unit), let trail = codeUnit(body, at: index + 6), UTF16.isTrailSurrogate(trail)
        else { throw failure(.loneSurrogate, at: start + index) }
        unescaped.append(contentsOf: UTF16.decode(UTF16.EncodedScalar([unit, trail])).utf8)
        return index + 12
    }

    /// The code unit that `\uXXXX` at `index` stands for; nil when something else is there.
    private func codeUnit(_ body: Span<UInt8>, at index: Int) -> UInt16? {
        guard index + 6 <= body.count, body[index] == UInt8(ascii: "\\"), body[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for digit in index + 2..<index + 6 {
            guard let value = hexValue(body[digit]) else { return nil }
            unit = unit << 4 | value
        }
        return unit
    }

    private func hexValue(_ digit: UInt8) -> UInt16? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(digit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(digit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
