/// 装修工程 (M02). A contract on its way from the plan over the works to the end of its warranty. Its acceptances, supplies, calls
/// and complaints are tickets of their own; it knows which of them are still open.
package struct RenovationProject: TicketKind {
    package let opening: Opening
    package internal(set) var contractNo: String
    /// 工程地址; nil where nobody has named one.
    package internal(set) var site: PersonalText?
    package internal(set) var team: Team
    package internal(set) var nodes: [NodeRecord] = []
    package internal(set) var supplies: [SupplyRecord] = []
    /// The last call of each cadence, and the single ones.
    package internal(set) var calls: [CallRecord] = []
    /// 关联工单: complaints about this project.
    package internal(set) var links: [Link] = []
    /// 正式开工.
    package internal(set) var startedAt: Instant?
    /// Since when no acceptance has been ahead, and how often that began; only what facts say of it counts.
    package internal(set) var noneAheadSince: Instant?
    package internal(set) var lulls = 0
    /// 竣工: from then on the calls after the works are due (A6).
    package internal(set) var endedAt: Instant?
    package internal(set) var plan: ConstructionPlan?
    /// 制度要求的验收节点, as the plan was approved.
    package internal(set) var wantedStages: [AcceptanceNode.Stage] = []
    package internal(set) var paymentNotice: PaymentNotice?
    package internal(set) var settlement: Settlement?
    package internal(set) var survey: Survey?
    /// 售后跟踪次数: calls after the works at which the customer was reached (LFU-07).
    package internal(set) var callsAfterWorks = 0
    package internal(set) var isWarrantyOver = false
    /// Counts the states entered, so that a reminder that is wanted again is another one.
    package internal(set) var stages = 0
    package internal(set) var since: Instant
    package internal(set) var state: State

    package init(_ opening: Opening, at now: Instant) {
        self.opening = opening
        self.contractNo = opening.contractNo
        self.site = opening.site
        self.team = opening.team
        self.since = now
        self.state = .contracted
    }

    // MARK: States

    package enum State: Hashable, Encodable, Sendable {
        /// 已签约.
        case contracted
        /// 已排计划.
        case planned
        /// 已开工. The first material has still to be accepted.
        case underway
        /// 隐蔽工程.
        case hiddenWorks
        /// 主材、家居进场.
        case materialsPhase
        /// 收尾. After the mid-term acceptance.
        case finishing
        /// 待结算尾款.
        case awaitingPayment
        /// 核对满意度调查表.
        case verifyingSurvey
        /// 保修期内.
        case inWarranty
        /// 已结束.
        case closed(at: Instant)
        /// 已停工.
        case suspended(Suspension)
        /// 已取消.
        case cancelled(Cancellation)
    }

    package enum Phase: Int, PhaseName {
        case contracted, planned, underway, hiddenWorks, materialsPhase, finishing, awaitingPayment, verifyingSurvey,
            inWarranty
        case closed, suspended, cancelled
    }

    package var phase: Phase {
        switch state {
        case .contracted: .contracted
        case .planned: .planned
        case .underway: .underway
        case .hiddenWorks: .hiddenWorks
        case .materialsPhase: .materialsPhase
        case .finishing: .finishing
        case .awaitingPayment: .awaitingPayment
        case .verifyingSurvey: .verifyingSurvey
        case .inWarranty: .inWarranty
        case .closed: .closed
        case .suspended: .suspended
        case .cancelled: .cancelled
        }
    }

    var openNodes: [NodeRecord] { nodes.filter { $0.outcome == .open } }
    var openSupplies: [SupplyRecord] { supplies.filter { $0.outcome == .open } }
    var openLinks: [Link] { links.filter(\.isOpen) }

    /// Acceptances that the regulation wants and that no other one stands for: what is put right, and of several shipments the last.
    package var wantedNodes: [TicketID] {
        openNodes.filter { record in
            guard wantedStages.contains(record.stage) else { return false }
            let isAlone = !nodes.contains {
                $0.node != record.node && $0.stage == record.stage && $0.outcome != .cancelled
            }
            return record.isInRework || isAlone
        }.map(\.node)
    }

    /// 有未办结的投诉或整改,不进行尾期验收.
    package var finalHolds: FinalHolds {
        let reworks = openNodes.filter(\.isInRework).map(\.stage)
        return FinalHolds(
            complaints: openLinks.count(where: \.isBlocking),
            reworks: AcceptanceNode.Stage.allCases.filter(reworks.contains))
    }
}
