/// 更正客户资料: name, phone and address of a ticket's customer are completed or put right, of whatever kind the ticket is and in
/// whatever state, ended ones too: the next call is made with what is known then. What is left out stays; nothing is emptied.
package struct CorrectCustomer: Codable, Hashable, Sendable {
    package let name: String?
    package let phone: String?
    package let address: String?
    package let reason: PersonalText

    /// The command's name on the wire.
    package static let verb = "correctCustomer"
    package static let label = Label("更正客户资料", "correct the customer's data")
    /// Whoever takes customers in and calls them; of a lead also whose it is (`Lead.correctors`). docs/decisions/0049.
    package static let roles: [Role] = [.specialist, .supervisor, .frontDesk]
}

/// 客户资料的一项. Raw values reach disk.
package enum CustomerDetail: String, Codable, CaseIterable, Hashable, Sendable, Worded {
    case name, phone, address

    package var label: Label {
        switch self {
        case .name: Label("姓名", "name")
        case .phone: Label("电话", "phone")
        case .address: Label("地址", "address")
        }
    }

    /// In characters.
    package var lengthMax: Int {
        switch self {
        case .name: 100
        case .phone: 30
        case .address: 300
        }
    }
}

/// What a correction changes. The machines see no names: whoever opened the customer's details says which of them differ.
package struct CustomerChange: Hashable, Sendable {
    package let details: [CustomerDetail]
    /// nil where nothing was known of them.
    package let former: SealedDetails?
    package let reason: PersonalText

    package init(details: [CustomerDetail], former: SealedDetails?, reason: PersonalText) {
        self.details = details
        self.former = former
        self.reason = reason
    }
}

/// 更正前的资料, sealed with the customer's key. No history opens them for its readers: who a customer is is shown for a reason only.
package struct SealedDetails: Hashable, Sendable {
    package let sealed: String

    package init(sealed: String) { self.sealed = sealed }
}

extension SealedDetails: Codable {
    package init(from decoder: any Decoder) throws {
        sealed = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if encoder.userInfo[.opener] == nil { try container.encode(sealed) } else { try container.encodeNil() }
    }
}

/// 客户资料已更正: the fact. It names the details and not what they are; those are the customer's, and sealed.
package struct CustomerCorrected: Codable, Hashable, Sendable {
    /// Each once, in their order.
    package let details: [CustomerDetail]
    package let formerDetails: SealedDetails?
    package let reason: PersonalText
    /// Of a lead: those of customers with the number that was learnt, and of this customer, as far as they were not known (B18).
    package let sameCustomer: [TicketID]?
    /// One of them lies in another branch; nil where none does.
    package let sameElsewhere: Bool?

    package init(_ change: CustomerChange, sameCustomer: [TicketID]? = nil, sameElsewhere: Bool? = nil) {
        details = change.details
        formerDetails = change.former
        reason = change.reason
        self.sameCustomer = sameCustomer
        self.sameElsewhere = sameElsewhere
    }
}

extension TicketKind {
    /// Why this actor corrects nothing of such a ticket's customer; nil where he may.
    /// - Parameter ticket: asked of whoever corrects customers of his own only; nil where it is not known, or cannot be read.
    package static func refusalOfCorrection(
        by actor: Actor, of ticket: @autoclosure () throws -> Self?
    ) rethrows -> Refusal? {
        guard actor.hasAny(of: correctors) else { return .notYours(verb: CorrectCustomer.verb, needs: correctors) }
        guard !actor.hasAny(of: CorrectCustomer.roles), let ticket = try ticket() else { return nil }
        return ticket.refusalOfCorrection(to: actor).map(Refusal.because)
    }
}

extension Ticket {
    /// Pure; changes nothing. Refuses by throwing.
    package func decide(_ change: CustomerChange, _ context: Context) throws(Refusal) -> CustomerCorrected {
        if let refusal = K.refusalOfCorrection(by: context.actor, of: state) { throw refusal }
        try require(!change.details.isEmpty, .nothingToCorrect)
        return state.correction(change, context)
    }
}

extension Refusal.Reason {
    package static let nothingToCorrect = Self(
        "nothing-to-correct", "请填写与现有资料不同的姓名、电话或地址",
        "give a name, a phone or an address that differs from what is known")
    package static let customerErased = Self(
        "customer-erased", "该客户的资料已删除,不能更正", "this customer's data were erased; nothing is corrected")
}
