import Testing

@testable import PaidanCore

/// What stores are asked for after the hidden works, and what they answer.
@Suite struct SupplyTests {
    private static func requested() throws -> Story { try Samples.supplies(.test())[0] }

    @Test func hiddenWorksThatArePassedAskTheStores() throws {
        let story = try Self.requested()

        #expect(story.supplies.count == 1)
        #expect(story.supply.opening.productContract == "PC-1")
        #expect(story.supply.neededOn == .monday + .days(21))
        #expect(story.node(.mainMaterial).supply == story.supplies[0])
        #expect(story.notices.contains(.supplyRequested))
    }

    @Test(arguments: [(Span.hours(24), Verdict.inTime), (.hours(24) + Span(milliseconds: 1), .late)])
    func theStoreAnswersWithin24Hours(_ after: Span, _ verdict: Verdict) throws {
        var story = try Self.requested()
        let asked = story.now
        try story.wait(until: asked + after)

        try story.act(.confirmSupply(shipOn: asked + .days(19), arriveOn: .monday + .days(21)))

        #expect(story.clock(SupplyRequest.self, "supplyAnswer::1")?.verdict == verdict)
    }

    @Test(arguments: [("2026-03-18T10:00:00+08:00", false), ("2026-03-18T10:00:00.001+08:00", true)])
    func aChangeOfShippingIsTold48HoursAhead(_ moment: String, _ isLate: Bool) throws {
        var story = try Self.requested()
        try story.act(
            .confirmSupply(shipOn: "2026-03-20T10:00:00+08:00", arriveOn: "2026-03-23T10:00:00+08:00"))
        try story.wait(until: try #require(Instant(rfc3339: moment)))

        try story.act(
            .proposeChange(
                shipOn: "2026-03-21T10:00:00+08:00", arriveOn: "2026-03-24T10:00:00+08:00",
                reason: "the factory is late"),
            by: .homeConsultant)

        #expect(story.supply.lateChanges == (isLate ? 1 : 0))
        #expect(story.notices.contains(.lateChange) == isLate)
    }

    /// The acceptance moves with the goods, and everybody has to hear of it; nobody has to agree (B11).
    @Test func aChangeOfShippingMovesTheAcceptance() throws {
        var story = try Self.requested()
        try story.act(.mainMaterial, .notifyParties(parties: [.customer], channel: .phone))
        try story.act(
            .answerWithChange(
                shipOn: "2026-03-20T10:00:00+08:00", arriveOn: "2026-03-26T10:00:00+08:00", reason: "r"))

        #expect(story.supply.phase == .adjusted)
        #expect(story.node(.mainMaterial).day.scheduledFor == "2026-03-26T10:00:00+08:00")
        #expect(story.node(.mainMaterial).untold == [.customer])
        #expect(story.node(.mainMaterial).moves.last?.mover == .homeConsultant)
        #expect(throws: Refusal.because(.customerNotTold)) { try story.act(.acceptChange(customerTold: false)) }
        try story.act(.acceptChange(customerTold: true))
        #expect(story.supply.phase == .confirmed)
        #expect(story.flaws == [])
    }

    @Test func theSiteAsksForAnotherDateFiveDaysAhead() throws {
        var story = try Self.requested()
        try story.wait(until: "2026-03-19T00:00:00.001+08:00")

        try story.act(.siteLeadChangesDate(neededOn: "2026-03-25T10:00:00+08:00", reason: nil), by: .siteLead)

        #expect(story.supply.lateChanges == 1)
        #expect(story.node(.mainMaterial).day.scheduledFor == "2026-03-25T10:00:00+08:00")
        #expect(story.clock(SupplyRequest.self, "supplyAnswer::2")?.isRunning == true, "the store answers again")
    }

    @Test func anAcceptanceThatIsMovedAsksTheStoreAgain() throws {
        var story = try Self.requested()
        try story.act(
            .confirmSupply(shipOn: "2026-03-20T10:00:00+08:00", arriveOn: "2026-03-23T10:00:00+08:00"))

        try story.act(
            .mainMaterial, .requestReschedule(scheduledFor: .monday + .days(30), mover: nil, reason: nil), by: .siteLead
        )
        try story.act(.mainMaterial, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))

        #expect(story.supply.phase == .requested)
        #expect(story.supply.neededOn == .monday + .days(30))
        #expect(story.clock(SupplyRequest.self, "supplyShip::1")?.verdict == .released)
        #expect(story.flaws == [])
    }

