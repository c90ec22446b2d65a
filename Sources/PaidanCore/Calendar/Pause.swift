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

    /// One after the other: where two overlap, the one that began first keeps its time.
    /// - Throws: `badPause`, `tooManyPauses`.
    static func laidOut(_ pauses: [Pause]) throws(CalendarError) -> [Pause] {
        guard pauses.count <= countMax else { throw .tooManyPauses(pauses.count) }
        var laidOut: [Pause] = []
        for pause in pauses.sorted(by: { ($0.from, $0.until) < ($1.from, $1.until) }) {
            guard pause.from <= pause.until else { throw .badPause(from: pause.from, until: pause.until) }
            let from = max(pause.from, laidOut.last?.until ?? pause.from)
            if from < pause.until { laidOut.append(Pause(pause.reason, from: from, until: pause.until)) }
        }
        return laidOut
    }
}
