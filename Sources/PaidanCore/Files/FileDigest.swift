/// 内容标识: the SHA-256 of a file's kept bytes. A fact names a file by it, so the hash chain proves which picture was meant.
package struct FileDigest: Hashable, Comparable, Sendable {
    package let bytes: [UInt8]

    package static let byteCount = 32
    /// 64 lower-case hexadecimal digits.
    package static let textLength = 2 * byteCount

    /// - Returns: nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// - Returns: nil unless `text` is 64 lower-case hexadecimal digits.
    package init?(text: String) {
        guard text.utf8.count == Self.textLength else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for letter in text.utf8 {
            guard let value = Self.value(of: letter) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.bytes = bytes
    }

    private static func value(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// As much as people read of it.
    package var short: String { String(description.prefix(Self.shortLength)) }
    private static let shortLength = 8

    package static func < (a: FileDigest, b: FileDigest) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

extension FileDigest: CustomStringConvertible {
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

extension FileDigest: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = FileDigest(text: try container.decode(String.self)) else {
            throw DecodingError.unfit(Self.wanted.zh, Self.wanted.en, in: container)
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package static let wanted = Label(
        "应为已上传文件的标识(64 位小写十六进制数字)", "must be the digest of an uploaded file (64 lower-case hexadecimal digits)")
}

extension FileDigest: FormValue {
    package static var fieldType: FieldType { .file }
    package static var sample: FileDigest {
        guard let zero = FileDigest(bytes: [UInt8](repeating: 0, count: byteCount)) else {
            preconditionFailure("a digest of \(byteCount) bytes")
        }
        return zero
    }
}