    @Test(arguments: [("2026-03-20T10:00:00+08:00", Verdict.inTime), ("2026-03-20T10:00:00.001+08:00", .late)])
    func aPromisedShipmentIsKept(_ moment: String, _ verdict: Verdict) throws {
        var story = try Self.requested()
        try story.act(
            .confirmSupply(shipOn: "2026-03-20T10:00:00+08:00", arriveOn: "2026-03-23T10:00:00+08:00"))
        try story.wait(until: try #require(Instant(rfc3339: moment)))

        try story.act(.ship(note: nil))

        #expect(story.clock(SupplyRequest.self, "supplyShip::1")?.verdict == verdict)
    }

    @Test func goodsThatArriveAreKnownToTheAcceptanceAndTheProject() throws {
        var story = try Self.requested()

        try story.act(.arrive(deliveryNote: "D-1"))

        #expect(story.node(.mainMaterial).arrivedAt == story.now)
        #expect(story.project.supplies.map(\.outcome) == [.arrived])
    }

    /// Goods that have come, or are not wanted any more, do not stand in the way of another date.
    @Test(arguments: [true, false])
    func anAcceptanceIsMovedAlsoWhenItsSupplyHasEnded(_ arrived: Bool) throws {
        var story = try Self.requested()
        try story.act(arrived ? .arrive(deliveryNote: nil) : .cancelSupply(reason: "r"))

        try story.act(
            .mainMaterial, .requestReschedule(scheduledFor: .monday + .days(30), mover: nil, reason: nil), by: .siteLead
        )
        try story.act(.mainMaterial, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))

        #expect(story.supply.phase == (arrived ? .arrived : .cancelled))
        #expect(story.node(.mainMaterial).day.scheduledFor == .monday + .days(30))
        #expect(story.flaws == [])
    }

    @Test(arguments: [true, false])
    func anAcceptanceThatHasEndedEndsItsSupply(_ passed: Bool) throws {
        var story = try Self.requested()

        if passed {
            try story.pass(.mainMaterial)
        } else {
            try story.act(.mainMaterial, .cancelNode(reason: "the customer buys it himself"))
        }

        #expect(story.supply.phase == (passed ? .arrived : .cancelled))
        #expect(story.flaws == [])
    }

    /// The acceptance waits for its goods also where the store's request was cancelled.
    @Test func goodsWhoseRequestWasCancelledAreAskedForAgain() throws {
        var story = try Self.requested()
        let node = story.id(of: .mainMaterial)
        let again = RenovationProject.Command.requestSupply(node: node)
        #expect(throws: Refusal.because(.isAskedAlready)) { try story.act(again) }
        try story.act(.cancelSupply(reason: "another store"), by: .specialist)
        #expect(throws: Refusal.because(.notThatNode)) { try story.act(.requestSupply(node: Samples.target)) }
        #expect(throws: Refusal.because(.noProductContract)) {
            try story.act(.requestSupply(node: story.id(of: .midTerm)))
        }

        try story.act(again)

        #expect(story.supplies.count == 2 && story.supply.phase == .requested)
        #expect(story.supply.neededOn == story.node(.mainMaterial).day.scheduledFor)
        #expect(story.node(.mainMaterial).supply == story.supplies[1])
        #expect(story.isTold(.homeConsultant, .supplyRequested))
        #expect(story.flaws == [])

