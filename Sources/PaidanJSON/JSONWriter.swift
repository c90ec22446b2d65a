/// Appends JSON to a buffer of bytes: no white space, no escape that RFC 8259 does not require, non-ASCII as UTF-8.
/// The same values give the same bytes.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(256)
    }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: write(ascii: "null")
        case .bool(let value): write(value)
        case .integer(let value): write(value)
        case .number(let value): write(value)
        case .string(let value): write(value)
        case .array(let elements): write(elements)
        case .object(let members): write(members)
        }
    }

    mutating func write(_ value: Bool) {
        write(ascii: value ? "true" : "false")
    }

    mutating func write(_ value: Int64) {
        write(ascii: String(value))
    }

    /// Writes the shortest digits that read back as the same number, always with a fraction or an exponent. What is
    /// not finite has no form in JSON and becomes `null`, as in ECMAScript.
    mutating func write(_ value: Double) {
        write(ascii: value.isFinite ? value.description : "null")
    }

    mutating func write(_ value: Float) {
        write(ascii: value.isFinite ? value.description : "null")
    }

    private mutating func write(_ elements: [JSON]) {
        write(punctuation: "[")
        for index in elements.indices {
            if index > 0 { write(punctuation: ",") }
            write(elements[index])
        }
        write(punctuation: "]")
    }

    private mutating func write(_ object: JSONObject) {
        write(punctuation: "{")
        for index in object.indices {
            if index > 0 { write(punctuation: ",") }
            write(object[index].name)
            write(punctuation: ":")
            write(object[index].value)
        }
        write(punctuation: "}")
    }
}

// MARK: Text

extension JSONWriter {
    /// Writes a string with its quotes.
    mutating func write(_ string: String) {
        var string = string
        string.withUTF8 { text in
            write(punctuation: "\"")
            if Self.needsEscapes(text) {
                for byte in text { write(escaping: byte) }
            } else {
                bytes.append(contentsOf: text)
            }
            write(punctuation: "\"")
        }
    }

    mutating func write(punctuation: Unicode.Scalar) {
        bytes.append(UInt8(ascii: punctuation))
    }

    /// Puts `bytes`, which are JSON already, in place of everything from `start` on.
    mutating func replace(from start: Int, with bytes: [UInt8]) {
        self.bytes.replaceSubrange(start..., with: bytes)
    }

    private mutating func write(ascii: String) {
        bytes.append(contentsOf: ascii.utf8)
    }

    private static func needsEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeRawBufferPointer(text)
        var index = 0
        while index + 8 <= bytes.count {
            if anyIsEscaped(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { return true }
            index += 8
        }
        while index < bytes.count {
            if isEscaped(bytes[index]) { return true }
            index += 1
        }
        return false
    }

    /// Eight bytes at once: a byte that is smaller than what is taken from it borrows into its highest bit.
    private static func anyIsEscaped(_ eight: UInt64) -> Bool {
        let (ones, highest): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        func anyIsBelow(_ limit: UInt64, _ bytes: UInt64) -> Bool {
            (bytes &- ones &* limit) & ~bytes & highest != 0
        }
        let (quote, backslash) = (UInt64(UInt8(ascii: "\"")), UInt64(UInt8(ascii: "\\")))
        return anyIsBelow(0x20, eight) || anyIsBelow(1, eight ^ ones &* quote)
            || anyIsBelow(1, eight ^ ones &* backslash)
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func write(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write(ascii: "\\\"")
        case UInt8(ascii: "\\"): write(ascii: "\\\\")
        case 0x08: write(ascii: "\\b")
        case 0x09: write(ascii: "\\t")
        case 0x0A: write(ascii: "\\n")
        case 0x0C: write(ascii: "\\f")
        case 0x0D: write(ascii: "\\r")
        case 0x00..<0x10: write(ascii: "\\u000" + String(byte, radix: 16))
        case 0x10..<0x20: write(ascii: "\\u00" + String(byte, radix: 16))
        default: bytes.append(byte)
        }
    }
}
