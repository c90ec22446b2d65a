import Testing

@testable import PaidanCore

/// 停工与复工: nobody's time runs while the works stand still, and what was agreed is not moved without need.
@Suite struct StandstillTests {
    private static let arrivalCalls: [String: ParameterReading] = [
        CallTask.Occasion.arrival.duty.limit.key: .limit(.calendarDays(0))
    ]

    private static func underway(_ policy: Policy = .test()) throws -> Story {
        try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
    }

    private static func clock(_ key: String, _ stage: AcceptanceNode.Stage, _ story: Story) -> ClockLedger.Entry? {
        story.clock(AcceptanceNode.self, key, of: story.id(of: stage))
    }

    private static func suspended(_ story: Story, for span: Span = .days(30)) throws -> Story {
        try Samples.told(story, .suspend(reason: "rain", until: story.now + span))
    }

    private static func expectSound(_ story: Story) throws {
        #expect(story.flaws == [])
        for node in story.nodes { #expect(try story.proofs(AcceptanceNode.self, node).flatMap(\.findings) == []) }
        for supply in story.supplies { #expect(try story.proofs(SupplyRequest.self, supply).flatMap(\.findings) == []) }
    }

    // MARK: Dates

    /// Whole days later, at the same hour, and ahead.
    @Test(arguments: [
        ("2026-03-12T18:00:00+08:00", "2026-03-14T03:00:00+08:00", "2026-03-18T10:00:00+08:00"),
        // Its hour came while the works stood still.
        ("2026-03-16T09:00:00+08:00", "2026-03-17T12:00:00+08:00", "2026-03-18T10:00:00+08:00"),
        ("2026-03-16T11:00:00+08:00", "2026-03-17T09:00:00+08:00", "2026-03-17T10:00:00+08:00"),
    ])
    func aDateIsPutOffByWholeDays(_ from: String, _ until: String, _ date: String) throws {
        var story = try Self.underway()
        try story.wait(until: try #require(Instant(rfc3339: from)))
        story = try Self.suspended(story)
        try story.wait(until: try #require(Instant(rfc3339: until)))

        try story.act(.resume(dates: nil))

        #expect(story.node(.hiddenWorks).day.scheduledFor == Instant(rfc3339: date))
        try Self.expectSound(story)
    }

    /// it was judged; the works going on again do not miss it a second time.
    @Test func aDateThatHadPassedIsNotMissedOnceMore() throws {
        var story = try Self.underway(.test(set: Self.arrivalCalls))
        try story.wait(until: "2026-03-12T18:00:00+08:00")
        #expect(Self.clock("nodeDate::1", .materialArrival, story)?.isBreached == true)
        let calls = story.calls.count
        story = try Self.suspended(story)
        try story.wait(until: "2026-03-14T03:00:00+08:00")
        let rings = story.rings.count

        try story.act(.resume(dates: nil))
        try story.wait(.seconds(1))

        #expect(story.node(.materialArrival).day.scheduledFor == .monday + .days(7))
        #expect(Self.clock("nodeDate::1", .materialArrival, story)?.verdict == .late)
        #expect(Self.clock("nodeDate::2", .materialArrival, story) == nil)
        #expect(story.calls.count == calls, "no second call for a day that had one (T-20)")
        let again = story.rings.dropFirst(rings).filter(\.isBreach).map(\.clock.name)
        #expect(!again.contains(AcceptanceNode.dateClock.name))
        #expect(!again.contains(AcceptanceNode.dayClock.name), "nor is it told of once more")
        let isWatched = !story.ticket(AcceptanceNode.self, story.id(of: .materialArrival)).ledger.running.isEmpty
        #expect(isWatched, "it is looked after all the same")
        try Self.expectSound(story)
    }

    @Test func aDateThatWasAgreedDuringTheStandstillStands() throws {
        var story = try Self.underway()
        story = try Self.suspended(story)
        try story.wait(until: "2026-03-10T10:00:00+08:00")
        let agreed = Instant.monday + .days(23)
        try story.act(.hiddenWorks, .requestReschedule(scheduledFor: agreed, mover: .siteLead, reason: nil))
        try story.act(.hiddenWorks, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))
        try story.act(.hiddenWorks, .notifyParties(parties: [.customer, .inspector], channel: .phone))
        try story.wait(until: "2026-03-12T10:00:00+08:00")

        try story.act(.resume(dates: nil))

        #expect(story.node(.hiddenWorks).day.scheduledFor == agreed)
        #expect(story.node(.hiddenWorks).phase == .partiesNotified, "who was told stays told")
        #expect(Self.clock("partyNotice:party.customer:2", .hiddenWorks, story)?.verdict == .inTime)
        #expect(story.node(.midTerm).day.scheduledFor == .monday + .days(40), "agreed before")
        try Self.expectSound(story)
    }

    /// Dates are kept and goods sent when the works go on.
    @Test func aSiteThatStandsStillAcceptsNothing() throws {
        var story = try Samples.supplies(.test())[1]
        try story.wait(.minutes(1))
        story = try Self.suspended(story)

        for command in [
            AcceptanceNode.Command.beginAcceptance(present: [.customer]),
            .goodsNotArrived(reason: "r", department: nil),
        ] {
            #expect(throws: Refusal.because(.siteStands)) { try story.act(.mainMaterial, command) }
        }
        #expect(throws: Refusal.because(.dateWillMove)) {
            try story.act(.mainMaterial, .notifyParties(parties: [.customer], channel: .phone))
        }
        #expect(throws: Refusal.because(.siteStands)) {
            try story.act(SupplyRequest.self, .ship(note: nil), by: .homeConsultant)
        }
        try story.act(.resume(dates: nil))
        try story.act(SupplyRequest.self, .ship(note: nil), by: .homeConsultant)
        try story.act(.mainMaterial, .notifyParties(parties: [.customer], channel: .phone))
        try Self.expectSound(story)
    }

    @Test func aSuspensionThatIsUndoneMovesNothing() throws {
        var story = try Samples.supplies(.test())[1]
        try story.act(.mainMaterial, .notifyParties(parties: [.customer], channel: .phone))
        let day = story.node(.mainMaterial).day
        story = try Self.suspended(story)
        try story.wait(.minutes(1))

        try story.act(.resume(dates: nil))

        #expect(story.node(.mainMaterial).phase == .partiesNotified)
        #expect(story.node(.mainMaterial).day == day)
        #expect(Self.clock("customerNotice:party.customer:1", .mainMaterial, story)?.verdict == .inTime)
        #expect(story.supply.phase == .confirmed)
        #expect(story.clock(SupplyRequest.self, "supplyShip::1")?.isRunning == true)
        #expect(story.clock(SupplyRequest.self, "supplyAnswer::2") == nil, "the store has answered")
        try Self.expectSound(story)
    }

    /// What stands is not written down as moved.
    @Test func aDateThatStandsIsNotMoved() throws {
        var story = try Self.underway()
        try story.act(.materialArrival, .beginAcceptance(present: [.customer]))
        story = try Self.suspended(story)
        try story.wait(.minutes(1))
        let before = story.project
        let facts = story.ticket(RenovationProject.self, story.projects[0]).version

        try story.act(.resume(dates: nil))

        let after = story.project
        #expect(after.nodes.map(\.scheduledFor) == before.nodes.map(\.scheduledFor))
        let version = story.ticket(RenovationProject.self, story.projects[0]).version
        #expect(version == facts + 2, "it went on; the acceptance that has begun keeps its own date")
        try Self.expectSound(story)
    }

    /// `paidan verify` reckons the clocks of what was written before these facts said so as they were set then.
    @Test func aHistoryOfBeforeIsReadAsItWas() throws {
        let story = try Samples.supplies(.test())[2]
        let later = story.now + .days(1)
        var (node, supply) = (story.node(.final), story.supply)
        let (since, round) = (supply.stages, node.datings)
        let stood = AcceptanceNode.Suspension(since: story.now, until: later)

        try node.apply(.resumed(day: nil, standstill: stood), at: later)
        try supply.apply(.resumed(neededOn: supply.neededOn, stands: true), at: later)

        #expect(node.clocks.first { $0.rule === AcceptanceNode.dayClock }?.key.round == round + 1)
        let told = try #require(supply.clocks.first { $0.rule === SupplyRequest.changeToldClock })
        #expect(told.start < later && told.key.round == since + 1)
        try node.apply(.resumed(day: nil, standstill: stood, keepsDay: true), at: later)
        #expect(node.clocks.first { $0.rule === AcceptanceNode.dayClock }?.key.round == round + 1)
    }

    /// A store is asked for no answer about what is on its way.
    @Test func whatWasShippedIsNotAskedForAnew() throws {
        var story = try Samples.supplies(.test())[1]
        try story.act(.ship(note: nil))
        story = try Self.suspended(story)
        try story.wait(.days(3))
        let told = story.notices.count { $0 == .supplyRequested }

        try story.act(.resume(dates: nil))

        #expect(story.supply.phase == .shipped)
        #expect(story.notices.count { $0 == .supplyRequested } == told)
        try Self.expectSound(story)
    }

    /// Nobody has to tell anybody while the works stand still.
    @Test func whoIsToBeToldOfAChangeIsToldWhenTheWorksGoOn() throws {
        var story = try Samples.supplies(.test())[2]
        story = try Self.suspended(story)
        try story.wait(.minutes(30))

        try story.act(.resume(dates: nil))

        let clock = try #require(story.supply.clocks.first { $0.rule === SupplyRequest.changeToldClock })
        #expect(story.supply.phase == .adjusted && clock.start == story.now)
        try Self.expectSound(story)
    }

    @Test func whatTheStoreHasPromisedForAnotherDayIsAskedForAnew() throws {
        var story = try Samples.supplies(.test())[1]
        story = try Self.suspended(story)
        try story.wait(.days(3))

        try story.act(.resume(dates: nil))

        #expect(story.supply.phase == .requested)
        #expect(story.supply.neededOn == .monday + .days(24))
        try Self.expectSound(story)
    }

    /// The day came and went within the standstill's own day.
    @Test func anArrivalWhoseHourCameMeanwhileHasItsCall() throws {
        var story = try Self.underway(.test(set: Self.arrivalCalls))
        try story.wait(until: .monday + .days(7) - .minutes(5))
        story = try Self.suspended(story)
        try story.wait(.minutes(10))
        #expect(story.calls.isEmpty)

        try story.act(.resume(dates: nil))
        try story.wait(.seconds(1))

        #expect(story.calls.count == 1)
        try Self.expectSound(story)
    }

    /// T-26 ended while nobody had to tell anybody.
    @Test func whoCouldNotBeToldMeanwhileIsToldAtOnce() throws {
        var story = try Self.underway()
        try story.wait(until: "2026-03-21T09:00:00+08:00")
        story = try Self.suspended(story)
        try story.wait(.hours(2))

        try story.act(.resume(dates: nil))

        #expect(Self.clock("customerNotice:party.customer:1", .mainMaterial, story)?.verdict == .released)
        #expect(Self.clock("movedNotice:party.customer:1", .mainMaterial, story)?.due == story.now + .hours(4))
        try Self.expectSound(story)
    }

    // MARK: Limits

    /// T-29: 24 hours' end of the next working day, without the standstill.
    @Test func aChangeIsDecidedWithinTheTimeThatRan() throws {
        var story = try Self.underway()
        try story.act(
            .hiddenWorks, .requestReschedule(scheduledFor: .monday + .days(23), mover: .siteLead, reason: nil))
        #expect(Self.clock("nodeChange::1", .hiddenWorks, story)?.due == "2026-03-04T00:00:00+08:00")
        try story.wait(.hours(1))
        story = try Self.suspended(story)
        try story.wait(.days(10))

        try story.act(.resume(dates: nil))
        try story.wait(.seconds(1))

        let clock = Self.clock("nodeChange::1", .hiddenWorks, story)
        #expect(clock?.isRunning == true && clock?.isBreached == false)
        #expect(clock.map { $0.due > story.now } == true)
        try Self.expectSound(story)
        try story.act(.hiddenWorks, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))
        #expect(Self.clock("nodeChange::1", .hiddenWorks, story)?.verdict == .inTime)
        try Self.expectSound(story)
    }

