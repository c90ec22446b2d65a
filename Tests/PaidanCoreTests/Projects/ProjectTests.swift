import Testing

@testable import PaidanCore

/// A renovation from its contract to the end of its warranty.
@Suite struct ProjectTests {
    /// HT: no acceptances, calls in mid-month, at month end and every three months.
    private static let calendarCalls: [String: ParameterReading] = [
        CallTask.Occasion.midProject.duty.limit.key: .limit(.firstOf([.days(13...17), .lastDays(3)])),
        CallTask.Occasion.afterSale.duty.limit.key: .limit(.every(.months(3))),
        RenovationProject.hasQuestionnaire.key: .flag(false), RenovationProject.hasWarrantyCard.key: .flag(false),
    ]

    private static func simple() throws -> Story {
        try Samples.project(.test(set: calendarCalls), Samples.planWithoutNodes, .startWorks(resourcesReady: nil))
    }

    private static func paid(until warrantyEndsAt: Instant) -> RenovationProject.Command {
        .settle(
            amount: 1, receiptNo: "R", warrantyEndsAt: warrantyEndsAt, warrantyCardNo: nil, score: nil, answers: nil,
            points: nil, surveyDeclined: nil)
    }

    private static func calls(_ occasion: CallTask.Occasion, _ story: Story) -> [CallTask] {
        story.calls.map { story[call: $0] }.filter { $0.opening.occasion == occasion }
    }

    // MARK: Plan and works

