import Testing

@testable import PaidanCore

/// where a company has calls of nodes and calls of the calendar, one conversation within the days on which the calendar wants
/// one keeps both promises.
@Suite struct CallsTogetherTests {
    /// `.monday` is 2 March 2026; the calendar wants a call from the 13th to the 17th, and on the last three days.
    private static func site(
        calendar: ParameterReading? = nil, material: Instant = "2026-03-14T10:00:00+08:00"
    ) throws -> Story {
        let midMonth = try Schedule(.month(13...17))
        let limit = try calendar ?? .limit(.firstOf([midMonth, Schedule(.monthEnd(days: 3))]))
        let policy = Policy.test(set: [
            CallTask.Occasion.arrival.duty.limit.key: .limit(.calendarDays(0)),
            CallTask.Occasion.hiddenWorks.duty.limit.key: .limit(.clock(.hours(24))),
            CallTask.Occasion.midProject.duty.limit.key: limit,
        ])
        let plan = RenovationProject.Command.approvePlan(
            materialArrivalOn: material, hiddenWorksOn: .monday + .days(40),
            midTermOn: .monday + .days(50), finalOn: .monday + .days(60), shipments: [])
        return try Samples.project(policy, plan, .startWorks(resourcesReady: true))
    }

    private static func calls(_ occasion: CallTask.Occasion, _ story: Story) -> [CallTask] {
        story.calls.map { story[call: $0] }.filter { $0.opening.occasion == occasion }
    }

    private static func id(_ occasion: CallTask.Occasion, _ story: Story) throws -> TicketID {
        try #require(story.calls.last { story[call: $0].opening.occasion == occasion })
    }

    private static func verdict(of call: TicketID, _ occasion: CallTask.Occasion, _ story: Story) -> Verdict? {
        story.ticket(CallTask.self, call).ledger[ClockKey(occasion.duty.clock)]?.verdict
    }

    /// The material comes, and the customer is called.
    private static func called(_ story: Story, at moment: Instant) throws -> Story {
        var story = story
        try story.wait(until: moment)
        try story.act(CallTask.self, .made(), by: .specialist, on: id(.arrival, story))
        return story
    }

    @Test func oneConversationWithinTheDaysKeepsBoth() throws {
        let start = try Self.site()
        let calendars = try Self.id(.midProject, start)

        let story = try Self.called(start, at: "2026-03-14T11:00:00+08:00")

        let nodes = try Self.id(.arrival, story)
        #expect(story[call: calendars].state == .superseded(by: nodes))
        #expect(Self.verdict(of: calendars, .midProject, story) == .inTime)
        #expect(Self.verdict(of: nodes, .arrival, story) == .inTime)
        #expect(story.facts.contains("call madeTogether"))
        #expect(Self.calls(.midProject, story).last?.dueAt == "2026-04-01T00:00:00+08:00", "and the month end is next")
        #expect(story.project.callsAfterWorks == 0)
        #expect(story.flaws == [])
    }

    @Test(arguments: ["2026-03-13T00:00:00+08:00", "2026-03-17T23:59:00+08:00"] as [Instant])
    func theFirstAndTheLastOfTheDaysBelongToThem(_ moment: Instant) throws {
        var story = try Self.site(material: "2026-03-12T23:30:00+08:00")
        let calendars = try Self.id(.midProject, story)

        story = try Self.called(story, at: moment)

        #expect(story[call: calendars].phase == .superseded)
    }

    @Test(arguments: ["2026-03-12T23:59:00+08:00", "2026-03-18T00:00:01+08:00"] as [Instant])
    func outsideOfThemTheCallIsStillOwed(_ moment: Instant) throws {
        var story = try Self.site(material: "2026-03-12T23:30:00+08:00")
        let calendars = try Self.id(.midProject, story)

        story = try Self.called(story, at: moment)

        #expect(!story[call: calendars].phase.isEnd)
    }

    /// 约好的时间不失约.
    @Test func aTimeThatIsAgreedWithTheCustomerStays() throws {
        var story = try Self.site()
        let calendars = try Self.id(.midProject, story)
        try story.wait(until: "2026-03-13T10:00:00+08:00")
        try story.act(
            CallTask.self,
            .bookSlot(at: "2026-03-16T10:00:00+08:00", place: nil, overrideReason: nil), by: .specialist, on: calendars)

        story = try Self.called(story, at: "2026-03-14T11:00:00+08:00")

        #expect(story[call: calendars].phase == .booked)
    }

    @Test func whoDeclinesOrWasNotAskedHasKeptNothing() throws {
        let start = try Self.site()
        let calendars = try Self.id(.midProject, start)
        var arrived = start
        try arrived.wait(until: "2026-03-14T11:00:00+08:00")
        let nodes = try Self.id(.arrival, arrived)
        var (declined, learned) = (arrived, arrived)

        try declined.act(
            CallTask.self, .customerDeclines(note: nil, dislikesCalls: nil, overrideReason: nil), by: .specialist,
            on: nodes)
        try learned.act(
            CallTask.self,
            .complete(
                channel: nil, satisfied: nil, score: nil, points: nil,
                answers: [
                    CallTask.Answer(.arrivedInTime, score: nil, yes: true, text: nil),
                    CallTask.Answer(.acceptance, score: nil, yes: nil, text: "all there"),
                ], signed: nil, dislikesCalls: nil, next: nil, nextDueAt: nil, overrideReason: nil),
            by: .specialist, on: nodes)

        #expect(!declined[call: calendars].phase.isEnd && !learned[call: calendars].phase.isEnd)
    }

    /// A rolling cadence has no days of its own.
    @Test func aCadenceThatRollsIsNoTimeOfTheCalendar() throws {
        let start = try Self.site(calendar: .limit(.every(Cadence(.days(15)))))
        let calendars = try Self.id(.midProject, start)

        let story = try Self.called(start, at: "2026-03-14T11:00:00+08:00")

        #expect(!story[call: calendars].phase.isEnd)
    }

    /// The other way round nothing is saved: the call of a node asks how that acceptance went.
    @Test func aCallOfTheCalendarStandsForNoNodes() throws {
        var story = try Self.site()
        try story.wait(until: "2026-03-14T11:00:00+08:00")
        let nodes = try Self.id(.arrival, story)

        try story.act(CallTask.self, .made(), by: .specialist, on: Self.id(.midProject, story))

        #expect(!story[call: nodes].phase.isEnd)
    }
}
