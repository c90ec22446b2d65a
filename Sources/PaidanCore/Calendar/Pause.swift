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

    /// In the order in which they begin.
    /// - Throws: `badPause`, `tooManyPauses`.
    static func sorted(_ pauses: [Pause]) throws(CalendarError) -> [Pause] {
        guard pauses.count <= countMax else { throw .tooManyPauses(pauses.count) }
        for pause in pauses where pause.until < pause.from { throw .badPause(from: pause.from, until: pause.until) }
        return pauses.sorted { ($0.from, $0.until) < ($1.from, $1.until) }
    }
}
