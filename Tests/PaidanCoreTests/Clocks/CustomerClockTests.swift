import Testing

@testable import PaidanCore

/// T-05, T-06, T-07, T-08, the survey, holds: what the customer waits for.
@Suite struct CustomerClockTests {
    private static let moment = Span(milliseconds: 1)

    @Test(arguments: [(Span.hours(24), Verdict.inTime), (.hours(24) + Self.moment, .late)])
    func theFirstReply(after wait: Span, verdict: Verdict) throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.wait(wait)

        try story.act(.replyToCustomer(text: "t"))

        #expect(story.clock("firstReply::1")?.verdict == verdict)
    }

    @Test func aPlanCountsOnceTheCustomerAgrees() throws {
        var story = try Story.complaint()

        try story.act(.proposePlan(plan: "p", customerAgrees: false))
        #expect(story.clock("plan::1")?.isRunning == true)
        try story.act(.proposePlan(plan: "q", customerAgrees: true))
        #expect(story.clock("plan::1")?.verdict == .inTime)
    }

    @Test func verificationRunsOnWhileTheCustomerIsAsked() throws {
        var story = try Story.complaint(.test(), .test(revisits: .workingDays(3)))
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.clock("verification::1")?.isRunning == true)

        try story.act(.verifyOutcome(result: "r"), by: .qualityOffice)

        #expect(story.clock("verification::1")?.verdict == .inTime)
    }

    @Test func aHandledComplaintIsAskedAboutOrTold() throws {
        for (policy, clock) in [(Policy.test(revisits: .workingDays(3)), "revisit::1"), (.test(), "resultTold::1")] {
            var story = try Story.complaint(.test(), policy)
            try story.act(.forward(departments: [.engineering]))

            try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

            #expect(story.clock(clock)?.isRunning == true)
        }
    }

    @Test func tellingTheResultClosesWhereThereIsNoRevisit() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

        try story.act(.replyToCustomer(text: "done"))

        #expect(story.phase == .closed)
        #expect(story.clock("resultTold::1")?.verdict == .inTime)
    }

    // MARK: What was not done is not kept

    private static func handled(_ policy: Policy = .test()) throws -> Story {
        var story = try Story.complaint(.test(), policy)
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        return story
    }

    @Test func workThatIsDoneIsNoReplyAndNeedsNoPlan() throws {
        var story = try Self.handled()
        #expect(story.clock("firstReply::1")?.isRunning == true)
        #expect(story.clock("plan::1")?.verdict == .released)

        try story.act(.replyToCustomer(text: "done"))

        #expect(story.clock("firstReply::1")?.verdict == .inTime)
        #expect(story.clock("verification::1")?.verdict == .released)
    }

    @Test func whoIsAskedHasBeenAnswered() throws {
        var story = try Self.handled(.test(revisits: .workingDays(3)))
        try story.wait(.hours(24) + Self.moment)

        try story.act(.revisitSatisfied(callTaskID: nil, score: nil), by: .revisitor)

        #expect(story.clock("firstReply::1")?.verdict == .late)
        #expect(story.clock("revisit::1")?.verdict == .inTime)
    }

    @Test func anAcceptedExplanationIsReplyAndPlan() throws {
        var story = try Story.complaint()
        try story.act(.startExplanation)

        try story.act(.explanationAccepted(notes: nil))

        #expect(story.clock("firstReply::1")?.verdict == .inTime)
        #expect(story.clock("plan::1")?.verdict == .inTime)
        #expect(story.clock("verification::1")?.verdict == .released)
    }

    @Test func whoCannotBeReachedWasNotRevisited() throws {
        var story = try Self.handled(.test(revisits: .workingDays(3)))

        try story.act(.revisitUnreachable(attempts: 3))

        #expect(story.phase == .closed)
        #expect(story.clock("revisit::1")?.verdict == .released)
        #expect(story.clock("firstReply::1")?.verdict == .released)
    }

    @Test func whoCannotBeReachedAfterTheLimitWasRevisitedLate() throws {
        var story = try Self.handled(.test(revisits: .workingDays(3)))
        try story.wait(.days(9))

        try story.act(.revisitUnreachable(attempts: 3))

        #expect(story.clock("revisit::1")?.verdict == .late)
    }

    @Test(arguments: [("L-1" as String?, Verdict.inTime), (nil, .released)])
    func aLetterIsAReplyAndNoRevisit(_ letter: String?, _ reply: Verdict) throws {
        var opening = Complaint.Opening.test()
        opening.anonymous = true
        var story = try Story.complaint(opening, .test(revisits: .workingDays(3)))
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

        try story.act(.replyByLetter(letterID: letter, note: "no address"))

        #expect(story.clock("revisit::1")?.verdict == .released)
        #expect(story.clock("firstReply::1")?.verdict == reply)
    }

    @Test func workThatIsDoneIsNoOrder() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.escalate(reason: .customerDemand))

        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story.clock("leaderOrder::1")?.verdict == .released)
    }

    @Test func aHoldEndsByItself() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.hold(reason: .customer, until: .monday + .days(2), note: nil))
        try story.wait(.days(2) - Self.moment)
        #expect(story.phase == .onHold)

        try story.wait(Self.moment)

        #expect(story.phase == .inDepartment)
        #expect(story.clock("holdUntil::1")?.verdict == .released)
        #expect(story.dispatch(.engineering)?.heldSince == nil)
    }

    @Test func aPromiseThatTheRegulationDoesNotMakeHasNoClock() throws {
        let story = try Story.complaint(.test(), .test(without: [Complaint.firstReplyWithin.key]))

        #expect(story.clock("firstReply::1") == nil)
        #expect(story.clock("forward::1")?.isRunning == true)
    }

    @Test func aPromiseMadeByALaterPolicyDoesNotBindOldComplaints() throws {
        var story = try Story.complaint(.test(), .test(without: [Complaint.firstReplyWithin.key]))
        story.activate(.test())

        try story.act(.startExplanation)

        #expect(story.clock("firstReply::1") == nil)
    }

    @Test func warningsComeOnTheirMomentAndOnce() throws {
        let ladder = Ladder(
            warnings: [
                Ladder.Warning(.after(.clock(.minutes(15))), tell: [.departmentHead]),
                Ladder.Warning(.percent(75), tell: [.departmentHead]),
                Ladder.Warning(.before(.minutes(5)), tell: [.supervisor]),
            ], late: [.leader])
        var story = try Story.complaint(.test(), .test(ladders: ["firstReply": ladder]))
        var minutes: [Int] = []
        for minute in 1...1_441 {
            let before = story.rings.count
            try story.wait(.minutes(1))
            for ring in story.rings.dropFirst(before) where ring.clock.name == "firstReply" { minutes.append(minute) }
        }

        // After 15 min, at 75 % (18 h), 5 min before; the breach a millisecond after the limit, hence in the next minute.
        #expect(minutes == [15, 1_080, 1_435, 1_441])
    }
}
