/// A moment: whole milliseconds since 1970-01-01T00:00:00Z. The core never asks for the time; it is handed in.
///
/// Stored as an integer. At the edge it is read from RFC 3339 text as well and, when the encoder carries a
/// `Zone` (`CodingUserInfoKey.zone`), written as RFC 3339 text with that zone's offset.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    package static func + (a: Instant, b: Span) -> Instant { Instant(milliseconds: a.milliseconds + b.milliseconds) }
    package static func - (a: Instant, b: Span) -> Instant { Instant(milliseconds: a.milliseconds - b.milliseconds) }
    package static func - (a: Instant, b: Instant) -> Span { Span(milliseconds: a.milliseconds - b.milliseconds) }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let milliseconds = try? container.decode(Int64.self) {
            self.init(milliseconds: milliseconds)
        } else if let moment = Instant(rfc3339: try container.decode(String.self)) {
            self = moment
        } else {
            throw DecodingError.unfit(
                "应为带时区的 RFC 3339 时间,如 2026-03-02T10:00:00+08:00",
                "not an RFC 3339 time with offset, e.g. 2026-03-02T10:00:00+08:00", in: container)
        }
        guard Self.storable.contains(self) else { throw DecodingError.unfit("不是时间", "no moment", in: container) }
        // What stands in a history is believed; what a command names must be sane.
        guard decoder.userInfo[.sealer] == nil || Self.sane.contains(self) else {
            throw DecodingError.unfit("应在 2000 至 2199 年之间", "not in the years 2000 to 2199", in: container)
        }
    }

    /// The years 2000 to 2199: what people may mean, and what every later sum of a limit still fits into.
    package static let sane = Instant(milliseconds: 946_684_800_000)..<Instant(milliseconds: 7_258_118_400_000)

    /// From 1900 to the first days of 11000: what may stand in a row or in a fact. A clock moved by hand gets as far as the
    /// year 10000; with what lies farther away no sum is safe, so such a row is damaged.
    package static let storable =
        Instant(milliseconds: -2_208_988_800_000)..<Instant(milliseconds: 284_959_987_200_000)

    /// - Returns: nil for what is no moment that may be stored.
    package init?(stored milliseconds: Int64) {
        self.init(milliseconds: milliseconds)
        guard Self.storable.contains(self) else { return nil }
    }

    /// The same, or the nearest moment that may be stored: for sums over rows that nobody has read one by one.
    package init(clamping milliseconds: Int64) {
        let (first, end) = (Self.storable.lowerBound.milliseconds, Self.storable.upperBound.milliseconds)
        self.init(milliseconds: min(max(milliseconds, first), end - 1))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let zone = encoder.userInfo[.zone] as? Zone {
            try container.encode(rfc3339(in: zone))
        } else {
            try container.encode(milliseconds)
        }
    }
}

/// A length of time in whole milliseconds; may be negative.
package struct Span: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static let zero = Span(milliseconds: 0)
    package static func seconds(_ count: Int64) -> Span { Span(milliseconds: count * 1_000) }
    package static func minutes(_ count: Int64) -> Span { .seconds(count * 60) }
    package static func hours(_ count: Int64) -> Span { .minutes(count * 60) }
    package static func days(_ count: Int64) -> Span { .hours(count * 24) }

    package static func < (a: Span, b: Span) -> Bool { a.milliseconds < b.milliseconds }
    package static func + (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds + b.milliseconds) }
    package static func - (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds - b.milliseconds) }
    package static func / (a: Span, b: Int64) -> Span { Span(milliseconds: a.milliseconds / b) }
}

extension Span: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension CodingUserInfoKey {
    /// The `Zone` in which an encoder writes instants as text; without it they are integers.
    // The name is no empty string and no C string with a zero in it, so the initializer cannot fail.
    package static let zone = CodingUserInfoKey(rawValue: "paidan.zone")!
}
