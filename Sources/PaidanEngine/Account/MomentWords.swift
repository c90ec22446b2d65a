internal import PaidanCore

/// Moments as they stand in a proof: `2026-03-06 周五 17:00`, with seconds only where there are any.
struct MomentWords {
    let zone: Zone

    func label(_ moment: Instant) -> Label { dated(zone.date(of: moment), clock(moment)) }

    /// Of a moment that ends something: midnight is 24:00 of the day before.
    func end(_ moment: Instant) -> Label {
        zone.isMidnight(moment) ? dated(zone.date(endingAt: moment), Self.dayEnd) : label(moment)
    }

    /// `2026-03-06 周五 17:00–18:00`; the second date only where it is another.
    func stretch(_ from: Instant, _ until: Instant) -> Label {
        let isOneDay = zone.date(endingAt: until) == zone.date(of: from)
        let (begin, end) = (label(from), isOneDay ? nil : end(until))
        let short = zone.isMidnight(until) ? Self.dayEnd : clock(until)
        return Label("\(begin.zh)–\(end?.zh ?? short)", "\(begin.en)–\(end?.en ?? short)")
    }

    private func dated(_ date: CivilDate, _ clock: String) -> Label {
        let (zh, en) = Self.weekdays[date.weekday - 1]
        return Label("\(date.text) \(zh) \(clock)", "\(date.text) \(en) \(clock)")
    }

    /// `17:00`, `17:00:01`, `17:00:00.250`.
    private func clock(_ moment: Instant) -> String {
        let time = moment.rfc3339(in: zone).dropFirst(11)
        let hasFraction = time.dropFirst(8).first == "."
        return String(time.prefix(hasFraction ? 12 : time.dropFirst(6).prefix(2) == "00" ? 5 : 8))
    }

    static let dayEnd = "24:00"

    private static let weekdays = [
        ("周一", "Mon"), ("周二", "Tue"), ("周三", "Wed"), ("周四", "Thu"), ("周五", "Fri"), ("周六", "Sat"), ("周日", "Sun"),
    ]
}
