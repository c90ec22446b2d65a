/// 转单、派单 (M06). One department's part of a complaint or an opinion, from its queue until it is done; or the summons to a site
/// survey, which asks for nobody's date and ends with the survey (CMP-06).
package struct DepartmentDispatch: TicketKind {
    package let opening: Opening
    /// What it is part of.
    package internal(set) var whole: TicketID
    package internal(set) var wholeKind: Whole
    /// Dates missed by this department in this matter, also under an earlier dispatch (FBK-03).
    package internal(set) var misses: Int
    /// Counts the dates that the department gave or the leader set.
    package internal(set) var promises = 0
    package internal(set) var publishedAt: Instant?
    /// Since when the complaint is on hold.
    package internal(set) var heldSince: Instant?
    /// When the hold is planned to end.
    package internal(set) var heldUntil: Instant?
    /// 领导批示: the date that the supervising leader set last.
    package internal(set) var orderedFor: Instant?
    /// The leader's date, while the department has not taken delivery.
    package internal(set) var order: Order?
    /// When the survey takes place, once that is agreed.
    package internal(set) var surveyAt: Instant?
    package internal(set) var state: State

    package let openedAt: Instant

    package init(_ opening: Opening, at now: Instant) {
        self.opening = opening
        self.whole = opening.parent
        self.wholeKind = opening.parentKind ?? .complaint
        self.misses = opening.misses ?? 0
        self.openedAt = now
        self.state = .queued
    }

    package struct Opening: Codable, Hashable, Sendable {
        package let parent: TicketID
        /// A complaint, if nothing is said: dispatches were parts of complaints only.
        package let parentKind: Whole?
        package let department: Department
        package let customer: PersonID
        package let categories: [Category]
        package let severity: Complaint.Severity
        package let misses: Int?
        /// The limit for forwarding counts until this dispatch is delivered.
        package let reportsDelivery: Bool?
        /// To take care of the matter, if nothing is said: dispatches were nothing else.
        package let task: Task?
        /// 整改事项: what it has to put right of an acceptance; nil where it is about what the customer said.
        package let matter: [PersonalText]?

        package init(
            parent: TicketID, parentKind: Whole? = nil, department: Department, customer: PersonID,
            categories: [Category], severity: Complaint.Severity, misses: Int? = nil, reportsDelivery: Bool? = nil,
            task: Task? = nil, matter: [PersonalText]? = nil
        ) {
            self.parent = parent
            self.parentKind = parentKind
            self.department = department
            self.customer = customer
            self.categories = categories
            self.severity = severity
            self.misses = misses
            self.reportsDelivery = reportsDelivery
            self.task = task
            self.matter = matter
        }
    }

    /// What the department is wanted for.
    package enum Task: String, CaseIterable, Codable, Sendable {
        /// 到现场勘察
        case survey
    }

    var isSummons: Bool { opening.task == .survey }

    package enum State: Hashable, Encodable, Sendable {
        /// 待签收: stands in the department's queue.
        case queued
        /// 已签收: the department holds it and owes a date.
        case published
        /// 待勘察: the department knows that it is wanted on the site.
        case summoned
        /// 处理中: promised for a date.
        case working(Promise)
        /// 逾期: the date has passed.
        case overdue(Overdue)
        /// 已退回: another department is responsible.
        case returned(Return)
        /// 已完成.
        case done(Report)
        /// 已完成: the survey is over.
        case surveyed
        /// 已取消.
        case cancelled(reason: PersonalText?)
    }

    /// 领导批示 for a department that has not taken delivery yet: its date runs all the same.
    package struct Order: Hashable, Encodable, Sendable {
        package internal(set) var promise: Promise
        package internal(set) var isMissed = false
    }

    package struct Promise: Hashable, Encodable, Sendable {
        package let number: Int
        package let madeAt: Instant
        package internal(set) var date: Instant
        /// When this date was given; a changed one was given with the holds before it in view.
        package internal(set) var datedAt: Instant
        /// The complaint's holds since then.
        package internal(set) var pauses: [Hold] = []
    }

    /// 暂停: a time in which the complaint was on hold.
    package struct Hold: Hashable, Encodable, Sendable {
        package let since: Instant
        package let until: Instant
    }

    package struct Overdue: Hashable, Encodable, Sendable {
        package let since: Instant
        package let missed: Promise
    }

    package struct Return: Hashable, Encodable, Sendable {
        package let reason: PersonalText
        package let suggested: Department?
    }

    package struct Report: Hashable, Encodable, Sendable {
        package let at: Instant
        package let result: PersonalText
        package let cause: PersonalText
        package let responsible: PersonalText?
        package let isLate: Bool
    }

    package enum Phase: Int, PhaseName {
        case queued, published, summoned, working, overdue
        case returned, done, cancelled
    }

    package var phase: Phase {
        switch state {
        case .queued: .queued
        case .published: .published
        case .summoned: .summoned
        case .working: .working
        case .overdue: .overdue
        case .returned: .returned
        case .done, .surveyed: .done
        case .cancelled: .cancelled
        }
    }
}
