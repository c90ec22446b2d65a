internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanWire
internal import PaidanWorker

/// Shows issues to people: one line each, or one JSON object a line.
struct IssuePrinter: Sendable {
    private let isJSON: Bool
    private let language: Language

    init(_ output: OutputOptions) {
        self.init(isJSON: output.isJSON, language: output.language)
    }

    init(isJSON: Bool, language: Language) {
        self.isJSON = isJSON
        self.language = language
    }

    /// Printed is held: a person has seen it.
    func acknowledge(_ issue: Issue) -> PaidanWorker.Verdict {
        Terminal.output.line(isJSON ? "\(issue.json)" : line(issue))
        return .acknowledge()
    }

    func line(_ issue: Issue) -> String {
        let data = issue.data ?? [:]
        let isNew = issue.kind == .dispatchNew
        let parts: [String?] = [
            issue.queue, text(label(of: issue.kind, data)), data["number"]?.string, issue.ticket, categories(data),
            // What comes of a dispatch later is told apart by when, and by how the dispatch stood then.
            isNew ? nil : sent(issue),
            isNew ? nil : state(data),
            moment(data["promisedDate"]) { Label("承诺 \($0)", "promised for \($0)") },
            moment(data["orderedFor"]) { Label("领导定 \($0)", "ordered for \($0)") },
            moment(data["surveyAt"]) { Label("勘察 \($0)", "survey \($0)") },
            data["misses"]?.integer.map { text(Label("失约 \($0) 次", "dates missed: \($0)")) },
            moment(data["deadline"]) { Label("限 \($0)", "by \($0)") },
            issue.attempt > 1 ? text(Label("第 \(issue.attempt) 次", "attempt \(issue.attempt)")) : nil,
        ]
        return parts.compactMap(\.self).joined(separator: "  ").harmless
    }

    private func text(_ label: Label) -> String { label.text(in: language) }

    /// What comes of a summons as an order is the survey's date, and nobody's instruction.
    private func label(of kind: PaidanWire.MessageKind, _ data: JSONObject) -> Label {
        let isSummons = data["task"]?.string == DepartmentDispatch.Task.survey.rawValue
        return isSummons && kind == .dispatchOrder ? Label("勘察时间", "survey date") : kind.label
    }

    private func sent(_ issue: Issue) -> String? {
        guard let time = issue.event?["time"]?.clockTime else { return nil }
        return text(Label("发于 \(time)", "sent \(time)"))
    }

    private func moment(_ time: JSON?, _ label: (String) -> Label) -> String? { time.map { text(label($0.shortTime)) } }

    /// In words; by their codes where an older server gave none.
    private func categories(_ data: JSONObject) -> String? {
        let words = data["categoryWords"]?.array?.compactMap { $0[language.rawValue]?.string }
        let names = words ?? data["categories"]?.array?.compactMap(\.string) ?? []
        return names.isEmpty ? nil : names.joined(separator: language == .zh ? "、" : ", ")
    }

    private func state(_ data: JSONObject) -> String? {
        guard let state = data["state"]?.string, let kind = data["kind"]?.string.flatMap(Kind.init(rawValue:)) else {
            return nil
        }
        return text(StateWords.label(of: state, kind))
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
