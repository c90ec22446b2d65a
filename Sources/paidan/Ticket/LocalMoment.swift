internal import PaidanCore

/// `2026-03-02 09:00`: a time as a clock on the wall shows it, which does not say where the clock hangs.
struct LocalMoment: Hashable, Sendable {
    /// As if the clock hung in Greenwich.
    private let shown: Instant

    /// - Parameter text: date and time, with or without seconds, with a blank or a `T` between. 24:00 is the end of that day, as the
    ///   tables write it.
    /// - Returns: nil for every other text; a time with an offset is one of those.
    init?(_ text: String) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
        guard parts.count == 2 else { return nil }
        let time = parts[1].count == 5 ? parts[1] + ":00" : parts[1]
        let end = time == "24:00:00" ? CivilDate(text: String(parts[0])).map(Zone.utc.end(of:)) : nil
        guard let moment = end ?? Instant(rfc3339: "\(parts[0])T\(time)Z") else { return nil }
        shown = moment
    }

    /// Where an hour comes twice the first of the two is meant; where one is skipped, the end of the gap.
    func moment(in zone: Zone) -> Instant {
        let seconds = Span(milliseconds: shown.milliseconds - (shown.milliseconds / 60_000) * 60_000)
        return zone.moment(of: Zone.utc.date(of: shown), minute: Zone.utc.minute(of: shown)) + seconds
    }

    /// With its offset, where it is such a time; else as it stands.
    static func rfc3339(_ text: String, in zone: Zone?) -> String {
        guard let zone, let local = LocalMoment(text) else { return text }
        return local.moment(in: zone).rfc3339(in: zone)
    }
}
