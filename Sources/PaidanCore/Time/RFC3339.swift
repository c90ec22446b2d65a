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
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
        text += "\(padded(Int(sinceMidnight / 3_600_000), 2)):\(padded(Int(sinceMidnight / 60_000 % 60), 2)):"
        text += padded(Int(sinceMidnight / 1_000 % 60), 2)
        let fraction = Int(sinceMidnight % 1_000)
        if fraction > 0 { text += ".\(padded(fraction, 3))" }
        let minutes = Int(offset.milliseconds / 60_000)
        if minutes == 0 { return text + "Z" }
        return text + (minutes < 0 ? "-" : "+") + "\(padded(abs(minutes) / 60, 2)):\(padded(abs(minutes) % 60, 2))"
    }
}

/// Decimal digits with zeros in front, at least `width` of them.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
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