    @Test func aChangeThatIsDecidedDuringTheStandstillHasItsVerdict() throws {
        var story = try Self.underway()
        try story.act(
            .hiddenWorks, .requestReschedule(scheduledFor: .monday + .days(23), mover: .siteLead, reason: nil))
        story = try Self.suspended(story)
        try story.wait(.days(4))
        try story.act(.hiddenWorks, .rejectReschedule(reason: "r"))

        try story.act(.resume(dates: nil))

        #expect(Self.clock("nodeChange::1", .hiddenWorks, story)?.verdict == .inTime)
        try Self.expectSound(story)
    }

    @Test func theLeaderOrdersWithinTheTimeThatRan() throws {
        var story = try Self.underway()
        try story.act(.materialArrival, .beginAcceptance(present: [.customer]))
        try story.act(.materialArrival, .test(passed: false, department: .materials))
        try story.act(.materials, .accept(promisedDate: story.now + .hours(1)))
        try story.wait(.hours(2))
        try story.act(.materials, .newPromise(date: story.now + .hours(1)))
        try story.wait(.hours(2))
        let due = try #require(Self.clock("nodeLeaderOrder::1", .materialArrival, story)?.due)
        story = try Self.suspended(story)
        try story.wait(.days(7))

        try story.act(.resume(dates: nil))
        try story.wait(.seconds(1))

        #expect(Self.clock("nodeLeaderOrder::1", .materialArrival, story)?.due == due + .days(7))
        #expect(Self.clock("nodeLeaderOrder::1", .materialArrival, story)?.isBreached == false)
        try Self.expectSound(story)
    }
}
