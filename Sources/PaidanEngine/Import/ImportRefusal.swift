package import PaidanCore

/// Why a row of a log was not carried out.
package struct ImportRefusal: Error, Hashable, Sendable {
    /// Reaches clients and never changes.
    package let code: String
    package let reason: Label

    package init(_ code: String, _ zh: String, _ en: String) {
        self.init(code, Label(zh, en))
    }

    package init(_ code: String, _ reason: Label) {
        self.code = code
        self.reason = reason
    }
}

extension ImportRefusal {
    static let inTheFuture = ImportRefusal("in-the-future", "时间晚于现在", "it lies in the future")
    static let outOfOrder = ImportRefusal(
        "out-of-order", "早于此前已执行的记录", "it is earlier than what was carried out before")
    static let overtaken = ImportRefusal(
        "overtaken", "此后时间已引起后续事实(如逾期、暂停到期、久无记录而结案),不能再补记在其之前",
        "time has led to facts since then (a date missed, a hold ended, closed after a silence); nothing goes before them"
    )
    static let goneLive = ImportRefusal(
        "gone-live", "导入之后,此工单已在本系统处理", "the ticket has been dealt with here since it was taken over")

    static let otherBranch = ImportRefusal(
        "imported-elsewhere", "此工单已导入另一分公司", "the ticket was taken over for another branch")

    static func unknownActivity(_ activity: String) -> ImportRefusal {
        ImportRefusal(
            "unknown-activity", "映射中没有活动“\(activity)”", "the mapping does not know the activity \"\(activity)\"")
    }

    static func noPart(_ kind: Kind) -> ImportRefusal {
        ImportRefusal("no-part", "工单没有\(kind.type.label.zh)", "the ticket has no \(kind.type.label.en)")
    }

    /// What the machine or the form says; a fault of the store is thrown on.
    init(of error: any Error) throws {
        switch error {
        case let refusal as ImportRefusal: self = refusal
        case let refusal as Refusal: self.init(refusal.code, Label(refusal.text(in: .zh), refusal.text(in: .en)))
        case let failure as Failure: self.init(of: failure)
        case let corrupt as CorruptHistory: self.init("corrupt", Label(corrupt.description, corrupt.description))
        default: throw error
        }
    }

    private init(of failure: Failure) {
        switch failure {
        case .refused(let refusal):
            self.init(refusal.code, Label(refusal.text(in: .zh), refusal.text(in: .en)))
        case .invalid(let errors):
            func text(_ language: Language) -> String {
                errors.map { "\($0.pointer): \($0.detail.text(in: language))" }.joined(separator: "; ")
            }
            self.init("invalid-data", Label(text(.zh), text(.en)))
        case .notAnOpener, .unknownVerb, .noSuchTicket, .conflict, .keyReused, .brokenFollowUp, .corrupt, .diskFull:
            self.init("failed", "无法执行:\(failure)", "it cannot be done: \(failure)")
        }
    }
}
