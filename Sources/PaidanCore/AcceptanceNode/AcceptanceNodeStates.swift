/// What stands beside the state, and the data of each state.
extension AcceptanceNode {
    /// 验收日期: a date as it was set, with what the regulation makes of it.
    package struct Day: Codable, Hashable, Sendable {
        package let scheduledFor: Instant
        /// The end of that day; the date is kept if the acceptance begins by then.
        package let endsAt: Instant
        /// Who has to be told.
        package let parties: [Party]
        /// Of these: for whom the notice period was over when the date was set. They are told at once.
        package let short: [Party]

        var duties: [NoticeDuty] {
            parties.map { NoticeDuty(party: $0, isShort: short.contains($0), toldAt: nil) }
        }
    }

    /// 通知义务: somebody has to hear of a date.
    package struct NoticeDuty: Hashable, Encodable, Sendable {
        package let party: Party
        package internal(set) var isShort: Bool
        package internal(set) var toldAt: Instant?
        /// From when it counts, where that is not when the date was set.
        package internal(set) var since: Instant?
    }

    package struct Move: Hashable, Encodable, Sendable {
        package let at: Instant
        package let from: Instant
        package let to: Instant
        /// Nobody's: the project was resumed.
        package let mover: Party?
        /// Later than the regulation allows: accepted, and marked.
        package let isLate: Bool
    }

    package static let movesKept = 32

    package struct Report: Hashable, Encodable, Sendable {
        /// Of the dates that were named one after the other (T-21).
        package let number: Int
        package let at: Instant
        package let scheduledFor: Instant
        package let isLate: Bool
    }

    /// 主材委托验收协议 (PROJ-14).
    package struct Proxy: Hashable, Encodable, Sendable {
        package let name: PersonalText
        package let agreementNo: String
        /// 委托公司验收: the company's inspector is responsible.
        package let byInspector: Bool
        package let phone: PersonalText?
        /// 委托范围.
        package let scope: PersonalText?
        package let signedAt: Instant?
    }

    /// 送货通知 of the material delivery department (材料配送部), as the site lead passes it on (PROJ-02).
    package struct DeliveryNotice: Codable, Hashable, Sendable {
        package let noticeNo: String?
        package let material: PersonalText?
        /// When it reached the site lead.
        package let noticedAt: Instant?

        static let empty = DeliveryNotice(noticeNo: nil, material: nil, noticedAt: nil)
    }

    /// One line of the company's list (PROJ-18).
    package struct ItemResult: Codable, Hashable, Sendable {
        package let item: PersonalText
        package let passed: Bool

        package init(item: PersonalText, passed: Bool) {
            self.item = item
            self.passed = passed
        }
    }

    package static let itemsMax = 64

    /// 配套文件的确认 (PROJ-06).
    package struct Confirmation: Codable, Hashable, Sendable {
        package let documentNo: String
        package let channel: CallTask.Channel?
        package let isSigned: Bool
    }

    package struct ChangeRequest: Hashable, Encodable, Sendable {
        package let number: Int
        package let requestedAt: Instant
        package let scheduledFor: Instant
        package let mover: Party
        package let isLate: Bool
        package internal(set) var decidedAt: Instant?
    }

    /// Where it stood before a change was wanted.
    package enum Standing: String, CaseIterable, Codable, Sendable {
        case planned, dateConfirmed, partiesNotified
    }

    package struct Suspension: Codable, Hashable, Sendable {
        package let since: Instant
        package let until: Instant
    }

    package static let standstillsKept = 32

    package struct Acceptance: Hashable, Encodable, Sendable {
        package let since: Instant
        package let present: [Party]
    }

    package struct Absence: Hashable, Encodable, Sendable {
        package let since: Instant
        /// 配套文件.
        package let documentNo: String
    }

    package struct Rework: Hashable, Encodable, Sendable {
        package let number: Int
        package let since: Instant
        package let why: Why
        /// 整改事项: what failed, what did not come, or what the customer disputes.
        package let matter: [PersonalText]
        package internal(set) var part: Part?
        /// Dates that its departments missed.
        package internal(set) var misses = 0
        /// Since when the supervising leader has to order.
        package internal(set) var escalatedAt: Instant?

        package enum Why: String, CaseIterable, Codable, Sendable {
            case failed, goodsMissing, disputed
        }

        package struct Part: Codable, Hashable, Sendable {
            package let dispatch: TicketID
            package let department: Department
        }
    }

    /// What the absent customer's objection becomes. Raw values reach disk and never change.
    package enum Objection: String, CaseIterable, Codable, Sendable {
        case opinion, complaint
    }

    /// How it ended, for the project.
    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case open, passed, cancelled
    }
}

extension AcceptanceNode.Rework.Why: Worded {
    package var label: Label {
        switch self {
        case .failed: Label("验收未通过", "the acceptance failed")
        case .goodsMissing: Label("材料未到场", "the goods did not arrive")
        case .disputed: Label("客户有异议", "the customer disputes it")
        }
    }
}

extension AcceptanceNode.Objection: Worded {
    package var label: Label {
        switch self {
        case .opinion: CallTask.Becoming.opinion.label
        case .complaint: CallTask.Becoming.complaint.label
        }
    }
}

extension AcceptanceNode.Standing: Worded {
    package var label: Label {
        switch self {
        case .planned: AcceptanceNode.Phase.planned.label
        case .dateConfirmed: AcceptanceNode.Phase.dateConfirmed.label
        case .partiesNotified: AcceptanceNode.Phase.partiesNotified.label
        }
    }
}

extension AcceptanceNode.Outcome: Worded {
    package var label: Label {
        switch self {
        case .open: Label("处理中", "open")
        case .passed: Label("已通过", "passed")
        case .cancelled: Label("已取消", "cancelled")
        }
    }
}
