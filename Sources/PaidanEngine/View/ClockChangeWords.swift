internal import PaidanCore
internal import PaidanJSON

/// What a fact did to a ticket's clocks, in words.
struct ClockChangeWords {
    private let rules: [ClockRule]
    private let viewer: Viewer

    init(_ rules: [ClockRule], _ viewer: Viewer) {
        self.rules = rules
        self.viewer = viewer
    }

    func json(_ change: ClockChange) -> JSON {
        let (name, key, sentence) = parts(of: change)
        let text = "\(title(of: key)): \(viewer.text(sentence))"
        return .members(("change", .string(name)), ("clock", .string(key.text)), ("text", .string(text)))
    }

    private func parts(of change: ClockChange) -> (name: String, key: ClockKey, sentence: Label) {
        switch change {
        case .set(let key, let start, let due, _, _):
            ("set", key, Label("自 \(time(start)) 起计时,限 \(time(due))", "runs from \(time(start)), due \(time(due))"))
        case .moved(let key, let start, let due):
            ("moved", key, Label("改为自 \(time(start)) 起,限 \(time(due))", "moved to \(time(start)), due \(time(due))"))
        case .paused(let key, let since): ("paused", key, Label("自 \(time(since)) 暂停", "paused since \(time(since))"))
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

    /// `转责任部门 (T-01, engineering)`
    private func title(of key: ClockKey) -> String {
        let rule = rules.first { $0.name == key.name }
        let label = rule.map { viewer.text($0.label) } ?? key.name
        let number = rule?.number ?? key.name
        return "\(label) (\(key.subject.isEmpty ? number : "\(number), \(key.subject)"))"
    }

    private func time(_ instant: Instant) -> String { instant.rfc3339(in: viewer.zone) }
}