    @Test func anApprovedPlanOpensItsNodes() throws {
        let story = try Samples.project(.test(), Samples.plan)

        #expect(
            story.nodes.map { story[node: $0].opening.stage } == [
                .materialArrival, .hiddenWorks, .midTerm, .final, .mainMaterial,
            ])
        #expect(story.flaws == [])
    }

    @Test func aPlanWithoutADateThatTheRegulationWantsIsRefused() throws {
        let policy = Policy.test(set: [RenovationProject.nodeList.key: .words(["final"])])
        var story = try Samples.project(policy)

        let missing = Refusal.Reason.datesAreMissing(of: [.final])
        #expect(throws: Refusal.because(missing)) { try story.act(Samples.planWithoutNodes) }
        try story.act(Samples.plan)
        #expect(story.project.phase == .planned)
    }

    @Test func aPassedNodeMovesTheProject() throws {
        var story = try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))
        let steps: [(AcceptanceNode.Stage, RenovationProject.Phase)] = [
            (.materialArrival, .hiddenWorks), (.hiddenWorks, .materialsPhase), (.midTerm, .finishing),
            (.mainMaterial, .finishing), (.final, .awaitingPayment),
        ]
        for (stage, phase) in steps {
            try story.pass(stage)
            #expect(story.project.phase == phase, "after \(stage)")
        }
        #expect(story.flaws == [])
    }

    /// An absence paper that is not confirmed yet does not stop the works (B16).
    @Test func nodesMayBePassedInAnyOrder() throws {
        var story = try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))

        try story.pass(.hiddenWorks)
        try story.pass(.final)
        #expect(story.project.phase == .underway)
        try story.pass(.materialArrival)
        #expect(story.project.phase == .materialsPhase, "two steps at once")
        try story.pass(.mainMaterial)
        try story.pass(.midTerm)

        #expect(story.project.phase == .awaitingPayment)
        #expect(story.flaws == [])
    }

    @Test func aFurtherShipmentIsAskedForAtOnceWhenTheHiddenWorksAreDone() throws {
        var story = try Samples.supplies(.test())[0]

        try story.act(.addShipment(productContract: "PC-2", scheduledFor: .monday + .days(25)))

        #expect(story.supplies.count == 2)
        #expect(story.node(.mainMaterial).supply == story.supplies[1])
        #expect(story.flaws == [])
    }

    // MARK: What holds the final acceptance

    @Test func anOpenBlockingComplaintHoldsTheFinalAcceptance() throws {
        let policy = Policy.test(set: [RenovationProject.complaintsHoldFinal.key: .flag(true)])
        var story = try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
        let begin = AcceptanceNode.Command.beginAcceptance(present: [.customer])

        #expect(throws: Refusal.because(.finalIsHeld(by: story.project.finalHolds))) { try story.act(.final, begin) }
        try story.act(.setBlocking(linked: story.complaints[0], blocking: false, reason: "about the invoice"))
        var released = story
        try released.act(.final, begin)
        #expect(released.node(.final).phase == .accepting)

        try story.act(.setBlocking(linked: story.complaints[0], blocking: true, reason: "r"))
        #expect(throws: Refusal.because(.finalIsHeld(by: story.project.finalHolds))) { try story.act(.final, begin) }
        try story.act(.withdraw(reason: "solved"))
        try story.act(.final, begin)
        #expect(story.node(.final).phase == .accepting)
    }

    /// A11, PROJ-17: what is merged away goes on in the other complaint.
    @Test func aMergedComplaintHoldsTheFinalAcceptanceThroughTheOther() throws {
        let policy = Policy.test(set: [RenovationProject.complaintsHoldFinal.key: .flag(true)])
        var story = try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
        let begin = AcceptanceNode.Command.beginAcceptance(present: [.customer])
        let other = try story.open()

        try story.act(.mergeDuplicate(targetID: other))
        #expect(story[complaint: other].projects == story.projects)
        #expect(throws: Refusal.because(.finalIsHeld(by: story.project.finalHolds))) { try story.act(.final, begin) }
        var undone = story
        try undone.act(.unmerge(reason: "r"))
        #expect(undone.project.links.filter(\.isOpen).map(\.linked) == [story.complaints[0]])
        #expect(undone[complaint: other].projects == [])

        try story.act(.withdraw(reason: "solved"), on: other)
        #expect(story.project.links.allSatisfy { !$0.isOpen })
        try story.act(.final, begin)
        #expect(story.node(.final).phase == .accepting)
        #expect(story.flaws == [])
    }

    /// What somebody said of the matter is said of it also where another complaint has taken its place.
    @Test(arguments: [true, false]) func whatWasSaidOfAMergedComplaintStays(_ isBlocking: Bool) throws {
        let policy = Policy.test(set: [RenovationProject.complaintsHoldFinal.key: .flag(!isBlocking)])
        var story = try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
        try story.act(.setBlocking(linked: story.complaints[0], blocking: isBlocking, reason: "r"))
        let other = try story.open()

        try story.act(.mergeDuplicate(targetID: other))

        #expect(story.project.openLinks.map(\.linked) == [other])
        #expect(story.project.openLinks.allSatisfy { $0.isBlocking == isBlocking })
        #expect(story.flaws == [])
    }

    /// The other one was there before, and held nothing.
    @Test func whatAMergedComplaintHoldsIsHeldByWhatTakesItsPlace() throws {
        let policy = Policy.test(set: [RenovationProject.complaintsHoldFinal.key: .flag(true)])
        var story = try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
        let other = try story.open(.test(project: story.projects[0]))
        try story.act(.setBlocking(linked: other, blocking: false, reason: "r"))

        try story.act(.mergeDuplicate(targetID: other))

        #expect(story.project.openLinks.map(\.linked) == [other])
        #expect(story.project.openLinks.map(\.isBlocking) == [true])
        #expect(story.flaws == [])
    }

    /// A shipment that was added and is cancelled again leaves works that somebody has to look at, as before.
    @Test func worksWithoutAcceptancesAreLookedAtAgain() throws {
        var story = try Samples.projects(.test())[5]
        func cancelWhatIsOpen() throws {
            for node in story.project.openNodes {
                try story.act(AcceptanceNode.self, .cancelNode(reason: "r"), by: .supervisor, on: node.node)
            }
        }
        func rings() -> Int { story.rings.count { $0.clock.name == RenovationProject.worksClock.name } }
        func looking() -> ClockLedger.Entry? {
            story.project.clocks.first.flatMap { story.clock(RenovationProject.self, $0.key.text) }
        }
        try story.wait(.days(2))
        try cancelWhatIsOpen()
        let first = try #require(looking())
        #expect(first.key.name == RenovationProject.worksClock.name && first.start == story.now)

        try story.wait(.days(3))
        try story.act(.addShipment(productContract: "PC-9", scheduledFor: story.now + .days(25)))
        #expect(looking() == nil, "one is ahead")
        try story.wait(.days(3))
        try cancelWhatIsOpen()
        let second = try #require(looking())
        #expect(second.start == story.now && second.key != first.key)
        try story.wait(.days(40))
        #expect(rings() == 1)

        try story.act(.addShipment(productContract: "PC-10", scheduledFor: story.now + .days(25)))
        try cancelWhatIsOpen()
        try story.wait(.days(40))
        #expect(rings() == 2, "each time is another one")
        #expect(story.flaws == [])
    }

    /// `paidan verify` reckons the clocks of what was written before these facts said so as they were set then.
    @Test func aHistoryOfBeforeIsReadAsItWas() throws {
        var project = try Samples.projects(.test())[11].project
        let (last, later) = (project.openNodes[0].node, project.since + .days(9))
        var now = project

        try project.apply(.nodeEnded(node: last, outcome: .cancelled), at: later)
        try now.apply(.nodeEnded(node: last, outcome: .cancelled, leavesNone: true), at: later)

        #expect(project.clocks.map(\.start) == [project.since] && now.clocks.map(\.start) == [later])
        #expect(project.clocks.map(\.key.round) == [project.stages + 1])
        let linked = TicketID(ULID(high: 9, low: 9))
        try project.apply(.ticketLinked(linked: linked, isBlocking: true), at: later)
        try project.apply(.ticketLinked(linked: linked, isBlocking: false), at: later)
        let link = project.links.first { $0.linked == linked }
        #expect(link?.isBlocking == true, "what is linked again holds what it held")
    }

    @Test func reworkHoldsTheFinalAcceptance() throws {
        var story = try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))
        try story.act(.midTerm, .beginAcceptance(present: [.customer]))
        try story.act(.midTerm, .test(passed: false))

        #expect(throws: Refusal.because(.finalIsHeld(by: story.project.finalHolds))) {
            try story.act(.final, .beginAcceptance(present: [.customer]))
        }
        try story.act(.midTerm, .reworkDone(scheduledFor: .monday + .days(31), note: nil))
        try story.act(.final, .beginAcceptance(present: [.customer]))
        #expect(story.node(.final).phase == .accepting)
    }

    // MARK: Payment and survey

    @Test func theQuestionnaireIsComparedWithTheCallsAndSigned() throws {
        var story = try Samples.projects(.test())[6]
        try #require(story.project.phase == .awaitingPayment)
        let customer = PersonID.somebody
        try story.open(
            CallTask.self,
            CallTask.Opening(
                occasion: .afterSale, customer: customer, dueAt: story.now + .days(1), project: story.projects[0]))
        try story.act(
            CallTask.self, .made(answers: [CallTask.Answer(.works, score: 5)]), by: .specialist, on: story.calls.last)
        try story.act(Samples.settled)

        #expect(throws: Refusal.because(.surveyNotSigned)) {
            try story.act(.verifySurvey(signed: false, trueRecord: "r"))
        }
        #expect(throws: Refusal.because(.recordsDiffer)) {
            try story.act(.verifySurvey(signed: true, trueRecord: nil))
        }
        try story.act(.verifySurvey(signed: true, trueRecord: "the call was with his wife"))

        #expect(story.project.phase == .inWarranty)
        #expect(story.project.survey?.differing == [.works])
        #expect(story.opinions.count == 1, "the door that sticks")
    }

    @Test func aQuestionnaireAndAWarrantyCardAreWanted() throws {
        var story = try Samples.projects(.test())[6]
        let end = story.now + .days(700)

        #expect(throws: Refusal.because(.noWarrantyCard)) { try story.act(Self.paid(until: end)) }
        #expect(throws: Refusal.because(.noQuestionnaire)) {
            try story.act(
                .settle(
                    amount: 1, receiptNo: "R", warrantyEndsAt: end, warrantyCardNo: "W", score: nil, answers: nil,
                    points: nil, surveyDeclined: nil))
        }
        try story.act(Samples.settledWithoutSurvey)
        #expect(story.project.phase == .inWarranty, "there is nothing to verify")
    }

    // MARK: What was written wrongly

    @Test func aSettlementIsCorrected() throws {
        var story = try Samples.projects(.test())[6]
        try story.act(.issuePaymentNotice(noticeNo: "J-1", amount: 3_000_000, payBy: nil))
        try story.act(Samples.settledWithoutSurvey)
        #expect(story.project.settlement?.isAsNotified == false)
        let later = Instant.monday + .days(800)

        try story.act(
            .amend(
                fields: RenovationProject.Amendment(
                    amount: 3_000_000, receiptNo: "R-2", warrantyCardNo: "W-2", warrantyEndsAt: later), reason: "typo"))

        let settled = try #require(story.project.settlement)
        #expect(settled.amount == 3_000_000 && settled.isAsNotified == true)
        #expect(settled.receiptNo == "R-2" && settled.warrantyCardNo == "W-2")
        try story.wait(until: .monday + .days(701))
        #expect(!story.project.isWarrantyOver, "its clock goes by the corrected date")
        #expect(story.clock(RenovationProject.self, "projectWarranty::2")?.due == later, "and warns anew")
        try story.wait(until: later + .days(1))
        #expect(story.project.isWarrantyOver)
        #expect(story.flaws == [])
    }

    /// What was written as paid is compared with the payment notice whenever it is written.
    @Test func aCorrectedAmountThatDiffersIsTold() throws {
        var story = try Samples.projects(.test())[6]
        try story.act(.issuePaymentNotice(noticeNo: "J-1", amount: 0, payBy: nil))
        try story.act(Samples.settledWithoutSurvey)
        #expect(!story.isTold(.supervisor, .paymentDiffers))

        try story.act(.amend(fields: RenovationProject.Amendment(amount: 5), reason: "typo"))

        #expect(story.isTold(.supervisor, .paymentDiffers))
    }

    @Test func aContractIsCorrectedInEveryState() throws {
        for sample in try Samples.projects(.test()) {
            var story = sample
            let before = story.project
            let fields = RenovationProject.Amendment(contractNo: "K-9", site: "No. 9")

            try story.act(.amend(fields: fields, reason: "typo"))

            #expect(story.project.contractNo == "K-9" && story.project.site == "No. 9")
            #expect(story.project.state == before.state && story.project.settlement == before.settlement)
            #expect(
                story.isTold(.siteLead, .siteCorrected) == !before.phase.isEnd, "whoever works there has to find it")
            #expect(story.flaws == [])
        }
    }

    @Test func aCorrectionIsRefusedWhereThereIsNothingToCorrect() throws {
        let samples = try Samples.projects(.test())
        func refusal(_ fields: RenovationProject.Amendment, _ sample: Story) -> Refusal? {
            var story = sample
            do { try story.act(.amend(fields: fields, reason: "r")) } catch { return error as? Refusal }
            return nil
        }
        let warranted = try #require(samples.first { $0.project.phase == .inWarranty && !$0.project.isWarrantyOver })
        let over = try #require(samples.first { $0.project.isWarrantyOver })
        typealias Fields = RenovationProject.Amendment

        #expect(refusal(Fields(), warranted) == .because(.nothingToAmend))
        #expect(refusal(Fields(amount: 1), samples[0]) == .because(.notSettled))
        #expect(refusal(Fields(amount: -1), warranted) == .because(.balanceOutOfRange))
        #expect(refusal(Fields(warrantyEndsAt: warranted.now), warranted) == .because(.inThePast))
        #expect(refusal(Fields(warrantyEndsAt: warranted.now + .seconds(1)), warranted) == nil)
        #expect(refusal(Fields(warrantyEndsAt: over.now + .days(1)), over) == .because(.warrantyIsOver))
    }

    // MARK: Calls of the calendar (CBP-02, CBP-03; A6)

    /// Start on 2 March: 13–17 March, then the last three days, then 13–17 April.
    @Test func callsInMidMonthAndAtMonthEndGoOnWhileWorksRun() throws {
        var story = try Self.simple()
        #expect(Self.calls(.midProject, story).map(\.dueAt) == ["2026-03-18T00:00:00+08:00"])

        try story.wait(until: "2026-03-14T10:00:00+08:00")
        try story.act(CallTask.self, .made(), by: .specialist, on: story.calls.last)
        #expect(Self.calls(.midProject, story).last?.dueAt == "2026-04-01T00:00:00+08:00", "not once more in mid-March")

        try story.wait(until: "2026-04-02T10:00:00+08:00")
        #expect(Self.calls(.midProject, story).last?.phase == .overdue)
        try story.wait(until: "2026-04-16T23:59:59+08:00")
        #expect(Self.calls(.midProject, story).last?.phase == .overdue, "it is owed until the next one is due (A-54)")
        try story.wait(until: "2026-04-17T00:00:00+08:00")
        #expect(Self.calls(.midProject, story).last?.dueAt == "2026-04-18T00:00:00+08:00", "a missed call ends nothing")
    }

    /// C17: works that end within the window leave no call behind.
    @Test func theEndOfTheWorksEndsTheirCallsAndBeginsThoseAfterThem() throws {
        var story = try Self.simple()
        try story.wait(until: "2026-03-14T10:00:00+08:00")

        try story.act(.endWorks(note: nil))

        #expect(Self.calls(.midProject, story).map(\.phase) == [.superseded])
        #expect(Self.calls(.afterSale, story).map(\.dueAt) == ["2026-06-15T00:00:00+08:00"])
        #expect(story.project.phase == .awaitingPayment, "a late payer is called all the same")
    }

    @Test func theEndOfTheWarrantyClosesWhatIsLeft() throws {
        var story = try Self.simple()
        try story.act(.withdraw(reason: "solved"))
        try story.act(.endWorks(note: nil))
        try story.act(Self.paid(until: .monday + .days(60)))
        #expect(story.project.phase == .inWarranty)

        try story.wait(until: .monday + .days(60) - Span(milliseconds: 1))
        #expect(story.project.phase == .inWarranty)
        try story.wait(until: .monday + .days(60))

        #expect(story.project.phase == .closed)
        #expect(Self.calls(.afterSale, story).map(\.phase) == [.superseded])
        #expect(story.flaws == [])
    }

    @Test func anOpenComplaintKeepsTheProjectAfterItsWarranty() throws {
        var story = try Self.simple()
        try story.act(.endWorks(note: nil))
        try story.act(Self.paid(until: .monday + .days(60)))
        try story.wait(until: .monday + .days(61))
        #expect(story.project.phase == .inWarranty)

        try story.act(.withdraw(reason: "solved"))

        #expect(story.project.phase == .closed)
        #expect(story.flaws == [])
    }

    // MARK: Calls belong to it (CBP-02, CBP-03; LFU-07)

    @Test func aCallOfTheProjectIsPartOfItAndTellsItHowItWent() throws {
        var story = try Self.simple()
        let call = try #require(story.calls.last)
        #expect(story[call: call].parent == story.projects[0])
        #expect(story.project.calls.first { $0.call == call }?.isReached == nil)

        try story.wait(until: "2026-03-14T10:00:00+08:00")
        try story.act(CallTask.self, .made(), by: .specialist, on: call)

        #expect(story.facts.contains("project callEnded"))
        let next = try #require(story.calls.last)
        #expect(next != call && story[call: next].parent == story.projects[0], "the next one as well")
        #expect(story.project.callsAfterWorks == 0, "works still run")
        #expect(story.flaws == [])
    }

    /// By hand one may still take another's place; the cadence goes on.
    @Test func anotherCallMayTakeThePlaceOfAProjectsByHand() throws {
        var story = try Self.simple()
        let call = try #require(story.calls.last)

        try story.act(CallTask.self, .supersede(newTaskID: nil), by: .supervisor, on: call)

        #expect(story[call: call].phase == .superseded)
        let next = try #require(story.calls.last)
        #expect(
            next != call && story[call: next].dueAt > story[call: call].dueAt && story[call: next].phase == .planned)
    }

    @Test func whatTakesItsPlaceAndIsOfItsCadenceGoesOnWithIt() throws {
        var story = try Self.simple()
        let call = try #require(story.calls.last)
        var opening = story[call: call].opening
        opening.parent = nil
        opening.parentKind = nil
        opening.project = nil
        let other = try story.open(CallTask.self, opening)

        try story.act(CallTask.self, .supersede(newTaskID: other), by: .supervisor, on: call)

        #expect(story.calls.last == other, "no third one")
    }

    @Test(arguments: [(0, 2), (1, 1), (2, nil)] as [(Int, Int?)])
    func tooFewFollowUpsAfterTheWorksAreRecordedAndToldAndHoldNothingUp(_ made: Int, _ missing: Int?) throws {
        let policy = Policy.test(
            set: Self.calendarCalls.merging([RenovationProject.minFollowUps.key: .count(2)]) { $1 })
        var story = try Samples.project(policy, Samples.planWithoutNodes, .startWorks(resourcesReady: nil))
        try story.act(.withdraw(reason: "solved"))
        try story.act(.endWorks(note: nil))
        try story.act(Self.paid(until: .monday + .days(400)))
        for _ in 0..<made { try story.act(CallTask.self, .made(), by: .specialist, on: story.calls.last) }
        #expect(story.project.callsAfterWorks == made)

        try story.wait(until: .monday + .days(400))

        #expect(story.project.phase == .closed)
        #expect(story.notices.contains(.tooFewFollowUps) == (missing != nil))
        let ended = story.history(RenovationProject.self, story.projects[0]).compactMap { entry -> Int?? in
            if case .happened(.warrantyEnded(let missing, _)) = entry.fact { .some(missing) } else { nil }
        }
        #expect(ended == [missing])
    }

    @Test func whoWasNotReachedIsNoFollowUp() throws {
        var story = try Self.simple()
        try story.act(.endWorks(note: nil))

        try story.act(
            CallTask.self, .waive(reason: .ended, note: "n"), by: .supervisor, on: story.calls.last)

        #expect(story.project.callsAfterWorks == 0)
        #expect(story.project.calls.last?.isReached == false)
    }

    // MARK: Suspended and cancelled

    @Test func aSuspendedProjectHoldsItsNodesAndSupplies() throws {
        var story = try Samples.supplies(.test())[0]
        try story.act(.suspend(reason: "r", until: .monday + .days(30)))
        #expect(story.ticket(AcceptanceNode.self, story.id(of: .midTerm)).ledger.running.isEmpty)
        try story.wait(until: .monday + .days(10))

        let named = RenovationProject.NodeDate(node: story.id(of: .final), scheduledFor: .monday + .days(80))
        try story.act(.resume(dates: [named]))

        #expect(story.project.phase == .materialsPhase)
        #expect(story.node(.final).day.scheduledFor == .monday + .days(80))
        #expect(story.node(.midTerm).day.scheduledFor == .monday + .days(40), "as much later as the works stood still")
        #expect(story.supply.neededOn == .monday + .days(31))
        #expect(story.flaws == [])
    }

    @Test func aCancelledProjectLeavesNothingOpen() throws {
        var story = try Samples.supplies(.test())[0]
        try story.act(.midTerm, .beginAcceptance(present: [.customer]))
        try story.act(.midTerm, .test(passed: false, department: .engineering))

        try story.act(.cancelProject(reason: "r", settlement: "s"))

        #expect(story.nodes.allSatisfy { story[node: $0].phase.isEnd })
        #expect(story.supplies.allSatisfy { story[supply: $0].phase.isEnd })
        #expect(story.dispatch(.engineering)?.phase == .cancelled)
        #expect(story.flaws == [])
    }

    // MARK: Merged complaints (A11; PROJ-17, LFU-07)

    private static func merged() throws -> (story: Story, other: TicketID) {
        let policy = Policy.test(set: [RenovationProject.complaintsHoldFinal.key: .flag(true)])
        var story = try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
        let other = try story.open()
        try story.act(.mergeDuplicate(targetID: other))
        return (story, other)
    }

    @Test func whatAComplaintIsMergedIntoHoldsTheFinalAcceptance() throws {
        var (story, other) = try Self.merged()
        let begin = AcceptanceNode.Command.beginAcceptance(present: [.customer])

        #expect(throws: Refusal.because(.finalIsHeld(by: story.project.finalHolds))) { try story.act(.final, begin) }
        #expect(story.project.openLinks.map(\.linked) == [other])
        #expect(story.flaws == [])

        try story.act(.withdraw(reason: "solved"), on: other)
        try story.act(.final, begin)
        #expect(story.node(.final).phase == .accepting)
        #expect(story.flaws == [])
    }

    @Test func aMergerThatIsUndoneGivesTheMatterBack() throws {
        var (story, other) = try Self.merged()

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.project.links.map(\.linked) == [story.complaints[0]], "the other one was never about it")
        #expect(story.flaws == [])
        try story.act(.withdraw(reason: "solved"), on: other)
        #expect(story.project.openLinks.map(\.linked) == [story.complaints[0]])
        #expect(story.flaws == [])
    }

    @Test func whatIsMergedOnGoesOnHoldingIt() throws {
        var (story, other) = try Self.merged()
        let third = try story.open()

        try story.act(.mergeDuplicate(targetID: third), on: other)

        #expect(story.project.openLinks.map(\.linked) == [third])
        try story.act(.withdraw(reason: "solved"), on: third)
        #expect(story.project.openLinks.isEmpty)
    }

    /// PAY-09, LFU-07.
    @Test func aMergedComplaintKeepsTheProjectAfterItsWarranty() throws {
        var story = try Self.simple()
        try story.act(.endWorks(note: nil))
        try story.act(Self.paid(until: .monday + .days(60)))
        try story.wait(until: .monday + .days(61))
        let other = try story.open()

        try story.act(.mergeDuplicate(targetID: other))
        #expect(story.project.phase == .inWarranty)

        try story.act(.withdraw(reason: "solved"), on: other)
        #expect(story.project.phase == .closed)
        #expect(story.flaws == [])
    }

    /// T-33 closes T-32, also where a complaint keeps the project.
    @Test func theEndOfTheWarrantyEndsTheCallsAfterTheWorks() throws {
        var story = try Self.simple()
        try story.act(.endWorks(note: nil))
        try story.act(Self.paid(until: .monday + .days(60)))

        try story.wait(until: .monday + .days(60))

        #expect(story.project.phase == .inWarranty, "the complaint is open")
        #expect(Self.calls(.afterSale, story).map(\.phase) == [.superseded])
        #expect(story.flaws == [])
    }

    /// A call that somebody plans by hand after the warranty begins no cadence.
    @Test(arguments: [true, false]) func aCallAfterTheWarrantyIsFollowedByNone(_ isOver: Bool) throws {
        var story = try Self.simple()
        try story.act(.withdraw(reason: "solved"))
        try story.act(.endWorks(note: nil))
        try story.act(Self.paid(until: .monday + .days(60)))
        try story.wait(until: .monday + .days(isOver ? 61 : 59))
        let call = try story.open(
            CallTask.self,
            .init(
                occasion: .afterSale, customer: .somebody, dueAt: story.now + .days(1), project: story.projects[0]))

        try story.wait(until: .monday + .days(isOver ? 62 : 60) - .hours(1))
        try story.act(CallTask.self, .made(), by: .specialist, on: call)

        let next = story.calls.last.map { $0 != call && story[call: $0].opening.occasion == .afterSale }
        #expect(next == !isOver)
        #expect(story.flaws == [])
    }

    /// PAY-05, where the regulation has no questionnaire (A6).
    @Test func pointsThatAreWrittenWithoutAQuestionnaireAreFedBack() throws {
        var story = try Self.simple()
        try story.act(.endWorks(note: nil))

        try story.act(
            .settle(
                amount: 1, receiptNo: "R", warrantyEndsAt: .monday + .days(60), warrantyCardNo: nil, score: 1,
                answers: nil, points: ["the doors are crooked", "dust"], surveyDeclined: nil))

        #expect(story.project.phase == .inWarranty)
        #expect(story.opinions.map { story[opinion: $0].opening.content } == ["the doors are crooked", "dust"])
        #expect(story.flaws == [])
    }

    // MARK: The team (PROJ-02, RSC-01, RSC-04)

    private static func team(
        siteLead: Account? = nil, inspector: Account? = nil, homeConsultant: Account? = nil,
        vacant: [Party]? = nil
    ) -> RenovationProject.Command {
        .assignTeam(
            siteLead: siteLead, inspector: inspector, decorationDesigner: nil, furnishingDesigner: nil,
            homeConsultant: homeConsultant, vacant: vacant)
    }

    @Test func whoIsLeftOutStaysOnTheTeam() throws {
        var story = try Samples.project(.test(), Self.team(siteLead: .ann))

        try story.act(Self.team(inspector: .bob))
        func site() -> [Account?] { [story.project.team.siteLead, story.project.team.inspector] }
        #expect(site() == [.ann, .bob] && story.project.team.decorationDesigner == .desk)

        try story.act(Self.team(vacant: [.siteLead]))
        #expect(site() == [nil, .bob] && story.project.team.decorationDesigner == .desk)
        #expect(throws: Refusal.because(.noPlaceOfTheTeam)) { try story.act(Self.team(vacant: [.customer])) }
    }

    @Test func whoHasLeftIsOnNoTeam() throws {
        var story = try Samples.project(.test(), Self.team(siteLead: .ann))

        #expect(throws: Refusal.because(.hasLeft)) { try story.act(Self.team(inspector: .gone)) }
        var opening = story.project.opening
        opening.inspector = .gone
        #expect(throws: Refusal.because(.hasLeft)) { try story.open(RenovationProject.self, opening) }
    }

    @Test func othersOfARoleThatTheTeamNamesDoNotRunTheProject() throws {
        var story = try Samples.project(.test(), Self.team(siteLead: .ann), Samples.plan)
        let start = RenovationProject.Command.startWorks(resourcesReady: nil)
        func begin(_ story: inout Story, _ account: Account, _ role: Role) throws {
            try story.act(RenovationProject.self, start, by: role, as: account)
        }

        #expect(throws: Refusal.because(.anothersProject)) { try begin(&story, .bob, .siteLead) }
        var byService = story
        try begin(&byService, .bob, .specialist)
        try begin(&story, .ann, .siteLead)
        #expect(story.project.phase == .underway)
    }

    @Test func othersOfARoleThatTheTeamNamesDoNotMoveItsDates() throws {
        var story = try Samples.supplies(.test())[0]
        try story.act(Self.team(siteLead: .ann, homeConsultant: .ann))
        let ask = AcceptanceNode.Command.requestReschedule(
            scheduledFor: .monday + .days(40), mover: nil, reason: "rain")
        let confirm = SupplyRequest.Command.confirmSupply(
            shipOn: .monday + .days(20), arriveOn: .monday + .days(21))
        let midTerm = story.id(of: .midTerm)

        for role in [Role.siteLead, .homeConsultant] {
            #expect(throws: Refusal.because(.anothersProject)) {
                try story.act(AcceptanceNode.self, ask, by: role, as: .bob, on: midTerm)
            }
        }
        #expect(throws: Refusal.because(.anothersProject)) {
            try story.act(SupplyRequest.self, confirm, by: .homeConsultant, as: .bob)
        }
        // The team names no inspector.
        try story.act(
            AcceptanceNode.self, .beginAcceptance(present: [.customer]), by: .inspector, as: .bob,
            on: story.id(of: .mainMaterial))
        try story.act(AcceptanceNode.self, ask, by: .siteLead, as: .ann, on: midTerm)
        try story.act(SupplyRequest.self, confirm, by: .homeConsultant, as: .ann)
    }

    // MARK: Every state of the parent × every fact of a child

    @Test func whateverAnAcceptanceDoesItsProjectFollows() throws {
        for story in try Samples.projects(.test()) {
            for node in story.nodes {
                for command in Samples.nodeCommands(for: story[node: node], at: story.now) {
                    let roles = AcceptanceNode.table[AcceptanceNode.verb(of: command)].roles.filter(\.isPerson)
                    try follow(story) { try $0.act(AcceptanceNode.self, command, by: roles.first ?? .admin, on: node) }
                }
            }
        }
    }

    @Test func whateverAStoreDoesItsProjectFollows() throws {
        for story in try Samples.projects(.test()) {
            for supply in story.supplies {
                for command in Samples.supplyCommands(at: story.now) {
                    let roles = SupplyRequest.table[SupplyRequest.verb(of: command)].roles.filter(\.isPerson)
                    try follow(story) { try $0.act(SupplyRequest.self, command, by: roles.first ?? .admin, on: supply) }
                }
            }
        }
    }

    @Test func whateverBecomesOfAComplaintItsProjectFollows() throws {
        for story in try Samples.projects(.test()) {
            try follow(story) { try $0.open(.test(project: $0.projects[0])) }
            for command in Samples.commands(for: story.complaint, at: story.now) + [.withdraw(reason: "r")] {
                try follow(story) { try $0.act(command) }
            }
        }
    }

    @Test func whateverIsDoneToAProjectItsPartsFollow() throws {
        for story in try Samples.projects(.test()) {
            for command in Samples.projectCommands(for: story.project, at: story.now) {
                let roles = RenovationProject.table[RenovationProject.verb(of: command)].roles.filter(\.isPerson)
                try follow(story) { try $0.act(command, by: roles.first ?? .admin) }
            }
        }
    }

    /// Refused, or carried out and sound.
    private func follow(_ story: Story, _ body: (inout Story) throws -> Void) throws {
        var story = story
        do {
            try body(&story)
        } catch is Refusal {
            return
        }
        #expect(story.flaws == [])
    }
}

extension Schedule {
    fileprivate static func days(_ range: ClosedRange<Int>) -> Schedule {
        guard let schedule = try? Schedule(.month(range)) else { preconditionFailure("days of a month") }
        return schedule
    }

    fileprivate static func lastDays(_ count: Int) -> Schedule {
        guard let schedule = try? Schedule(.monthEnd(days: count)) else { preconditionFailure("days of a month") }
        return schedule
    }
}

extension Cadence {
    fileprivate static func months(_ count: Int) -> Cadence {
        guard let cadence = try? Cadence(.months(count)) else { preconditionFailure("months") }
        return cadence
    }
}
