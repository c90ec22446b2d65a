import Testing

@testable import PaidanCore

/// A7: the next date follows from the last due or made date, whether or not the call was made.
@Suite struct CadenceTests {
    private static func policy(_ more: [String: ParameterReading] = [:]) -> Policy {
        var limits: [String: ParameterReading] = [
            CallTask.Occasion.afterSale.duty.limit.key: .limit(.calendarDays(10)),
            CallTask.Occasion.inquiry.duty.limit.key: .limit(.calendarDays(0)),
            CallTask.Occasion.inquirySecond.duty.limit.key: .limit(.calendarDays(3)),
            CallTask.Occasion.visitorSecond.duty.limit.key: .limit(.calendarDays(3)),
            CallTask.Occasion.keyVisitor.duty.limit.key: .limit(.calendarDays(3)),
            CallTask.Occasion.hesitantVisitor.duty.limit.key: .limit(.calendarDays(7)),
        ]
        limits.merge(more) { _, given in given }
        return .test(set: limits)
    }

    private static func story(_ opening: CallTask.Opening) throws -> Story {
        var story = Story(policy())
        try story.open(CallTask.self, opening)
        return story
    }

    /// Monday the 2nd, ten days, each to the end of its day.
    private static let due: Instant = "2026-03-13T00:00:00+08:00"

