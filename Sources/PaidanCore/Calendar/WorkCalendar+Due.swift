/// due = f(start, limit, pauses).
///
/// Pauses: clock time and working time do not run in them. A day counts at its 24:00, if the clock runs then (assumption):
/// a pause within one day costs nothing, a pause over a midnight one day, over a weekend no working day but Friday. A pause
/// that begins at the due moment, or later, changes nothing.
extension WorkCalendar {
    /// When a promise made at `start` is due; in time is who is there at that millisecond.
    /// - Throws: `badAmount` for less than zero; `badPause`, `tooManyPauses`; `beyondHorizon` after 100 years.
    package func due(
        _ limit: Limit, from start: Instant, pauses: [Pause] = []
    ) throws(CalendarError) -> Instant {
        // Asked by far most often, at every commit of every ticket.
        if case .clock(let span) = limit, pauses.isEmpty, span >= .zero, span <= Self.horizon {
            let (due, overflows) = start.milliseconds.addingReportingOverflow(span.milliseconds)
            if !overflows { return Instant(milliseconds: due) }
        }
        var reckoner = try Reckoner(self, from: start, pauses: pauses, keepsSegments: false)
        return try reckoner.due(limit)
    }

    /// The same with its arithmetic.
    /// - Throws: as `due`.
    package func reckoning(
        of limit: Limit, from start: Instant, pauses: [Pause] = []
    ) throws(CalendarError) -> Reckoning {
        var reckoner = try Reckoner(self, from: start, pauses: pauses, keepsSegments: true)
        let due = try reckoner.due(limit)
        let years =
            limit.asksForWorkingDays ? unlistedYears(from: zone.date(of: start), through: zone.date(of: due)) : []
        return Reckoning(
            limit: limit, start: start, due: due, segments: reckoner.segments, unlistedYears: years)
    }
}

extension Limit {
    /// - Throws: `badAmount` for less than zero, and for what no calendar can reach within its horizon.
    func check() throws(CalendarError) {
        switch self {
        case .clock(let span), .workingTime(let span):
            guard span >= .zero, span <= WorkCalendar.horizon else { throw .badAmount(span.milliseconds) }
        case .calendarDays(let count), .workingDays(let count):
            guard (0...36_525).contains(count) else { throw .badAmount(Int64(count)) }
        case .months(let count):
            guard (0...1_200).contains(count) else { throw .badAmount(Int64(count)) }
        case .every, .schedule: break
        case .firstOf(let schedules):
            guard (1...Limit.schedulesMax).contains(schedules.count) else { throw .badAmount(Int64(schedules.count)) }
        }
    }

    /// Whether holidays and make-up workdays matter to it.
    package var asksForWorkingDays: Bool {
        switch self {
        case .workingTime, .workingDays: true
        case .clock, .calendarDays, .months, .every: false
        case .schedule(let schedule): schedule.avoidsDaysOff
        case .firstOf(let schedules): schedules.contains(where: \.avoidsDaysOff)
        }
    }
}
