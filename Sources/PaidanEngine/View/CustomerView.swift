package import PaidanCore
package import PaidanJSON

/// A customer's details: masked, or opened for somebody who gave a reason.
package enum CustomerView {
    /// - Returns: nil when nobody is known by this id.
    package static func json(of id: PersonID, isOpen: Bool, in reading: any Reading, for viewer: Viewer) throws -> JSON?
    {
        guard let row = try reading.person(id) else { return nil }
        let customer = try viewer.vault?.customer(of: row)
        let former = isOpen ? try FormerDetails.list(of: row, in: reading, for: viewer) : []
        return .members(
            ("id", .string(id.description)),
            ("status", .string(row.salt == nil ? "erased" : customer == nil ? "anonymous" : "known")),
            ("isMasked", .bool(!isOpen)),
            ("name", customer.map { .string(isOpen ? $0.name : masked(name: $0.name)) }),
            ("phone", customer?.phone.map { .string(isOpen ? $0 : masked(phone: $0)) }),
            ("address", isOpen ? customer?.address.map(JSON.string) : nil),
            ("former", former.isEmpty ? nil : .array(former)))
    }

    /// `王小明` → `王**`
    static func masked(name: String) -> String {
        name.prefix(1) + String(repeating: "*", count: max(1, name.count - 1))
    }

    /// `13800138000` → `138****8000`; of a shorter number, which lacks an area code, only the last two digits are left. How it is
    /// written and its extension do not count.
    static func masked(phone: String) -> String {
        let digits = PhoneNumber.national(PhoneNumber.dialled(phone))
        guard digits.count >= 11 else { return "****" + digits.suffix(min(2, digits.count / 2)) }
        return digits.prefix(3) + "****" + digits.suffix(4)
    }
}

extension Viewer {
    /// `王** 138****8000`: who the customer of a ticket is, masked, for those who may ask for the rest.
    /// - Returns: nil for others, and where nobody is known.
    package func customerLabel(of person: PersonID, in reading: any Reading) throws -> String? {
        guard actor.hasAny(of: Sight.customerReaders), try sight.deals(with: person, in: reading) else { return nil }
        return try maskedWords(of: person, reading)
    }

    /// The same for a ticket that the viewer sees; of a kind without a customer nil.
    func customerLabel(ofSeen row: TicketRow, in reading: any Reading) throws -> String? {
        guard row.kind.type.hasCustomer, actor.hasAny(of: Sight.customerReaders),
            try sight.dealsWithCustomer(of: row, in: reading)
        else { return nil }
        return try maskedWords(of: row.person, reading)
    }

    private func maskedWords(of person: PersonID, _ reading: any Reading) throws -> String? {
        guard let json = try legible({ try CustomerView.json(of: person, isOpen: false, in: reading, for: self) })
        else { return nil }
        if json["status"] == "anonymous" { return text(Label("匿名", "anonymous")) }
        let parts = [json["name"]?.string, json["phone"]?.string].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
