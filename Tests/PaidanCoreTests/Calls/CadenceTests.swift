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

        #expect(story.lastCall.basisAt == Self.due)
        #expect(story.lastCall.dueAt == "2026-03-24T00:00:00+08:00")
    }

    @Test func anOverdueCallThatNobodyTouchesIsClosedHalfWayToTheNext() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil))
        let closes = Self.due + (.days(11)) / 2
        try story.wait(until: closes - Span(milliseconds: 1))
        #expect(story.call.phase == .overdue)
        try story.wait(Span(milliseconds: 1))

        #expect(story.call.phase == .missed)
        #expect(story.lastCall.dueAt == "2026-03-24T00:00:00+08:00")
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

    @Test func whoIsToBeLeftInPeaceIsCalledHalfAsOften() throws {
        var story = try Self.story(.test(.afterSale, dueAt: nil))
        try story.act(CallTask.self, .made(dislikesCalls: true))

        #expect(story.lastCall.dueAt == "2026-03-24T00:00:00+08:00")
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
