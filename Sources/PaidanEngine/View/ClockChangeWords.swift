internal import PaidanCore
internal import PaidanJSON

/// What a fact did to a ticket's clocks, in words.
struct ClockChangeWords {
    private let rules: [ClockRule]
    private let viewer: Viewer
    private let moments: MomentWords?

    /// - Parameter moments: how moments are written; as on the pages without them.
    init(_ rules: [ClockRule], _ viewer: Viewer, moments: MomentWords? = nil) {
        self.rules = rules
        self.viewer = viewer
        self.moments = moments
    }

    /// - Parameter moment: when the fact happened that changed the clock.
    func json(_ change: ClockChange, at moment: Instant) -> JSON {
        let (name, key, sentence) = parts(of: change, at: moment)
        let text = "\(title(of: key)): \(viewer.text(sentence))"
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
            ("set", key, Label("自 \(time(start)) 起计时,限 \(time(due))", "runs from \(time(start)), due \(time(due))"))
        case .moved(let key, let start, let due):
            ("moved", key, Label("改为自 \(time(start)) 起,限 \(time(due))", "moved to \(time(start)), due \(time(due))"))
        case .paused(let key, let pauses, let due):
            if let pause = pauses.last(where: { moment < $0.until }) {
                ("paused", key, paused(pause, due))
            } else {
                ("resumed", key, Label("恢复,限 \(time(due))", "goes on, due \(time(due))"))
            }
        case .heldOpen(let key, let since): ("paused", key, Label("自 \(time(since)) 暂停", "paused since \(time(since))"))
        case .repinned(let key, let due, let policy, _):
            (
                "repinned", key,
                Label("改用第 \(policy) 号制度,限 \(time(due))", "moved under policy \(policy), due \(time(due))")
            )
        case .resumed(let key, let due): ("resumed", key, Label("恢复,限 \(time(due))", "goes on, due \(time(due))"))
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
            "暂停至 \(time(pause.until))(\(pause.reason.zh)),限 \(time(due))",
            "paused until \(time(pause.until)) (\(pause.reason.en)), due \(time(due))")
    }

    /// `转责任部门 (T-01, 工程部)`
    private func title(of key: ClockKey) -> String {
        let rule = rules.first { $0.name == key.name }
        let label = rule.map { viewer.text($0.label) } ?? key.name
        let subject = viewer.text(subjectOf: key)
        let about = [rule?.catalogueNumber, subject].compactMap(\.self)
        return about.isEmpty ? label : "\(label) (\(about.joined(separator: viewer.text(Label("、", ", ")))))"
    }

    private func time(_ instant: Instant) -> String {
        moments.map { viewer.text($0.label(instant)) } ?? viewer.clockTime(instant)
    }
}
