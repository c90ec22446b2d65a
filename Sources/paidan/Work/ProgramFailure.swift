internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanWorker

/// What is said of a program that did not take its issue: once an attempt, and no word of what is in the message.
struct ProgramFailure {
    private let issue: Issue
    private let reason: Label

    /// - Returns: nil when it took the issue, or was stopped because somebody else has it.
    init?(_ end: ProgramEnd, of issue: Issue) {
        guard let reason = Self.reason(end) else { return nil }
        self.issue = issue
        self.reason = reason
    }

    /// `paidan: D-12, attempt 3 of 8: the program ended with code 1; offered again in about 8 s`
    func text(in language: Language) -> String {
        let name = issue.data?["number"]?.string ?? issue.ticket
        let most = QueueLimits().attemptsMax
        let next = next(most)
        return Label(
            "paidan: \(name) 第 \(issue.attempt) 次(共 \(most) 次):\(reason.zh);\(next.zh)",
            "paidan: \(name), attempt \(issue.attempt) of \(most): \(reason.en); \(next.en)"
        ).text(in: language).harmless
    }

    private func next(_ most: Int) -> Label {
        guard issue.attempt < most else {
            return Label("不再投递,已通知客服主管", "not offered any more; the supervisor is told")
        }
        let seconds = QueueLimits().usualBackoff(attempt: issue.attempt).milliseconds / 1_000
        return Label("约 \(seconds) 秒后再次投递", "offered again in about \(seconds) s")
    }

    private static func reason(_ end: ProgramEnd) -> Label? {
        switch end {
        case .exited(0, _), .cancelled: nil
        case .exited(let code, _): Label("程序以退出码 \(code) 结束", "the program ended with code \(code)")
        case .signalled(let signal): Label("程序被信号 \(signal) 终止", "the program was ended by signal \(signal)")
        case .tooSlow: Label("程序用时过长,已终止", "the program took too long and was ended")
        case .notStarted(let cause): Label("程序无法启动:\(cause)", "the program could not be started: \(cause)")
        }
    }
}
