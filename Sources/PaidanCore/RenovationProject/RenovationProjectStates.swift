/// What stands beside the state, and the data of each state.
extension RenovationProject {
    package struct Team: Codable, Hashable, Sendable {
        package var siteLead: Account?
        package var inspector: Account?
        package var decorationDesigner: Account?
        package var furnishingDesigner: Account?
        /// 家居顾问 of the store that sends the main material.
        package var homeConsultant: Account?

        package init(
            siteLead: Account? = nil, inspector: Account? = nil, decorationDesigner: Account? = nil,
            furnishingDesigner: Account? = nil, homeConsultant: Account? = nil
        ) {
            self.siteLead = siteLead
            self.inspector = inspector
            self.decorationDesigner = decorationDesigner
            self.furnishingDesigner = furnishingDesigner
            self.homeConsultant = homeConsultant
        }

        /// Each once.
        var accounts: [Account] {
            members.map(\.account).reduce(into: []) { once, account in
                if !once.contains(account) { once.append(account) }
            }
        }

        /// Who needs which role.
        var members: [(account: Account, role: Role)] {
            [
                (siteLead, Role.siteLead), (inspector, .inspector), (decorationDesigner, .designer),
                (furnishingDesigner, .furnishingDesigner), (homeConsultant, .homeConsultant),
            ].compactMap { account, role in account.map { ($0, role) } }
        }

        func has(_ party: Party) -> Bool { members.contains { $0.role == party.role } }

        static let seats: [Role] = [.siteLead, .inspector, .designer, .furnishingDesigner, .homeConsultant]

        /// Whether the team names somebody else for each of the roles by which `actor` might act.
        func excludes(_ actor: Actor, as roles: [Role]) -> Bool {
            let ways = roles.filter(actor.has)
            return !ways.isEmpty
                && ways.allSatisfy { role in
                    members.contains { $0.role == role && $0.account.code != actor.principal }
                }
        }

        /// What is left out stays.
        /// - Parameter vacant: the places that nobody has any more.
        func amended(by named: Team, vacant: [Party]) -> Team {
            func kept(_ party: Party, _ account: Account?) -> Account? { vacant.contains(party) ? nil : account }
            return Team(
                siteLead: named.siteLead ?? kept(.siteLead, siteLead),
                inspector: named.inspector ?? kept(.inspector, inspector),
                decorationDesigner: named.decorationDesigner ?? kept(.decorationDesigner, decorationDesigner),
                furnishingDesigner: named.furnishingDesigner ?? kept(.furnishingDesigner, furnishingDesigner),
                homeConsultant: named.homeConsultant ?? kept(.homeConsultant, homeConsultant))
        }
    }

    /// What the project knows of an acceptance (M03).
    package struct NodeRecord: Hashable, Encodable, Sendable {
        package let node: TicketID
        package let stage: AcceptanceNode.Stage
        package internal(set) var scheduledFor: Instant
        /// In which of the project's steps it got that date.
        package internal(set) var datedIn: Int
        package let productContract: String?
        package let contract: ProductContract?
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
        /// nil until it has ended.
        package internal(set) var isReached: Bool?
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
        package let warrantyStartsAt: Instant
        package let warrantyEndsAt: Instant
        /// 保修范围.
        package let warrantyScope: PersonalText?
        /// Whether it is what the payment notice says; nil without one.
        package let isAsNotified: Bool?
        /// How often the end of the warranty was corrected: another end is warned of anew.
        package internal(set) var endsCorrected = 0

        /// - Parameter notified: the amount of the payment notice.
        func amended(by fields: Amendment, notified: Int?) -> Settlement {
            let end = fields.warrantyEndsAt ?? warrantyEndsAt
            return Settlement(
                at: at, amount: fields.amount ?? amount, receiptNo: fields.receiptNo ?? receiptNo,
                warrantyCardNo: fields.warrantyCardNo ?? warrantyCardNo, warrantyStartsAt: warrantyStartsAt,
                warrantyEndsAt: end, warrantyScope: warrantyScope,
                isAsNotified: notified.map { $0 == fields.amount ?? amount },
                endsCorrected: endsCorrected + (end == warrantyEndsAt ? 0 : 1))
        }
    }

