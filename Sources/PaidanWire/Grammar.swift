/// The forms of text on the wire.
enum Grammar {
    /// `1*16(A-Z / "_")`
    static func isCommand(_ bytes: some Collection<UInt8>) -> Bool {
        WireLimits.commandBytes.contains(bytes.count) && bytes.allSatisfy { isUpperCase($0) || $0 == UInt8(ascii: "_") }
    }

    /// A name for programs: 1–64 bytes of UTF-8 without control characters.
    static func isName(_ text: String) -> Bool {
        WireLimits.nameBytes.contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    /// A text for people: 1–500 bytes of UTF-8 without NUL.
    static func isText(_ text: String) -> Bool {
        WireLimits.textBytes.contains(text.utf8.count) && !text.utf8.contains(0)
    }

    /// A message id: 1–64 of letters, digits, `-` and `_`.
    static func isMessageID(_ text: some StringProtocol) -> Bool {
        WireLimits.nameBytes.contains(text.utf8.count)
            && text.utf8.allSatisfy { isUpperCase($0) || isSegmentCharacter($0) }
    }

    /// `engineering`, `shanghai/engineering`, `dlq.engineering`.
    static func isQueue(_ text: String) -> Bool {
        guard WireLimits.queueBytes.contains(text.utf8.count) else { return false }
        return isPath(text.hasPrefix("dlq.") ? text.dropFirst(4) : text[...])
    }

    /// `all`, `engineering`, `shanghai/engineering`.
    static func isFeed(_ text: String) -> Bool {
        WireLimits.queueBytes.contains(text.utf8.count) && isPath(text[...])
    }

    /// A positive decimal number without sign and without a leading zero, at most `max`.
    static func positiveInteger(_ text: some StringProtocol, max: Int) -> Int? {
        guard let first = text.utf8.first, first != UInt8(ascii: "0") else { return nil }
        guard text.utf8.allSatisfy(isDigit), let value = Int(text), value <= max else { return nil }
        return value
    }

    /// One or two segments with a slash between them.
    private static func isPath(_ text: Substring) -> Bool {
        let segments = text.split(separator: "/", omittingEmptySubsequences: false)
        return segments.count <= 2 && segments.allSatisfy(isSegment)
    }

    private static func isSegment(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, isDigit(first) || isLowerCase(first) else { return false }
        return text.utf8.allSatisfy(isSegmentCharacter)
    }

    private static func isSegmentCharacter(_ byte: UInt8) -> Bool {
        isLowerCase(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isUpperCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    private static func isLowerCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
