/// 更正客户资料, and what a lead learns from it: a number may show that its customer is known already (B18).
extension Lead {
    /// Whoever has the lead talks to the customer (LFU-04).
    package static let correctors: [Role] = CorrectCustomer.roles + [.designer, .salesperson]

    package func refusalOfCorrection(to actor: Actor) -> Refusal.Reason? {
        isOwn(actor) ? nil : .anothersLead
    }

    package func needs(_ change: CustomerChange) -> [Need] {
        change.details.contains(.phone) ? [.namesakes(person)] : []
    }

    package func correction(_ change: CustomerChange, _ context: Context) -> CustomerCorrected {
        let same = context.namesakes(of: .lead).filter { !sameCustomer.contains($0.id) }
        return CustomerCorrected(
            change, sameCustomer: same.map(\.id).nonEmpty,
            sameElsewhere: same.contains { $0.branch != context.branch } ? true : nil)
    }

    package mutating func apply(_ correction: CustomerCorrected) { sameCustomer += correction.sameCustomer ?? [] }

    package func effects(of correction: CustomerCorrected) -> [Effect] {
        (correction.sameCustomer == nil ? [] : [.tell([.director, .leader, .supervisor], .sameCustomer)])
            + (correction.sameElsewhere == true ? elsewhere : [])
    }

    package func withPhone() -> Lead {
        var lead = self
        lead.opening.phoneMissing = nil
        return lead
    }
}
