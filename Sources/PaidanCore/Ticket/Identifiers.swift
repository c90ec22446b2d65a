/// A sortable 128-bit identifier: 48 bits of milliseconds, 80 bits of randomness or count (ULID).
package struct ULID: Hashable, Comparable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The first `count` after this one; used to name several new tickets of one command.
    package func advanced(by count: UInt64) -> ULID {
        let (sum, carry) = low.addingReportingOverflow(count)
        return ULID(high: carry ? high &+ 1 : high, low: sum)
    }

    /// The lower half is chance already.
    package func hash(into hasher: inout Hasher) { hasher.combine(low) }

    package static func < (a: ULID, b: ULID) -> Bool { a.high == b.high ? a.low < b.low : a.high < b.high }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in alphabet.enumerated() {
            values[Int(letter)] = UInt8(value)
            values[Int(letter | 0x20)] = UInt8(value)
        }
        return values
    }()

    /// 26 characters of Crockford's base 32.
    package var text: String {
        String(unsafeUninitializedCapacity: 26) { buffer in
            var (high, low) = (high, low)
            for index in stride(from: 25, through: 0, by: -1) {
                buffer[index] = Self.alphabet[Int(low & 31)]
                low = low >> 5 | high << 59
                high >>= 5
            }
            return 26
        }
    }

    /// - Returns: nil unless `text` is 26 characters of base 32 that fit 128 bits.
    package init?(text: String) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var count = 0
        for letter in text.utf8 {
            let value = Self.values[Int(letter)]
            guard value < 32, count > 0 || value < 8 else { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(value)
            count += 1
        }
        guard count == 26 else { return nil }
        self.init(high: high, low: low)
    }
}

/// 单号: identifies a ticket for ever. People read the number beside it (C-1042).
package struct TicketID: Hashable, Comparable, Sendable {
    package let ulid: ULID
    package init(_ ulid: ULID) { self.ulid = ulid }
    package static func < (a: TicketID, b: TicketID) -> Bool { a.ulid < b.ulid }
}

/// Identifies a person (客户) without saying who it is; name, phone and address stay in the sealed table `person`.
package struct PersonID: Hashable, Sendable {
    package let ulid: ULID
    package init(_ ulid: ULID) { self.ulid = ulid }
}

/// What `TicketID` and `PersonID` share: their text form, in JSON as in a path.
package protocol ULIDValue: Codable, CustomStringConvertible {
    var ulid: ULID { get }
    init(_ ulid: ULID)
}

extension ULIDValue {
    package init?(text: String) {
        guard let ulid = ULID(text: text) else { return nil }
        self.init(ulid)
    }

    package var description: String { ulid.text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let ulid = ULID(text: try container.decode(String.self)) else {
            throw DecodingError.unfit(
                "应为 26 位 base-32 字符的标识", "not an id of 26 base-32 characters", in: container)
        }
        self.init(ulid)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ulid.text)
    }
}

extension TicketID: ULIDValue {}
extension PersonID: ULIDValue {}
