/// The data of each state.
extension OpinionIssue {
    package struct Triage: Hashable, Encodable, Sendable {
        package enum Why: String, CaseIterable, Codable, Sendable {
            case new, misrouted, noneLeft, notContent
        }
        package let since: Instant
        package let why: Why
    }

    package struct Escalation: Hashable, Encodable, Sendable {
        package let number: Int
        package let since: Instant
    }

    package struct Answer: Hashable, Encodable, Sendable {
        /// Counts the answers; a customer who is not content gets another one.
        package let number: Int
        package let at: Instant
        package let by: Answerer
        /// The call that asks whether the customer is content; nil where somebody records it by hand.
        package internal(set) var call: TicketID?
    }

    package enum Answerer: String, CaseIterable, Codable, Sendable {
        case customerService, department, leader
    }

    package enum Closing: Hashable, Encodable, Sendable {
        case content(score: Int?)
        case unreachable(attempts: Int)
        case declined
        case withdrawn(reason: PersonalText)
    }
}

extension OpinionIssue.Triage.Why: Worded {
    package var label: Label {
        switch self {
        case .new: Label("新登记", "new")
        case .misrouted: Label("派错部门", "misrouted")
        case .noneLeft: Label("没有部门在处理", "no department is left")
        case .notContent: Label("客户不认可", "the customer is not content")
        }
    }
}

extension OpinionIssue.Answerer: Worded {
    package var label: Label {
        switch self {
        case .customerService: Label("客服部", "customer service")
        case .department: Label("责任部门", "department")
        case .leader: Label("主管领导", "leader")
        }
    }
}
