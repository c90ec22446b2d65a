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
        return try people(vault.phoneHash(phone), in: reading, viewer.sight).compactMap { person in
            var filter = TicketFilter()
            filter.person = person
            let rows = try reading.tickets(matching: viewer.sight.narrowed(filter))
            guard let latest = try rows.first(where: { try viewer.sight.sees($0, in: reading) }) else { return nil }
            return try KnownCustomer(of: latest, in: reading, for: viewer)
        }
    }

    /// Whether an open lead of somebody with this number lies in a branch that the viewer does not see. It is said that there is one,
    /// neither whose nor where: who directs both branches decides (B18).
    package static func isLeadElsewhere(
        withPhone phone: String, in reading: any Reading, for viewer: Viewer
    ) throws -> Bool {
        guard viewer.actor.branch != nil, viewer.actor.hasAny(of: Lead.openers), PhoneNumber.canBeDialled(phone),
            let vault = viewer.vault
        else { return false }
        var filter = TicketFilter()
        (filter.kind, filter.isOpen) = (.lead, true)
        let people = try reading.people(phoneHash: vault.phoneHash(phone), with: filter, limit: customersMax)
        return try people.contains { person in
            filter.person = person
            return try reading.tickets(matching: filter).contains { !viewer.actor.reaches($0.branch) }
        }
    }

    /// With whom the actor deals (`Sight.deals`).
    private static func people(_ phone: [UInt8], in reading: any Reading, _ sight: Sight) throws -> [PersonID] {
        var filter = sight.narrowed(TicketFilter())
        guard sight.isDepartmental else {
            return try reading.people(phoneHash: phone, with: filter, limit: customersMax)
        }
        filter.isOpen = true
        var people: [PersonID] = []
        for department in sight.actor.departments {
            filter.department = department
            let found = try reading.people(phoneHash: phone, with: filter, limit: customersMax)
            people += found.filter { !people.contains($0) }
        }
        return Array(people.prefix(customersMax))
    }

    package func json(for viewer: Viewer) -> JSON {
        [
            "customer": .string(ticket.person.description), "label": .string(words),
            "ticket": .string(ticket.id.description), "number": .string(ticket.numberText),
            "openedAt": viewer.time(ticket.openedAt),
        ]
    }
}
