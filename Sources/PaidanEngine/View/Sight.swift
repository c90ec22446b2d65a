package import PaidanCore

/// What an actor may see, below every handler: its branch, its departments, the customers' words.
package struct Sight: Hashable, Sendable {
    package let actor: Actor

    package init(_ actor: Actor) { self.actor = actor }

    /// Roles that see every department's tickets within their branch.
    package static let office: [Role] = [
        .specialist, .supervisor, .leader, .revisitor, .qualityOffice, .admin, .router,
    ]
    /// Roles that see the renovations of their branch, and nothing else.
    package static let works: [Role] = [
        .siteLead, .inspector, .designer, .furnishingDesigner, .homeConsultant, .cashier,
    ]
    private static let worksKinds: [Kind] = [.project, .node, .supply]
    /// Roles that read what customers said. An administrator keeps the house and reads no letters.
    package static let readers: [Role] = [
        .specialist, .supervisor, .leader, .revisitor, .qualityOffice, .departmentWorker, .departmentHead,
        .siteLead, .inspector, .designer, .furnishingDesigner, .homeConsultant, .cashier,
    ]
    /// Roles that may look up a customer's details.
    package static let callers: [Role] = [.specialist, .supervisor, .leader, .revisitor]

    package var isOffice: Bool { actor.hasAny(of: Self.office) }

    /// Sees only what its departments hold, and the tickets those are parts of.
    package var isDepartmental: Bool { !isOffice && actor.roles.contains(where: \.isDepartmental) }

    /// Sees renovations, besides what its departments hold.
    private var isAtWorks: Bool { !isOffice && actor.hasAny(of: Self.works) }

    package var readsTexts: Bool { actor.hasAny(of: Self.readers) }

    package func sees(_ row: TicketRow, in reading: any Reading) throws -> Bool {
        guard actor.reaches(row.branch) else { return false }
        if isOffice || (isAtWorks && Self.worksKinds.contains(row.kind)) { return true }
        guard isDepartmental else { return false }
        if let department = row.department { return actor.departments.contains(department) }
        return try hasPart(of: row.id, in: reading)
    }

    private func hasPart(of whole: TicketID, in reading: any Reading) throws -> Bool {
        var filter = TicketFilter()
        filter.parent = whole
        filter.concerning = actor.departments
        filter.limit = 1
        return try !reading.tickets(matching: filter).isEmpty
    }

    /// The same filter, letting through only what the actor sees. A list shows no less and no more than may be opened.
    package func narrowed(_ filter: TicketFilter) -> TicketFilter {
        var filter = filter
        filter.branch = actor.branch ?? filter.branch
        guard !isOffice else { return filter }
        filter.concerning = isDepartmental ? actor.departments : []
        if isAtWorks { filter.kinds = Self.worksKinds }
        return filter
    }

    package func sees(_ department: Department) -> Bool { isOffice || actor.departments.contains(department) }

    /// Whether the actor has a ticket of this customer before it: any in its branch, or an open one of its departments.
    /// - Complexity: the newest `customerScanMax` tickets are looked at.
    package func deals(with person: PersonID, in reading: any Reading) throws -> Bool {
        if isOffice && actor.branch == nil { return true }
        var filter = TicketFilter()
        filter.branch = actor.branch
        guard isDepartmental else { return try finds(person, filter, in: reading) }
        filter.isOpen = true
        return try actor.departments.contains { department in
            filter.department = department
            return try finds(person, filter, in: reading)
        }
    }

    package static let customerScanMax = 10_000
    private static let pageMax = 500

    private func finds(_ person: PersonID, _ filter: TicketFilter, in reading: any Reading) throws -> Bool {
        var filter = filter
        filter.limit = Self.pageMax
        for _ in 0..<(Self.customerScanMax / Self.pageMax) {
            let rows = try reading.tickets(matching: filter)
            if rows.contains(where: { $0.person == person }) { return true }
            guard rows.count == Self.pageMax, let last = rows.last else { return false }
            filter.before = last.id
        }
        return false
    }
}
