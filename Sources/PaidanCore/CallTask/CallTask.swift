/// 回访任务 (M12). One call or visit that the company owes a customer: planned, made until he is reached, recorded, filed.
package struct CallTask: TicketKind {
    package let opening: Opening
    /// From when the limit counts.
    package internal(set) var basisAt: Instant
    /// The regulation's date or one that somebody named; a call made later is late and is still made.
    package internal(set) var dueAt: Instant
    /// Counts the calls that this ticket asks for; a review may want a second one (FBK-08, CMP-21).
    package internal(set) var round = 1
    /// Where the customer agreed to a time after `Opening.closesAt`: the end of that day, until which the call does not give way.
    package internal(set) var closesAt: Instant?
    /// The date of this round has passed and that is recorded: what is told later of the time before stays late.
    package internal(set) var isPastDue = false
    /// Attempts since a supervisor looked.
    package internal(set) var tries = 0
    package internal(set) var attempts = 0
    /// The last one that counts.
    package internal(set) var lastAttempt: Attempt?
    /// Counts the states entered, so that a reminder that is wanted again is another one.
    package internal(set) var stages = 0
    /// When people last settled what comes next: a reminder of it outlives the date of the call.
    package internal(set) var arranged: Arrangement
    /// What the customer answered, each question once.
    package internal(set) var answers: [Answer] = []
    /// What he said besides in this round and became a ticket of its own.
    package internal(set) var heard: [Heard] = []
    package internal(set) var record: Record?
    /// What was written of the call beside its record (REP-01).
    package internal(set) var report: Report?
    package internal(set) var filings = 0
    package internal(set) var amendments = 0
    package internal(set) var isFaked = false
    /// 客户反感电话 (CALL-18).
    package internal(set) var isUnwelcome: Bool
    /// 回访人: on whose list it stands; nil is everybody's.
    package internal(set) var caller: Account?
    package internal(set) var next: TicketID?
    /// The lead into which its own was merged.
    package internal(set) var movedTo: TicketID?
    package internal(set) var state: State

    package init(_ opening: Opening, at now: Instant) {
        self.opening = opening
        self.basisAt = opening.basisAt ?? now
        self.dueAt = opening.dueAt ?? now
        self.isUnwelcome = opening.dislikesCalls ?? false
        self.caller = opening.caller
        self.arranged = Arrangement(number: 0, at: now)
        self.state = .planned(opensAt: opening.opensAt ?? now)
    }

    // MARK: What stands beside the state

    /// One attempt at which the customer was not reached.
    package struct Attempt: Hashable, Encodable, Sendable {
        package let at: Instant
        package let miss: Miss
    }

    /// When somebody settled what comes next, and the number of that step.
    package struct Arrangement: Hashable, Encodable, Sendable {
        package let number: Int
        package let at: Instant
    }

    /// 未接通: how a call failed.
    package enum Miss: String, CaseIterable, Codable, Sendable {
        case noAnswer, lineBusy, phoneOff, wrongNumber, brokenOff
    }

    /// 回访方式 (CALL-25, 33).
    package enum Channel: String, CaseIterable, Codable, Sendable {
        case phone, message, email, letter, visit
    }

    /// 回访记录: that and how the customer was reached (CALL-07, CALL-30).
    package struct Record: Hashable, Encodable, Sendable {
        package let at: Instant
        /// nil where the customer was not spoken to.
        package let channel: Channel?
        package let outcome: Outcome
        package let isSatisfied: Bool?
        package let score: Int?
        package let points: [PersonalText]
        /// 签名: of the customer, on a visit.
        package let isSigned: Bool
        package let isLate: Bool
        /// 应上门而未上门 (CMP-21).
        package let owesVisit: Bool
        /// Questions of the script without an answer (CALL-02); the review sees them.
        package let missing: [Question]
    }

    /// 客户回访报告.
    package struct Report: Hashable, Encodable, Sendable {
        package let at: Instant
        package let text: PersonalText
    }

    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case reached, declined
        /// The result is known; the customer is told by a call of its own.
        case learned
    }

    package struct Heard: Hashable, Encodable, Sendable {
        package let ticket: TicketID
        package let becomes: Becoming
    }

    /// What something that a customer says becomes (CMP-39).
    package enum Becoming: String, CaseIterable, Codable, Sendable {
        case opinion, complaint
        /// A sound criticism or a good suggestion: the customer is visited (CALL-26).
        case visit
    }

    // MARK: States

    package enum State: Hashable, Encodable, Sendable {
        /// 已计划.
        case planned(opensAt: Instant)
        /// 待回访. Somebody calls now, or tries again at a time.
        case due(Waiting)
        /// 已预约.
        case booked(Slot)
        /// 回访中.
        case inProgress(Contact)
        /// 联系不上. A supervisor decides.
        case unreached(since: Instant)
        /// 逾期. The call is still owed.
        case overdue(Overdue)
        /// 已记录. The record has to be filed.
        case recorded(Filing)
        /// 审阅中.
        case inReview(Filing)
        /// 已归档.
        case archived
        /// 未完成回访.
        case missed(reason: PersonalText?)
        /// 免回访.
        case waived(Waiver)
        /// 已被取代.
        case superseded(by: TicketID?)
    }

    package enum Phase: Int, PhaseName {
        case planned, due, booked, inProgress, unreached, overdue, recorded, inReview
        case archived, missed, waived, superseded
    }

    package var phase: Phase {
        switch state {
        case .planned: .planned
        case .due: .due
        case .booked: .booked
        case .inProgress: .inProgress
        case .unreached: .unreached
        case .overdue: .overdue
        case .recorded: .recorded
        case .inReview: .inReview
        case .archived: .archived
        case .missed: .missed
        case .waived: .waived
        case .superseded: .superseded
        }
    }
}