    @Test func theNextCallFollowsFromTheOneThatWasMade() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil))
        try story.wait(.days(1))
        try story.act(CallTask.self, .made())

        #expect(story.lastCall.dueAt == Self.due + .days(1))
        #expect(story.call.next == story.calls[1])
        #expect(story.lastCall.opening.follows == story.calls[0])
    }

    @Test func aMissedCallDoesNotEndTheCadence() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil))
        try story.wait(until: Self.due + .days(1))
        try story.act(CallTask.self, .closeMissed(reason: "r"))

        #expect(story.lastCall.basisAt == "2026-03-12T00:00:00+08:00")
        #expect(story.lastCall.dueAt == Self.due + .days(10))
    }

    /// Made on its day or missed: the next date is the same.
    @Test(arguments: [
        ("2026-03-15T10:00:00+08:00", "2026-06-16T00:00:00+08:00"),
        ("2026-11-30T10:00:00+08:00", "2027-03-01T00:00:00+08:00"),
        ("2027-02-28T10:00:00+08:00", "2027-05-29T00:00:00+08:00"),
        ("2028-02-29T23:59:59+08:00", "2028-05-30T00:00:00+08:00"),
        ("2027-05-31T00:00:00+08:00", "2027-09-01T00:00:00+08:00"),
    ])
    func threeMonthsAfterTheDayWhetherOrNotItWasMade(_ day: Instant, _ next: Instant) throws {
        let months = ParameterReading.limit(.every(try Cadence(.months(3))))
        let zone = Zone.shanghai
        let due = zone.end(of: zone.date(of: day))
        var made = Story(Self.policy([CallTask.Occasion.afterSale.duty.limit.key: months]), at: day - .days(1))
        try made.open(CallTask.self, .test(.afterSale, dueAt: due))
        var missed = made
        try made.wait(until: day)
        try made.act(CallTask.self, .made(overrideReason: "asked for"))
        try missed.wait(until: due + .days(1))
        try missed.act(CallTask.self, .closeMissed(reason: "r"))

        #expect(made.lastCall.dueAt == next)
        #expect(missed.lastCall.dueAt == next)
        #expect(missed.flaws == [])
    }

    /// Days, working days, a date at noon and one that somebody named: always counted from the day, never from the one after.
    @Test(arguments: [
        (Limit.calendarDays(7), "2026-03-17T00:00:00+08:00", "2026-03-24T00:00:00+08:00"),
        (.calendarDays(7), "2026-03-16T12:00:00+08:00", "2026-03-24T00:00:00+08:00"),
        (.workingDays(3), "2026-03-14T00:00:00+08:00", "2026-03-19T00:00:00+08:00"),
        (.months(1), "2026-02-01T00:00:00+08:00", "2026-03-01T00:00:00+08:00"),
        (.clock(.hours(48)), "2026-03-16T12:00:00+08:00", "2026-03-18T12:00:00+08:00"),
        (.calendarDays(0), "2026-03-17T00:00:00+08:00", "2026-03-18T00:00:00+08:00"),
    ])
    func theDateAfterAMissedOne(_ limit: Limit, _ due: Instant, _ next: Instant) {
        let calendar = Policy.test().calendar
        let basis = limit.basis(afterDone: nil, due: due, in: calendar)
        #expect(limit.due(from: basis, in: calendar) == next)
    }

    /// Called on the 14th for mid-month: month end is next, not mid-month again.
    @Test(arguments: ["2026-03-14T10:00:00+08:00", "2026-03-11T10:00:00+08:00"])
    func aWindowOfTheCalendarIsKeptOnce(_ made: Instant) throws {
        let windows = Limit.firstOf([try Schedule(.month(13...17)), try Schedule(.monthEnd(days: 3))])
        var story = Story(
            Self.policy([CallTask.Occasion.afterSale.duty.limit.key: .limit(windows)]), at: made - .days(1))
        try story.open(CallTask.self, .test(.afterSale, dueAt: nil))
        #expect(story.call.dueAt == "2026-03-18T00:00:00+08:00")
        try story.wait(until: made)
        try story.act(CallTask.self, .made())

        #expect(story.lastCall.dueAt == "2026-04-01T00:00:00+08:00")
    }

    @Test func anOverdueCallThatNobodyTouchesIsClosedHalfWayToTheNext() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil))
        let closes = Self.due + .days(5)
        try story.wait(until: closes - Span(milliseconds: 1))
        #expect(story.call.phase == .overdue)
        try story.wait(Span(milliseconds: 1))

        #expect(story.call.phase == .missed)
        #expect(story.lastCall.dueAt == Self.due + .days(10))
        #expect(story.flaws == [])
    }

    @Test func oneThatIsNotReachedGivesWayAsWell() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil))
        try story.act(CallTask.self, .inVain(.wrongNumber))
        try story.wait(.days(20))

        #expect(story.call.phase == .missed)
        #expect(story.calls.count == 2)
    }

    @Test func theCadenceEndsWithTheWarranty() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil, ends: Self.due + .days(5)))
        try story.act(CallTask.self, .made())
        #expect(story.calls.count == 2)
        try story.wait(until: story.lastCall.dueAt)
        try story.act(CallTask.self, .made(), on: story.calls[1])
        #expect(story.calls.count == 2)
    }

    /// The customer said when; and the day of the end belongs to the cadence.
    @Test func anAgreedDateStandsAfterTheEndAndTheLastDayBelongsToTheCadence() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil, ends: Self.due - .hours(6)))
        var other = story
        try story.act(CallTask.self, .made())
        #expect(story.lastCall.dueAt == Self.due)
        try other.act(CallTask.self, .made(nextDueAt: Self.due + .days(20)))
        #expect(other.lastCall.dueAt == Self.due + .days(20))
    }

    @Test func whoIsToBeLeftInPeaceIsCalledHalfAsOften() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil))
        try story.act(CallTask.self, .made(dislikesCalls: true))

        #expect(story.lastCall.dueAt == Self.due + .days(10))
        #expect(story.lastCall.isUnwelcome)
        #expect(story.notices.contains(.callUnwelcome))
    }

    @Test func aMandatoryCallIsPlannedAllTheSameAndOnlyASupervisorWaivesIt() throws {
        var story = try Self.story(.test(.firstVisit, dislikesCalls: true))
        #expect(story.call.phase == .planned)
        #expect(story.notices.contains(.callUnwelcome))
        #expect(throws: Refusal.because(.unexplained)) {
            try story.act(CallTask.self, .waive(reason: .dislikesCalls, note: nil))
        }
        #expect(throws: Refusal.self) {
            try story.act(CallTask.self, .waive(reason: .dislikesCalls, note: "n"), by: .specialist)
        }
        try story.act(CallTask.self, .waive(reason: .dislikesCalls, note: "n"))
        #expect(story.call.phase == .waived)
    }

    @Test func onlyAQualityInquiryIsCalledAgain() throws {
        var story = try Self.story(.test(.inquiry, dueAt: nil))
        var other = story
        try story.act(CallTask.self, .made())
        #expect(story.calls.count == 1)

        try other.act(CallTask.self, .made(next: .inquirySecond))
        #expect(other.lastCall.opening.occasion == .inquirySecond)
        #expect(other.lastCall.dueAt == "2026-03-06T00:00:00+08:00")
    }

    /// T-59 counts from the visit, like T-58, unless the first call came later than that.
    @Test(arguments: [
        ("2026-03-02T16:00:00+08:00", "2026-03-06T00:00:00+08:00"),
        ("2026-03-03T16:00:00+08:00", "2026-03-06T00:00:00+08:00"),
        ("2026-03-06T09:00:00+08:00", "2026-03-10T00:00:00+08:00"),
    ])
    func aVisitorIsCalledAgainThreeDaysAfterTheVisit(_ made: Instant, _ due: Instant) throws {
        let limit = CallTask.Occasion.visitor.duty.limit.key
        var story = Story(Self.policy([limit: .limit(.calendarDays(4))]))
        try story.open(CallTask.self, .test(.visitor, dueAt: nil))
        try story.wait(until: made)
        try story.act(CallTask.self, .made())

        #expect(story.lastCall.opening.occasion == .visitorSecond)
        #expect(story.lastCall.dueAt == due)
    }

    @Test func aVisitorWithObjectionsIsCalledWeekly() throws {
        var story = try Self.story(.test(.visitorSecond, dueAt: nil))
        var other = story
        try story.act(CallTask.self, .made())
        #expect(story.lastCall.opening.occasion == .keyVisitor)

        try other.act(CallTask.self, .made(next: .hesitantVisitor))
        #expect(other.lastCall.dueAt == "2026-03-10T00:00:00+08:00")
        #expect(throws: Refusal.because(.notASuccessor)) {
            try other.act(CallTask.self, .made(next: .deal), on: other.calls[1])
        }
    }

    @Test func anAgreedDateIsACallOfItsOwn() throws {
        var story = try Self.story(.test())
        try story.act(CallTask.self, .made(nextDueAt: .monday + .days(2)))
        #expect(story.lastCall.opening.occasion == .followUp)
        #expect(story.lastCall.dueAt == .monday + .days(2))
    }

    @Test func noMoreCallsAreWantedOnceThatIsSaid() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil))
        try story.act(CallTask.self, .waive(reason: .ended, note: nil))
        #expect(story.calls.count == 1)
    }
}
