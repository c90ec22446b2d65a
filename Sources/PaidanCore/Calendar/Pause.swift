/// 暂停: a stretch in which a clock does not run. It has its end from the beginning and so ends by itself; who resumes
/// earlier shortens it.
package struct Pause: Hashable, Sendable {
    /// 暂停原因.
    package let reason: Label
    package let from: Instant
    /// The clock runs again from this moment on.
    package let until: Instant

    package init(_ reason: Label, from: Instant, until: Instant) {
        self.reason = reason
        self.from = from
        self.until = until
    }

    package static let countMax = 1_000

    /// 恢复: the same pause ended at `moment`; unchanged if it was over by then.
    package func ended(at moment: Instant) -> Pause {
        Pause(reason, from: from, until: max(from, min(until, moment)))
    }

    /// How long they last together; what two of them cover counts once.
    package static func length(of pauses: [Pause]) -> Span {
        var (total, covered) = (Span.zero, Instant(milliseconds: .min))
        for pause in pauses.sorted(by: { ($0.from, $0.until) < ($1.from, $1.until) }) {
            if pause.until > covered { total = total + (pause.until - max(pause.from, covered)) }
            covered = max(covered, pause.until)
        }
        return total
    }

    /// In the order in which they begin.
    /// - Throws: `badPause`, `tooManyPauses`.
    static func sorted(_ pauses: [Pause]) throws(CalendarError) -> [Pause] {
        guard pauses.count <= countMax else { throw .tooManyPauses(pauses.count) }
        for pause in pauses where pause.until < pause.from { throw .badPause(from: pause.from, until: pause.until) }
        return pauses.sorted { ($0.from, $0.until) < ($1.from, $1.until) }
    }
}

extension Instant {
    /// A date that was promised is not moved by a rule of the calendar, but by exactly as long as nobody could work on it: by
    /// the pauses that begin before it.
    package func postponed(by pauses: [Pause]) -> Instant {
        var (due, covered) = (self, Instant(milliseconds: .min))
        for pause in pauses.sorted(by: { ($0.from, $0.until) < ($1.from, $1.until) }) where pause.from < due {
            if pause.until > covered { due = due + (pause.until - max(pause.from, covered)) }
            covered = max(covered, pause.until)
        }
        return due
    }

    /// This moment, or when the pauses that it falls into are over.
    package func outside(_ pauses: [Pause]) -> Instant {
        pauses.sorted { $0.from < $1.from }.reduce(self) { moment, pause in
            pause.from <= moment && moment < pause.until ? pause.until : moment
        }
    }
}
