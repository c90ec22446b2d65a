package import PaidanCore

/// What an actor may see, below every handler: its branch, its departments, the customers' words.
package struct Sight: Hashable, Sendable {
    package let actor: Actor

    package init(_ actor: Actor) { self.actor = actor }

    /// Roles that see every department's tickets within their branch.
    package static let office: [Role] = [
        .specialist, .supervisor, .leader, .revisitor, .qualityOffice, .admin, .router,
    ]
    /// Roles that read what customers said. An administrator keeps the house and reads no letters.
    package static let readers: [Role] = [
        .specialist, .supervisor, .leader, .revisitor, .qualityOffice, .departmentWorker, .departmentHead,
    ]
    /// Roles that may look up a customer's details.
    package static let callers: [Role] = [.specialist, .supervisor, .leader, .revisitor]

    /// Roles that are shown who the customer of a ticket is.
    package static let customerReaders: [Role] = callers + [.departmentWorker, .departmentHead]

    package var isOffice: Bool { actor.hasAny(of: Self.office) }

    /// Sees only what its departments hold, and the tickets those are parts of.
    package var isDepartmental: Bool { !isOffice && actor.roles.contains(where: \.isDepartmental) }

    package var readsTexts: Bool { actor.hasAny(of: Self.readers) }

    package func sees(_ row: TicketRow, in reading: any Reading) throws -> Bool {
        guard actor.reaches(row.branch) else { return false }
        if isOffice { return true }
        guard isDepartmental else { return false }
        if let department = row.department { return actor.departments.contains(department) }
        if try hasPart(of: row.id, in: reading) { return true }
        // Its part went with it: the department goes on reading for whom it works.
        if try SameMatter.takers(of: row, in: reading).contains(where: { try hasPart(of: $0, in: reading) }) {
            return true
        }
        return try SameMatter.departments(of: row, in: reading).contains(where: actor.departments.contains)
    }

    private func hasPart(of whole: TicketID, in reading: any Reading) throws -> Bool {
        var filter = TicketFilter()
        filter.parent = whole
        filter.concerning = actor.departments
        filter.limit = 1
        return try !reading.tickets(matching: filter).isEmpty
    }

    /// The same filter, letting through only what the actor sees. A list shows no more than may be opened, and no less but
    /// complaints that were merged, which a department finds through the one that took them.
    package func narrowed(_ filter: TicketFilter) -> TicketFilter {
        var filter = filter
        filter.branch = actor.branch ?? filter.branch
        if !isOffice { filter.concerning = isDepartmental ? actor.departments : [] }
        return filter
    }

    package func sees(_ department: Department) -> Bool { isOffice || actor.departments.contains(department) }

    /// Whether the actor has a ticket of this customer before it: any in its branch, or an open one of its departments.
    package func deals(with person: PersonID, in reading: any Reading) throws -> Bool {
        if isOffice && actor.branch == nil { return true }
        var filter = TicketFilter()
        filter.person = person
        filter.branch = actor.branch
        guard isDepartmental else { return try !reading.tickets(matching: filter).isEmpty }
        filter.isOpen = true
        return try actor.departments.contains { department in
            filter.department = department
            return try !reading.tickets(matching: filter).isEmpty
        }
    }
}
