internal import PaidanCore
package import PaidanJSON

/// 老客户: a customer with the latest ticket by which whoever looks knows them.
package struct KnownCustomer: Sendable {
    package let ticket: TicketRow
    /// `王** 138****8000`
    package let words: String

    /// - Returns: nil for whoever is not shown who the customer is, and where nobody knows: the next anonymous caller is
    ///   somebody else.
    package init?(of ticket: TicketRow, in reading: any Reading, for viewer: Viewer) throws {
        guard try reading.person(ticket.person)?.isAnonymous == false,
            let words = try viewer.customerLabel(of: ticket.person, in: reading)
        else { return nil }
        self.ticket = ticket
        self.words = words
    }

    /// One number may be that of several: a family, an office. Those whom the viewer does not know are not counted.
    package static let customersMax = 20

    /// - Parameter phone: however it is written.
    package static func all(
        withPhone phone: String, in reading: any Reading, for viewer: Viewer
    ) throws -> [KnownCustomer] {
        guard PhoneNumber.canBeDialled(phone), let vault = viewer.vault else { return [] }
        let visible = viewer.sight.narrowed(TicketFilter())
        let people = try reading.people(phoneHash: vault.phoneHash(phone), with: visible, limit: customersMax)
        return try people.compactMap { person in
            var filter = TicketFilter()
            filter.person = person
            let rows = try reading.tickets(matching: viewer.sight.narrowed(filter))
            guard let latest = try rows.first(where: { try viewer.sight.sees($0, in: reading) }) else { return nil }
            return try KnownCustomer(of: latest, in: reading, for: viewer)
        }
    }

    package func json(for viewer: Viewer) -> JSON {
        [
            "customer": .string(ticket.person.description), "label": .string(words),
            "ticket": .string(ticket.id.description), "number": .string(ticket.numberText),
            "openedAt": viewer.time(ticket.openedAt),
        ]
    }
}
