extension Lead {
    /// 跟单登记 (LEAD-03) as it is taken in. Names and labels are the form and the stored bytes; they never change.
    package struct Opening: Codable, Hashable, Sendable {
        package var leadSource: Source
        package var customer: PersonID
        package var estate: PersonalText?
        package var area: Int?
        package var layout: String?
        package var floorPlan: String?
        package var heardOfUs: Acquisition?
        /// 已约量房 or another visit that the customer has agreed to (LEAD-20).
        package var measuringAt: Instant?
        /// 业务员 who brought the customer.
        package var salesperson: Account?
        package var receivedBy: String?
        /// When the customer was met first; now if it is not given. Never in the future.
        package var metAt: Instant?
        /// Leads of customers with the same phone number (B18): shown, never merged by themselves. Filled by the decision.
        package var sameCustomer: [TicketID]?
        /// One of them lies in another branch: whoever registered it is told so, and no more. nil where none does, and in histories of
        /// before it was said. Filled by the decision.
        package var sameElsewhere: Bool?
        /// 未留电话: an inquiry by somebody who cannot be called back is taken, and marked (LEAD-23, B16). Filled by the decision.
        package var phoneMissing: Bool?
        /// 登记人: who received the customer and sees the lead through until somebody has it (LEAD-07); nil in histories of before it
        /// was kept. Filled by the decision.
        package var registrar: Account?

        package init(
            leadSource: Source, customer: PersonID, estate: PersonalText? = nil, area: Int? = nil,
            layout: String? = nil,
            floorPlan: String? = nil, heardOfUs: Acquisition? = nil, measuringAt: Instant? = nil,
            salesperson: Account? = nil, receivedBy: String? = nil, metAt: Instant? = nil
        ) {
            self.leadSource = leadSource
            self.customer = customer
            self.estate = estate
            self.area = area
            self.layout = layout
            self.floorPlan = floorPlan
            self.heardOfUs = heardOfUs
            self.measuringAt = measuringAt
            self.salesperson = salesperson
            self.receivedBy = receivedBy
            self.metAt = metAt
        }
    }

    /// 谁先接触客户谁登记: whoever meets the customer first.
    package static let openers: [Role] = [
        .frontDesk, .specialist, .supervisor, .salesperson, .designer, .designSupervisor, .director, .leader,
    ]

    package static func needs(_ opening: Opening) -> [Need] {
        [.namesakes(opening.customer)] + (opening.leadSource.isVisit ? [.rota] : [])
            + (opening.leadSource == .inquiry ? [.phone(opening.customer)] : [])
            + (opening.salesperson.map { [.colleague($0)] } ?? [])
    }

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        var opening = opening
        let policy = context.policy
        try require(policy[sources].sources.contains(opening.leadSource), .unknownSource)
        try require(opening.heardOfUs != nil || !policy[asksChannel], .noAcquisition)
        try require(opening.area.map(areas.contains) ?? true, .areaOutOfRange)
        try require((opening.metAt ?? context.now) <= context.now, .inTheFuture)
        try context.requireRecent(opening.metAt)
        try require(opening.measuringAt.map { $0 > context.now } ?? true, .inThePast)
        if let salesperson = opening.salesperson { try context.requireColleague(salesperson, with: [.salesperson]) }
        opening.metAt = opening.metAt ?? context.now
        let same = context.namesakes(of: .lead)
        opening.sameCustomer = same.map(\.id).nonEmpty
        opening.sameElsewhere = same.contains { $0.branch != context.branch } ? true : nil
        let isMissing = opening.leadSource == .inquiry && !context.phones.contains(opening.customer)
        opening.phoneMissing = isMissing ? true : nil
        opening.registrar = Account(context.actor.principal)
        // 业务员带单: who brings a customer along need not say whose he is.
        if opening.leadSource == .salesperson, context.actor.has(.salesperson) {
            opening.salesperson = opening.salesperson ?? opening.registrar
        }
        return (opening, screened(opening, context) + accompanied(opening, context))
    }

    /// 工地回单 is called first by customer service (LEAD-19, A15); an inquiry, where the regulation grades it by a call (LEAD-30).
    private static func screened(_ opening: Opening, _ context: Context) -> [Event] {
        let calls = context.policy(for: .call)
        // Entered later, the call is still owed on the day itself (A5).
        let metAt = opening.metAt ?? context.now
        switch opening.leadSource {
        case .siteReturn: return [.screeningStarted(call: call(.siteReturn, 0, from: metAt, context))]
        case .inquiry where calls[CallTask.Occasion.inquiry.duty.limit] != nil:
            return [.screeningStarted(call: call(.inquiry, 0, from: metAt, context))]
        case .walkIn, .salesperson, .company, .natural, .designerReturn, .relation, .inquiry, .introduced, .invited,
            .other:
            return []
        }
    }

    /// 首次上访必须回访 (LEAD-28, HT); 分批回访 (CBP-31, RL).
    private static func accompanied(_ opening: Opening, _ context: Context) -> [Event] {
        guard !opening.leadSource.isSpecial else { return [] }
        let calls = context.policy(for: .call)
        let wanted: [CallTask.Occasion] = (opening.leadSource.isVisit ? [.firstVisit] : []) + [.batch]
        return wanted.filter { calls[$0.duty.limit] != nil }.enumerated().map { index, occasion in
            .callPlanned(call: call(occasion, index + 1, from: opening.metAt ?? context.now, context))
        }
    }

    /// 平方米.
    static let areas = 1...100_000
}

extension Lead.Opening: PartlyFilled {
    package static var filledByDecision: [String] { ["sameCustomer", "sameElsewhere", "phoneMissing", "registrar"] }
}

extension Array {
    /// Nothing instead of an empty list.
    var nonEmpty: [Element]? { isEmpty ? nil : self }
}

extension Refusal.Reason {
    static let unknownSource = Self(
        "unknown-source", "本制度没有这种客户来源", "this regulation does not know such leads", key: Lead.sources.key)
    static let noAcquisition = Self(
        "no-acquisition", "请询问并填写获知途径", "ask how the customer came to know the company",
        key: Lead.asksChannel.key)
    static let areaOutOfRange = Self(
        "area-out-of-range", "面积应为 1 至 100000 平方米", "the floor area is 1 to 100000 square metres")
}
