/// 日历沿革: which working calendar held when. A policy that comes into force while a ticket lives brings its calendar with it,
/// from that moment on.
package struct CalendarCourse: Sendable {
    package struct Era: Sendable {
        package let from: Instant
        /// The number of its activation.
        package let policy: Int
        package let calendar: WorkCalendar

        package init(from: Instant, policy: Int, calendar: WorkCalendar) {
            self.from = from
            self.policy = policy
            self.calendar = calendar
        }
    }

    private let eras: [Era]

    /// - Parameter eras: at least one, in order; the first holds also for what was before it.
    package init(_ eras: [Era]) {
        precondition(!eras.isEmpty, "no time is counted without a calendar")
        self.eras = eras
    }

    /// The work in `start ..< end`, each part of it by the calendar that held then.
    package func workingTime(from start: Instant, until end: Instant) -> Span {
        stretches(from: start, until: end).reduce(.zero) { total, stretch in
            total + stretch.era.calendar.wholeWorkingTime(from: stretch.from, until: stretch.until)
        }
    }

    /// Those that count anything of `start ..< end`.
    package func eras(from start: Instant, until end: Instant) -> [Era] {
        stretches(from: start, until: end).map(\.era)
    }

    private func stretches(from start: Instant, until end: Instant) -> [(era: Era, from: Instant, until: Instant)] {
        eras.indices.compactMap { index in
            let from = index == 0 ? start : max(start, eras[index].from)
            let until = index + 1 < eras.count ? min(end, eras[index + 1].from) : end
            return from < until ? (eras[index], from, until) : nil
        }
    }
}

extension WorkCalendar {
    /// However long that is; a calendar counts no more than its horizon at once.
    fileprivate func wholeWorkingTime(from start: Instant, until end: Instant) -> Span {
        var (total, at) = (Span.zero, start)
        while at < end {
            let next = end.isWithinHorizon(of: at) ? end : at + Self.horizon
            do throws(CalendarError) {
                total = total + (try workingTime(from: at, until: next))
            } catch {
                preconditionFailure("a stretch within the horizon is counted: \(error)")
            }
            at = next
        }
        return total
    }
}
