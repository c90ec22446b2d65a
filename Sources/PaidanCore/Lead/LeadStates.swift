/// What stands beside the state, and the data of the states.
extension Lead {
    /// 基本资料 (LEAD-08, LEAD-23).
    package struct Facts: Codable, Hashable, Sendable {
        package var estate: PersonalText?
        /// 平方米, whole.
        package var area: Int?
        /// 户型: `三室两厅`.
        package var layout: String?
        /// 户型图: where it is kept.
        package var floorPlan: String?
        package var heardOfUs: Acquisition?

        package init(
            estate: PersonalText? = nil, area: Int? = nil, layout: String? = nil, floorPlan: String? = nil,
            heardOfUs: Acquisition? = nil
        ) {
            self.estate = estate
            self.area = area
            self.layout = layout
            self.floorPlan = floorPlan
            self.heardOfUs = heardOfUs
        }

        /// Fields left out stay.
        func amended(by other: Facts) -> Facts {
            Facts(
                estate: other.estate ?? estate, area: other.area ?? area, layout: other.layout ?? layout,
                floorPlan: other.floorPlan ?? floorPlan, heardOfUs: other.heardOfUs ?? heardOfUs)
        }
    }

    /// One of a team, with what was agreed beforehand.
    package struct Member: Codable, Hashable, Sendable {
        package let designer: Account
        /// What this one does.
        package let work: String
        /// 提成比例, percent: `Lead.shares`.
        package let share: Int
    }

    /// A call that goes with the lead and is still to be made.
    package struct OwedCall: Codable, Hashable, Sendable {
        package let call: TicketID
        /// nil in histories of before it was said.
        package let occasion: CallTask.Occasion?
    }

    /// What a lead that is merged into another one takes along.
    package struct Brought: Codable, Hashable, Sendable {
        /// Those that the other one lacks.
        package let calls: [OwedCall]
        package let isVisited: Bool
        package let ungradedVisit: Instant?
        package let metAt: Instant?
        /// nil where the branch manager was told already (LEAD-26).
        package let inquiredAt: Instant?
        package let salesperson: Account?
    }

    package struct Contacted: Hashable, Encodable, Sendable {
        package let number: Int
        package let at: Instant
    }

    /// A time that was told to the customer (LFU-14, LEAD-20), and since when.
    package struct Told: Hashable, Encodable, Sendable {
        package let number: Int
        package let since: Instant
        package let appointment: Instant
        /// The time that had been told before and was not waited for.
        package let replaces: Instant?
    }

    /// 首谈 (LEAD-18, 21, 22).
    package struct FirstTalk: Hashable, Encodable, Sendable {
        package let number: Int
        package let heldAt: Instant
        /// When 《客户首谈表》 reached customer service.
        package internal(set) var formAt: Instant?
        package internal(set) var processedAt: Instant?
    }

    package struct Unchecked: Hashable, Encodable, Sendable {
        package let number: Int
        package let since: Instant
    }

    /// 报价 (LFU-20).
    package struct Quote: Hashable, Encodable, Sendable {
        package let number: Int
        package let quote: String
        /// 分.
        package let amount: Int?
        package let askedAt: Instant
        /// nil while nobody has decided.
        package internal(set) var released: Bool?
    }

    package struct HandOverOwed: Hashable, Encodable, Sendable {
        package let formerDesigner: Account
        package let since: Instant
        package let number: Int
    }

    package struct BreachFound: Hashable, Encodable, Sendable {
        package let breach: Breach
        package let account: Account
        package let at: Instant
    }

    /// Where a lead goes back to when nothing changes.
    package enum Standstill: String, CaseIterable, Codable, Sendable {
        case awaitingDispatch, withDesigner, following
    }

    package struct Change: Hashable, Encodable, Sendable {
        package let since: Instant
        package let wish: ChangeWish
        /// Known from somebody else than the designer.
        package internal(set) var isVerified: Bool
        /// nil in histories of before it was kept.
        package let askedBy: Account?
        package let from: Standstill

        /// 无条件更换 (LFU-09): nobody refuses it. What only the designer says the customer wants is the director's to weigh, as
        /// a wish of the designer's own is.
        var isUnconditional: Bool { wish.isTheCustomers && isVerified }
    }

    /// Who wants another designer.
    package enum ChangeWish: String, CaseIterable, Codable, Sendable {
        case customer, companyCall, designer, teamBreakUp, hasLeft

        /// It is the customer who wants another one, and not one of ours.
        var isTheCustomers: Bool { self == .customer || self == .companyCall }
    }

    package struct Invalidation: Hashable, Encodable, Sendable {
        package let since: Instant
        package let proposedBy: Side
        package internal(set) var isConfirmed = false
        package let from: Standstill
    }

    /// 双方: the designer, and the company that brought the customer.
    package enum Side: String, CaseIterable, Codable, Sendable {
        case designer, company
    }

    package struct Contract: Hashable, Encodable, Sendable {
        package internal(set) var contractNo: String
        package let signedAt: Instant
        /// 分.
        package internal(set) var amount: Int
        /// 装修工程 that was opened with it.
        package let project: TicketID?
        /// 工程地址; nil where the registration says enough.
        package internal(set) var site: PersonalText?
    }

    package struct Loss: Hashable, Encodable, Sendable {
        package let lossReason: LossReason
        package let fault: Fault
        /// Fewer follow-ups than the regulation wants (LFU-06, A-19).
        package let isEarly: Bool
    }

    package enum LossReason: String, CaseIterable, Codable, Sendable {
        case competitor, price, postponed, cancelled, unreachable, notSatisfied, other
    }

    /// By whose lateness a lead was lost (LEAD-08, LFU-01, LFU-03).
    package enum Fault: String, CaseIterable, Codable, Sendable {
        case none, salesperson, designer
    }

    /// A, B, C, D (LEAD-31).
    package enum Grade: String, CaseIterable, Codable, Sendable {
        case a, b, c, d
    }

    /// 跟单方式.
    package enum ContactKind: String, CaseIterable, Codable, Sendable {
        case phone, message, visit, measuring, drawing, quote

        /// The customer and the designer meet: notes are owed, and before leaving the next date (LFU-12, LFU-14).
        var isMeeting: Bool { self == .visit || self == .measuring }
    }

    /// 为何不接 (LEAD-10..12, LFU-11).
    package enum Declined: String, CaseIterable, Codable, Sendable {
        case noTime, othersAppointment, noFeel, picky

        /// 挑单.
        var isCherryPicking: Bool { self == .picky }
    }

    /// 检查结果.
    package enum Finding: String, CaseIterable, Codable, Sendable {
        case good, thin, missing
    }

    /// 获知途径 (LEAD-25).
    package enum Acquisition: String, CaseIterable, Codable, Sendable {
        case friend, advertisement, internet, site, event, passingBy, other
    }
}
