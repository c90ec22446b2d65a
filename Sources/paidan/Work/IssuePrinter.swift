internal import PaidanCore
internal import PaidanJSON
internal import PaidanWire
internal import PaidanWorker

/// Shows issues to people: one line each, or one JSON object a line.
struct IssuePrinter: Sendable {
    private let isJSON: Bool
    private let language: Language

    init(_ output: OutputOptions) {
        isJSON = output.isJSON
        language = output.language
    }

    /// Printed is held: a person has seen it.
    func acknowledge(_ issue: Issue) -> PaidanWorker.Verdict {
        Terminal.output.line(isJSON ? "\(issue.json)" : line(issue))
        return .acknowledge()
    }

    func line(_ issue: Issue) -> String {
        let data = issue.data ?? [:]
        var parts = [
            issue.queue, issue.kind.label.text(in: language), data["number"]?.string ?? issue.ticket, issue.ticket,
        ]
        if let categories = data["categories"]?.array {
            parts.append(categories.compactMap(\.string).joined(separator: ","))
        }
        if let deadline = data["deadline"]?.string {
            parts.append(Label("限 \(deadline)", "by \(deadline)").text(in: language))
        }
        if issue.attempt > 1 {
            parts.append(Label("第 \(issue.attempt) 次", "attempt \(issue.attempt)").text(in: language))
        }
        return parts.joined(separator: "  ").harmless
    }
}

extension PaidanWire.MessageKind {
    fileprivate var label: Label {
        switch self {
        case .dispatchNew: Label("新派单", "new dispatch")
        case .dispatchSurvey: Label("勘察通知", "summons to a survey")
        case .dispatchReminder: Label("催办", "reminder")
        case .dispatchCancelled: Label("取消", "cancelled")
        case .dispatchOrder: Label("领导批示", "order")
        case .dispatchHeld: Label("暂停", "held")
        case .dispatchResumed: Label("恢复", "resumed")
        // The set is open: a kind of a newer server is shown by its name.
        default: Label(rawValue, rawValue)
        }
    }
}
