/// A value bound to a parameter of a statement.
enum BoundValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text([UInt8])
    case blob([UInt8])

    /// SQLite tells of a statement as it was prepared and with its values written in as literals; the values are what the
    /// second has where the first has parameters.
    ///
    /// - Returns: nil when the two texts are not of one statement, or have a kind of parameter that Paidan does not use.
    static func values(of sql: String, expandedTo expanded: String) -> [BoundValue]? {
        var (sql, expanded) = (Scanner(sql), Scanner(expanded))
        var values: [Int: BoundValue] = [:]
        while let byte = sql.peek {
            if byte == UInt8(ascii: "?") {
                guard let index = sql.parameterIndex(after: values.count), let value = expanded.literal() else {
                    return nil
                }
                values[index] = value
            } else {
                guard let token = sql.token(), token == expanded.token() else { return nil }
            }
        }
        guard expanded.peek == nil, Set(values.keys) == Set(0..<values.count) else { return nil }
        return (0..<values.count).compactMap { values[$0] }
    }
}

/// Walks over SQL byte by byte; knows quotes and comments, for a question mark within them is no parameter.
private struct Scanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ sql: String) { bytes = Array(sql.utf8) }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// A quoted text or a comment as a whole, else one byte.
    mutating func token() -> [UInt8]? {
        switch peek {
        case nil: return nil
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return peek.flatMap { quoted(by: $0) }
        case UInt8(ascii: "-") where bytes[position...].starts(with: "--".utf8):
            return Array(take { $0 != UInt8(ascii: "\n") })
        default: return take(1)
        }
    }

    /// `?` is the next parameter, `?3` the third.
    mutating func parameterIndex(after count: Int) -> Int? {
        position += 1
        let digits = take { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard !digits.isEmpty else { return count }
        return Int(String(decoding: digits, as: UTF8.self)).map { $0 - 1 }
    }

    mutating func literal() -> BoundValue? {
        switch peek {
        case UInt8(ascii: "N"): return take(4) == Array("NULL".utf8) ? .null : nil
        case UInt8(ascii: "x"):
            position += 1
            return quoted(by: UInt8(ascii: "'")).flatMap { Self.bytes(hex: $0.dropFirst().dropLast()) }.map(
                BoundValue.blob)
        case UInt8(ascii: "'"): return quoted(by: UInt8(ascii: "'")).map { .text(Self.unescaped($0)) }
        default:
            let digits = take { $0 == UInt8(ascii: "-") || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) }
            return Int64(String(decoding: digits, as: UTF8.self)).map(BoundValue.integer)
        }
    }

    // MARK: Bytes

    private mutating func take(_ count: Int) -> [UInt8] {
        let taken = bytes[position..<min(position + count, bytes.count)]
        position = taken.endIndex
        return Array(taken)
    }

    private mutating func take(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let taken = bytes[position...].prefix(while: condition)
        position = taken.endIndex
        return taken
    }

    /// Up to the closing quote; a doubled one stands for itself.
    private mutating func quoted(by quote: UInt8) -> [UInt8]? {
        guard peek == quote else { return nil }
        var end = position + 1
        while end < bytes.count {
            guard bytes[end] == quote else {
                end += 1
                continue
            }
            guard end + 1 < bytes.count, bytes[end + 1] == quote else { return take(end + 1 - position) }
            end += 2
        }
        return nil
    }

    private static func unescaped(_ quoted: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        var isSecond = false
        for byte in quoted.dropFirst().dropLast() {
            isSecond = byte == UInt8(ascii: "'") && !isSecond
            if !isSecond { plain.append(byte) }
        }
        return plain
    }

    private static func bytes(hex: ArraySlice<UInt8>) -> [UInt8]? {
        guard hex.count.isMultiple(of: 2) else { return nil }
        return stride(from: hex.startIndex, to: hex.endIndex, by: 2).map { digit(hex[$0]) << 4 | digit(hex[$0 + 1]) }
    }

    private static func digit(_ letter: UInt8) -> UInt8 {
        letter <= UInt8(ascii: "9") ? letter - UInt8(ascii: "0") : (letter | 0x20) - UInt8(ascii: "a") + 10
    }
}
