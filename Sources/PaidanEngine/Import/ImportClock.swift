internal import PaidanCore

/// How a log writes times: the local time of a zone, in a pattern.
struct ImportClock: Sendable {
    let pattern: ImportPattern
    let zone: Zone

    /// Where an hour comes twice the first of the two is meant; where one is skipped, the end of the gap.
    /// - Throws: `bad-time` when the text does not fit the pattern, or the year is not 2000 to 2199.
    func instant(of text: String) throws(ImportRefusal) -> Instant {
        let moment = pattern == .rfc3339 ? Instant(rfc3339: text) : pattern.read(text).map(instant)
        guard let moment, Instant.sane.contains(moment) else {
            throw ImportRefusal(
                "bad-time", "“\(text)”不是 \(pattern.text) 的时间", "\"\(text)\" is no time like \(pattern.text)")
        }
        return moment
    }

    private func instant(of local: ImportPattern.Local) -> Instant {
        zone.moment(of: local.date, minute: local.minute) + Span(milliseconds: local.milliseconds)
    }
}

/// `yyyy/MM/dd HH:mm:ss.SSS`: so many digits for each letter, one letter alone for one or two; whatever is no such letter stands
/// for itself. `rfc3339` is a pattern, too.
struct ImportPattern: Hashable, Sendable {
    let text: String
    private let parts: [Part]

    static let rfc3339 = ImportPattern(text: "rfc3339", parts: [])

    /// What the local clock showed.
    struct Local: Hashable {
        let date: CivilDate
        /// Since midnight.
        let minute: Int
        /// Within the minute.
        let milliseconds: Int64
    }

    private enum Part: Hashable {
        case digits(Character, ClosedRange<Int>)
        case literal(Character)
    }

    /// As many digits as a clock has.
    private static let digitsMax = 9
    private static let letters = "yMdHmsS"

    /// - Returns: nil unless year, month and day stand in it, and each letter once.
    init?(_ text: String) {
        guard text != Self.rfc3339.text else {
            self = .rfc3339
            return
        }
        var parts: [Part] = []
        var rest = text[...]
        while let letter = rest.first {
            let run = rest.prefix { $0 == letter }
            guard run.count <= Self.digitsMax else { return nil }
            if Self.letters.contains(letter) {
                parts.append(.digits(letter, run.count == 1 ? 1...2 : run.count...run.count))
            } else {
                parts += run.map(Part.literal)
            }
            rest = rest.dropFirst(run.count)
        }
        let found = parts.compactMap { if case .digits(let letter, _) = $0 { letter } else { nil } }
        guard ["y", "M", "d"].allSatisfy(found.contains), Set(found).count == found.count else { return nil }
        self.init(text: text, parts: parts)
    }

    private init(text: String, parts: [Part]) {
        self.text = text
        self.parts = parts
    }

    /// - Returns: nil when the text does not fit, or there is no such day or hour.
    func read(_ text: String) -> Local? {
        var rest = text[...]
        var values: [Character: Int] = [:]
        for part in parts {
            switch part {
            case .literal(let character):
                guard rest.popFirst() == character else { return nil }
            case .digits(let letter, let count):
                let digits = rest.prefix(count.upperBound).prefix { "0"..."9" ~= $0 }
                guard digits.count >= count.lowerBound, let value = Int(digits) else { return nil }
                values[letter] = letter == "S" ? Self.milliseconds(value, digits: digits.count) : value
                rest = rest.dropFirst(digits.count)
            }
        }
        let (hour, minute, second) = (values["H"] ?? 0, values["m"] ?? 0, values["s"] ?? 0)
        guard rest.isEmpty, hour < 24, minute < 60, second < 60,
            let date = CivilDate(year: values["y"] ?? 0, month: values["M"] ?? 0, dayOfMonth: values["d"] ?? 0)
        else { return nil }
        return Local(
            date: date, minute: hour * 60 + minute, milliseconds: Int64(second * 1_000 + (values["S"] ?? 0)))
    }

    private static func milliseconds(_ value: Int, digits: Int) -> Int {
        let factor = (0..<abs(digits - 3)).reduce(1) { factor, _ in factor * 10 }
        return digits < 3 ? value * factor : value / factor
    }
}
