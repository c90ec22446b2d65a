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

    package init(name: String, first: Span, transitions: [Transition] = []) {
        self.name = name
        self.first = first
        self.transitions = transitions
    }

    /// 中国标准时间: the default zone of a company, without summer time since 1991.
    package static let shanghai = Zone(name: "Asia/Shanghai", first: .hours(8))
    package static let utc = Zone(name: "UTC", first: .zero)

    package func offset(at moment: Instant) -> Span {
        transitions.last { $0.from <= moment }?.offset ?? first
    }

    /// The local day that `moment` falls on.
    package func date(of moment: Instant) -> CivilDate {
        let local = (moment + offset(at: moment)).milliseconds
        let day = Span.days(1).milliseconds
        return CivilDate(day: local >= 0 ? local / day : (local - day + 1) / day)
    }

    /// 00:00 local time of `date`; where summer time skips midnight, the first moment of the day.
    package func start(of date: CivilDate) -> Instant {
        let asUTC = Instant(milliseconds: date.day * Span.days(1).milliseconds)
        let guess = asUTC - offset(at: asUTC)
        let start = asUTC - offset(at: guess)
        // No moment has 00:00 there: the day starts with the transition that skips it.
        guard offset(at: start) != offset(at: guess) else { return start }
        return transitions.last { $0.from <= max(start, guess) }?.from ?? start
    }
}
