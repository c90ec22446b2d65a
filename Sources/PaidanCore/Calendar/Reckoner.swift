/// Counts a limit off on a calendar, around the pauses. Keeps the segments only if asked to: most want the due alone.
struct Reckoner {
    private let calendar: WorkCalendar
    private let start: Instant
    /// In the order in which they begin. Where two overlap, the one that began first names the reason.
    private let pauses: [Pause]
    /// Pauses before this one are over.
    private var nextPause = 0
    private(set) var segments: [Reckoning.Segment] = []
    private let keepsSegments: Bool

    /// - Throws: `badPause`, `tooManyPauses`.
    init(
        _ calendar: WorkCalendar, from start: Instant, pauses: [Pause], keepsSegments: Bool
    ) throws(CalendarError) {
        self.calendar = calendar
        self.start = start
        self.pauses = try Pause.sorted(pauses)
        self.keepsSegments = keepsSegments
    }

    /// - Throws: `badAmount`, `beyondHorizon`.
    mutating func due(_ limit: Limit) throws(CalendarError) -> Instant {
        try limit.check()
        switch limit {
        case .clock(let span): return try clockTime(span)
        case .workingTime(let span): return try workingTime(span)
        case .calendarDays(let count): return try days(count) { _ in .counted }
        case .workingDays(let count):
            let calendar = calendar
            return try days(count) { Reckoning.Kind(calendar.day($0)) }
        case .months(let months): return try days(to: calendar.zone.date(of: start).adding(months: months))
        case .every(let cadence): return try days(to: cadence.date(after: calendar.zone.date(of: start)))
        case .schedule(let schedule): return try lastDay(of: schedule)
        case .firstOf(let schedules): return try firstLastDay(of: schedules)
        }
    }

    // MARK: Time

    private mutating func clockTime(_ span: Span) throws(CalendarError) -> Instant {
        var left = span
        guard left > .zero else { return start }
        let (end, overflows) = start.milliseconds.addingReportingOverflow(WorkCalendar.horizon.milliseconds)
        guard !overflows, let due = run(from: start, until: Instant(milliseconds: end), .counted, &left) else {
            throw .beyondHorizon
        }
        return due
    }

    private mutating func workingTime(_ span: Span) throws(CalendarError) -> Instant {
        var left = span
        guard left > .zero else { return start }
        for strip in CalendarStrips(calendar, from: start) {
            guard strip.until.isWithinHorizon(of: start) else { break }
            guard strip.isWork else {
                keep(strip.day.isWorking ? .offHours : Reckoning.Kind(strip.day), strip.from, strip.until)
                continue
            }
            if let due = run(from: strip.from, until: strip.until, Reckoning.Kind(strip.day), &left) { return due }
        }
        throw .beyondHorizon
    }

    /// Lets the clock run in `from ..< until`, except during pauses.
    /// - Returns: when nothing was left; nil if something still is.
    private mutating func run(
        from: Instant, until: Instant, _ kind: Reckoning.Kind, _ left: inout Span
    ) -> Instant? {
        var at = from
        while at < until {
            let pause = pause(onOrAfter: at)
            if let pause, pause.from <= at {
                let end = min(pause.until, until)
                keep(.paused(pause.reason), at, end)
                at = end
                continue
            }
            let end = min(pause?.from ?? until, until)
            let due = at + left
            guard end < due else {
                keep(kind, at, due)
                return due
            }
            keep(kind, at, end)
            left = left - (end - at)
            at = end
        }
        return nil
    }

    // MARK: Days

    private mutating func days(to date: CivilDate) throws(CalendarError) -> Instant {
        try days(Int(date.day - calendar.zone.date(of: start).day)) { _ in .counted }
    }