    /// 交款通知单 (PAY-01): what the customer brings to the finance office.
    package struct PaymentNotice: Hashable, Encodable, Sendable {
        package let at: Instant
        package let noticeNo: String
        /// In 分.
        package let amount: Int
        package let payBy: Instant?
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

    /// What holds the final acceptance (PROJ-17, PROJ-18).
    package struct FinalHolds: Hashable, Sendable {
        /// Open ones that hold it.
        package let complaints: Int
        /// Acceptances that are put right.
        package let reworks: [AcceptanceNode.Stage]

        package static let none = FinalHolds(complaints: 0, reworks: [])
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

    /// 施工计划 (PROJ-10, PROJ-22), besides the dates of its acceptances.
    package struct ConstructionPlan: Codable, Hashable, Sendable {
        package let planNo: String?
        /// 约定竣工日期.
        package let finishOn: Instant?
        /// 交付目标、方式和售后内容.
        package let terms: PersonalText?
        package let risks: [Risk]
    }

    /// What may go wrong, what is done about it, and by whom.
    package struct Risk: Codable, Hashable, Sendable {
        package let risk: PersonalText
        package let measure: PersonalText
        package let owner: Account?
    }

    package static let risksMax = 16

    /// 主材、家居产品的一批进场.
    package struct Shipment: Codable, Hashable, Sendable {
        package let productContract: String
        package let scheduledFor: Instant
        package let goods: Goods?
        package let products: PersonalText?
        package let shipOn: Instant?
        package let store: String?

        package init(
            productContract: String, scheduledFor: Instant, goods: Goods? = nil, products: PersonalText? = nil,
            shipOn: Instant? = nil, store: String? = nil
        ) {
            self.productContract = productContract
            self.scheduledFor = scheduledFor
            self.goods = goods
            self.products = products
            self.shipOn = shipOn
            self.store = store
        }

        /// nil where its number says all.
        var contract: ProductContract? {
            let contract = ProductContract(goods: goods, products: products, shipOn: shipOn, store: store)
            return contract == .empty ? nil : contract
        }
    }

    /// 产品合同 (PROJ-11), besides its number: what which store sends, and when by contract.
    package struct ProductContract: Codable, Hashable, Sendable {
        package let goods: Goods?
        package let products: PersonalText?
        package let shipOn: Instant?
        package let store: String?

        static let empty = ProductContract(goods: nil, products: nil, shipOn: nil, store: nil)
    }

    /// Raw values reach disk and never change.
    package enum Goods: String, CaseIterable, Codable, Sendable {
        case mainMaterial, furnishing
    }

    package struct PlannedNode: Codable, Hashable, Sendable {
        package let node: TicketID
        package let stage: AcceptanceNode.Stage
        package let scheduledFor: Instant
        package let productContract: String?
        package let contract: ProductContract?

        package init(
            node: TicketID, stage: AcceptanceNode.Stage, scheduledFor: Instant, productContract: String?,
            contract: ProductContract? = nil
        ) {
            self.node = node
            self.stage = stage
            self.scheduledFor = scheduledFor
            self.productContract = productContract
            self.contract = contract
        }
    }

    package struct PlannedSupply: Codable, Hashable, Sendable {
        package let supply: TicketID
        package let node: TicketID
        package let productContract: String
        package let neededOn: Instant
        package let contract: ProductContract?

        package init(
            supply: TicketID, node: TicketID, productContract: String, neededOn: Instant,
            contract: ProductContract? = nil
        ) {
            self.supply = supply
            self.node = node
            self.productContract = productContract
            self.neededOn = neededOn
            self.contract = contract
        }
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

extension RenovationProject.Goods: Worded {
    package var label: Label {
        switch self {
        case .mainMaterial: Label("主材", "main material")
        case .furnishing: Label("家居产品", "furnishing")
        }
    }
}
