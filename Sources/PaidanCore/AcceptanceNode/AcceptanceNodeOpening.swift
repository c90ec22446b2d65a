extension AcceptanceNode {
    /// A node of the construction plan (施工计划). Only its project opens one.
    package struct Opening: Codable, Hashable, Sendable {
        package var project: TicketID
        package var customer: PersonID
        package var stage: Stage
        package var plannedFor: Instant
        package var projectOrOrder: String?
        /// 产品合同: of a delivery of main material.
        package var productContract: String?
        /// Filled by the decision.
        package var day: Day?

        package init(
            project: TicketID, customer: PersonID, stage: Stage, plannedFor: Instant, projectOrOrder: String? = nil,
            productContract: String? = nil, day: Day? = nil
        ) {
            self.project = project
            self.customer = customer
            self.stage = stage
            self.plannedFor = plannedFor
            self.projectOrOrder = projectOrOrder
            self.productContract = productContract
            self.day = day
        }
    }

    package static let openers: [Role] = [.ticket]

    /// Who is on the team, only the project knows.
    package static func needs(_ opening: Opening) -> [Need] { [.ticket(opening.project)] }

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        var opening = opening
        let concerned = Self.concerned(by: opening.stage, of: opening.project, context)
        opening.day = Self.day(opening.plannedFor, opening.stage, for: concerned, context)
        return (opening, [])
    }
}
