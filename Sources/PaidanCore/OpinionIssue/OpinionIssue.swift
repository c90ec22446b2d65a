/// 客户意见反馈 (M07). What a customer said that is not (yet) a complaint, until the answer has been given and is accepted.
///
/// 件件有着落,事事有回音 (FBK-11): it ends only with an outcome.
package struct OpinionIssue: TicketKind {
    package let opening: Opening
    package internal(set) var notice: Notice
    /// Raised when the customer is not content and when a department gives it back: somebody decides again.
    package internal(set) var round = 1
    /// The date by which the customer was promised an answer (T-77), while it stands.
    package internal(set) var promise: ReplyPromise?
    package internal(set) var promises = 0
    /// The departments that have had it, the last one at the end.
    package internal(set) var dispatches: [DispatchRecord] = []
    package internal(set) var escalations = 0
    package internal(set) var answers = 0
    package internal(set) var state: State

    package init(_ opening: Opening, at now: Instant) {
        self.opening = opening
        self.notice = Notice(content: opening.content, projectOrOrder: opening.projectOrOrder)
        self.state = .raised(Triage(since: opening.raisedAt ?? now, why: .new))
    }

    // MARK: What stands beside the state

    /// What may be corrected by `amend`.
    package struct Notice: Hashable, Encodable, Sendable {
        /// Nothing where two records contradict each other, or an answer had a low score: there the records speak.
        package internal(set) var content: PersonalText?
        package internal(set) var projectOrOrder: String?
    }

    /// 预约答复 (FBK-08, FBK-09): the customer was told when to hear of it.
    package struct ReplyPromise: Hashable, Encodable, Sendable {
        package let number: Int
        package let madeAt: Instant
        package internal(set) var date: Instant
    }

    /// What the opinion knows of a department's part (M06).
    package struct DispatchRecord: Hashable, Encodable, Sendable {
        package let id: TicketID
        package let department: Department
        package internal(set) var misses: Int
        package internal(set) var outcome: Complaint.DispatchRecord.Outcome = .open
    }

    // MARK: States

    package enum State: Hashable, Encodable, Sendable {
        /// 待处理. Customer service answers, promises an answer, or forwards.
        case raised(Triage)
        /// 已约定答复.
        case promised
        /// 部门处理中.
        case inDepartment
        /// 已升级. 客户意见反馈告知单 has gone to the supervising leader.
        case escalated(Escalation)
        /// 已答复,待客户认可.
        case answered(Answer)
        /// 已办结.
        case closed(Closing)
        /// 已转投诉.
        case upgraded(complaint: TicketID)
    }

    package enum Phase: Int, PhaseName {
        case raised, promised, inDepartment, escalated, answered
        case closed, upgraded
    }

    package var phase: Phase {
        switch state {
        case .raised: .raised
        case .promised: .promised
        case .inDepartment: .inDepartment
        case .escalated: .escalated
        case .answered: .answered
        case .closed: .closed
        case .upgraded: .upgraded
        }
    }

    /// When the department missed its second date, while the leader has it.
    var escalatedAt: Instant? { if case .escalated(let escalation) = state { escalation.since } else { nil } }

    /// The department that has it now.
    package var open: DispatchRecord? { dispatches.last { $0.outcome == .open } }
}
