import Testing

@testable import PaidanCore

/// What a supply request does not take, and what a changed date leaves as it was.
@Suite struct SupplyGuardTests {
    private static func requested() throws -> Story { try Samples.supplies(.test())[0] }
    private static func confirmed() throws -> Story { try Samples.supplies(.test())[1] }

    /// - Returns: nil where it is taken.
    private static func refusal(_ command: SupplyRequest.Command, _ story: Story, by role: Role? = nil) -> Refusal? {
        var story = story
        do {
            try story.act(command, by: role)
            return nil
        } catch {
            return error as? Refusal
        }
    }

    @Test func aStoresDatesLieAheadAndInOrder() throws {
        let story = try Self.requested()
        let (now, far) = (story.now, story.now + CallTask.farthestAhead)
        func answered(_ shipOn: Instant, _ arriveOn: Instant) -> Refusal? {
            Self.refusal(.confirmSupply(shipOn: shipOn, arriveOn: arriveOn), story)
        }

        #expect(answered(now, now + .days(1)) == .because(.inThePast))
        #expect(answered(now + .days(2), now + .days(1)) == .because(.arrivesBeforeItShips))
        #expect(answered(now + .days(2), far + .seconds(1)) == .because(.tooFarAhead))
        #expect(answered(now + .days(2), now + .days(2)) == nil && answered(now + .days(2), far) == nil)
    }

    @Test func theSitesDateLiesAhead() throws {
        let story = try Self.confirmed()
        func wanted(_ date: Instant) -> Refusal? {
            Self.refusal(.siteLeadChangesDate(neededOn: date, reason: nil), story)
        }

        #expect(wanted(story.now) == .because(.inThePast))
        #expect(wanted(story.now + CallTask.farthestAhead + .seconds(1)) == .because(.tooFarAhead))
        #expect(wanted(story.now + .days(25)) == nil)
    }

    @Test func aPersonSaysWhyNothingIsWanted() throws {
        let story = try Self.confirmed()

        #expect(Self.refusal(.cancelSupply(reason: nil), story) == .because(.unexplained))
        #expect(Self.refusal(.cancelSupply(reason: "r"), story) == nil)
    }

    /// 自较早的日期起算 (C1): a date that is brought forward is late by the new one.
    @Test func aDateThatIsBroughtForwardIsLateByTheNewOne() throws {
        var (store, site) = (try Self.requested(), try Self.confirmed())
        try store.act(.confirmSupply(shipOn: store.now + .days(15), arriveOn: store.now + .days(16)))

        try store.act(
            .proposeChange(shipOn: store.now + .hours(47), arriveOn: store.now + .days(16), reason: "r"))
        try site.act(.siteLeadChangesDate(neededOn: site.now + .days(4), reason: nil), by: .siteLead)

        #expect(store.supply.lateChanges == 1 && site.supply.lateChanges == 1)
    }

    /// And one that is put off by the old one.
    @Test func aDateThatIsPutOffIsLateByTheOldOne() throws {
        var (store, site) = (try Self.requested(), try Self.confirmed())
        try store.act(.confirmSupply(shipOn: store.now + .hours(47), arriveOn: store.now + .days(5)))
        try site.wait(until: site.supply.neededOn - .days(4))

        try store.act(.proposeChange(shipOn: store.now + .days(15), arriveOn: store.now + .days(16), reason: "r"))
        try site.act(.siteLeadChangesDate(neededOn: site.now + .days(25), reason: nil), by: .siteLead)

        #expect(store.supply.lateChanges == 1 && site.supply.lateChanges == 1)
    }

    /// The acceptance says who moved it: the site lead, or the one who speaks for the site.
    @Test func theAcceptanceKnowsWhoMovedIt() throws {
        var story = try Self.confirmed()

        try story.act(.siteLeadChangesDate(neededOn: story.now + .days(25), reason: nil), by: .siteLead)

        #expect(story.node(.mainMaterial).moves.last?.mover == .siteLead)
    }

    /// 承诺账: another date is the same promise; only a new question is another one.
    @Test func anotherDateIsTheSamePromise() throws {
        var story = try Self.confirmed()

        try story.act(.proposeChange(shipOn: story.now + .days(6), arriveOn: story.now + .days(7), reason: "r"))
        #expect(story.supply.promises == 1 && story.supply.promise?.number == 1)

        try story.act(.rejectChange(reason: "r"))
        try story.act(.confirmSupply(shipOn: story.now + .days(6), arriveOn: story.now + .days(7)))
        #expect(story.supply.promises == 2)
    }

    /// A store that answers with the date that is wanted moves nothing: nobody has to be told again.
    @Test func anAnswerThatFitsMovesNothing() throws {
        var story = try Self.requested()
        try story.act(.mainMaterial, .notifyParties(parties: [.customer], channel: .phone))

        try story.act(.confirmSupply(shipOn: story.now + .days(5), arriveOn: story.supply.neededOn))

        #expect(story.node(.mainMaterial).phase == .partiesNotified && story.node(.mainMaterial).moves.isEmpty)
    }
}
