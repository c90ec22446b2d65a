import Testing

@testable import PaidanCore

/// Dates of acceptances: who names them, who hears of them by when, and what becomes of them.
@Suite struct AcceptanceTests {
    private static func underway(_ policy: Policy = .test()) throws -> Story {
        try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
    }

    private static func clock(_ key: String, _ stage: AcceptanceNode.Stage, _ story: Story) -> ClockLedger.Entry? {
        story.clock(AcceptanceNode.self, key, of: story.id(of: stage))
    }

    // MARK: Hidden works (PROJ-07, T-21)

    @Test(arguments: [("2026-03-15T00:00:00+08:00", Verdict.inTime), ("2026-03-15T00:00:00.001+08:00", .late)])
    func theHiddenWorksAreNamedTwoDaysAhead(_ moment: String, _ verdict: Verdict) throws {
        var story = try Self.underway()
        try story.wait(until: try #require(Instant(rfc3339: moment)))

        try story.act(.hiddenWorks, .reportDate(scheduledFor: "2026-03-16T10:00:00+08:00"))

        #expect(Self.clock("nodeReport::1", .hiddenWorks, story)?.verdict == verdict)
        #expect(story.node(.hiddenWorks).reported?.isLate == (verdict == .late))
        #expect(story.node(.hiddenWorks).phase == .dateConfirmed)
    }

    /// The site lead decides when the hidden works are ready, so a report may move them.
    @Test func theReportedDateOfTheHiddenWorksStands() throws {
        var story = try Self.underway()

        try story.act(.hiddenWorks, .reportDate(scheduledFor: "2026-03-18T10:00:00+08:00"), by: .siteLead)

        #expect(story.node(.hiddenWorks).day.scheduledFor == "2026-03-18T10:00:00+08:00")
        #expect(story.project.nodes.first { $0.stage == .hiddenWorks }?.scheduledFor == "2026-03-18T10:00:00+08:00")
        #expect(Self.clock("nodeReport::1", .hiddenWorks, story)?.verdict == .inTime)
        #expect(story.node(.hiddenWorks).untold == [.customer, .inspector])
    }

    @Test func thePlannedDateOfAMidTermAcceptanceIsNotMovedByAReport() throws {
        var story = try Self.underway()

        #expect(throws: Refusal.because(.askForAnotherDate)) {
            try story.act(.midTerm, .reportDate(scheduledFor: "2026-04-02T10:00:00+08:00"))
        }
    }

    // MARK: Notices (PROJ-13, 15; T-26, T-27)

    @Test(arguments: [("2026-03-21T10:00:00+08:00", Verdict.inTime), ("2026-03-21T10:00:00.001+08:00", .late)])
    func theCustomerHearsOfMainMaterial48HoursAhead(_ moment: String, _ verdict: Verdict) throws {
        var story = try Self.underway()
        try story.wait(until: try #require(Instant(rfc3339: moment)))

        try story.act(.mainMaterial, .notifyParties(parties: [.customer], channel: .phone))

        #expect(Self.clock("customerNotice:party.customer:1", .mainMaterial, story)?.verdict == verdict)
        #expect(story.node(.mainMaterial).phase == .partiesNotified)
    }

    @Test func aProxyHearsOfMainMaterial48HoursAheadAsWell() throws {
        var story = try Self.underway()
        try story.act(.mainMaterial, .signProxy(proxyName: "p", agreementNo: "A-1", byInspector: nil))
        try story.wait(until: "2026-03-21T10:00:00.001+08:00")

        try story.act(.mainMaterial, .notifyParties(parties: [.customer, .proxy], channel: .phone))

        #expect(Self.clock("proxyNotice:party.proxy:1", .mainMaterial, story)?.verdict == .late)
    }

    @Test func onlyWhoIsConcernedIsToBeTold() throws {
        var story = try Self.underway()

        #expect(throws: Refusal.because(.notConcerned([.inspector], but: [.customer]))) {
            try story.act(.mainMaterial, .notifyParties(parties: [.inspector], channel: .phone))
        }
        #expect(story.node(.final).untold.count == 5)
        #expect(story.node(.midTerm).untold.count == 4)
    }

    // MARK: Changes (RSC-01, 04..06; T-23, T-28, T-29; C1)

