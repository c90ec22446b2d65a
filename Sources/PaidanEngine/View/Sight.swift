package import PaidanCore

/// What an actor may see, below every handler: its branch, its departments, the customers' words.
package struct Sight: Hashable, Sendable {
    package let actor: Actor

    package init(_ actor: Actor) { self.actor = actor }

    /// Roles that see every department's tickets within their branch.
    package static let office: [Role] = [
        .specialist, .supervisor, .leader, .director, .revisitor, .qualityOffice, .admin, .router,
    ]
    /// Roles that see the leads of their branch (LFU-04).
    package static let sellers: [Role] = [.designer, .designSupervisor, .frontDesk, .salesperson]
    private static let sellersKinds: [Kind] = [.lead, .rota]
    /// Roles to whom tickets are given personally (经办人); their lists begin with their own.
    package static let assigned: [Role] = [.salesperson] + team
    /// Roles that see the renovations of their branch.
    package static let works: [Role] = [
        .siteLead, .inspector, .designer, .furnishingDesigner, .homeConsultant, .cashier,
    ]
    private static let worksKinds: [Kind] = [.project, .node, .supply]
    /// Roles that stand on a project's team. Whoever is named there works for its customer, nobody else of the same role.
    package static let team: [Role] = [.siteLead, .inspector, .designer, .furnishingDesigner, .homeConsultant]
    /// Roles that read what customers said. An administrator keeps the house and reads no letters.
    package static let readers: [Role] = [
        .specialist, .supervisor, .leader, .director, .revisitor, .qualityOffice, .departmentWorker, .departmentHead,
        .designer, .designSupervisor, .frontDesk, .salesperson, .siteLead, .inspector, .furnishingDesigner,
        .homeConsultant, .cashier,
    ]
    /// Roles that call customers, and see the day's list of calls.
    package static let callers: [Role] = [.specialist, .supervisor, .leader, .revisitor]
    /// Roles that are shown who the customer of a ticket is: departments of what they hold, sellers of leads, a project's team of
    /// its renovation.
    package static let customerReaders: [Role] =
        callers + sellers + [.director, .departmentWorker, .departmentHead] + team.filter { !sellers.contains($0) }

    package var isOffice: Bool { actor.hasAny(of: Self.office) }

    /// Sees only what its departments hold, and the tickets those are parts of.
    package var isDepartmental: Bool { !isOffice && actor.roles.contains(where: \.isDepartmental) }

    /// What its roles show it of its branch, whatever its departments hold. Nobody else sees any of it.
    private var kinds: [Kind] {
        (actor.hasAny(of: Self.sellers) ? Self.sellersKinds : [])
            + (actor.hasAny(of: Self.works) ? Self.worksKinds : [])
    }

    /// What a list may show: what one of these departments holds or has a part of, and tickets of these kinds; nil and nil for
    /// everything.
    var reach: (concerning: [Department]?, kinds: [Kind]?) {
        isOffice ? (nil, nil) : (isDepartmental ? actor.departments : [], kinds.isEmpty ? nil : kinds)
    }

    package var readsTexts: Bool { actor.hasAny(of: Self.readers) }

    /// The texts about one person. A site reads those of the customers that it works for, and no other's.
    package func readsTexts(of person: PersonID, in reading: any Reading) throws -> Bool {
        guard readsTexts else { return false }
        let isBound = !actor.roles.contains { Self.readers.contains($0) && !Self.team.contains($0) }
        return try !isBound || deals(with: person, in: reading)
    }

    /// Whether photos and files may be added to this ticket, by whoever sees it: whose customer's words one reads
    /// (docs/decisions/0046).
    package func addsFiles(to row: TicketRow, in reading: any Reading) throws -> Bool {
        try row.kind.type.hasCustomer && actor.hasAny(of: Attach.roles) && readsTexts(of: row.person, in: reading)
    }

    package func sees(_ row: TicketRow, in reading: any Reading) throws -> Bool {
        guard actor.reaches(row.branch) else { return false }
        if isOffice || kinds.contains(row.kind) { return true }
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
        (filter.concerning, filter.kinds) = reach
        return filter
    }

    package func sees(_ department: Department) -> Bool { isOffice || actor.departments.contains(department) }

    /// Whether the actor has a ticket of this customer before it: any in its branch, an open one of its departments, or an open
    /// project on whose team it stands.
    package func deals(with person: PersonID, in reading: any Reading) throws -> Bool {
        if isOffice && actor.branch == nil { return true }
        var filter = TicketFilter()
        filter.person = person
        filter.branch = actor.branch
        filter.kinds = isOffice ? nil : (actor.hasAny(of: Self.sellers) ? Self.sellersKinds : [])
        filter.limit = 1
        if try !reading.tickets(matching: filter).isEmpty { return true }
        if try isOnTeam(for: person, in: reading) { return true }
        guard isDepartmental else { return false }
        filter.kinds = nil
        filter.isOpen = true
        return try actor.departments.contains { department in
            filter.department = department
            return try !reading.tickets(matching: filter).isEmpty
        }
    }

    /// The same of a ticket's customer. Mostly the ticket itself is one that the actor has before it, and nothing is looked up.
    func dealsWithCustomer(of row: TicketRow, in reading: any Reading) throws -> Bool {
        let isBefore = isOffice || actor.hasAny(of: Self.sellers) && Self.sellersKinds.contains(row.kind)
        return try actor.reaches(row.branch) && isBefore || deals(with: row.person, in: reading)
    }

    private func isOnTeam(for person: PersonID, in reading: any Reading) throws -> Bool {
        guard actor.hasAny(of: Self.team), let account = Account(actor.principal) else { return false }
        var filter = TicketFilter()
        filter.person = person
        filter.branch = actor.branch
        filter.kind = .project
        filter.assignee = account
        filter.isOpen = true
        filter.limit = 1
        return try !reading.tickets(matching: filter).isEmpty
    }
}
