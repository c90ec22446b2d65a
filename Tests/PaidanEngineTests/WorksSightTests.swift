import PaidanCore
import Testing

@testable import PaidanEngine

/// Who works on a renovation sees renovations.
@Suite struct WorksSightTests {
    private static let renovations: [Kind] = [.project, .node, .supply]

    @Test(arguments: Sight.works)
    func whoWorksOnARenovationSeesRenovationsAndOnlyWhoSellsSeesMore(_ role: Role) {
        let filter = Sight(Actor("a", [role])).narrowed(TicketFilter())

        let leads: [Kind] = Sight.sellers.contains(role) ? [.lead, .rota] : []
        #expect(filter.kinds == leads + Self.renovations)
        #expect(filter.concerning == [])
    }

    @Test func whoWorksForADepartmentAsWellSeesBoth() {
        let filter = Sight(Actor("a", [.inspector, .departmentWorker], departments: [.engineering]))
            .narrowed(TicketFilter())

        #expect(filter.kinds == Self.renovations)
        #expect(filter.concerning == [.engineering])
    }

    @Test func theOfficeSeesEverything() {
        let filter = Sight(Actor("a", [.specialist, .siteLead])).narrowed(TicketFilter())

        #expect(filter.kinds == nil)
        #expect(filter.concerning == nil)
    }
}
