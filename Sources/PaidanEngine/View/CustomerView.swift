package import PaidanCore
package import PaidanJSON

/// A customer's details: masked, or opened for somebody who gave a reason.
package enum CustomerView {
    /// - Returns: nil when nobody is known by this id.
    package static func json(of id: PersonID, isOpen: Bool, in reading: any Reading, for viewer: Viewer) throws -> JSON?
    {
        guard let row = try reading.person(id) else { return nil }
        let customer = try customer(row, viewer.vault)
        return .members(
            ("id", .string(id.description)),
            ("status", .string(row.salt == nil ? "erased" : customer == nil ? "anonymous" : "known")),
            ("isMasked", .bool(!isOpen)),
            ("name", customer.map { .string(isOpen ? $0.name : masked(name: $0.name)) }),
            ("phone", customer?.phone.map { .string(isOpen ? $0 : masked(phone: $0)) }),
            ("address", isOpen ? customer?.address.map(JSON.string) : nil))
    }

    private static func customer(_ row: PersonRow, _ vault: Vault?) throws -> Customer? {
        guard let sealed = row.sealed, let plain = vault?.key(of: row)?.open(sealed) else { return nil }
        return try JSONTreeDecoder().decode(Customer.self, from: JSON(parsing: plain))
    }

    /// `王小明` → `王**`
    static func masked(name: String) -> String {
        name.prefix(1) + String(repeating: "*", count: max(1, name.count - 1))
    }

    /// `13800138000` → `138****8000`; of a shorter number, which lacks an area code, only the last two digits are left.
    static func masked(phone: String) -> String {
        guard phone.count >= 11 else { return "****" + phone.suffix(min(2, phone.count / 2)) }
        return phone.prefix(3) + "****" + phone.suffix(4)
    }
}
