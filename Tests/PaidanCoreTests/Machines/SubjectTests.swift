import Testing

@testable import PaidanCore

/// 事项: a kind that says what its tickets are about says it in every state, and lists read the histories of no other.
@Suite struct SubjectTests {
    @Test func whoeverSaysItSaysItInEveryState() throws {
        let policy = Policy.test()
        var told: [Kind] = []
        told += Self.tellers(try Samples.complaints(policy).map(\.complaint))
        told += Self.tellers(try Samples.dispatches(policy).map { $0[dispatch: $0.dispatches[0]] })
        told += Self.tellers(try Samples.opinions(policy).map { $0[opinion: $0.opinions[0]] })
        told += Self.tellers(try Samples.calls(policy).map { $0[call: $0.calls[0]] })
        told += Self.tellers(try Samples.leads(policy).map { $0[lead: $0.leads[0]] })
        told += Self.tellers(try Samples.projects(policy).map(\.project))
        for stage in AcceptanceNode.Stage.allCases {
            told += Self.tellers(try Samples.nodes(stage, policy).map { $0.node(stage) })
        }
        told += Self.tellers(try Samples.supplies(policy).map(\.supply))

        #expect(Set(told) == Set(Kind.allCases.filter { $0.type.hasSubject }))
        #expect(Set(told) == [.project, .node, .supply, .call])
    }

    private static func tellers<K: TicketKind>(_ tickets: [K]) -> [Kind] {
        #expect(tickets.allSatisfy { ($0.subject != nil) == K.hasSubject }, "\(K.kind)")
        return tickets.contains { $0.subject != nil } ? [K.kind] : []
    }

    @Test func anAcceptanceSaysWhichOneAndWhen() throws {
        var story = try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))
        let day = story.node(.hiddenWorks).day.scheduledFor
        #expect(
            story.node(.hiddenWorks).subject == Subject(AcceptanceNode.Stage.hiddenWorks.label, plannedFor: day))
        #expect(story.node(.mainMaterial).subject?.reference == "PC-1")

        try story.act(
            .hiddenWorks, .requestReschedule(scheduledFor: day + .days(2), mover: .siteLead, reason: "rain"))
        #expect(story.node(.hiddenWorks).subject?.plannedFor == day, "the old date stands until the change is approved")
        try story.act(.hiddenWorks, .approveReschedule(scheduledFor: nil, verifiedByCall: true))
        #expect(story.node(.hiddenWorks).subject?.plannedFor == day + .days(2))
    }

    @Test func aSupplySaysWhichGoodsAndWhenTheyCome() throws {
        var story = try Samples.supplies(.test())[0]
        let needed = story.supply.neededOn
        #expect(story.supply.subject == Subject(reference: "PC-1", plannedFor: needed))

        try story.act(.confirmSupply(shipOn: needed - .days(1), arriveOn: needed + .hours(2)))
        #expect(story.supply.subject?.plannedFor == needed + .hours(2), "as the store has answered")
        try story.act(
            .addShipment(productContract: "PC-2", scheduledFor: story.now + .days(25), goods: .furnishing))
        #expect(story.supply.subject?.label == RenovationProject.Goods.furnishing.label)
        #expect(story.supply.subject?.reference == "PC-2")
    }

    /// Whoever sees a project through sees its acceptances and supplies through; nobody has a call with it.
    @Test func whatGoesWithItsWholeIsDeclared() {
        #expect(Kind.allCases.filter { $0.type.sharesAssignees } == [.node, .supply])
    }
}
