/// 客户投诉 (M05). What a customer complained of, from the phone call until the customer has the result.
package struct Complaint: TicketKind {
    package let opening: Opening
    /// When customer service took it: its own receipt, or an earlier one of a duplicate (CMP-18). Starts T-01.
    package var receivedAt: Instant { ([ownReceivedAt] + duplicates.map(\.receivedAt)).min() ?? ownReceivedAt }
    package internal(set) var ownReceivedAt: Instant
    package internal(set) var duplicates: [Duplicate] = []
    package internal(set) var notice: Notice
    package internal(set) var severity: Severity
    package internal(set) var categories: [Category] = []
    /// The departments that the categories name.
    package internal(set) var named: [Department] = []
    /// Raised by a misroute and by a dissatisfied revisit: a person classifies again.
    package internal(set) var round = 1
    package internal(set) var promise = ForwardPromise(number: 1, basis: .receipt)
    /// What departments are owed whose part went back with the duplicate that it had come with.
    package internal(set) var owedAgain: [OwedAgain] = []
    package internal(set) var dispatches: [DispatchRecord] = []
    package internal(set) var misroutes = 0
    /// How often the customer has come back with the same matter (CMP-22).
    package internal(set) var repeats = 0
    package internal(set) var escalations = 0
    package internal(set) var surveys = 0
    package internal(set) var holds = 0
    package internal(set) var handlings = 0
    package internal(set) var unmerges = 0
    package internal(set) var answers = Answers()
    /// A second miss was reported while the complaint could not be escalated.
    package internal(set) var owesEscalation = false
    /// Since when it has been before the leader as an opinion (T-04 counts from the second miss).
    package internal(set) var beforeLeaderSince: Instant?
    package internal(set) var state: State

    package init(_ opening: Opening, at now: Instant) {
        self.opening = opening
        self.ownReceivedAt = opening.receivedAt ?? now
        self.notice = Notice(content: opening.content, demand: opening.demand, projectOrOrder: opening.projectOrOrder)
        self.severity = opening.severity ?? .general
        self.repeats = opening.repeats ?? 0
        self.state = .received(Triage(since: now, why: .new))
    }

    // MARK: What stands beside the state

    /// 投诉告知单: what may be corrected by `amend`.
    package struct Notice: Hashable, Encodable, Sendable {
        package internal(set) var content: PersonalText
        package internal(set) var demand: PersonalText?
        package internal(set) var projectOrOrder: String?
    }

    /// A complaint about the same matter that was merged into this one.
    package struct Duplicate: Hashable, Encodable, Sendable {
        package let source: TicketID
        package let receivedAt: Instant
        /// The departments that it was with, or still had to get to.
        package internal(set) var needs: [Department]
        /// The renovations that it was about.
        package let projects: [TicketID]
    }

    /// 关联工程: its own, and those of what was merged into it: the matter is still theirs (PROJ-17, LFU-07; A11).
    var projects: [TicketID] {
        ([opening.project].compactMap(\.self) + duplicates.flatMap(\.projects)).reduce(into: []) { once, project in
            if !once.contains(project) { once.append(project) }
        }
    }

    /// The promise to forward in time. Made again, with the next number, when the complaint comes back to triage.
    package struct ForwardPromise: Hashable, Encodable, Sendable {
        package let number: Int
        package let basis: Basis
    }

    /// The part that a duplicate brought and took away is judged for good; one of the department's own counts anew.
    package struct OwedAgain: Hashable, Encodable, Sendable {
        package let department: Department
        package let promise: ForwardPromise
    }

    /// What the limit for forwarding counts from.
    package enum Basis: Hashable, Encodable, Sendable {
        /// T-01 counts from receipt (CMP-05).
        case receipt
        /// T-01b counts from the survey's conclusion (CMP-06).
        case survey(concludedAt: Instant)
        /// T-01 counts from the revisit that was answered "dissatisfied".
        case revisit(at: Instant)
        /// T-01 counts from when the merger was undone, for a part that had been sent before it (assumption).
        case unmerge(at: Instant)
    }

    /// What the customer was told (CMP-07, CMP-08, CMP-09).
    package struct Answers: Hashable, Encodable, Sendable {
        package internal(set) var repliedAt: Instant?
        package internal(set) var planAgreedAt: Instant?
        package internal(set) var verifiedAt: Instant?
    }

    /// What the complaint knows of a department's part (M06).
    package struct DispatchRecord: Hashable, Encodable, Sendable {
        package let id: TicketID
        package let department: Department
        package let round: Int
        package let promise: ForwardPromise
        /// The number of the promise under which the department counts as sent to; a later one than its own where it came back
        /// when a merger was undone.
        package internal(set) var countsFor: Int
        /// The duplicate that it came with.
        package let source: TicketID?
        /// The two hours of what a duplicate brings are judged here, too; in histories of before they were that complaint's alone.
        package let countsHere: Bool
        package let forwardedAt: Instant
        /// Set when the policy counts the two hours until delivery (`complaint.forwardCountsWhen: delivered`).
        package let countsWhenDelivered: Bool
        package internal(set) var deliveredAt: Instant?
        package internal(set) var misses: Int
        package internal(set) var outcome: Outcome = .open
        package internal(set) var endedAt: Instant?
        /// It had ended when a person named the department once more.
        package internal(set) var isNamedAnew = false

        package enum Outcome: String, CaseIterable, Codable, Sendable {
            case open, done, returned, cancelled
            /// Went with this complaint into the one that it was merged into.
            case moved
            /// Returned, and another department was named instead.
            case replaced
            /// Went back with the duplicate that it had come with.
            case takenBack

            /// The department turned out not to be responsible for this complaint.
            package var isNoConcern: Bool { self == .returned || self == .replaced || self == .takenBack }
        }
    }

    // MARK: States

    package enum State: Hashable, Encodable, Sendable {
        /// 待分诊. Customer service decides: explain, survey or forward.
        case received(Triage)
        /// 解释中. No department has to act; the two hours still run.
        case explaining(Triage)
        /// 现场勘察. Only the site can tell who is responsible.
        case surveying(Survey)
        /// 部门处理中.
        case inDepartment
        /// 暂停. Waits for the customer or for parts.
        case onHold(Hold)
        /// 已升级. The supervising leader orders what is done.
        case escalated(Escalation)
        /// 待告知或回访. Handled; the customer is told, or asked where the regulation has revisits.
        case awaitingRevisit(Handled)
        /// 已并案.
        case merged(Merge)
        /// 已结案.
        case closed(Closing)
        /// 复函结案.
        case closedByLetter(Letter)
        /// 已撤诉.
        case withdrawn(reason: PersonalText)
    }

    package enum Phase: Int, PhaseName {
        case received, explaining, surveying, inDepartment, onHold, escalated, awaitingRevisit
        case merged, closed, closedByLetter, withdrawn
    }

    package var phase: Phase {
        switch state {
        case .received: .received
        case .explaining: .explaining
        case .surveying: .surveying
        case .inDepartment: .inDepartment
        case .onHold: .onHold
        case .escalated: .escalated
        case .awaitingRevisit: .awaitingRevisit
        case .merged: .merged
        case .closed: .closed
        case .closedByLetter: .closedByLetter
        case .withdrawn: .withdrawn
        }
    }

    /// The departments' parts of the present round that still count.
    var live: [DispatchRecord] {
        dispatches.filter { record in
            record.round == round && (record.outcome == .open || record.outcome == .done || record.outcome == .returned)
        }
    }

    var open: [DispatchRecord] { dispatches.filter { $0.outcome == .open } }

    func isAtWork(_ department: Department) -> Bool { open.contains { $0.department == department } }

    /// Named, here or by what was merged into it, and under the present promise not sent to yet.
    var unsent: [Department] { (named + neededByOthers).filter { !isSent(to: $0) } }

    /// What the complaints need that were merged into this one, besides what its own categories name.
    private var neededByOthers: [Department] {
        var needed: [Department] = []
        for department in duplicates.flatMap(\.needs) where !named.contains(department) {
            if !needed.contains(department) { needed.append(department) }
        }
        return needed
    }

    /// Unsent, and owed whoever else is at work: by what was merged into it, or by a merger that was undone.
    var owed: [Department] {
        unsent.filter { department in
            owedAgain.contains { $0.department == department } || duplicates.contains { $0.needs.contains(department) }
        }
    }

    func isSent(to department: Department) -> Bool { !sent(to: department).isEmpty }

    /// Sent to under the present promise, and nobody has said anew since that it is responsible.
    func hasHad(_ department: Department) -> Bool {
        sent(to: department).contains { $0.outcome != .replaced && !$0.isNamedAnew }
    }

    private func sent(to department: Department) -> LazyFilterSequence<[DispatchRecord]> {
        let present = promise(to: department).number
        return dispatches.lazy.filter {
            $0.department == department && $0.countsFor == present && $0.outcome != .takenBack
        }
    }

    /// The promise under which a department gets it now.
    func promise(to department: Department) -> ForwardPromise {
        owedAgain.last { $0.department == department }?.promise ?? promise
    }

    /// No number is given twice.
    func nextPromise(from basis: Basis? = nil) -> ForwardPromise {
        let number = owedAgain.map(\.promise.number).max() ?? promise.number
        return ForwardPromise(number: max(number, promise.number) + 1, basis: basis ?? promise.basis)
    }

    /// Parts of the present round that were given back and that no other department has yet.
    var givenBack: [DispatchRecord] { live.filter { $0.outcome == .returned } }
}
