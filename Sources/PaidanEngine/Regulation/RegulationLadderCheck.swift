import PaidanCore

/// Whether the warnings of one clock come one after the other and before it is due.
///
/// Refused is what is wrong for every start, holidays aside. `30 h` after the start may come before or after `1 wd`: that is allowed.
struct RegulationLadderCheck {
    private let clock: String
    private let ladder: RegulationSetting
    private let limit: RegulationSetting?
    private let due: Limit?
    private let workdays: Int
    private let document: RegulationDocument

    init(clock: String, setting: RegulationSetting, in document: RegulationDocument) {
        self.clock = clock
        self.ladder = setting
        let rule = Kind.clocks.first { $0.name == clock }
        self.limit = rule?.parameter.flatMap { document.settings[.parameter($0)] }
        self.due = if case .reading(.limit(let limit)) = self.limit?.value { limit } else { nil }
        self.workdays = if case .workdays(let days) = document.settings[.workdays]?.value { days.count } else { 1 }
        self.document = document
    }

    func check(_ ladder: Ladder, _ findings: inout RegulationFindings) {
        let points = ladder.warnings.map { point($0.moment) }
        for (index, point) in points.enumerated() {
            if let objection = objection(to: point) { findings.add(objection, at: place(ofRung: index)) }
        }
        for (index, pair) in zip(points, points.dropFirst()).enumerated() where isOutOfOrder(pair.0, pair.1) {
            findings.add(
                RegulationObjection(
                    .warningsOutOfOrder, "\(clock):第 \(index + 2) 级预警不晚于前一级",
                    "\(clock): warning \(index + 2) does not come after the one before it"),
                at: place(ofRung: index + 1))
        }
    }

    // MARK: Points of time

    private enum Point {
        case after(Limit)
        case before(Span)
        case percent(Int)
    }

    /// With a limit in clock time everything is a time after the start.
    private func point(_ moment: Ladder.Moment) -> Point {
        switch (moment, due) {
        case (.after(let limit), _): .after(limit)
        case (.before(let span), .clock(let due)): .after(.clock(due - span))
        case (.percent(let percent), .clock(let due)):
            .after(.clock(Span(milliseconds: due.milliseconds * Int64(percent) / 100)))
        case (.later(let span, let percent), .clock(let due)):
            .after(.clock(max(due - span, Span(milliseconds: due.milliseconds * Int64(percent) / 100))))
        case (.later(_, let percent), _): .percent(percent)
        case (.before(let span), _): .before(span)
        case (.percent(let percent), _): .percent(percent)
        }
    }

    private func objection(to point: Point) -> RegulationObjection? {
        guard let due else { return nil }
        let limit = RegulationLimit.text(of: due)
        let isTooEarly: Bool
        switch point {
        case .after(let moment):
            guard !isNeverBefore(moment, due) else {
                return RegulationObjection(
                    .warningTooLate, "\(clock):预警不早于时限 \(limit)",
                    "\(clock): a warning does not come before the limit \(limit)",
                    suggestion: "percent: 50")
            }
            isTooEarly = longest(moment) <= .zero
        case .before(let span): isTooEarly = span >= longest(due)
        case .percent: isTooEarly = false
        }
        guard isTooEarly else { return nil }
        return RegulationObjection(
            .warningTooEarly, "\(clock):预警早于时限 \(limit) 的起点",
            "\(clock): a warning comes before the limit \(limit) begins",
            suggestion: "percent: 50")
    }

    private func isOutOfOrder(_ a: Point, _ b: Point) -> Bool {
        switch (a, b) {
        case (.after(let a), .after(let b)): isNeverBefore(a, b)
        case (.before(let a), .before(let b)): a <= b
        case (.percent(let a), .percent(let b)): a >= b
        case (.after, _), (.before, _), (.percent, _): false
        }
    }

    private func isNeverBefore(_ a: Limit, _ b: Limit) -> Bool {
        switch (a, b) {
        case (.calendarDays(let a), .calendarDays(let b)), (.workingDays(let a), .workingDays(let b)),
            (.months(let a), .months(let b)):
            a >= b
        case (.workingTime(let a), .workingTime(let b)): a >= b
        case (.clock, _), (.workingTime, _), (.calendarDays, _), (.workingDays, _), (.months, _), (.every, _),
            (.schedule, _), (.firstOf, _):
            shortest(a) >= longest(b)
        }
    }

    /// A limit in days ends at midnight: begun just before midnight it is that many days, begun just after, one more.
    private func shortest(_ limit: Limit) -> Span {
        switch limit {
        case .clock(let span), .workingTime(let span): span
        case .calendarDays(let days), .workingDays(let days): .days(Int64(days))
        case .months(let months): .days(Int64(months * 28))
        case .every(let cadence):
            switch cadence.step {
            case .days(let days): .days(Int64(days))
            case .months(let months): .days(Int64(months * 28))
            }
        case .schedule, .firstOf: .zero
        }
    }

    private func longest(_ limit: Limit) -> Span {
        switch limit {
        case .clock(let span): span
        // Hours and holidays may stretch it as far as they like.
        case .workingTime: WorkCalendar.horizon
        case .calendarDays(let days): .days(Int64(days + 1))
        case .months(let months): .days(Int64(months * 31 + 1))
        case .workingDays(let days): .days(Int64((days + workdays - 1) / workdays * 7 + 1))
        case .every(let cadence):
            switch cadence.step {
            case .days(let days): .days(Int64(days + 1))
            case .months(let months): .days(Int64(months * 31 + 1))
            }
        case .schedule(let schedule): .days(Self.longestWait(for: schedule.rule))
        case .firstOf(let schedules): .days(schedules.map { Self.longestWait(for: $0.rule) }.min() ?? 0)
        }
    }

    /// In days, from just after the end of one time to the end of the next, with one of them lost to a holiday.
    private static func longestWait(for rule: Schedule.Rule) -> Int64 {
        switch rule {
        case .weekdays: 2 * 7
        case .week: 7
        case .month, .monthEnd: 2 * 31
        case .period(let months): Int64(months * 31)
        }
    }

    /// Where the working days stand by which the limit is counted.
    private var daysPlace: RegulationPlace? {
        guard case .workingDays = due else { return nil }
        return document.settings[.workdays]?.place
    }

    /// A file's limit, or its working days, may be too short for a ladder that it inherits.
    private func place(ofRung index: Int) -> RegulationPlace {
        let rung = ladder.parts.indices.contains(index) ? ladder.parts[index] : ladder.place
        return document.blamed([rung, limit?.place, daysPlace].compactMap(\.self)) ?? rung
    }
}
