internal import PaidanCore

/// What a row is about, besides what stands in it.
struct About {
    let subject: SubjectWords?
    let parentNumber: String?
    let siteAddress: String?
    let customerLabel: String?
    let assigneeLabel: String?
    let heldBecause: Label?
}

/// The same of a list. Its rows have wholes, customers and staff in common: each is read once.
struct Abouts {
    private let reading: any Reading
    private let viewer: Viewer
    private let assignees: [TicketID: [Account]]
    private var wholes: [TicketID: TicketRow?] = [:]
    private var stories: [TicketID: Story?] = [:]
    private var sites: [TicketID: String?] = [:]
    private var customers: [PersonID: String?] = [:]
    private var staff: [Account: [Role]] = [:]

    init(of rows: [TicketRow], in reading: any Reading, for viewer: Viewer) throws {
        self.reading = reading
        self.viewer = viewer
        let keepers = rows.compactMap { $0.kind.type.sharesAssignees ? $0.parent : $0.id }
        assignees = try reading.assignees(ofAll: Array(Set(keepers)))
    }

    mutating func about(_ row: TicketRow) throws -> About {
        let whole = try row.parent.flatMap { try self.whole($0) }
        let story = try story(of: row, whole)
        let subject = try row.kind.type.hasSubject ? story?.subject : whole.flatMap { try wholeStory(of: $0)?.subject }
        return About(
            subject: subject, parentNumber: whole?.numberText, siteAddress: try site(of: row, whole),
            customerLabel: try customer(of: row), assigneeLabel: try assignee(of: row, whole),
            heldBecause: row.isOpen ? story?.heldBecause : nil)
    }

    private mutating func whole(_ id: TicketID) throws -> TicketRow? {
        if let known = wholes[id] { return known }
        let row = try reading.soundTicketRow(id)
        wholes[id] = .some(row)
        return row
    }

    // MARK: What a history tells

    private struct Story {
        let subject: SubjectWords?
        let heldBecause: Label?
    }

    private mutating func wholeStory(of row: TicketRow) throws -> Story? {
        row.kind.type.hasSubject ? try read(row) : nil
    }

    /// - Returns: nil where there is nothing to tell: most rows need no history.
    private mutating func story(of row: TicketRow, _ whole: TicketRow?) throws -> Story? {
        let standsStill = [row, whole].contains { $0.map { $0.kind.type.standsStill(in: $0.phase) } ?? false }
        return row.kind.type.hasSubject || row.isOpen && standsStill ? try read(row) : nil
    }

    private mutating func read(_ row: TicketRow) throws -> Story? {
        if let known = stories[row.id] { return known }
        let story = try told(row.kind.type, row)
        stories[row.id] = .some(story)
        return story
    }

    private func told<K: TicketKind>(_: K.Type, _ row: TicketRow) throws -> Story? {
        try legible {
            let state = try History.replay(K.self, row, reading.events(of: row.id)).ticket.state
            return Story(
                subject: state.subject.map { SubjectWords($0, for: viewer) }, heldBecause: state.heldBecause)
        }
    }

    // MARK: Who and where

    private mutating func customer(of row: TicketRow) throws -> String? {
        if let known = customers[row.person] { return known }
        let words = try viewer.customerLabel(ofSeen: row, in: reading)
        customers[row.person] = .some(words)
        return words
    }

    /// Of several those whose role leads such a ticket; all where none has it.
    private mutating func assignee(of row: TicketRow, _ whole: TicketRow?) throws -> String? {
        guard let keeper = row.kind.type.sharesAssignees ? whole : row, let all = assignees[keeper.id] else {
            return nil
        }
        var leading: [Account] = []
        if let role = keeper.kind.leadingRole {
            for account in all where try roles(of: account).contains(role) { leading.append(account) }
        }
        let names = (leading.isEmpty ? all : leading).map(\.code)
        return names.joined(separator: viewer.text(Label("、", ", ")))
    }

    private mutating func roles(of account: Account) throws -> [Role] {
        if let known = staff[account] { return known }
        let roles = try legible { try reading.account(account.code) }?.roles ?? []
        staff[account] = roles
        return roles
    }

    /// A list shows many at once: only those that the viewer sees through itself.
    private mutating func site(of row: TicketRow, _ whole: TicketRow?) throws -> String? {
        let project = row.kind.type.sharesAssignees ? whole : row
        guard let project, project.kind == .project, let account = Account(viewer.actor.principal),
            viewer.actor.hasAny(of: Sight.team)
        else { return nil }
        if let known = sites[project.id] { return known }
        let isOwn = assignees[project.id]?.contains(account) ?? false
        let site = isOwn ? try SiteAddress.text(of: project, in: reading, for: viewer) : nil
        sites[project.id] = .some(site)
        return site
    }
}

extension Kind {
    /// Who of several assignees is named in a list: of a lead the designer, of a renovation the site lead.
    fileprivate var leadingRole: Role? {
        switch self {
        case .lead: .designer
        case .project: .siteLead
        case .complaint, .dispatch, .opinion, .call, .rota, .node, .supply: nil
        }
    }
}
