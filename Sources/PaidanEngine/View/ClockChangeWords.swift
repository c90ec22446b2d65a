internal import PaidanCore
internal import PaidanJSON

/// What a fact did to a ticket's clocks, in words.
struct ClockChangeWords {
    private let viewer: Viewer
    private let moments: MomentWords?

    /// - Parameter moments: how moments are written; as on the pages without them.
    init(_ viewer: Viewer, moments: MomentWords? = nil) {
        self.viewer = viewer
        self.moments = moments
    }

    /// - Parameter moment: when the fact happened that changed the clock.
    func json(_ change: ClockChange, at moment: Instant) -> JSON {
        let (name, key, sentence) = parts(of: change, at: moment)
        let text = viewer.text(of: key) + viewer.text(Label(":", ": ")) + viewer.text(sentence)
        return .members(("change", .string(name)), ("clock", .string(key.text)), ("text", .string(text)))
    }

    /// Without the clock's name.
    func nameAndText(_ change: ClockChange, at moment: Instant) -> (name: String, text: String) {
        let (name, _, sentence) = parts(of: change, at: moment)
        return (name, viewer.text(sentence))
    }

    private func parts(of change: ClockChange, at moment: Instant) -> (name: String, key: ClockKey, sentence: Label) {
        switch change {
        case .set(let key, let start, let due, _, _):
            ("set", key, Label("自 \(time(start)) 起计时,限 \(end(due))", "runs from \(time(start)), due \(end(due))"))
        case .moved(let key, let start, let due):
            ("moved", key, Label("改为自 \(time(start)) 起,限 \(end(due))", "moved to \(time(start)), due \(end(due))"))
        case .paused(let key, let pauses, let due):
            if let pause = pauses.last(where: { moment < $0.until }) {
                ("paused", key, paused(pause, due))
            } else {
                ("resumed", key, Label("恢复,限 \(end(due))", "goes on, due \(end(due))"))
            }
        case .heldOpen(let key, let since): ("paused", key, Label("自 \(time(since)) 暂停", "paused since \(time(since))"))
        case .repinned(let key, let due, let policy, _):
            (
                "repinned", key,
                Label("改用第 \(policy) 号制度,限 \(end(due))", "moved under policy \(policy), due \(end(due))")
            )
        case .resumed(let key, let due): ("resumed", key, Label("恢复,限 \(end(due))", "goes on, due \(end(due))"))
        case .stopped(let key, let at, let verdict):
            (
                "stopped", key,
                Label("于 \(time(at)) 停止:\(verdict.label.zh)", "stopped at \(time(at)): \(verdict.label.en)")
            )
        case .secondOpinion(let key, let verdict):
            (
                "secondOpinion", key,
                Label("按更正后的时间应为:\(verdict.label.zh)", "by the corrected times it would be: \(verdict.label.en)")
            )
        }
    }

    private func paused(_ pause: Pause, _ due: Instant) -> Label {
        Label(
            "暂停至 \(end(pause.until))(\(pause.reason.zh)),限 \(end(due))",
            "paused until \(end(pause.until)) (\(pause.reason.en)), due \(end(due))")
    }

    private func end(_ instant: Instant) -> String {
        moments.map { viewer.text($0.end(instant)) } ?? viewer.endTime(instant)
    }

    private func time(_ instant: Instant) -> String {
        moments.map { viewer.text($0.label(instant)) } ?? viewer.clockTime(instant)
    }
}
