/// The data of each state.
extension Complaint {
    package struct Triage: Hashable, Encodable, Sendable {
        package enum Why: String, CaseIterable, Codable, Sendable {
            case new, explanationRejected, surveyed, misrouted, noneLeft, dissatisfied, unmerged
        }
        package let since: Instant
        package let why: Why
    }

    package struct Survey: Hashable, Encodable, Sendable {
        package let number: Int
        package let since: Instant
        package let summoned: [Department]
        /// What stands in the departments' queues; none in histories of before the summons was sent there.
        package let summons: [Summons]
        package internal(set) var visit: Visit?
    }

    /// 勘察通知: a department is wanted on the site.
    package struct Summons: Codable, Hashable, Sendable {
        package let dispatch: TicketID
        package let department: Department
    }

    package struct Visit: Hashable, Encodable, Sendable {
        package let at: Instant
        package let attendees: [String]
    }

    package struct Hold: Hashable, Encodable, Sendable {
        package let number: Int
        package let since: Instant
        package let until: Instant
        package let reason: HoldReason
        package let note: PersonalText?
    }

    /// Names who keeps the complaint waiting.
    package enum HoldReason: String, CaseIterable, Codable, Sendable {
        /// 等客户
        case customer
        /// 等配件
        case parts
    }

    package struct Escalation: Hashable, Encodable, Sendable {
        package let number: Int
        package let since: Instant
        package let reason: Reason

        package enum Reason: String, CaseIterable, Codable, Sendable {
            case secondMiss, severity, customerDemand, repeated
        }
    }

    package struct Handled: Hashable, Encodable, Sendable {
        /// Counts the times it was handled; a dissatisfied customer makes it twice.
        package let number: Int
        package let at: Instant
        /// Whether the regulation wants a revisit; without one the customer is told and the complaint closes.
        package internal(set) var isRevisited: Bool
        /// The call that asks the customer; nil where somebody records the revisit by hand.
        package internal(set) var call: TicketID?
        /// When it was clear that nobody will ask; from then on the customer is to be told.
        package internal(set) var droppedAt: Instant?
    }

    package struct Merge: Hashable, Encodable, Sendable {
        package let into: TicketID
        package let since: Instant
        package let moved: [TicketID]
        /// Departments whose parts were cancelled, because the other complaint had them already.
        package let relieved: [Department]
    }

    package enum Closing: Hashable, Encodable, Sendable {
        case explained
        case told
        case satisfied(score: Int?)
        case unreachable(attempts: Int)
        case declined
    }

    package struct Letter: Hashable, Encodable, Sendable {
        package let letterID: String?
        package let note: PersonalText?
    }

    package enum Severity: String, CaseIterable, Codable, Comparable, Sendable {
        case general, important, major
        private var rank: Int {
            switch self {
            case .general: 0
            case .important: 1
            case .major: 2
            }
        }
        package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    }
}

extension Complaint.Severity: Worded {
    package var label: Label {
        switch self {
        case .general: Label("一般", "general")
        case .important: Label("重要", "important")
        case .major: Label("重大", "major")
        }
    }
}

extension Complaint.HoldReason: Worded {
    package var label: Label {
        switch self {
        case .customer: Label("等客户", "waiting for the customer")
        case .parts: Label("等配件", "waiting for parts")
        }
    }
}

extension Complaint.Escalation.Reason: Worded {
    package var label: Label {
        switch self {
        case .secondMiss: Label("两次未按时解决", "two dates missed")
        case .severity: Label("等级重大", "severity")
        case .customerDemand: Label("客户要求", "the customer demands it")
        case .repeated: Label("重复投诉", "complained of again")
        }
    }
}
