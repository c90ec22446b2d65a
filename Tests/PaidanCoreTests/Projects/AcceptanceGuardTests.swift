import Testing

@testable import PaidanCore

/// What an acceptance does not take, what it takes beside that, and what stays when something else moves it.
@Suite struct AcceptanceGuardTests {
    private static func underway() throws -> Story {
        try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))
    }

    /// - Returns: nil where it is taken.
    private static func refusal(
        _ stage: AcceptanceNode.Stage, _ command: AcceptanceNode.Command, _ story: Story, by role: Role? = nil
    ) -> Refusal? {
        var story = story
        do {
            try story.act(stage, command, by: role)
            return nil
        } catch {
            return error as? Refusal
        }
    }

    private static func clock(_ key: String, _ stage: AcceptanceNode.Stage, _ story: Story) -> ClockLedger.Entry? {
        story.clock(AcceptanceNode.self, key, of: story.id(of: stage))
    }

    private static func accepting(_ stage: AcceptanceNode.Stage, _ present: [Party] = [.customer]) throws -> Story {
        var story = try underway()
        try story.act(stage, .beginAcceptance(present: present))
        return story
    }

    /// The material failed and is put right by the store's department.
    private static func inRework() throws -> Story {
        var story = try accepting(.materialArrival)
        try story.act(.materialArrival, .test(passed: false, department: .materials))
        return story
    }

    // MARK: Proxy and notices

    @Test func onlyMainMaterialIsAcceptedByAProxy() throws {
        let story = try Self.underway()
        func signed(_ signedAt: Instant? = nil) -> AcceptanceNode.Command {
            .signProxy(proxyName: "p", agreementNo: "A-1", byInspector: nil, signedAt: signedAt)
        }

        #expect(Self.refusal(.midTerm, signed(), story) == .because(.onlyMainMaterial))
        #expect(Self.refusal(.mainMaterial, signed(story.now + .seconds(1)), story) == .because(.inTheFuture))
        #expect(Self.refusal(.mainMaterial, signed(story.now - .days(367)), story) == .because(.longAgo))
        #expect(Self.refusal(.mainMaterial, signed(story.now), story) == nil)
    }

    @Test func somebodyIsToldAndNobodyTwice() throws {
        let story = try Self.underway()
        func told(_ parties: [Party]) -> Refusal? {
            Self.refusal(.midTerm, .notifyParties(parties: parties, channel: .phone), story)
        }
        func present(_ parties: [Party]) -> Refusal? {
            Self.refusal(.midTerm, .beginAcceptance(present: parties), story)
        }

        #expect(told([]) == .because(.nobodyNamed) && present([]) == .because(.nobodyNamed))
        #expect(told([.customer, .customer]) == .because(.namedTwice))
        #expect(present([.customer, .customer]) == .because(.namedTwice))
        #expect(told([.customer]) == nil && present([.customer]) == nil)
    }

    /// 委托公司验收的,负责人为巡检 (PROJ-14): the person whom the customer named is not enough then.
    @Test func whereTheCompanyIsTheProxyItsInspectorIsThere() throws {
        var story = try Self.underway()
        try story.act(.mainMaterial, .signProxy(proxyName: "p", agreementNo: "A-1", byInspector: true))

        #expect(
            Self.refusal(.mainMaterial, .beginAcceptance(present: [.proxy]), story) == .because(.customerMustAttend))
        #expect(Self.refusal(.mainMaterial, .beginAcceptance(present: [.inspector]), story) == nil)
    }

    @Test func whoWasNeitherToldNorThereIsNamed() throws {
        let story = try Self.accepting(.midTerm, [.customer])
        let last = story.history(AcceptanceNode.self, story.id(of: .midTerm)).last?.fact

        guard case .happened(.began(_, let untold, _)) = last else {
            Issue.record("\(String(describing: last))")
            return
        }
        #expect(untold == [.siteLead, .decorationDesigner, .inspector])
    }

    // MARK: Changes

    /// A site lead asks for his own; customer service names whoever asked.
    @Test func whoeverAsksForAnotherDateIsTheMover() throws {
        var (own, others) = (try Self.underway(), try Self.underway())
        let asked = AcceptanceNode.Command.requestReschedule(
            scheduledFor: .monday + .days(35), mover: .customer, reason: "rain")

        try own.act(.midTerm, asked, by: .siteLead)
        try others.act(.midTerm, asked, by: .specialist)

        #expect(own.node(.midTerm).change?.mover == .siteLead)
        #expect(others.node(.midTerm).change?.mover == .customer)
    }

    /// T-21 is met when the site asks for another date of the hidden works, and not only when that is approved.
    @Test func askingForAnotherDateNamesTheHiddenWorks() throws {
        var story = try Self.underway()
        let date: Instant = "2026-03-20T10:00:00+08:00"
        try story.act(
            .hiddenWorks, .requestReschedule(scheduledFor: date, mover: .siteLead, reason: nil), by: .siteLead)
        let asked = story.now
        try story.wait(.hours(1))

        try story.act(.hiddenWorks, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))

        #expect(story.node(.hiddenWorks).reported?.at == asked)
        #expect(story.node(.hiddenWorks).custodian == .customerService, "the site has named it")
        #expect(Self.clock("nodeReport::1", .hiddenWorks, story)?.verdict == .inTime)
    }

    @Test func theSiteOwesTheDateOfTheHiddenWorks() throws {
        let story = try Self.underway()

        #expect(story.node(.hiddenWorks).custodian == .site)
        #expect(story.node(.midTerm).custodian == .customerService)
    }

    /// 取较早者: two days before the date that is the earlier one (C1), by the notice of hidden works and not by that of other acceptances.
    @Test(arguments: [("2026-03-14T09:59:00+08:00", false), ("2026-03-15T10:00:00+08:00", true)] as [(Instant, Bool)])
    func aChangeOfTheHiddenWorksIsToldTwoDaysAhead(_ moment: Instant, _ isLate: Bool) throws {
        var story = try Self.underway()
        try story.wait(until: moment)

        try story.act(
            .hiddenWorks,
            .requestReschedule(scheduledFor: "2026-03-20T10:00:00+08:00", mover: .siteLead, reason: nil))

        #expect(story.node(.hiddenWorks).change?.isLate == isLate)
    }

    /// A store's date takes away what stood before the change was asked for: everybody has to hear of the date anew.
    @Test func aDateThatMovesWhileAChangeIsLookedAtIsToldAnew() throws {
        var story = try Samples.supplies(.test())[0]
        try story.act(.mainMaterial, .notifyParties(parties: [.customer], channel: .phone))
        try story.act(
            .mainMaterial,
            .requestReschedule(scheduledFor: .monday + .days(30), mover: .siteLead, reason: nil))
        try story.act(
            .answerWithChange(
                shipOn: "2026-03-20T10:00:00+08:00", arriveOn: "2026-03-26T10:00:00+08:00", reason: "r"))
        #expect(story.node(.mainMaterial).phase == .changeRequested)

        try story.act(.mainMaterial, .rejectReschedule(reason: "r"))

        #expect(story.node(.mainMaterial).phase == .planned && story.node(.mainMaterial).untold == [.customer])
    }

    @Test func whoDeclinedOneDateHasNotDeclinedTheNext() throws {
        var story = try Self.underway()
        try story.act(.midTerm, .notifyParties(parties: story.node(.midTerm).untold, channel: .phone))
        try story.act(.midTerm, .customerDeclines(note: nil))
        #expect(story.node(.midTerm).declinedAt != nil)
        try story.act(
            .midTerm, .requestReschedule(scheduledFor: .monday + .days(35), mover: .siteLead, reason: "rain"))

        try story.act(.midTerm, .approveReschedule(scheduledFor: nil, verifiedByCall: true))

        #expect(story.node(.midTerm).declinedAt == nil)
    }

    // MARK: Results

    @Test func goodsAreMissedOnlyWhereSomeCome() throws {
        let story = try Self.underway()
        let missing = AcceptanceNode.Command.goodsNotArrived(reason: "r", department: nil)

        #expect(Self.refusal(.midTerm, missing, story) == .because(.bringsNoGoods))
        #expect(Self.refusal(.mainMaterial, missing, story) == nil)
    }

    @Test func aCustomerWhoWasThereSigns() throws {
        let story = try Self.accepting(.midTerm)

        #expect(Self.refusal(.midTerm, .test(passed: true, signed: false), story) == .because(.notSigned))
        #expect(Self.refusal(.midTerm, .test(passed: true, signed: nil), story) == .because(.notSigned))
        #expect(Self.refusal(.midTerm, .test(passed: true, signed: true), story) == nil)
    }

    @Test func whatFailedIsNamed() throws {
        let story = try Self.accepting(.midTerm)
        func failed(_ count: Int, _ department: Department? = nil) -> Refusal? {
            Self.refusal(
                .midTerm,
                .recordResult(
                    passed: false, checklist: nil, defects: Array(repeating: "d", count: count),
                    department: department, signed: nil, documentNo: nil), story)
        }

        #expect(failed(0) == .because(.noDefects) && failed(Complaint.pointsMax + 1) == .because(.noDefects))
        #expect(failed(1) == nil && failed(Complaint.pointsMax) == nil)
        #expect(failed(1, Department(unchecked: "nowhere")) == .because(.unknownDepartment))
    }

    @Test func aListHasItsBound() throws {
        let story = try Self.accepting(.midTerm)
        func listed(_ count: Int) -> Refusal? {
            let item = AcceptanceNode.ItemResult(item: "i", passed: true)
            return Self.refusal(
                .midTerm,
                .recordResult(
                    passed: true, checklist: nil, defects: nil, department: nil, signed: true, documentNo: nil,
                    results: Array(repeating: item, count: count)), story)
        }

        #expect(listed(AcceptanceNode.itemsMax + 1) == .because(.tooMany) && listed(AcceptanceNode.itemsMax) == nil)
    }

    // MARK: Rework

    @Test func oneDepartmentAtATimePutsItRight() throws {
        let story = try Self.inRework()
        let engineering = AcceptanceNode.Command.sendToDepartment(department: .engineering)
        #expect(Self.refusal(.materialArrival, engineering, story) == .because(.alreadyThere))

        var free = try Self.accepting(.materialArrival)
        try free.act(.materialArrival, .test(passed: false))
        let nowhere = AcceptanceNode.Command.sendToDepartment(department: Department(unchecked: "nowhere"))
        #expect(Self.refusal(.materialArrival, nowhere, free) == .because(.unknownDepartment))
        #expect(Self.refusal(.materialArrival, engineering, free) == nil)
    }

    @Test func aLeaderOrdersADepartmentThatIsAtWorkAndAheadOfTime() throws {
        let story = try Self.inRework()
        func ordered(_ deadline: Instant) -> AcceptanceNode.Command {
            .leaderOrders(measures: "m", newDeadline: deadline)
        }
        var free = try Self.accepting(.materialArrival)
        try free.act(.materialArrival, .test(passed: false))

        #expect(Self.refusal(.materialArrival, ordered(story.now), story) == .because(.inThePast))
        #expect(Self.refusal(.materialArrival, ordered(story.now + .seconds(1)), story) == nil)
        #expect(Self.refusal(.materialArrival, ordered(free.now + .days(1)), free) == .because(.noDepartmentAtWork))
    }

    @Test func whatIsPutRightOrNotWantedEndsTheDepartmentsPart() throws {
        var (done, cancelled) = (try Self.inRework(), try Self.inRework())

        #expect(throws: Refusal.because(.noCause), "the department reads why, and the cause is found (CMP-25)") {
            try done.act(.materialArrival, .reworkDone(scheduledFor: .monday + .days(9), note: nil))
        }
        try done.act(.materialArrival, .reworkDone(scheduledFor: .monday + .days(9), note: nil, cause: "wet ground"))
        try cancelled.act(.materialArrival, .cancelNode(reason: "r"))

        guard case .cancelled(let reason) = done.dispatch(.materials)?.state else { return #expect(Bool(false)) }
        #expect(reason == "wet ground")
        guard case .cancelled("r") = cancelled.dispatch(.materials)?.state else { return #expect(Bool(false)) }
    }

    /// Whoever has begun hears of it; what still waits in the queue is gone from it.
    @Test(arguments: [true, false]) func theDepartmentHearsThatItsPartIsTakenAway(_ hasBegun: Bool) throws {
        var story = try Self.inRework()
        if hasBegun { try story.act(.materials, .accept(promisedDate: story.now + .hours(1))) }

        try story.act(.materialArrival, .reworkDone(scheduledFor: .monday + .days(9), note: nil, cause: "c"))

        #expect(story.isTold(.departmentHead, .partCancelled) == hasBegun)
    }

    /// What an absent customer disputes is put right, too, and holds the final acceptance until then.
    @Test func whatIsDisputedHoldsTheFinalAcceptance() throws {
        var story = try Self.accepting(.midTerm, [.inspector])
        try story.act(.withdraw(reason: "solved"))
        try story.act(.midTerm, .test(passed: true))
        #expect(story.project.finalHolds == .none)

        try story.act(.midTerm, .customerDisputes(content: "c", becomes: .opinion))

        #expect(story.project.finalHolds != .none)
        #expect(
            Self.refusal(.final, .beginAcceptance(present: [.customer]), story)
                == .because(.finalIsHeld(by: story.project.finalHolds)))
    }

    @Test func aPersonSaysWhyAnAcceptanceIsNotNeeded() throws {
        let story = try Self.underway()

        #expect(Self.refusal(.midTerm, .cancelNode(reason: nil), story) == .because(.unexplained))
        #expect(Self.refusal(.midTerm, .cancelNode(reason: "r"), story) == nil)
    }

    /// PROJ-01: whoever plans the works does not end them by giving up what the regulation wants.
    @Test func onlyASupervisorGivesUpWhatTheRegulationWants() throws {
        let wanted: [AcceptanceNode.Stage] = [.materialArrival, .hiddenWorks, .mainMaterial, .midTerm]
        let policy = Policy.test(set: [RenovationProject.nodeList.key: .words(wanted.map(\.rawValue))])
        let story = try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
        func refused(_ stage: AcceptanceNode.Stage, _ role: Role, _ story: Story) -> Refusal? {
            var story = story
            do {
                try story.act(stage, .cancelNode(reason: "r"), by: role)
                return nil
            } catch {
                return error as? Refusal
            }
        }

        for stage in wanted {
            #expect(refused(stage, .specialist, story) == .because(.wantedByTheRegulation))
            #expect(refused(stage, .supervisor, story) == nil)
        }
        #expect(refused(.final, .specialist, story) == nil, "no regulation wants it")
        var more = story
        try more.act(.addShipment(productContract: "PC-9", scheduledFor: more.now + .days(25)))
        #expect(refused(.mainMaterial, .specialist, more) == nil, "one of several")
        try more.act(.mainMaterial, .beginAcceptance(present: [.customer]))
        try more.act(.mainMaterial, .test(passed: false))
        #expect(refused(.mainMaterial, .specialist, more) == .because(.wantedByTheRegulation), "it is put right")
    }

    // MARK: Standstill and days

    @Test func nothingRunsWhileTheProjectStandsStill() throws {
        var story = try Self.underway()

        try story.act(.suspend(reason: "r", until: story.now + .days(60)))
        try story.wait(.days(50))

        for stage in AcceptanceNode.Stage.allCases {
            #expect(story.node(stage).clocks.isEmpty, "\(stage)")
        }
    }

    /// The call of the day follows from the day, and not once more from what became of it.
    @Test func theDayThatHasBegunIsNotBegunByTheClock() throws {
        var story = try Self.underway()
        try story.wait(until: .monday + .days(7) - .hours(1))
        try story.act(.materialArrival, .beginAcceptance(present: [.customer]))
        try story.wait(.hours(2))

        #expect(!story.facts.contains("node dayCame"))
    }
}
