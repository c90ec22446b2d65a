import Testing

@testable import PaidanCore

/// T-01, T-01b, T-01c: two hours from receipt for every responsible department (corrections, T-01).
@Suite struct ForwardingTests {
    private static let limit = Span(milliseconds: 7_200_000)
    private static let moment = Span(milliseconds: 1)

    // MARK: The limit

    @Test func twoHoursExactlyIsInTime() throws {
        var story = try Story.complaint()
        try story.wait(Self.limit)

        try story.act(.forward(departments: [.engineering]))

        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.rings.isEmpty)
    }

    @Test func oneMillisecondMoreIsLate() throws {
        var story = try Story.complaint()
        try story.wait(Self.limit + Self.moment)
        #expect(story.rings.map(\.isBreach) == [true])

        try story.act(.forward(departments: [.engineering]))

        #expect(story.clock("forward:engineering:1")?.verdict == .late)
    }

    @Test func itCountsFromReceiptAndNotFromTheEntry() throws {
        var story = try Story.complaint(.test(receivedAt: .monday - .hours(2) - Self.moment))

        try story.act(.forward(departments: [.engineering]))

        #expect(story.clock("forward:engineering:1")?.verdict == .late)
        #expect(story.clock("forward:engineering:1")?.start == .monday - .hours(2) - Self.moment)
    }

    @Test func aChangedPolicyDoesNotMoveARunningClock() throws {
        var story = try Story.complaint()
        story.activate(.test(set: [Complaint.forwardWithin.key: .limit(.clock(.hours(1)))]))
        try story.wait(.hours(1) + Self.moment)

        try story.act(.startExplanation)

        #expect(story.clock("forward::1")?.due == .monday + .hours(2))
        #expect(story.clock("forward::1")?.policy == 1)
    }

    @Test func aRegulationMayCountUntilDelivery() throws {
        var story = try Story.complaint(.test(), .test(set: [Complaint.forwardCountsWhen.key: .word("delivered")]))
        try story.act(.forward(departments: [.engineering]))
        try story.wait(Self.limit)
        #expect(story.clock("forward:engineering:1")?.verdict == nil)

        try story.act(.engineering, .delivered(receipt: nil))

        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
    }

    @Test func untilDeliveryOneMillisecondMoreIsLate() throws {
        var story = try Story.complaint(.test(), .test(set: [Complaint.forwardCountsWhen.key: .word("delivered")]))
        try story.act(.forward(departments: [.engineering]))
        try story.wait(Self.limit + Self.moment)

        try story.act(.engineering, .delivered(receipt: nil))

        #expect(story.clock("forward:engineering:1")?.verdict == .late)
    }

    /// Until it is delivered nobody has it; what ends before that is not delivered by ending.
    private static func undelivered(_ opening: Complaint.Opening = .test()) throws -> Story {
        var story = try Story.complaint(opening, .test(set: [Complaint.forwardCountsWhen.key: .word("delivered")]))
        try story.act(.forward(departments: [.engineering]))
        return story
    }

    private static let endsUndelivered: [Complaint.Command] = [
        .replyByLetter(letterID: "L-1", note: nil), .withdraw(reason: "r"),
    ]

    @Test(arguments: endsUndelivered) func whatEndsUndeliveredWasNotDelivered(_ end: Complaint.Command) throws {
        var story = try Self.undelivered(.test(letterOnly: true))

        try story.act(end)

        #expect(story.clock("forward:engineering:1")?.verdict == .released)
        #expect(story.flaws == [])
    }

    @Test func whatTheLeaderResolvesUndeliveredWasNotDelivered() throws {
        var story = try Self.undelivered()
        try story.act(.escalate(reason: .customerDemand))

        try story.act(.leaderResolves(result: "r", cause: "c"), by: .leader)

        #expect(story.clock("forward:engineering:1")?.verdict == .released)
        #expect(story.flaws == [])
    }

    @Test func aCancelledDispatchWasNotDelivered() throws {
        var story = try Self.undelivered()

        try story.act(.engineering, .cancelDispatch(reason: "r"), by: .supervisor)

        #expect(story.clock("forward:engineering:1")?.verdict == .released)
        #expect(story.flaws == [])
    }

    @Test func whatEndsUndeliveredAfterTheTwoHoursIsLate() throws {
        var story = try Self.undelivered()
        try story.wait(Self.limit + Self.moment)

        try story.act(.withdraw(reason: "r"))

        #expect(story.clock("forward:engineering:1")?.verdict == .late)
    }

    @Test func whatADepartmentGivesBackHasReachedIt() throws {
        var story = try Self.undelivered()

        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .materials), by: .departmentHead)

        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.flaws == [])
    }

    // MARK: One promise per department

    @Test func thePromiseIsSplitByTheDepartmentsThatAreNamed() throws {
        var story = try Story.complaint()
        try #require(story.clock("forward::1")?.isRunning == true)
        try story.wait(.minutes(20))

        try story.act(.classify(categories: [.works, .tiles]))

        #expect(story.clock("forward::1")?.verdict == .released)
        for department in ["engineering", "materials"] {
            #expect(story.clock("forward:\(department):1")?.isRunning == true)
            #expect(story.clock("forward:\(department):1")?.due == .monday + .hours(2))
        }
    }

    @Test func aSplitPromiseDoesNotWarnAgain() throws {
        let ladder = Ladder(
            warnings: [Ladder.Warning(.after(.clock(.hours(1))), tell: [.specialist])], late: [.supervisor])
        var story = try Story.complaint(.test(), .test(ladders: ["forward": ladder]))
        try story.wait(.minutes(90))
        try #require(story.rings.count == 1)

        try story.act(.classify(categories: [.works]))
        try story.wait(.minutes(10))

        #expect(story.rings.count == 1)
        #expect(story.clock("forward:engineering:1")?.fired == 1)
    }

    @Test func itIsMetEvenIfTheDepartmentWasNeverNamedBefore() throws {
        var story = try Story.complaint()
        try story.wait(.hours(1))

        try story.act(.forward(departments: [.furniture]))

        #expect(story.clock("forward:furniture:1")?.verdict == .inTime)
        #expect(story.clock("forward:furniture:1")?.stoppedAt == .monday + .hours(1))
        #expect(story.clock("forward::1")?.verdict == .released)
    }

    @Test func aDepartmentThatWasNamedButNotForwardedToIsNoPromiseAnyMore() throws {
        var story = try Story.complaint(.test(categories: [.works, .tiles]))

        try story.act(.forward(departments: [.engineering]))

        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.clock("forward:materials:1")?.verdict == .released)
    }

    @Test(arguments: [(Self.limit, Verdict.inTime), (Self.limit + Self.moment, .late)])
    func aSecondDepartmentNamedLaterIsJudgedFromReceipt(after wait: Span, verdict: Verdict) throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.wait(wait)

        try story.act(.redispatch(department: .materials))

        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.clock("forward:materials:1")?.verdict == verdict)
    }

    // MARK: Misroutes

    @Test func aMisrouteMakesANewPromiseFromReceiptAndAReminder() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.wait(.minutes(100))

        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .materials))

        #expect(story.clock("forward::2")?.due == .monday + .hours(2))
        #expect(story.clock("forwardAgain::2")?.due == .monday + .minutes(130))
        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
    }

    @Test func afterAMisrouteTheReminderGivesNoTimeBeyondTheTwoHours() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.wait(.minutes(110))
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .materials))
        try story.wait(.minutes(11))

        try story.act(.forward(departments: [.materials]))

        #expect(story.clock("forward:materials:2")?.verdict == .late)
        #expect(story.clock("forwardAgain::2")?.verdict == .released)
    }

    @Test func oneOfSeveralGivenBackIsRemindedOfUntilItIsReplaced() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .furniture))
        let part = try #require(story.complaint.dispatches.first).id
        #expect(story.clock("forwardAgain:\(part):1")?.due == .monday + .minutes(30))

        try story.act(.redispatch(department: .furniture))

        #expect(story.clock("forwardAgain:\(part):1")?.verdict == .released)
        #expect(story.clock("forward:furniture:1")?.verdict == .inTime)
    }

    // MARK: Site surveys

    @Test func theSummonsMeetsTheTwoHours() throws {
        var story = try Story.complaint()
        try story.wait(Self.limit)

        try story.act(.requireSurvey(departments: [.engineering, .materials]))

        #expect(story.clock("forward::1")?.verdict == .inTime)
        #expect(story.clock("survey::1")?.due == "2026-03-05T00:00:00+08:00")
    }

    @Test func departmentsNamedByTheFindingMeetTheSecondLimitAtOnce() throws {
        var story = try Story.complaint()
        try story.act(.requireSurvey(departments: [.engineering]))
        try story.wait(.hours(20))

        try story.act(.surveyConcluded(findings: "f", departments: [.engineering]))

        #expect(story.clock("forwardAfterSurvey:engineering:2")?.verdict == .inTime)
        #expect(story.clock("forward:engineering:2") == nil)
        #expect(story.clock("survey::1")?.verdict == .inTime)
    }

    @Test(arguments: [(Self.limit, Verdict.inTime), (Self.limit + Self.moment, .late)])
    func afterASurveyLaterDepartmentsHaveTwoHoursFromItsConclusion(after wait: Span, verdict: Verdict) throws {
        var story = try Story.complaint()
        try story.act(.requireSurvey(departments: [.engineering]))
        try story.wait(.hours(20))
        try story.act(.surveyConcluded(findings: "f", departments: [.engineering]))
        try story.wait(wait)

        try story.act(.redispatch(department: .materials))

        #expect(story.clock("forwardAfterSurvey:materials:2")?.verdict == verdict)
        #expect(story.clock("forward:materials:2") == nil)
    }

    @Test func aFindingWithoutDepartmentsStartsTheSecondLimitAllTheSame() throws {
        var story = try Story.complaint()
        try story.act(.requireSurvey(departments: [.engineering]))
        try story.wait(.hours(20))

        try story.act(.surveyConcluded(findings: "no fault of ours", departments: nil))
        try story.act(.explanationRejected(notes: nil))

        #expect(story.clock("forwardAfterSurvey::2")?.due == .monday + .hours(22))
        #expect(story.clock("forwardAfterSurvey::2")?.isRunning == true)
    }

    @Test func afterAMisrouteTheSurveyStillBinds() throws {
        var story = try Story.complaint()
        try story.act(.requireSurvey(departments: [.engineering]))
        try story.act(.surveyConcluded(findings: "f", departments: [.engineering]))

        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .materials))

        #expect(story.clock("forwardAfterSurvey::3")?.due == .monday + .hours(2))
    }

    // MARK: Once more

    @Test func aDissatisfiedCustomerStartsTwoNewHoursFromTheFact() throws {
        var story = try Story.complaint(.test(), .test(revisits: .workingDays(3)))
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.wait(.hours(30))

        try story.act(
            .revisitDissatisfied(callTaskID: nil, points: ["p"]), by: .revisitor, occurredAt: story.now - .minutes(20))

        #expect(story.clock("forward::2")?.start == story.now - .minutes(20))
        #expect(story.clock("forward::2")?.due == story.now + .minutes(100))
        #expect(story.clock("revisit::1")?.verdict == .inTime)
    }

    @Test func aReportBeyondTheGraceCountsWhenItIsRecorded() throws {
        var story = try Story.complaint(.test(), .test(revisits: .workingDays(3)))
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.wait(.hours(30))

        try story.act(
            .revisitDissatisfied(callTaskID: nil, points: ["p"]), by: .revisitor,
            occurredAt: story.now - .minutes(30) - Self.moment)

        #expect(story.clock("forward::2")?.start == story.now)
    }

    @Test func aRejectedExplanationLeavesTheTwoHoursAsTheyWere() throws {
        var story = try Story.complaint()
        try story.act(.startExplanation)
        try story.wait(.minutes(90))

        try story.act(.explanationRejected(notes: nil))

        #expect(story.clock("forward::1")?.due == .monday + .hours(2))
        #expect(story.clock("forward::1")?.isRunning == true)
    }

    @Test func anAcceptedExplanationMeetsTheTwoHours() throws {
        var story = try Story.complaint()
        try story.act(.startExplanation)

        try story.act(.explanationAccepted(notes: nil))

        #expect(story.clock("forward::1")?.verdict == .inTime)
        #expect(story.phase == .closed)
    }

    @Test func aWithdrawnComplaintIsNobodysPromise() throws {
        var story = try Story.complaint()

        try story.act(.withdraw(reason: "w"))

        #expect(story.clock("forward::1")?.verdict == .released)
        #expect(story.clock("firstReply::1")?.verdict == .released)
    }

    // MARK: Corrected and merged receipts

    @Test func aMergeTakesTheEarliestReceiptAndGivesASecondOpinion() throws {
        var story = try Story.complaint(.test(receivedAt: .monday - .hours(3)))
        let later = try story.open()
        try story.act(.forward(departments: [.engineering]), on: later)
        try #require(story.clock("forward:engineering:1", of: later)?.verdict == .inTime)

        try story.act(.mergeDuplicate(targetID: later))

        let clock = try #require(story.clock("forward:engineering:1", of: later))
        #expect(clock.start == .monday - .hours(3))
        #expect(clock.verdict == .inTime)
        #expect(clock.secondOpinion == .late)
        #expect(story[complaint: later].repeats == 0)
    }

    @Test func aMergeMovesTheRunningTwoHours() throws {
        var story = try Story.complaint(.test(receivedAt: .monday - .hours(1)))
        let later = try story.open()

        try story.act(.mergeDuplicate(targetID: later))

        #expect(story.clock("forward::1", of: later)?.due == .monday + .hours(1))
        #expect(story.clock("forward::1")?.verdict == .released)
    }

    @Test func anUndoneMergeRestoresBothReceipts() throws {
        var story = try Story.complaint(.test(receivedAt: .monday - .hours(1)))
        let later = try story.open()
        try story.act(.mergeDuplicate(targetID: later))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.clock("forward::1", of: later)?.due == .monday + .hours(2))
        #expect(story.clock("forward::2")?.due == .monday + .hours(1))
        #expect(story.clock("forward::2")?.isRunning == true)
        #expect(story.clock("firstReply::2")?.isRunning == true)
    }

    @Test func anEarlierReceiptGivesASecondOpinionAndTheVerdictStays() throws {
        var story = try Story.complaint()
        try story.wait(.minutes(90))
        try story.act(.forward(departments: [.engineering]))

        try story.act(.amend(fields: Complaint.Amendment(receivedAt: .monday - .hours(1)), reason: "typo"))

        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.clock("forward:engineering:1")?.secondOpinion == .late)
    }

    @Test func aLaterReceiptGivesALateOneASecondOpinion() throws {
        var story = try Story.complaint()
        try story.wait(.minutes(150))
        try story.act(.forward(departments: [.engineering]))

        try story.act(.amend(fields: Complaint.Amendment(receivedAt: .monday + .hours(1)), reason: "typo"))

        #expect(story.clock("forward:engineering:1")?.verdict == .late)
        #expect(story.clock("forward:engineering:1")?.secondOpinion == .inTime)
    }

    @Test func aCorrectedReceiptMovesARunningClock() throws {
        var story = try Story.complaint()

        try story.act(.amend(fields: Complaint.Amendment(receivedAt: .monday - .minutes(45)), reason: "typo"))

        #expect(story.clock("forward::1")?.start == .monday - .minutes(45))
        #expect(story.clock("forward::1")?.due == .monday + .minutes(75))
    }

    @Test func aLateEntryOfATimelyFactKeepsTheVerdictAndNotesTheOther() throws {
        var story = try Story.complaint()
        try story.act(.startExplanation)
        try story.wait(.minutes(130))

        try story.act(.explanationAccepted(notes: nil), occurredAt: .monday + .minutes(110))

        #expect(story.clock("forward::1")?.verdict == .late)
        #expect(story.clock("forward::1")?.secondOpinion == .inTime)
    }
}
