import Testing

@testable import PaidanCore

/// T-01d, T-02, T-03 and the orders of the leader: the department's time.
@Suite struct DepartmentClockTests {
    private static let moment = Span(milliseconds: 1)

    private static func forwarded(_ policy: Policy = .test()) throws -> Story {
        var story = try Story.complaint(.test(), policy)
        try story.act(.forward(departments: [.engineering]))
        return story
    }

    /// Promised for the next day, 10:00.
    private static func promised(_ policy: Policy = .test()) throws -> Story {
        var story = try forwarded(policy)
        try story.act(.engineering, .accept(promisedDate: .monday + .days(1)))
        return story
    }

    // MARK: T-01d

    @Test(arguments: [(Span.minutes(30), Verdict.inTime), (.minutes(30) + Self.moment, .late)])
    func halfAnHourToTakeDelivery(after wait: Span, verdict: Verdict) throws {
        var story = try Self.forwarded()
        try story.wait(wait)

        try story.act(.engineering, .delivered(receipt: nil))

        #expect(story.clock("pickUp::1", at: .engineering)?.verdict == verdict)
    }

    @Test func whoeverAcceptsAtTheDeskHasTakenDelivery() throws {
        let story = try Self.promised()

        #expect(story.clock("pickUp::1", at: .engineering)?.verdict == .inTime)
        #expect(story.facts.suffix(2) == ["dispatch delivered", "dispatch accepted"])
    }

    // MARK: T-02

    @Test(arguments: [(Span.hours(4), Verdict.inTime), (.hours(4) + Self.moment, .late)])
    func fourHoursToNameADate(after wait: Span, verdict: Verdict) throws {
        var story = try Self.forwarded()
        try story.act(.engineering, .delivered(receipt: nil))
        try story.wait(wait)

        try story.act(.engineering, .accept(promisedDate: story.now + .days(1)))

        #expect(story.clock("promise::1", at: .engineering)?.verdict == verdict)
    }

    @Test func afterAMissANewDateIsOwedInTheNextRound() throws {
        var story = try Self.promised()
        try story.wait(.days(1) + Self.moment)
        #expect(story.dispatch(.engineering)?.phase == .overdue)
        #expect(story.clock("promise::2", at: .engineering)?.due == story.now + .hours(4))
        try story.wait(.hours(4))

        try story.act(.engineering, .newPromise(date: story.now + .days(1)))

        #expect(story.clock("promise::2", at: .engineering)?.verdict == .inTime)
        #expect(story.clock("promisedDate::1", at: .engineering)?.verdict == .late)
        #expect(story.clock("promisedDate::2", at: .engineering)?.isRunning == true)
    }

    @Test func silenceAfterAMissIsAnotherOnlyWhereTheRegulationSaysSo() throws {
        var mild = try Self.promised()
        var strict = try Self.promised(.test(set: [DepartmentDispatch.silenceIsMiss.key: .flag(true)]))

        try mild.wait(.days(2))
        try strict.wait(.days(2))

        #expect(mild.dispatch(.engineering)?.misses == 1)
        #expect(mild.phase == .inDepartment)
        #expect(strict.dispatch(.engineering)?.misses == 2)
        #expect(strict.phase == .escalated)
    }

    // MARK: T-03

