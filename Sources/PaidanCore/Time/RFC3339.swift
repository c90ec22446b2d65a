extension Instant {
    /// Reads `2026-03-02T10:00:00+08:00`, with optional fraction (cut to milliseconds) and `Z`. The offset is mandatory.
    package init?(rfc3339 text: String) {
        var reader = DigitReader(text.utf8)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2), reader.skip(":"),
            let second = reader.number(2), let date = CivilDate(year: year, month: month, dayOfMonth: day),
            hour < 24, minute < 60, second < 60, let fraction = reader.fraction(), let offset = reader.offset(),
            reader.isAtEnd
        else { return nil }
        let local = Span.days(date.day) + .hours(Int64(hour)) + .minutes(Int64(minute)) + .seconds(Int64(second))
        self.init(milliseconds: (local + fraction - offset).milliseconds)
    }

    /// `2026-03-02 10:00`
    package func clockTime(in zone: Zone) -> String {
        String(rfc3339(in: zone).prefix(16)).replacing("T", with: " ")
    }

    /// With milliseconds only where there are any: `2026-03-02T10:00:00+08:00`, `…T10:00:00.250+08:00`.
    package func rfc3339(in zone: Zone) -> String {
        let offset = zone.offset(at: self)
        let date = zone.date(of: self)
        let sinceMidnight = (self + offset).milliseconds - date.day * Span.days(1).milliseconds
        let (year, month, day) = date.parts
        let fraction = Int(sinceMidnight % 1_000)
        let minutes = Int(offset.milliseconds / 60_000)
        return String(unsafeUninitializedCapacity: DigitWriter.capacity) { room in
            var digits = DigitWriter(room)
            digits.write(year, 4)
            digits.write("-", month, 2)
            digits.write("-", day, 2)
            digits.write("T", Int(sinceMidnight / 3_600_000), 2)
            digits.write(":", Int(sinceMidnight / 60_000 % 60), 2)
            digits.write(":", Int(sinceMidnight / 1_000 % 60), 2)
            if fraction > 0 { digits.write(".", fraction, 3) }
            if minutes == 0 {
                digits.write("Z")
            } else {
                digits.write(minutes < 0 ? "-" : "+", abs(minutes) / 60, 2)
                digits.write(":", abs(minutes) % 60, 2)
            }
            return digits.count
        }
    }
}

/// Decimal digits with zeros in front, at least `width` of them.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Fills the room of a string. Every message has a moment or two in it, so they are not put together from strings.
private struct DigitWriter {
    /// The longest is in the year 292277026 after or before now, with a fraction.
    static let capacity = 40

    private let room: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

    mutating func write(_ mark: Unicode.Scalar) { write(UInt8(ascii: mark)) }

    mutating func write(_ mark: Unicode.Scalar, _ number: Int, _ width: Int) {
        write(mark)
        write(number, width)
    }

    /// Zeros in front, at least `width` digits.
    mutating func write(_ number: Int, _ width: Int) {
        var unit = 1
        for _ in 1..<width { unit *= 10 }
        guard number >= 0, number / unit < 10 else {
            for digit in padded(number, width).utf8 { write(digit) }
            return
        }
        while unit > 0 {
            write(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }

    private mutating func write(_ byte: UInt8) {
        room[count] = byte
        count += 1
    }
}

private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String.UTF8View) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func digit() -> Int? {
        guard let first = rest.first, (48...57).contains(first) else { return nil }
        rest.removeFirst()
        return Int(first) - 48
    }

    mutating func number(_ digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let next = digit() else { return nil }
            value = value * 10 + next
        }
        return value
    }

    /// A missing fraction is zero; a point without digits is an error.
    mutating func fraction() -> Span? {
        guard skip(".") else { return .zero }
        guard var value = digit() else { return nil }
        var count = 1
        while let next = digit() {
            if count < 3 { value = value * 10 + next }
            count += 1
        }
        for _ in 0..<max(0, 3 - count) { value *= 10 }
        return Span(milliseconds: Int64(value))
    }

    mutating func offset() -> Span? {
        if skip("Z") || skip("z") { return .zero }
        let sign: Int64 = skip("-") ? -1 : 1
        guard sign == -1 || skip("+"), let hours = number(2), skip(":"), let minutes = number(2), hours < 24,
            minutes < 60
        else { return nil }
        return .minutes(sign * Int64(hours * 60 + minutes))
    }
}