    /// A day counts at its end, if the clock runs then.
    private mutating func days(
        _ count: Int, _ kind: (CivilDate) -> Reckoning.Kind
    ) throws(CalendarError) -> Instant {
        let first = calendar.zone.date(of: start)
        var (date, counted) = (first, 0)
        keepDay(first, .startDay)
        while counted < count || pause(atEndOf: date) != nil {
            date = date + 1
            guard date.day - first.day <= Self.daysMax else { throw .beyondHorizon }
            let says = kind(date)
            let pause = says.isCounted ? pause(atEndOf: date) : nil
            if says.isCounted, pause == nil { counted += 1 }
            keepDay(date, pause.map { .paused($0.reason) } ?? says)
        }
        return calendar.zone.end(of: date)
    }

    /// A time whose end falls into a pause is not asked for; the next one is.
    private mutating func lastDay(of schedule: Schedule) throws(CalendarError) -> Instant {
        let today = calendar.zone.date(of: start)
        var time = schedule.occurrence(notOverAt: start, in: calendar)
        var kept = today
        while let pause = pause(atEndOf: time.last) {
            keepDays(until: time.first, .notYet, &kept)
            keepDays(until: time.last + 1, .paused(pause.reason), &kept)
            time = schedule.occurrence(after: time.nominal, in: calendar)
            guard time.last.day - today.day <= Self.daysMax else { throw .beyondHorizon }
        }
        keepDays(until: time.first, .notYet, &kept)
        keepDays(until: time.last + 1, .counted, &kept)
        return calendar.zone.end(of: time.last)
    }

    private mutating func firstLastDay(of schedules: [Schedule]) throws(CalendarError) -> Instant {
        var first: (due: Instant, reckoner: Reckoner)?
        for schedule in schedules {
            var reckoner = self
            let due = try reckoner.lastDay(of: schedule)
            if first.map({ due < $0.due }) ?? true { first = (due, reckoner) }
        }
        guard let first else { throw .badAmount(0) }
        self = first.reckoner
        return first.due
    }

    private static let daysMax = WorkCalendar.horizon.milliseconds / Span.days(1).milliseconds

    private mutating func pause(atEndOf date: CivilDate) -> Pause? {
        guard !pauses.isEmpty else { return nil }
        let last = calendar.zone.end(of: date) - Span(milliseconds: 1)
        return pause(onOrAfter: last).flatMap { $0.from <= last ? $0 : nil }
    }

    /// The pause that holds `moment`, or else the next one. Asked of later and later moments only.
    private mutating func pause(onOrAfter moment: Instant) -> Pause? {
        while nextPause < pauses.count, pauses[nextPause].until <= moment { nextPause += 1 }
        return nextPause < pauses.count ? pauses[nextPause] : nil
    }

    // MARK: Segments

    private mutating func keepDay(_ date: CivilDate, _ kind: Reckoning.Kind) {
        guard keepsSegments else { return }
        keep(kind, max(start, calendar.zone.start(of: date)), calendar.zone.end(of: date), days: 1)
    }

    /// Every day from `kept` on that comes before `end`.
    private mutating func keepDays(until end: CivilDate, _ kind: Reckoning.Kind, _ kept: inout CivilDate) {
        guard keepsSegments else { return }
        while kept < end {
            keepDay(kept, kind)
            kept = kept + 1
        }
    }

    /// What goes on in the same way becomes one segment.
    private mutating func keep(_ kind: Reckoning.Kind, _ from: Instant, _ until: Instant, days: Int = 0) {
        guard keepsSegments, from < until else { return }
        if let last = segments.last, last.kind == kind, last.until == from {
            segments.removeLast()
            segments.append(.init(kind: kind, from: last.from, until: until, days: last.days + days))
        } else {
            segments.append(.init(kind: kind, from: from, until: until, days: days))
        }
    }
}

extension Reckoning.Kind {
    fileprivate init(_ day: WorkCalendar.Day) {
        self =
            switch day {
            case .working: .counted
            case .makeup(_, let label): .makeup(label)
            case .rest: .rest
            case .holiday(let label): .holiday(label)
            }
    }
}
