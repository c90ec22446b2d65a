/// 当前责任方: who holds a ticket now. Time is booked to exactly one holder.
package enum Custodian: Hashable, Sendable {
    /// 客服部
    case customerService
    /// The departments at work; several at once are one holder, each dispatch keeps its own account.
    case departments([Department])
    case leader
    /// 派单人: 总监 or whoever gives leads out here.
    case dispatcher
    /// The designer who has the lead.
    case designer
    case customer
    case supplier
    /// 施工方: whoever works on the site.
    case site
    /// 店面
    case store
    /// 财务部
    case finance
    /// The ticket is at its end.
    case nobody

    /// Stored and shown: `customerService`, `department:engineering+materials`, …
    package var name: String {
        switch self {
        case .customerService: "customerService"
        case .departments(let departments): "department:" + departments.map(\.code).joined(separator: "+")
        case .leader: "leader"
        case .dispatcher: "dispatcher"
        case .designer: "designer"
        case .customer: "customer"
        case .supplier: "supplier"
        case .site: "site"
        case .store: "store"
        case .finance: "finance"
        case .nobody: "nobody"
        }
    }
}
