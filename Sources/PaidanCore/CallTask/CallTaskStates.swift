/// The data of each state.
extension CallTask {
    package struct Waiting: Hashable, Encodable, Sendable {
        package let since: Instant
        package let retryAt: Instant?
    }

    package struct Slot: Hashable, Encodable, Sendable {
        package let at: Instant
        package let place: PersonalText?
    }

    package struct Contact: Hashable, Encodable, Sendable {
        package let since: Instant
        package let channel: Channel
    }

    package struct Overdue: Hashable, Encodable, Sendable {
        package let since: Instant
        package let retryAt: Instant?
        package let slot: Slot?
    }

    /// Where a record is on its way to the archive.
    package struct Filing: Hashable, Encodable, Sendable {
        /// Counts the times it was to be handed in.
        package let number: Int
        package let since: Instant
        /// 经同意延期 (T-54).
        package internal(set) var submitBy: Instant?
    }

    package struct Waiver: Hashable, Encodable, Sendable {
        package let reason: Reason
        package let note: PersonalText?

        package enum Reason: String, CaseIterable, Codable, Sendable {
            case anonymous, letterOnly, dislikesCalls, customerLeft, ended
        }
    }

    /// What other tickets see of a call.
    package struct Outline: Hashable, Sendable {
        package let occasion: Occasion
        /// Its date, while it is still to be made and nobody has begun it or agreed to a time with the customer.
        package let isOwedBy: Instant?
    }

    var outline: Outline {
        Outline(occasion: opening.occasion, isOwedBy: isUntouched && record == nil && !isPastDue ? dueAt : nil)
    }

    private var isUntouched: Bool {
        switch state {
        case .planned, .due, .unreached: true
        case .booked, .inProgress, .overdue, .recorded, .inReview, .archived, .missed, .waived, .superseded: false
        }
    }

    /// How a planned call ended without being made.
    package enum Dropped: String, CaseIterable, Codable, Sendable {
        case waived, missed
    }
}

extension CallTask.Miss: Worded {
    package var label: Label {
        switch self {
        case .noAnswer: Label("无人接听", "no answer")
        case .lineBusy: Label("占线", "line busy")
        case .phoneOff: Label("关机", "phone off")
        case .wrongNumber: Label("空号或错号", "wrong number")
        case .brokenOff: Label("通话中断", "broken off")
        }
    }
}

extension CallTask.Channel: Worded {
    package var label: Label {
        switch self {
        case .phone: Label("电话", "phone")
        case .message: Label("短信或即时通信", "message")
        case .email: Label("邮件", "e-mail")
        case .letter: Label("信件", "letter")
        case .visit: Label("上门", "visit")
        }
    }
}

extension CallTask.Outcome: Worded {
    package var label: Label {
        switch self {
        case .reached: Label("已回访", "reached")
        case .declined: Label("客户谢绝", "declined")
        case .learned: Label("已了解情况,另行告知客户", "the result is known; the customer is to be told")
        }
    }
}

extension CallTask.Becoming: Worded {
    package var label: Label {
        switch self {
        case .opinion: Label("意见", "opinion")
        case .complaint: Label("投诉", "complaint")
        case .visit: Label("好建议,上门回访", "a good suggestion: a visit")
        }
    }
}

extension CallTask.Waiver.Reason: Worded {
    package var label: Label {
        switch self {
        case .anonymous: Label("匿名", "anonymous")
        case .letterOnly: Label("只要求书面答复", "wants a letter only")
        case .dislikesCalls: Label("客户不愿被打扰", "the customer dislikes calls")
        case .customerLeft: Label("客户已离开", "the customer has left")
        case .ended: Label("无需再回访", "no more calls are wanted")
        }
    }
}

extension CallTask.Dropped: Worded {
    package var label: Label {
        switch self {
        case .waived: Label("免回访", "waived")
        case .missed: Label("未完成回访", "missed")
        }
    }
}
