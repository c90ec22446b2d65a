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

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        var opening = opening
        opening.day = Self.day(opening.plannedFor, opening.stage, for: opening.stage.parties, context)
        return (opening, [])
    }
}
