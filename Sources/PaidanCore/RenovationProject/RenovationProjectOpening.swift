extension RenovationProject {
    /// A contract as it was signed. Names and labels are the form and the stored bytes; they never change.
    package struct Opening: Codable, Hashable, Sendable {
        package var customer: PersonID
        package var contractNo: String
        /// 工程地址.
        package var site: PersonalText?
        /// When the contract was signed; now if it is not given.
        package var signedAt: Instant?
        package var siteLead: Account?
        package var inspector: Account?
        package var decorationDesigner: Account?
        package var furnishingDesigner: Account?
        package var homeConsultant: Account?
        /// The lead that was signed. Filled by that ticket.
        package var lead: TicketID?

        package init(
            customer: PersonID, contractNo: String, site: PersonalText? = nil, signedAt: Instant? = nil,
            siteLead: Account? = nil, inspector: Account? = nil, decorationDesigner: Account? = nil,
            furnishingDesigner: Account? = nil, homeConsultant: Account? = nil, lead: TicketID? = nil
        ) {
            self.customer = customer
            self.contractNo = contractNo
            self.site = site
            self.signedAt = signedAt
            self.siteLead = siteLead
            self.inspector = inspector
            self.decorationDesigner = decorationDesigner
            self.furnishingDesigner = furnishingDesigner
            self.homeConsultant = homeConsultant
            self.lead = lead
        }

        var team: Team {
            Team(
                siteLead: siteLead, inspector: inspector, decorationDesigner: decorationDesigner,
                furnishingDesigner: furnishingDesigner, homeConsultant: homeConsultant)
        }
    }

    package static let openers: [Role] = [.specialist, .supervisor, .ticket]

    package static func needs(_ opening: Opening) -> [Need] { opening.team.members.map { .colleague($0.account) } }

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        var opening = opening
        opening.signedAt = opening.signedAt ?? context.now
        try require(opening.signedAt.map { $0 <= context.now } ?? true, .inTheFuture)
        try context.requireRecent(opening.signedAt)
        if !context.actor.has(.ticket) { try requireAtWork(opening.team, context) }
        return (opening, [])
    }

    static func requireAtWork(_ team: Team, _ context: Context) throws(Refusal) {
        for member in team.members { try context.requireAtWork(member.account, with: [member.role]) }
    }

    /// A project that a person names on another ticket is one of that customer; what a ticket names is its own.
    static func requireProject(_ project: TicketID?, of customer: PersonID, _ context: Context) throws(Refusal) {
        guard let project, !context.actor.has(.ticket) else { return }
        let named = try context.relative(project)
        guard named.kind == .project, named.person == customer else { throw .because(.notThatProject) }
    }
}

extension RenovationProject.Opening: PartlyFilled {
    package static var filledByDecision: [String] { ["lead"] }
}

extension Refusal.Reason {
    static let notThatProject = Self("not-that-project", "不是该客户的装修工程", "that is no project of this customer")
}