    @Test(
        arguments: [
            ("2026-03-28T00:00:00+08:00", "2026-04-05T10:00:00+08:00", false),
            ("2026-03-28T00:00:00.001+08:00", "2026-04-05T10:00:00+08:00", true),
            // 提前到 30 日: the five days count back from the earlier date.
            ("2026-03-26T00:00:00+08:00", "2026-03-30T10:00:00+08:00", false),
            ("2026-03-26T00:00:00.001+08:00", "2026-03-30T10:00:00+08:00", true),
        ])
    func aChangeIsToldFiveDaysAheadOfTheEarlierDate(_ moment: String, _ date: String, _ isLate: Bool) throws {
        var story = try Self.underway()
        try story.wait(until: try #require(Instant(rfc3339: moment)))

        try story.act(
            .midTerm,
            .requestReschedule(scheduledFor: try #require(Instant(rfc3339: date)), mover: nil, reason: "rain"),
            by: .siteLead)

        #expect(story.node(.midTerm).change?.isLate == isLate)
        #expect(story.node(.midTerm).change?.mover == .siteLead)
    }

    @Test(arguments: [AcceptanceNode.Stage.midTerm, .final])
    func aChangeNeedsAReason(_ stage: AcceptanceNode.Stage) throws {
        var story = try Self.underway()

        #expect(throws: Refusal.because(.unexplained)) {
            try story.act(
                stage, .requestReschedule(scheduledFor: .monday + .days(50), mover: .siteLead, reason: nil))
        }
    }

    @Test func aMidTermChangeIsVerifiedByPhone() throws {
        var story = try Self.underway()
        try story.act(
            .midTerm, .requestReschedule(scheduledFor: .monday + .days(35), mover: .siteLead, reason: "rain"))

        #expect(throws: Refusal.because(.notVerified)) {
            try story.act(.midTerm, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))
        }
        try story.act(.midTerm, .approveReschedule(scheduledFor: nil, verifiedByCall: true))

