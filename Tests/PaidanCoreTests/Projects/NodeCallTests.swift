import Testing

@testable import PaidanCore

/// T-20, T-22 and the third call: they follow from what happened on the site, whatever its result (A8).
@Suite struct NodeCallTests {
    private static func underway() throws -> Story {
        let policy = Policy.test(set: [
            CallTask.Occasion.arrival.duty.limit.key: .limit(.calendarDays(0)),
            CallTask.Occasion.hiddenWorks.duty.limit.key: .limit(.clock(.hours(24))),
            CallTask.Occasion.midTerm.duty.limit.key: .limit(.calendarDays(1)),
        ])
        return try Samples.project(policy, Samples.plan, .startWorks(resourcesReady: true))
    }

    private static func calls(_ occasion: CallTask.Occasion, _ story: Story) -> [CallTask] {
        story.calls.map { story[call: $0] }.filter { $0.opening.occasion == occasion }
    }

    @Test func theDayOfTheArrivalHasACallWhateverComesOfIt() throws {
        var story = try Self.underway()

        try story.wait(until: .monday + .days(7))
        try story.act(.materialArrival, .goodsNotArrived(reason: "the road is closed", department: nil))

        let calls = Self.calls(.arrival, story)
        #expect(calls.count == 1)
        #expect(calls.first?.dueAt == "2026-03-10T00:00:00+08:00")
    }

    @Test func anArrivalBeforeItsHourHasTheSameCall() throws {
        var story = try Self.underway()
        try story.wait(until: .monday + .days(7) - .hours(1))

        try story.act(.materialArrival, .beginAcceptance(present: [.customer]))
        try story.wait(.hours(2))

        #expect(Self.calls(.arrival, story).count == 1)
    }

    @Test func anotherDayOfArrivalHasAnotherCall() throws {
        var story = try Self.underway()
        try story.wait(until: .monday + .days(7))
        try story.act(.materialArrival, .goodsNotArrived(reason: "r", department: nil))
        try story.act(.materialArrival, .reworkDone(scheduledFor: .monday + .days(9), note: nil))

        try story.wait(until: .monday + .days(9))

        #expect(Self.calls(.arrival, story).count == 2)
    }

    /// A day that was moved before it came has none.
    @Test func aDayThatNeverCameHasNoCall() throws {
        var story = try Self.underway()
        try story.act(
            .materialArrival, .requestReschedule(scheduledFor: .monday + .days(9), mover: .siteLead, reason: nil))
        try story.act(.materialArrival, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))

        try story.wait(until: .monday + .days(8))

        #expect(Self.calls(.arrival, story).isEmpty)
    }

    /// Whoever looks at a change must not forget the day that stands.
    @Test func aDayThatComesWhileAChangeIsLookedAtHasItsCall() throws {
        var story = try Self.underway()
        try story.act(
            .materialArrival, .requestReschedule(scheduledFor: .monday + .days(9), mover: .siteLead, reason: nil))

        try story.wait(until: .monday + .days(7))
        try story.act(.materialArrival, .rejectReschedule(reason: "it is on its way"))

        #expect(Self.calls(.arrival, story).count == 1)
    }

    @Test(arguments: [true, false])
    func theHiddenWorksHaveACallWithin24HoursWhateverTheirResult(_ passed: Bool) throws {
        var story = try Self.underway()
        try story.act(.hiddenWorks, .beginAcceptance(present: [.customer]))
        try story.wait(.hours(1))

        try story.act(.hiddenWorks, .test(passed: passed))

        #expect(Self.calls(.hiddenWorks, story).map(\.dueAt) == [.monday + .hours(25)])
    }

    @Test func theHiddenWorksHaveTheirCallOnce() throws {
        var story = try Self.underway()
        try story.act(.hiddenWorks, .beginAcceptance(present: [.customer]))
        try story.act(.hiddenWorks, .test(passed: false))
        try story.act(.hiddenWorks, .reworkDone(scheduledFor: .monday + .days(2), note: nil))

        try story.act(.hiddenWorks, .beginAcceptance(present: [.customer]))
        try story.act(.hiddenWorks, .test(passed: true))

        #expect(Self.calls(.hiddenWorks, story).count == 1)
    }

    @Test func theThirdCallFollowsTheMidTermAcceptance() throws {
        var story = try Self.underway()

        try story.pass(.midTerm)

        #expect(Self.calls(.midTerm, story).count == 1)
        #expect(story.project.calls.map(\.occasion) == [.midTerm], "the project knows of it")
    }

    @Test func aRegulationWithoutALimitForThemHasNoCalls() throws {
        var story = try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))

        try story.pass(.materialArrival)
        try story.pass(.hiddenWorks)

        #expect(story.calls.isEmpty)
    }

    /// PROJ-19: also where the customer was not there and confirmed the paper afterwards.
    @Test func theThirdCallFollowsTheMidTermAcceptanceThatAnAbsentCustomerConfirms() throws {
        var story = try Self.underway()
        try story.act(.midTerm, .beginAcceptance(present: [.siteLead, .inspector]))
        try story.act(.midTerm, .test(passed: true))
        #expect(Self.calls(.midTerm, story).isEmpty, "it is not passed yet")

        try story.act(.midTerm, .customerConfirms(note: nil))

        #expect(Self.calls(.midTerm, story).count == 1)
        #expect(story.project.calls.map(\.occasion) == [.midTerm])
        #expect(story.flaws == [])
    }

    /// T-20 is owed for a day, however often its hour is named.
    @Test func anotherHourOfTheDayHasNoOtherCall() throws {
        var story = try Self.underway()
        try story.wait(until: .monday + .days(7))
        #expect(Self.calls(.arrival, story).count == 1)

        try story.act(.materialArrival, .reportDate(scheduledFor: story.now + .hours(4)))
        try story.wait(.hours(5))
        try story.act(.materialArrival, .goodsNotArrived(reason: "r", department: nil))

        #expect(Self.calls(.arrival, story).count == 1)
    }

    /// Whether they came is asked on the day on which they were to come.
    @Test func goodsThatWillNotComeAreAskedAboutOnTheirDay() throws {
        var story = try Self.underway()
        try story.wait(until: .monday + .days(3))

        try story.act(.materialArrival, .goodsNotArrived(reason: "r", department: nil))

        #expect(Self.calls(.arrival, story).map(\.dueAt) == ["2026-03-10T00:00:00+08:00"])
    }

    @Test func whatBeginsOnAnEarlierDayHasItsCallThen() throws {
        var story = try Self.underway()
        try story.wait(until: .monday + .days(3))
        try story.act(.materialArrival, .beginAcceptance(present: [.customer]))
        #expect(Self.calls(.arrival, story).map(\.dueAt) == ["2026-03-06T00:00:00+08:00"])
        try story.act(.materialArrival, .test(passed: false))
        try story.act(.materialArrival, .reworkDone(scheduledFor: .monday + .days(7), note: nil))

        try story.wait(until: .monday + .days(7))

        #expect(Self.calls(.arrival, story).count == 2, "the planned day is another one")
    }
}