    @Test func doneAtThePromisedMomentIsInTime() throws {
        var story = try Self.promised()
        try story.wait(.days(1))

        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story.clock("promisedDate::1", at: .engineering)?.verdict == .inTime)
        #expect(story.dispatch(.engineering)?.misses == 0)
    }

    @Test func oneMillisecondAfterThePromisedMomentIsAMiss() throws {
        var story = try Self.promised()
        try story.wait(.days(1) + Self.moment)

        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story.clock("promisedDate::1", at: .engineering)?.verdict == .late)
        #expect(story.dispatch(.engineering)?.misses == 1)
        #expect(story.complaint.dispatches.first?.misses == 1)
    }

    @Test func aChangedDateMovesTheClockAndIsNoMiss() throws {
        var story = try Self.promised()
        try story.wait(.hours(20))

        try story.act(.engineering, .changePromise(date: .monday + .days(3), reason: "rain"))
        try story.wait(.days(1))

        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .days(3))
        #expect(story.dispatch(.engineering)?.misses == 0)
    }

    @Test func aHoldStopsTheDateAndMovesItByExactlyItsLength() throws {
        var story = try Self.promised()
        try story.wait(.hours(5))
        try story.act(.hold(reason: .parts, until: story.now + .days(30), note: nil))
        try story.wait(.days(3) + Self.moment)
        let clock = try #require(story.clock("promisedDate::1", at: .engineering))
        #expect(clock.pause(at: story.now)?.from == .monday + .hours(5))
        #expect(clock.due == .monday + .days(31), "the end of the hold is planned")
        #expect(story.dispatch(.engineering)?.phase == .working)

        try story.act(.resume)

        #expect(story.clock("promisedDate::1", at: .engineering)?.pause(at: story.now) == nil)
        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .days(4) + Self.moment)
    }

    @Test func twoHoldsAddUp() throws {
        var story = try Self.promised()
        for _ in 1...2 {
            try story.act(.hold(reason: .parts, until: story.now + .days(30), note: nil))
            try story.wait(.hours(7))
            try story.act(.resume)
            try story.wait(.hours(1))
        }

        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .days(1) + .hours(14))
    }

    @Test func aDateGivenDuringAHoldIsPausedSinceItWasGiven() throws {
        var story = try Self.forwarded()
        try story.act(.engineering, .delivered(receipt: nil))
        try story.act(.hold(reason: .customer, until: story.now + .days(30), note: nil))
        try story.wait(.hours(2))
        try story.act(.engineering, .accept(promisedDate: .monday + .days(1)))
        try story.wait(.hours(3))

        try story.act(.resume)

        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .days(1) + .hours(3))
    }

    @Test func aDateChangedAfterAHoldIsTheDateThatWasSaid() throws {
        var story = try Self.promised()
        try story.act(.hold(reason: .customer, until: story.now + .days(30), note: nil))
        try story.wait(.days(3))
        try story.act(.resume)

        try story.act(.engineering, .changePromise(date: .monday + .days(9), reason: "rain"))

        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .days(9))
    }

    @Test func aDateChangedDuringAHoldIsPausedSinceItWasChanged() throws {
        var story = try Self.promised()
        try story.act(.hold(reason: .customer, until: story.now + .days(30), note: nil))
        try story.wait(.days(3))
        try story.act(.engineering, .changePromise(date: .monday + .days(9), reason: "rain"))
        try story.wait(.hours(4))

        try story.act(.resume)

        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .days(9) + .hours(4))
    }

    @Test func doneDuringAHoldIsJudgedByTheTimeBeforeIt() throws {
        var story = try Self.promised()
        try story.act(.hold(reason: .customer, until: story.now + .days(30), note: nil))
        try story.wait(.days(5))

        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story.clock("promisedDate::1", at: .engineering)?.verdict == .inTime)
    }

    @Test func aMisroutedDispatchOwesNothing() throws {
        var story = try Self.promised()

        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))

        #expect(story.clock("promisedDate::1", at: .engineering)?.verdict == .released)
    }

    // MARK: The leader

    /// Two dates missed: the complaint is with the leader.
    private static func escalated() throws -> Story {
        var story = try promised()
        try story.wait(.days(1) + moment)
        try story.act(.engineering, .newPromise(date: story.now + .hours(1)))
        try story.wait(.hours(1) + moment)
        try #require(story.phase == .escalated)
        return story
    }

    @Test func afterTwoMissesOnlyTheLeaderSetsADate() throws {
        var story = try Self.escalated()

        #expect(throws: Refusal.because(.leaderMustOrder)) {
            try story.act(.engineering, .newPromise(date: story.now + .days(1)))
        }
    }

    @Test func theLeadersDeadlineIsTheDepartmentsNextDate() throws {
        var story = try Self.escalated()
        let deadline = story.now + .days(2)

        try story.act(.leaderOrders(measures: "m", newDeadline: deadline), by: .leader)

        #expect(story.dispatch(.engineering)?.phase == .working)
        #expect(story.clock("promisedDate::3", at: .engineering)?.due == deadline)
        #expect(story.clock("leaderOrder::1")?.verdict == .inTime)
        try story.wait(until: deadline + Self.moment)
        #expect(story.clock("promisedDate::3", at: .engineering)?.isBreached == true)
        #expect(story.phase == .escalated)
        #expect(story.clock("leaderOrder::2")?.isRunning == true)
    }

    @Test func anOrderThatReplacesARunningDateMovesItAndIsNoKeptPromise() throws {
        var story = try Self.promised()
        try story.act(.escalate(reason: .customerDemand))

        try story.act(.leaderOrders(measures: "m", newDeadline: story.now + .hours(5)), by: .leader)

        #expect(story.clock("promisedDate::1", at: .engineering)?.isRunning == true)
        #expect(story.clock("promisedDate::1", at: .engineering)?.due == story.now + .hours(5))
    }

    // MARK: The leader's date, where the department has given none

    /// Ordered for six hours later before the department has given a date.
    private static func ordered(isDelivered: Bool) throws -> Story {
        var story = try forwarded()
        if isDelivered { try story.act(.engineering, .delivered(receipt: nil)) }
        try story.act(.escalate(reason: .customerDemand))
        try story.act(.leaderOrders(measures: "m", newDeadline: .monday + .hours(6)), by: .leader)
        return story
    }

    @Test(arguments: [true, false])
    func theLeadersDateRunsThereToo(_ isDelivered: Bool) throws {
        var story = try Self.ordered(isDelivered: isDelivered)
        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .hours(6))
        #expect(story.dispatch(.engineering)?.phase == (isDelivered ? .working : .queued))

        try story.wait(.hours(6))
        #expect(story.dispatch(.engineering)?.misses == 0)
        try story.wait(Self.moment)

        #expect(story.clock("promisedDate::1", at: .engineering)?.isBreached == true)
        #expect(story.complaint.dispatches.first?.misses == 1)
        #expect(story.flaws == [])
    }

    @Test func whoTakesDeliveryOfAnOrderedDispatchWorksOnIt() throws {
        var story = try Self.ordered(isDelivered: false)

        try story.act(.engineering, .delivered(receipt: nil))

        #expect(story.dispatch(.engineering)?.phase == .working)
        #expect(story.clock("promise::1", at: .engineering) == nil)
        #expect(story.clock("promisedDate::1", at: .engineering)?.isRunning == true)
    }

    @Test func whoTakesDeliveryAfterTheLeadersDateIsOverdue() throws {
        var story = try Self.ordered(isDelivered: false)
        try story.wait(.hours(6) + Self.moment)

        try story.act(.engineering, .delivered(receipt: nil))

        #expect(story.dispatch(.engineering)?.phase == .overdue)
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.clock("promisedDate::1", at: .engineering)?.verdict == .late)
    }

    @Test func aDateThatWasOwedIsNotKeptByTheLeadersOrder() throws {
        let story = try Self.ordered(isDelivered: true)

        #expect(story.clock("promise::1", at: .engineering)?.verdict == .released)
    }

    @Test func nobodyPromisesBeyondTheLeadersDate() throws {
        var story = try Self.ordered(isDelivered: false)

        #expect(throws: Refusal.because(.beyondTheOrder)) {
            try story.act(.engineering, .accept(promisedDate: .monday + .hours(6) + Self.moment))
        }
        try story.act(.engineering, .accept(promisedDate: .monday + .hours(5)))
        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .hours(5))
        #expect(throws: Refusal.because(.beyondTheOrder)) {
            try story.act(.engineering, .changePromise(date: .monday + .days(20), reason: "rain"))
        }
        try story.act(.engineering, .changePromise(date: .monday + .hours(6), reason: "rain"))
        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .hours(6))
    }

    @Test func aHoldPutsTheLeadersDateOffThereToo() throws {
        var story = try Self.ordered(isDelivered: false)
        try story.act(.hold(reason: .parts, until: story.now + .days(1), note: nil))
        try story.wait(.hours(3))
        try story.act(.resume)

        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .hours(9))
        try story.act(.engineering, .accept(promisedDate: .monday + .hours(9)))
        #expect(story.flaws == [])
    }

    @Test func anotherOrderReplacesTheFirst() throws {
        var story = try Self.ordered(isDelivered: false)
        try story.act(.escalate(reason: .customerDemand))
        try story.act(.leaderOrders(measures: "m", newDeadline: .monday + .hours(9)), by: .leader)
        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .hours(9))
        try story.wait(.hours(9) + Self.moment)
        try story.act(.escalate(reason: .customerDemand))

        try story.act(.leaderOrders(measures: "m", newDeadline: .monday + .days(1)), by: .leader)

        #expect(story.clock("promisedDate::1", at: .engineering)?.verdict == .late)
        #expect(story.clock("promisedDate::2", at: .engineering)?.due == .monday + .days(1))
    }

    @Test func anOrderLeavesAMissedDateLate() throws {
        var story = try Self.escalated()

        try story.act(.leaderOrders(measures: "m", newDeadline: story.now + .days(2)), by: .leader)

        #expect(story.clock("promisedDate::2", at: .engineering)?.verdict == .late)
    }

    @Test(arguments: [(Span.hours(24), Verdict.inTime), (.hours(24) + Self.moment, .late)])
    func theLeaderHasADayToOrder(after wait: Span, verdict: Verdict) throws {
        var story = try Self.forwarded()
        try story.act(.escalate(reason: .customerDemand))
        try story.wait(wait)

        try story.act(.leaderOrders(measures: "m", newDeadline: story.now + .days(1)), by: .leader)

        #expect(story.clock("leaderOrder::1")?.verdict == verdict)
    }
}