        var late = story
        try late.act(.cancelSupply(reason: "r"), by: .specialist)
        try late.wait(until: late.node(.mainMaterial).day.scheduledFor)
        #expect(throws: Refusal.because(.dateHasPassed)) { try late.act(again) }
        try story.act(.arrive(deliveryNote: nil))
        #expect(throws: Refusal.because(.haveArrived)) { try story.act(again) }
    }

    /// PROJ-10: stores are asked after the hidden works, also where the first material is still being put right.
    @Test func storesAreAskedAfterTheHiddenWorksWhateverIsStillOpen() throws {
        var story = try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))
        try story.act(.materialArrival, .goodsNotArrived(reason: "r", department: nil))
        let again = RenovationProject.Command.requestSupply(node: story.id(of: .mainMaterial))
        #expect(throws: Refusal.because(.hiddenWorksFirst)) { try story.act(again) }

        try story.pass(.hiddenWorks)

        #expect(story.project.phase == .underway && story.supplies.count == 1)
        #expect(story.clock(SupplyRequest.self, "supplyAnswer::1")?.isRunning == true)
        try story.act(.cancelSupply(reason: "r"), by: .specialist)
        try story.act(again)
        try story.act(.materialArrival, .reworkDone(scheduledFor: story.now + .days(1), note: nil))
        try story.pass(.materialArrival)
        #expect(story.project.phase == .materialsPhase && story.supplies.count == 2, "once for each shipment")
        #expect(story.flaws == [])
    }

    // MARK: Another day than the site needs (RSC-02, RSC-03)

    @Test func whoConfirmsAnotherDayChangesIt() throws {
        var story = try Self.requested()

        try story.act(.confirmSupply(shipOn: .monday + .days(28), arriveOn: .monday + .days(30)))

        #expect(story.supply.phase == .adjusted)
        #expect(story.node(.mainMaterial).day.scheduledFor == .monday + .days(30))
        #expect(story.isTold(.siteLead, .supplyChanged))
        #expect(!story.notices.contains(.lateChange), "the customer hears of it in time")
        #expect(story.clock(SupplyRequest.self, "supplyAnswer::1")?.verdict == .inTime)
        #expect(story.flaws == [])
    }

    /// A-13, T-26: who cuts the customer's 48 hours is marked.
    @Test(arguments: [(Span.hours(48), false), (.hours(48) - Span(milliseconds: 1), true)])
    func aFirstAnswerThatLeavesTheCustomerNoTimeIsMarked(_ ahead: Span, _ isLate: Bool) throws {
        var story = try Self.requested()

        try story.act(.confirmSupply(shipOn: story.now + .hours(1), arriveOn: story.now + ahead))

        #expect(story.supply.lateChanges == (isLate ? 1 : 0))
        #expect(story.isTold(.supervisor, .lateChange) == isLate)
        #expect(story.node(.mainMaterial).moves.last?.isLate == isLate)
    }

    @Test func anotherHourOfTheNeededDayIsConfirmedAndTheSiteIsTold() throws {
        var story = try Self.requested()

        try story.act(.confirmSupply(shipOn: .monday + .days(20), arriveOn: .monday + .days(21) + .hours(3)))

        #expect(story.supply.phase == .confirmed)
        #expect(story.node(.mainMaterial).day.scheduledFor == .monday + .days(21) + .hours(3))
        #expect(story.isTold(.siteLead, .supplyChanged))
    }

    @Test func aChangeThatWasToldIsWhatTheSiteNeeds() throws {
        var story = try Self.requested()
        try story.act(.confirmSupply(shipOn: .monday + .days(28), arriveOn: .monday + .days(30)))

        try story.act(.acceptChange(customerTold: true))

        #expect(story.supply.neededOn == .monday + .days(30))
    }

    /// One date: the acceptance stays on the rejected one until there is another.
    @Test func whatIsPromisedAfterARejectedChangeMovesTheAcceptanceBack() throws {
        var story = try Self.requested()
        try story.act(.confirmSupply(shipOn: .monday + .days(28), arriveOn: .monday + .days(30)))
        try story.act(.rejectChange(reason: "r"))

        try story.act(.confirmSupply(shipOn: .monday + .days(20), arriveOn: .monday + .days(21)))

        #expect(story.node(.mainMaterial).day.scheduledFor == .monday + .days(21))
    }

    /// RSC-01: acceptance and supply have one date, also where the store wants the other one.
    @Test func aStoreThatMovesTheAcceptanceIsAskedForItsNewDate() throws {
        var story = try Self.requested()
        try story.act(
            .mainMaterial, .requestReschedule(scheduledFor: .monday + .days(34), mover: nil, reason: nil),
            by: .homeConsultant)

        try story.act(.mainMaterial, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))

        #expect(story.supply.neededOn == .monday + .days(34))
        try story.act(.confirmSupply(shipOn: .monday + .days(20), arriveOn: .monday + .days(21)))
        #expect(story.node(.mainMaterial).day.scheduledFor == .monday + .days(21))
        #expect(story.flaws == [])
    }
}