        #expect(story.node(.midTerm).day.scheduledFor == .monday + .days(35))
        #expect(Self.clock("nodeChange::1", .midTerm, story)?.verdict == .inTime)
    }

    /// 承诺账: whoever has to hear of the new date has a clock of his own; a late mover is marked and told of.
    @Test func aMovedDateHasToBeToldToEverybodyAgain() throws {
        var story = try Self.underway()
        try story.act(.final, .notifyParties(parties: story.node(.final).untold, channel: .phone))
        try story.wait(until: "2026-04-08T10:00:00+08:00")

        try story.act(
            .final, .requestReschedule(scheduledFor: "2026-04-20T10:00:00+08:00", mover: nil, reason: "rain"),
            by: .siteLead)
        try story.act(.final, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))

        let node = story.node(.final)
        #expect(node.phase == .planned)
        #expect(node.untold == [.customer, .decorationDesigner, .furnishingDesigner, .inspector], "not the mover")
        #expect(node.moves.last?.isLate == true)
        #expect(node.moves.last?.mover == .siteLead)
        #expect(story.notices.contains(.lateChange))
        #expect(Self.clock("partyNotice:party.customer:1", .final, story)?.verdict == .inTime)
        #expect(Self.clock("partyNotice:party.customer:2", .final, story)?.due == "2026-04-20T00:00:00+08:00")
        #expect(story.flaws == [])
    }

    @Test func whoeverCannotBeToldInTimeIsToldAtOnce() throws {
        var story = try Self.underway()
        try story.wait(until: "2026-03-22T09:00:00+08:00")
        try story.act(
            .mainMaterial,
            .requestReschedule(scheduledFor: "2026-03-24T08:00:00+08:00", mover: .siteLead, reason: nil))

        try story.act(.mainMaterial, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))

        #expect(story.node(.mainMaterial).day.short == [.customer, .homeConsultant, .furnishingDesigner])
        let clock = Self.clock("movedNotice:party.customer:2", .mainMaterial, story)
        #expect(clock?.due == "2026-03-22T13:00:00+08:00")
        try story.wait(until: "2026-03-22T13:00:00.001+08:00")
        #expect(Self.clock("movedNotice:party.customer:2", .mainMaterial, story)?.isBreached == true)
    }

    @Test func aRejectedChangeLeavesWhoWasToldTold() throws {
        var story = try Self.underway()
        try story.act(.midTerm, .notifyParties(parties: story.node(.midTerm).untold, channel: .phone))
        try story.act(
            .midTerm, .requestReschedule(scheduledFor: .monday + .days(35), mover: .siteLead, reason: "rain"))

        try story.act(.midTerm, .rejectReschedule(reason: "the customer is away"))

        #expect(story.node(.midTerm).phase == .partiesNotified)
        #expect(story.node(.midTerm).day.scheduledFor == .monday + .days(30))
    }

    // MARK: Acceptance

    @Test func theCustomerMustBeAtTheMainMaterial() throws {
        var story = try Self.underway()
        try story.act(.mainMaterial, .notifyParties(parties: [.customer], channel: .phone))

        #expect(throws: Refusal.because(.customerMustAttend)) {
            try story.act(.mainMaterial, .beginAcceptance(present: [.inspector]))
        }
        #expect(throws: Refusal.because(.customerMustAttend)) {
            try story.act(.mainMaterial, .customerDeclines(note: nil))
        }
    }

    @Test(arguments: [(true, Party.inspector), (false, .proxy)])
    func aProxyAcceptsTheMainMaterialForHim(_ byInspector: Bool, _ present: Party) throws {
        var story = try Self.underway()
        try story.act(.mainMaterial, .signProxy(proxyName: "p", agreementNo: "A-1", byInspector: byInspector))

        try story.act(.mainMaterial, .beginAcceptance(present: [present]))
        try story.act(.mainMaterial, .test(passed: true))

        #expect(story.node(.mainMaterial).phase == .passed)
    }

    /// Early, so that nobody's notice is due yet.
    @Test func whoeverIsThereHasBeenToldAndNobodyElseCountsAsTold() throws {
        var story = try Self.underway()

        try story.act(.midTerm, .beginAcceptance(present: [.inspector]))

        #expect(Self.clock("partyNotice:party.inspector:1", .midTerm, story)?.verdict == .inTime)
        #expect(Self.clock("partyNotice:party.customer:1", .midTerm, story)?.verdict == .released)
        #expect(Self.clock("nodeDate::1", .midTerm, story)?.verdict == .inTime)
        #expect(story.flaws == [])
    }

    /// One's being there makes no other's notice good.
    @Test func whoWasNotToldInTimeStaysLateWhoeverIsThere() throws {
        var story = try Self.underway()
        try story.wait(.days(40))

        try story.act(.midTerm, .beginAcceptance(present: [.inspector]))

        for party in ["inspector", "customer"] {
            #expect(Self.clock("partyNotice:party.\(party):1", .midTerm, story)?.verdict == .late, "\(party)")
        }
        #expect(story.flaws == [])
    }

    /// 客户未参加验收的,应有配套文件,请客户确认 (PROJ-06).
    @Test func anAbsentCustomerConfirmsADocument() throws {
        var story = try Self.underway()
        try story.act(.materialArrival, .beginAcceptance(present: [.inspector]))

        #expect(throws: Refusal.because(.noDocument)) {
            try story.act(.materialArrival, .test(passed: true, documentNo: nil))
        }
        try story.act(.materialArrival, .test(passed: true))
        #expect(story.node(.materialArrival).phase == .awaitingConfirmation)
        #expect(story.project.phase == .underway, "it is not passed yet")

        try story.act(.materialArrival, .customerConfirms(note: nil))
        #expect(story.node(.materialArrival).phase == .passed)
        #expect(story.project.phase == .hiddenWorks)
    }

    @Test func whatTheAbsentCustomerObjectsToIsATicketOfItsOwn() throws {
        var story = try Self.underway()
        try story.act(.materialArrival, .beginAcceptance(present: [.inspector]))
        try story.act(.materialArrival, .test(passed: true))

        try story.act(.materialArrival, .customerDisputes(content: "wrong colour", becomes: .complaint))

        #expect(story.node(.materialArrival).phase == .rework)
        #expect(story.complaints.count == 2)
        #expect(story.project.links.count == 2, "and it is linked to the project")
        #expect(story.flaws == [])
    }

    @Test func whatFailedGoesToADepartmentAndIsDatedAgain() throws {
        var story = try Self.underway()
        try story.act(.materialArrival, .beginAcceptance(present: [.customer]))
        try story.act(.materialArrival, .test(passed: false, department: .materials))
        #expect(story.node(.materialArrival).custodian == .departments([.materials]))

        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.node(.materialArrival).part == nil)
        try story.act(.materialArrival, .reworkDone(scheduledFor: .monday + .days(9), note: nil))

        #expect(story.node(.materialArrival).phase == .planned)
        #expect(story.flaws == [])
    }

    @Test func aSecondMissOfTheDepartmentGoesToTheLeader() throws {
        var story = try Self.underway()
        try story.act(.materialArrival, .beginAcceptance(present: [.customer]))
        try story.act(.materialArrival, .test(passed: false, department: .materials))
        try story.act(.materials, .accept(promisedDate: story.now + .hours(1)))
        try story.wait(.hours(2))
        try story.act(.materials, .newPromise(date: story.now + .hours(1)))
        try story.wait(.hours(2))

        #expect(Self.clock("nodeLeaderOrder::1", .materialArrival, story)?.isRunning == true)
        try story.act(
            .materialArrival, .leaderOrders(measures: "m", newDeadline: story.now + .days(1)), by: .leader)

        #expect(Self.clock("nodeLeaderOrder::1", .materialArrival, story)?.verdict == .inTime)
        #expect(story.dispatch(.materials)?.phase == .working)
    }

    // MARK: Dates that are named, approved and told more than once

    /// PROJ-07: each date of the hidden works is named two days ahead, not the first only.
    @Test(arguments: [("2026-03-23T23:59:59+08:00", Verdict.inTime), ("2026-03-24T18:00:00+08:00", .late)])
    func aSecondDateOfTheHiddenWorksIsNamedTwoDaysAhead(_ moment: String, _ verdict: Verdict) throws {
        var story = try Self.underway()
        try story.act(.hiddenWorks, .reportDate(scheduledFor: "2026-03-16T10:00:00+08:00"))
        try story.act(
            .hiddenWorks, .requestReschedule(scheduledFor: "2026-03-25T10:00:00+08:00", mover: .siteLead, reason: nil))
        try story.act(.hiddenWorks, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))
        try story.wait(until: try #require(Instant(rfc3339: moment)))

        try story.act(.hiddenWorks, .reportDate(scheduledFor: "2026-03-25T08:00:00+08:00"))

        #expect(Self.clock("nodeReport::1", .hiddenWorks, story)?.verdict == .inTime)
        #expect(Self.clock("nodeReport::2", .hiddenWorks, story)?.verdict == verdict)
        #expect(story.node(.hiddenWorks).reported?.isLate == (verdict == .late))
        #expect(story.isTold(.supervisor, .lateChange) == (verdict == .late))
        #expect(try story.proofs(AcceptanceNode.self, story.id(of: .hiddenWorks)).flatMap(\.findings) == [])
        #expect(story.flaws == [])
    }

    @Test func whoNamesTheDateThatStandsNamesNoOther() throws {
        var story = try Self.underway()
        try story.act(
            .hiddenWorks, .requestReschedule(scheduledFor: "2026-03-25T10:00:00+08:00", mover: .siteLead, reason: nil))
        try story.act(.hiddenWorks, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))
        try story.wait(until: "2026-03-24T18:00:00+08:00")

        try story.act(.hiddenWorks, .reportDate(scheduledFor: "2026-03-25T10:00:00+08:00"))

        #expect(Self.clock("nodeReport::2", .hiddenWorks, story) == nil)
        #expect(!story.notices.contains(.lateChange))
    }

    /// The fact and the clock say the same, whatever was put in force meanwhile.
    @Test func aDateIsNamedLateByThePolicyOfItsClock() throws {
        var story = try Self.underway()
        let former = story.policy(1)
        story.activate(.test(set: [AcceptanceNode.hiddenWorksNotice.key: .leadTime(.days(5))]))
        try story.wait(until: "2026-03-12T10:00:00+08:00")

        let context = Context(
            id: story.id(of: .hiddenWorks), branch: .main, now: story.now, factTime: story.now,
            actor: Actor("desk", [.siteLead]), policy: story.policy(2), frozen: { _ in former },
            firstFreshID: ULID(high: 3, low: 3))
        let events = try story.ticket(AcceptanceNode.self, story.id(of: .hiddenWorks)).decide(
            .reportDate(scheduledFor: "2026-03-16T10:00:00+08:00"), context)

        guard case .dateReported(_, let isLate, _, _) = events[0] else {
            Issue.record("\(events)")
            return
        }
        #expect(!isLate)
    }

    /// Whoever asked for one date hears of another like everybody else (ledger), and the change is late by the date that was approved (C1).
    @Test func anotherDateThanWasAskedForIsToldToWhoeverAsked() throws {
        var story = try Self.underway()
        try story.wait(until: "2026-03-20T10:00:00+08:00")
        try story.act(
            .midTerm, .requestReschedule(scheduledFor: "2026-04-06T10:00:00+08:00", mover: nil, reason: "rain"),
            by: .siteLead)
        #expect(story.node(.midTerm).change?.isLate == false)

        try story.act(
            .midTerm, .approveReschedule(scheduledFor: "2026-03-23T10:00:00+08:00", verifiedByCall: true))

        #expect(story.node(.midTerm).untold == story.node(.midTerm).opening.stage.parties)
        #expect(story.node(.midTerm).moves.last?.isLate == true)
        #expect(story.isTold(.supervisor, .lateChange))
        #expect(story.isTold(.siteLead, .nodeDated))
        #expect(story.flaws == [])
    }

    @Test func aCustomerWhoWantedAnotherDateThanHeGetsHearsOfIt() throws {
        var story = try Self.underway()
        try story.act(
            .mainMaterial,
            .requestReschedule(scheduledFor: .monday + .days(35), mover: .customer, reason: "travel"), by: .specialist)

        try story.act(.mainMaterial, .approveReschedule(scheduledFor: .monday + .days(31), verifiedByCall: nil))

        #expect(story.node(.mainMaterial).untold.contains(.customer))
        #expect(Self.clock("customerNotice:party.customer:2", .mainMaterial, story)?.isRunning == true)
    }

    @Test(arguments: [true, false]) func whoeverAskedHearsWhatWasDecided(_ isApproved: Bool) throws {
        var story = try Self.underway()
        try story.act(
            .midTerm, .requestReschedule(scheduledFor: .monday + .days(35), mover: nil, reason: "r"),
            by: .homeConsultant)

        try story.act(
            .midTerm,
            isApproved ? .approveReschedule(scheduledFor: nil, verifiedByCall: true) : .rejectReschedule(reason: "r"))

        #expect(story.isTold(.homeConsultant, isApproved ? .nodeDated : .changeRejected))
    }

    // MARK: A second proxy (PROJ-15, T-27)

    private static let proxy = AcceptanceNode.Command.signProxy(
        proxyName: "p", agreementNo: "A-1", byInspector: nil)

    @Test func aSecondProxyHasANoticeOfHisOwn() throws {
        var story = try Self.underway()
        try story.act(.mainMaterial, Self.proxy)
        try story.act(.mainMaterial, .notifyParties(parties: [.customer, .proxy], channel: .phone))
        #expect(Self.clock("proxyNotice:party.proxy:1", .mainMaterial, story)?.verdict == .inTime)

        try story.act(.mainMaterial, Self.proxy)

        #expect(Self.clock("proxyNotice:party.proxy:1", .mainMaterial, story)?.verdict == .inTime)
        #expect(Self.clock("proxyNotice:party.proxy:2", .mainMaterial, story)?.isRunning == true)
        #expect(story.flaws == [])
        try story.act(
            .mainMaterial, .requestReschedule(scheduledFor: .monday + .days(30), mover: .siteLead, reason: nil))
        try story.act(.mainMaterial, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))
        #expect(Self.clock("proxyNotice:party.proxy:3", .mainMaterial, story)?.isRunning == true)
        #expect(try story.proofs(AcceptanceNode.self, story.id(of: .mainMaterial)).flatMap(\.findings) == [])
    }

    /// Whoever is named when 48 hours are not left any more is told at once, from then on.
    @Test func aProxyWhoIsNamedLateIsToldWithinHoursOfTheAgreement() throws {
        var story = try Self.underway()
        try story.wait(until: "2026-03-22T10:00:00+08:00")

        try story.act(.mainMaterial, Self.proxy)

        #expect(
            Self.clock("movedNotice:party.proxy:1", .mainMaterial, story)?.due == "2026-03-22T14:00:00+08:00")
    }

    // MARK: A department that is called off

    @Test func whatWasTakenBackFromADepartmentIsNotPutRight() throws {
        var story = try Self.underway()
        try story.act(.materialArrival, .beginAcceptance(present: [.customer]))
        try story.act(.materialArrival, .test(passed: false, department: .materials))

        try story.act(.materials, .cancelDispatch(reason: "wrong"), by: .specialist)

        #expect(story.node(.materialArrival).part == nil)
        #expect(!story.notices.contains(.reworkReported))
        #expect(story.notices.count { $0 == .acceptanceFailed } == 2, "it is the site's again")
    }
}
