/// What stands beside the state, and the data of each state.
extension RenovationProject {
    package struct Team: Codable, Hashable, Sendable {
        package var siteLead: Account?
        package var inspector: Account?
        package var decorationDesigner: Account?
        package var furnishingDesigner: Account?

        package init(
            siteLead: Account? = nil, inspector: Account? = nil, decorationDesigner: Account? = nil,
            furnishingDesigner: Account? = nil
        ) {
            self.siteLead = siteLead
            self.inspector = inspector
            self.decorationDesigner = decorationDesigner
            self.furnishingDesigner = furnishingDesigner
        }

        /// Who needs which role.
        var members: [(account: Account, role: Role)] {
            [
                (siteLead, Role.siteLead), (inspector, .inspector), (decorationDesigner, .designer),
                (furnishingDesigner, .furnishingDesigner),
            ].compactMap { account, role in account.map { ($0, role) } }
        }
    }

    /// What the project knows of an acceptance (M03).
    package struct NodeRecord: Hashable, Encodable, Sendable {
        package let node: TicketID
        package let stage: AcceptanceNode.Stage
        package internal(set) var scheduledFor: Instant
        package let productContract: String?
        package internal(set) var outcome: AcceptanceNode.Outcome = .open
        package internal(set) var isInRework = false
    }

    /// What the project knows of a supply request (M04).
    package struct SupplyRecord: Hashable, Encodable, Sendable {
        package let supply: TicketID
        package let node: TicketID
        package internal(set) var outcome: SupplyRequest.Outcome = .open
    }

    package struct CallRecord: Hashable, Encodable, Sendable {
        package let call: TicketID
        package let occasion: CallTask.Occasion
    }

    package struct Link: Hashable, Encodable, Sendable {
        package let linked: TicketID
        package internal(set) var isBlocking: Bool
        package internal(set) var isOpen: Bool
    }

    /// 尾款结算 (PAY-01..03).
    package struct Settlement: Hashable, Encodable, Sendable {
        package let at: Instant
        /// In 分.
        package let amount: Int
        package let receiptNo: String
        /// 保修单.
        package let warrantyCardNo: String?
        package let warrantyEndsAt: Instant
    }

    /// 客户满意度调查表 (PAY-02, PAY-04).
    package struct Survey: Hashable, Encodable, Sendable {
        package let score: Int?
        package let answers: [CallTask.Answer]
        package let points: [PersonalText]
        package internal(set) var verifiedAt: Instant?
        /// Questions that a call's record answers otherwise.
        package internal(set) var differing: [CallTask.Question] = []
    }

    package struct Suspension: Hashable, Encodable, Sendable {
        package let phase: Standing
        package let since: Instant
        package let until: Instant
        package let reason: PersonalText
    }

    package struct Cancellation: Hashable, Encodable, Sendable {
        package let at: Instant
        package let reason: PersonalText
    }

    /// What a suspended project goes on with.
    package enum Standing: String, CaseIterable, Codable, Sendable {
        case contracted, planned, underway, hiddenWorks, materialsPhase, finishing, awaitingPayment

        var state: State {
            switch self {
            case .contracted: .contracted
            case .planned: .planned
            case .underway: .underway
            case .hiddenWorks: .hiddenWorks
            case .materialsPhase: .materialsPhase
            case .finishing: .finishing
            case .awaitingPayment: .awaitingPayment
            }
        }

        var phase: Phase {
            switch self {
            case .contracted: .contracted
            case .planned: .planned
            case .underway: .underway
            case .hiddenWorks: .hiddenWorks
            case .materialsPhase: .materialsPhase
            case .finishing: .finishing
            case .awaitingPayment: .awaitingPayment
            }
        }
    }

    // MARK: What a plan holds

    /// 主材、家居产品的一批进场.
    package struct Shipment: Codable, Hashable, Sendable {
        package let productContract: String
        package let scheduledFor: Instant
    }

    package struct PlannedNode: Codable, Hashable, Sendable {
        package let node: TicketID
        package let stage: AcceptanceNode.Stage
        package let scheduledFor: Instant
        package let productContract: String?
    }

    package struct PlannedSupply: Codable, Hashable, Sendable {
        package let supply: TicketID
        package let node: TicketID
        package let productContract: String
        package let neededOn: Instant
    }

    /// A node's date in the plan by which a suspended project goes on.
    package struct NodeDate: Codable, Hashable, Sendable {
        package let node: TicketID
        package let scheduledFor: Instant
    }

    /// Node and supply tickets that one project has at a time: what one command may move is bounded by the engine.
    package static let nodesMax = 12
}

extension RenovationProject.Standing: Worded {
    package var label: Label { phase.label }
}
