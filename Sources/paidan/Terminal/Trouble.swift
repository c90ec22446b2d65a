internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// A failure without a type of its own: a sentence and a number.
struct Trouble: CommandFailure, Hashable {
    let status: ExitStatus
    let reason: Label

    init(_ status: ExitStatus, _ zh: String, _ en: String) {
        self.status = status
        self.reason = Label(zh, en)
    }

    func text(in language: Language) -> String { reason.text(in: language) }
}

extension SettingsErrors: CommandFailure {
    var status: ExitStatus { .usage }
}

/// Of a file that the system keeps for itself; what somebody named is told by whoever read the name.
extension FileTrouble: CommandFailure {
    var status: ExitStatus { .unavailable }

    func text(in language: Language) -> String { label.text(in: language) }
}

extension RegulationErrors: CommandFailure {
    var status: ExitStatus { .refused }
}

extension JSONSyntaxError: CommandFailure {
    var status: ExitStatus { .usage }

    func text(in language: Language) -> String {
        Label("JSON 有误:第 \(offset) 字节:\(reason.label.zh)", "not JSON: \(self)").text(in: language)
    }
}
