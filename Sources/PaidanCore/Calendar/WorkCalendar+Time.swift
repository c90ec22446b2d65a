/// Working time: what lies between, where it goes on.
extension WorkCalendar {
    /// 是否在工作时间内.
    package func isWorkingTime(at moment: Instant) -> Bool {
        var strips = CalendarStrips(self, from: moment)
        return strips.next()?.isWork ?? false
    }

    /// 工作时间: the milliseconds of work in `from ..< until`; zero if it is empty.
    /// - Throws: `beyondHorizon` if that is more than 100 years.
    package func workingTime(from start: Instant, until end: Instant) throws(CalendarError) -> Span {
        guard start < end else { return .zero }
        guard end.isWithinHorizon(of: start) else { throw .beyondHorizon }
        var total = Span.zero
        for strip in CalendarStrips(self, from: start) {
            guard strip.from < end else { break }
            if strip.isWork { total = total + (min(strip.until, end) - strip.from) }
        }
        return total
    }

    /// `moment` if it is working time, else when work begins next.
    /// - Throws: `beyondHorizon` if nobody works for 100 years.
    package func nextWorkingTime(onOrAfter moment: Instant) throws(CalendarError) -> Instant {
        for strip in CalendarStrips(self, from: moment) {
            guard strip.from.isWithinHorizon(of: moment) else { break }
            if strip.isWork { return strip.from }
        }
        throw .beyondHorizon
    }

    /// The next moment, `start` among them, at which the local clock shows `minute`: written at 17:00:00, a contract is due
    /// the same day, a millisecond later the next (corrections C5). Where the hour comes twice, the first is meant.
    /// - Parameter minute: minutes since local midnight, 0–1,439.
    package func next(minute: Int, onOrAfter start: Instant) -> Instant {
        let date = zone.date(of: start)
        let today = zone.moment(of: date, minute: minute)
        return start <= today ? today : zone.moment(of: date + 1, minute: minute)
    }

    // MARK: Before a planned date

    /// The last moment that is `limit` before `planned`: 「提前48小时」, 「提前5天」. Days end at 24:00 of the day that many
    /// days before (`domain` A-12); with working time, exactly `limit` of it lies between the two.
    /// - Throws: `badAmount`, `beyondHorizon`; `noLength` for what stands in the calendar.
    package func latest(_ limit: Limit, before planned: Instant) throws(CalendarError) -> Instant {
        try limit.check()
        let date = zone.date(of: planned)
        switch limit {
        case .clock(let span): return planned - span
        case .workingTime(let span): return try latest(work: span, before: planned)
        case .calendarDays(let days): return zone.end(of: date + Int64(-days))
        case .workingDays(let days):
            var earlier = date
            for _ in 0..<days { earlier = workingDay(onOrBefore: earlier + -1) }
            return zone.end(of: earlier)
        case .months(let months): return zone.end(of: date.adding(months: -months))
        case .every, .schedule, .firstOf: throw .noLength
        }
    }

    /// A planned day without a time begins at its first moment.
    package func latest(_ limit: Limit, before planned: CivilDate) throws(CalendarError) -> Instant {
        try latest(limit, before: zone.start(of: planned))
    }

    /// Looks back further and further until there is enough work, then gives up what is too much.
    private func latest(work span: Span, before planned: Instant) throws(CalendarError) -> Instant {
        guard span > .zero else { return planned }
        var reach = Span.days(7)
        while reach <= Self.horizon {
            let excess = try workingTime(from: planned - reach, until: planned) - span
            if excess >= .zero { return try moment(after: excess, ofWorkSince: planned - reach) }
            reach = reach + reach
        }
        throw .beyondHorizon
    }

    /// The last moment up to which only `work` has been done since `start`.
    private func moment(after work: Span, ofWorkSince start: Instant) throws(CalendarError) -> Instant {
        var left = work
        for strip in CalendarStrips(self, from: start) where strip.isWork {
            let length = strip.until - strip.from
            if left < length { return strip.from + left }
            left = left - length
        }
        throw .beyondHorizon
    }
}

extension Instant {
    /// Whether this is at most `WorkCalendar.horizon` after `start`, without overflow.
    func isWithinHorizon(of start: Instant) -> Bool {
        let (distance, overflows) = milliseconds.subtractingReportingOverflow(start.milliseconds)
        return !overflows && distance <= WorkCalendar.horizon.milliseconds
    }
}
