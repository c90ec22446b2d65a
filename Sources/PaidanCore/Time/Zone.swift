/// A time zone as a value: the offset from UTC in force from each moment on.
/// Built from tzdata by whoever reads a policy; the core only looks offsets up.
package struct Zone: Hashable, Sendable {
    /// From `from` on, local time is UTC plus `offset`.
    package struct Transition: Hashable, Sendable {
        package let from: Instant
        package let offset: Span

        package init(from: Instant, offset: Span) {
            self.from = from
            self.offset = offset
        }
    }

    package let name: String
    /// The offset before the first transition.
    package let first: Span
    /// In ascending order of `from`.
    package let transitions: [Transition]
    /// The release of tzdata that the table was read from, e.g. `2026a`; empty when nobody said.
    package let version: String

    package init(name: String, first: Span, transitions: [Transition] = [], version: String = "") {
        self.name = name
        self.first = first
        self.transitions = transitions
        self.version = version
    }

    /// 中国标准时间: the default zone of a company, without summer time since 1991.
    package static let shanghai = Zone(name: "Asia/Shanghai", first: .hours(8))
    package static let utc = Zone(name: "UTC", first: .zero)

    package func offset(at moment: Instant) -> Span { offset(ofEra: era(at: moment)) }

    /// The local day that `moment` falls on.
    package func date(of moment: Instant) -> CivilDate {
        CivilDate(localMilliseconds: (moment + offset(at: moment)).milliseconds)
    }

    /// The local day that ends at `moment` or goes on: midnight is 24:00 of the day before.
    package func date(endingAt moment: Instant) -> CivilDate { date(of: moment - Span(milliseconds: 1)) }

    /// Whether a day ends at `moment` and the next one begins.
    package func isMidnight(_ moment: Instant) -> Bool { start(of: date(of: moment)) == moment }

    /// What the local clock shows at `moment`, in minutes since midnight.
    package func minute(of moment: Instant) -> Int {
        let local = moment + offset(at: moment)
        return Int((local - .days(date(of: moment).day)).milliseconds / Span.minutes(1).milliseconds)
    }

    /// 00:00 local time of `date`; where summer time skips midnight, the first moment of the day.
    package func start(of date: CivilDate) -> Instant { moment(of: date, minute: 0) }

    /// 24:00 of `date`: the first moment of the day after.
    package func end(of date: CivilDate) -> Instant { start(of: date + 1) }

    /// The first moment of `date` at which the local clock shows `minute` or later: the first of two where an hour comes
    /// twice, the end of the gap where one is skipped, and the next day where the rest of the day is.
    /// - Parameter minute: minutes since local midnight, 0–1,440.
    package func moment(of date: CivilDate, minute: Int) -> Instant {
        let local = Span.days(date.day) + .minutes(Int64(minute))
        let dayEnd = Span.days(date.day + 1)
        var era = era(at: Instant(milliseconds: local.milliseconds) - Self.offsetMax)
        while true {
            let offset = offset(ofEra: era)
            // As if there were no other offset: when this one shows that time, and when the day ends.
            let wanted = Instant(milliseconds: (local - offset).milliseconds)
            let last = Instant(milliseconds: (dayEnd - offset).milliseconds)
            let from = max(wanted, era == 0 ? wanted : transitions[era - 1].from)
            let end = end(ofEra: era)
            if from < last, end.map({ from < $0 }) ?? true { return from }
            guard let end, end < Instant(milliseconds: dayEnd.milliseconds) + Self.offsetMax else {
                return start(of: date + 1)
            }
            era += 1
        }
    }

    /// More than any place on earth has been away from UTC.
    private static let offsetMax = Span.hours(26)
}

/// Eras: stretches of time with one offset, counted from 0, which lies before the first transition.
extension Zone {
    func era(at moment: Instant) -> Int {
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].from <= moment { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func offset(ofEra era: Int) -> Span { era == 0 ? first : transitions[era - 1].offset }

    /// nil for the last.
    func end(ofEra era: Int) -> Instant? { era < transitions.count ? transitions[era].from : nil }
}

extension CivilDate {
    /// The day of a local time, given as milliseconds since 1970-01-01T00:00 local time.
    init(localMilliseconds local: Int64) {
        let day = Span.days(1).milliseconds
        self.init(day: local >= 0 ? local / day : (local - day + 1) / day)
    }
}
