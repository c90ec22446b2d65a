/// 供货要求 (M04). What a store has to send to the site: asked for after the hidden works, answered with a date, shipped, arrived.
package struct SupplyRequest: TicketKind {
    package let opening: Opening
    /// When the site needs it.
    package internal(set) var neededOn: Instant
    /// Counts the times that the store is asked.
    package internal(set) var requests = 1
    package internal(set) var requestedAt: Instant
    /// 店面答复的发货、到货时间 (承诺账).
    package internal(set) var promise: Promise?
    package internal(set) var promises = 0
    /// When the node expects the goods.
    package internal(set) var expectedOn: Instant
    package internal(set) var lateChanges = 0
    package internal(set) var stages = 0
    package internal(set) var suspendedSince: Instant?
    package internal(set) var state: State

    package init(_ opening: Opening, at now: Instant) {
        self.opening = opening
        self.neededOn = opening.neededOn
        self.expectedOn = opening.neededOn
        self.requestedAt = now
        self.state = .requested
    }

    package struct Opening: Codable, Hashable, Sendable {
        package var project: TicketID
        package var node: TicketID
        package var customer: PersonID
        /// 产品合同.
        package var productContract: String
        package var neededOn: Instant
        /// What it says besides its number.
        package var contract: RenovationProject.ProductContract?

        package init(
            project: TicketID, node: TicketID, customer: PersonID, productContract: String, neededOn: Instant,
            contract: RenovationProject.ProductContract? = nil
        ) {
            self.project = project
            self.node = node
            self.customer = customer
            self.productContract = productContract
            self.neededOn = neededOn
            self.contract = contract
        }
    }

    /// The store's dates. A changed one is the same promise.
    package struct Promise: Hashable, Encodable, Sendable {
        package let number: Int
        package let madeAt: Instant
        package internal(set) var shipOn: Instant
        package internal(set) var arriveOn: Instant
    }

    // MARK: States

    package enum State: Hashable, Encodable, Sendable {
        /// 待店面答复.
        case requested
        /// 已确认.
        case confirmed
        /// 时间有调整. The customer and the site have to hear of it.
        case adjusted(since: Instant)
        /// 已发货.
        case shipped(at: Instant)
        /// 已到场.
        case arrived(at: Instant)
        /// 已取消.
        case cancelled(reason: PersonalText?)
    }

    package enum Phase: Int, PhaseName {
        case requested, confirmed, adjusted, shipped
        case arrived, cancelled
    }

    package var phase: Phase {
        switch state {
        case .requested: .requested
        case .confirmed: .confirmed
        case .adjusted: .adjusted
        case .shipped: .shipped
        case .arrived: .arrived
        case .cancelled: .cancelled
        }
    }

    /// How it ended, for the project.
    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case open, arrived, cancelled
    }

    /// Only the project asks a store, after the hidden works (PROJ-10).
    package static let openers: [Role] = [.ticket]

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        (opening, [])
    }
}

extension SupplyRequest.Outcome: Worded {
    package var label: Label {
        switch self {
        case .open: Label("处理中", "open")
        case .arrived: Label("已到场", "arrived")
        case .cancelled: Label("已取消", "cancelled")
        }
    }
}
