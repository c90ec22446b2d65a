import Testing

@testable import PaidanCore

/// What a project does not take, and what it takes along when it stands still, goes on or ends.
@Suite struct ProjectGuardTests {
    /// - Returns: nil where it is taken.
    private static func refusal(
        _ command: RenovationProject.Command, _ story: Story, by role: Role? = nil
    ) -> Refusal? {
        var story = story
        do {
            try story.act(command, by: role)
            return nil
        } catch {
            return error as? Refusal
        }
    }

    private static func planned() throws -> Story { try Samples.project(.test(), Samples.plan) }
    private static func underway() throws -> Story {
        try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))
    }
    private static func awaitingPayment() throws -> Story { try Samples.projects(.test())[6] }
    private static let far = CallTask.farthestAhead + .days(1)

    // MARK: Opening

    @Test func aContractWasSignedBeforeNowAndNotLongAgo() throws {
        func opened(_ signedAt: Instant, siteLead: Account? = nil) -> Refusal? {
            var story = Story()
            var opening = RenovationProject.Opening.test()
            opening.signedAt = signedAt
            opening.siteLead = siteLead
            do {
                try story.open(RenovationProject.self, opening)
                return nil
            } catch {
                return error as? Refusal
            }
        }

        #expect(opened(.monday + .seconds(1)) == .because(.inTheFuture))
        #expect(opened(.monday - .days(367)) == .because(.longAgo))
        #expect(opened(.monday) == nil && opened(.monday - .days(366)) == nil)
        #expect(opened(.monday, siteLead: Account(unchecked: "nobody")) == .because(.noSuchColleague))
    }

    @Test func aComplaintNamesAProjectOfItsOwnCustomer() throws {
        var story = try Self.planned()
        let own = story.projects[0]
        let strange = PersonID(ULID(high: 8, low: 8))
        let others = try story.open(RenovationProject.self, .init(customer: strange, contractNo: "HT-2"))

        #expect(throws: Refusal.because(.notThatProject)) { try story.open(.test(project: others)) }
        #expect(throws: Refusal.because(.notThatProject)) { try story.open(.test(project: story.complaints[0])) }
        try story.open(.test(project: own))
    }

    // MARK: Plan

    @Test func aPlanHasItsBoundAndLiesAhead() throws {
        let story = try Samples.project(.test())
        func planned(_ shipments: Int, finishOn: Instant? = nil, at date: Instant? = nil) -> Refusal? {
            let shipment = RenovationProject.Shipment(
                productContract: "PC", scheduledFor: date ?? story.now + .days(20))
            return Self.refusal(
                .approvePlan(
                    materialArrivalOn: story.now + .days(7), hiddenWorksOn: story.now + .days(14),
                    midTermOn: story.now + .days(30), finalOn: story.now + .days(40),
                    shipments: Array(repeating: shipment, count: shipments), finishOn: finishOn), story)
        }

        #expect(planned(RenovationProject.nodesMax - 3) == .because(.tooMany))
        #expect(planned(RenovationProject.nodesMax - 4) == nil)
        #expect(planned(1, finishOn: story.now) == .because(.inThePast))
        #expect(planned(1, at: story.now) == .because(.inThePast))
        #expect(planned(1, at: story.now + Self.far) == .because(.tooFarAhead))
    }

    /// PROJ-01: each acceptance after the one before it, goods after the hidden works.
    @Test func aPlanHasItsOrder() throws {
        let story = try Samples.project(.test())
        func planned(_ days: Int64..., shipment: Int64 = 20) -> Refusal? {
            let dates = days.map { story.now + .days($0) }
            let goods = RenovationProject.Shipment(productContract: "PC", scheduledFor: story.now + .days(shipment))
            return Self.refusal(
                .approvePlan(
                    materialArrivalOn: dates[0], hiddenWorksOn: dates[1], midTermOn: dates[2], finalOn: dates[3],
                    shipments: [goods]), story)
        }

        #expect(planned(7, 14, 30, 40) == nil && planned(7, 7, 7, 7, shipment: 7) == nil)
        #expect(planned(15, 14, 30, 40) == .because(.outOfOrder(.hiddenWorks, before: .materialArrival)))
        #expect(planned(7, 31, 30, 40, shipment: 35) == .because(.outOfOrder(.midTerm, before: .hiddenWorks)))
        #expect(planned(7, 14, 41, 40) == .because(.outOfOrder(.final, before: .midTerm)))
        #expect(planned(7, 14, 30, 40, shipment: 13) == .because(.outOfOrder(.mainMaterial, before: .hiddenWorks)))
    }

    @Test func moreShipmentsHaveTheirBound() throws {
        var story = try Self.underway()
        let shipment = RenovationProject.Command.addShipment(
            productContract: "PC-9", scheduledFor: story.now + .days(25))
        for _ in story.project.openNodes.count..<RenovationProject.nodesMax { try story.act(shipment) }

        #expect(Self.refusal(shipment, story) == .because(.tooMany))
        #expect(
            Self.refusal(.addShipment(productContract: "PC-9", scheduledFor: story.now), try Self.underway())
                == .because(.inThePast))
    }

    /// Whatever is added once the hidden works are done is asked of the store at once.
    @Test(arguments: [3, 4, 5]) func aShipmentIsAskedForAtOnceAfterTheHiddenWorks(_ phase: Int) throws {
        var story = try Samples.projects(.test())[phase]
        let before = story.supplies.count

        try story.act(.addShipment(productContract: "PC-9", scheduledFor: story.now + .days(25)))

        #expect(story.supplies.count == before + (phase == 3 ? 0 : 1))
    }

    // MARK: Works

    @Test func worksEndByHandWhereNothingIsOpen() throws {
        #expect(
            Self.refusal(.endWorks(note: nil), try Self.underway())
                == .because(.nodesAreOpen([.materialArrival, .hiddenWorks, .midTerm, .final, .mainMaterial])))
        let bare = try Samples.project(
            .test(set: Self.bare), Samples.planWithoutNodes, .startWorks(resourcesReady: nil))
        #expect(bare.project.phase == .underway, "nothing is done where nothing was planned")
        #expect(Self.refusal(.endWorks(note: nil), bare) == nil)
    }

    private static let bare: [String: ParameterReading] = [RenovationProject.nodeList.key: .words([])]

    /// A final acceptance that was cancelled ends no works.
    @Test func onlyAPassedFinalAcceptanceEndsTheWorks() throws {
        var story = try Samples.projects(.test())[5]
        for node in story.nodes where !story[node: node].phase.isEnd {
            try story.act(AcceptanceNode.self, .cancelNode(reason: "r"), by: .supervisor, on: node)
        }

        #expect(story.project.openNodes.isEmpty && story.project.phase == .finishing)
    }

    // MARK: Standing still and ending

    @Test func aStandstillHasAnEndAhead() throws {
        let story = try Self.underway()

        #expect(Self.refusal(.suspend(reason: "r", until: story.now), story) == .because(.inThePast))
        #expect(Self.refusal(.suspend(reason: "r", until: story.now + .days(1)), story) == nil)
    }

    @Test func whatGoesOnIsOneOfItsOwnAndLiesAhead() throws {
        var story = try Self.underway()
        try story.pass(.materialArrival)
        try story.act(.suspend(reason: "r", until: story.now + .days(30)))
        func resumed(_ node: TicketID, at date: Instant) -> Refusal? {
            Self.refusal(.resume(dates: [.init(node: node, scheduledFor: date)]), story)
        }
        let (later, own) = (story.now + .days(40), story.id(of: .final))

        #expect(resumed(Samples.target, at: later) == .because(.notThatNode))
        #expect(resumed(story.id(of: .materialArrival), at: later) == .because(.notThatNode), "it has ended")
        #expect(resumed(own, at: story.now) == .because(.inThePast) && resumed(own, at: later) == nil)
    }

    @Test func aCancelledProjectLeavesNothingOpen() throws {
        var story = try Samples.supplies(.test())[1]

        try story.act(.cancelProject(reason: "r", settlement: "s"))

        #expect(story.supply.phase == .cancelled)
        #expect(story.nodes.allSatisfy { story[node: $0].phase.isEnd })
        #expect(story.project.supplies.allSatisfy { $0.outcome != .open })
        #expect(story.flaws == [])
    }

    @Test func callsOfACancelledProjectAreNotMade() throws {
        let limit = try Limit.firstOf([Schedule(.month(13...17)), Schedule(.monthEnd(days: 3))])
        let policy = Policy.test(set: [CallTask.Occasion.midProject.duty.limit.key: .limit(limit)])
        var story = try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
        let call = try #require(story.calls.last)

        try story.act(.cancelProject(reason: "r", settlement: "s"))

        #expect(story[call: call].phase == .superseded)
    }

    /// PROJ-18: what failed and was given up is put right no more.
    @Test func aCancelledAcceptanceHoldsNothing() throws {
        var story = try Self.underway()
        try story.act(.withdraw(reason: "solved"))
        try story.act(.midTerm, .beginAcceptance(present: [.customer]))
        try story.act(.midTerm, .test(passed: false))
        #expect(story.project.finalHolds != .none)

        try story.act(.midTerm, .cancelNode(reason: "r"))

        #expect(story.project.finalHolds == .none && story.project.nodes.allSatisfy { !$0.isInRework })
    }

    // MARK: Payment

    private static func settled(
        amount: Int = 1, endsAt: Instant, startsAt: Instant? = nil, score: Int? = 4,
        answers: [CallTask.Answer]? = nil, points: Int = 0
    ) -> RenovationProject.Command {
        .settle(
            amount: amount, receiptNo: "R", warrantyEndsAt: endsAt, warrantyCardNo: "W", score: score, answers: answers,
            points: Array(repeating: "p", count: points), surveyDeclined: nil, warrantyStartsAt: startsAt)
    }

    @Test func aBalanceIsWithinReason() throws {
        let story = try Self.awaitingPayment()
        let end = story.now + .days(700)
        func paid(_ amount: Int) -> Refusal? { Self.refusal(Self.settled(amount: amount, endsAt: end), story) }
        func asked(_ amount: Int, payBy: Instant? = nil) -> Refusal? {
            Self.refusal(.issuePaymentNotice(noticeNo: "J", amount: amount, payBy: payBy), story)
        }

        let most = RenovationProject.balances.upperBound
        #expect(paid(-1) == .because(.balanceOutOfRange) && paid(most + 1) == .because(.balanceOutOfRange))
        #expect(asked(-1) == .because(.balanceOutOfRange) && asked(most + 1) == .because(.balanceOutOfRange))
        #expect(paid(0) == nil && paid(most) == nil && asked(0) == nil && asked(most) == nil)
        #expect(asked(1, payBy: story.now) == .because(.inThePast))
    }

    @Test func aWarrantyBeginsBeforeItEndsAndEndsAhead() throws {
        let story = try Self.awaitingPayment()
        let now = story.now

        #expect(Self.refusal(Self.settled(endsAt: now), story) == .because(.warrantyEndsFirst))
        #expect(
            Self.refusal(Self.settled(endsAt: now - .days(1), startsAt: now - .days(2)), story) == .because(.inThePast))
        #expect(
            Self.refusal(Self.settled(endsAt: now + .days(9), startsAt: now - .days(367)), story)
                == .because(.longAgo))
        #expect(Self.refusal(Self.settled(endsAt: now + .days(9), startsAt: now - .days(2)), story) == nil)
    }

    @Test func aQuestionnaireIsFilledInAsItIsAsked() throws {
        let story = try Self.awaitingPayment()
        let end = story.now + .days(700)

        #expect(Self.refusal(Self.settled(endsAt: end, score: 0), story) == .because(.scoreOutOfRange))
        #expect(Self.refusal(Self.settled(endsAt: end, score: 6), story) == .because(.scoreOutOfRange))
        #expect(
            Self.refusal(Self.settled(endsAt: end, points: Complaint.pointsMax + 1), story) == .because(.noPoints))
        #expect(Self.refusal(Self.settled(endsAt: end, points: Complaint.pointsMax), story) == nil)
        let strange = [CallTask.Answer(.heardOfUsFrom, text: "a friend")]
        #expect(Self.refusal(Self.settled(endsAt: end, answers: strange), story) == .because(.notInTheScript))
    }

    /// Where the regulation has no questionnaire nothing waits to be compared, though somebody noted a score.
    @Test func withoutAQuestionnaireNothingIsCompared() throws {
        let policy = Policy.test(set: [
            RenovationProject.nodeList.key: .words([]), RenovationProject.hasQuestionnaire.key: .flag(false),
        ])
        var story = try Samples.project(
            policy, Samples.planWithoutNodes, .startWorks(resourcesReady: nil), .endWorks(note: nil))

        try story.act(Self.settled(endsAt: story.now + .days(700)))

        #expect(story.project.phase == .inWarranty)
    }
}
