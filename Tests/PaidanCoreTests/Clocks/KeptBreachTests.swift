import Testing

@testable import PaidanCore

/// A verdict once given is never rewritten: a breach that was told stays one, whoever gets the complaint and whatever is
/// corrected; what the corrected times say stands beside it.
@Suite struct KeptBreachTests {
    private static let limit = Span(milliseconds: 7_200_000)
    private static let moment = Span(milliseconds: 1)

    private static func late(_ opening: Complaint.Opening = .test()) throws -> Story {
        var story = try Story.complaint(opening)
        try story.wait(limit + moment)
        try #require(story.rings.map(\.isBreach) == [true])
        return story
    }

    @Test func classifyingALateComplaintDoesNotMakeItPunctual() throws {
        var story = try Self.late()

        try story.act(.classify(categories: [.works, .tiles]))

        for department in ["engineering", "materials"] {
            #expect(story.clock("forward:\(department):1")?.isBreached == true)
            #expect(story.clock("forward:\(department):1")?.isRunning == true)
        }
        try story.wait(.days(1))
        #expect(story.rings.filter { $0.clock.name == "forward" }.count == 1)
        try story.act(.withdraw(reason: "w"))
        #expect(story.clock("forward:engineering:1")?.verdict == .late)
    }

    @Test func classifyingItOtherwiseDoesNotEither() throws {
        var story = try Story.complaint(.test(categories: [.works]))
        try story.wait(Self.limit + Self.moment)
        try story.act(.amend(fields: Complaint.Amendment(receivedAt: .monday + .hours(1)), reason: "typo"))

        try story.act(.classify(categories: [.tiles]))
        try story.act(.forward(departments: [.materials]))

        #expect(story.clock("forward:materials:1")?.verdict == .late)
        #expect(story.clock("forward:materials:1")?.secondOpinion == .inTime)
        #expect(story.clock("forward:engineering:1")?.verdict == .released)
    }

    @Test func aReceiptCorrectedAfterTheBreachIsASecondOpinion() throws {
        var story = try Self.late()
        try story.act(.amend(fields: Complaint.Amendment(receivedAt: .monday + .hours(1)), reason: "typo"))
        try story.wait(.minutes(30))

        try story.act(.forward(departments: [.engineering]))

        let clock = try #require(story.clock("forward:engineering:1"))
        #expect(clock.verdict == .late)
        #expect(clock.secondOpinion == .inTime)
        #expect(clock.due == .monday + .hours(3))
    }

    @Test func aBreachOutlivesAnUndoneMerge() throws {
        var story = try Story.complaint(.test(receivedAt: .monday - .hours(3)))
        let later = try story.open()
        try story.act(.mergeDuplicate(targetID: later))
        try story.wait(Self.moment)
        try story.act(.unmerge(reason: "another matter"))

        try story.act(.forward(departments: [.engineering]), on: later)

        #expect(story.clock("forward:engineering:1", of: later)?.verdict == .late)
        #expect(story.clock("forward:engineering:1", of: later)?.secondOpinion == .inTime)
    }

    @Test func afterASurveyTheSameHolds() throws {
        var story = try Story.complaint()
        try story.act(.requireSurvey(departments: [.engineering]))
        try story.act(.surveyConcluded(findings: "f", departments: nil))
        try story.act(.explanationRejected(notes: nil))
        try story.wait(Self.limit + Self.moment)

        try story.act(.classify(categories: [.works]))

        #expect(story.clock("forwardAfterSurvey:engineering:2")?.isBreached == true)
    }

    // MARK: One of several gives its part back

    @Test func thePartThatWasGivenBackIsStillUnderTheTwoHours() throws {
        let ladder = Ladder(
            warnings: [Ladder.Warning(.after(.clock(.minutes(75))), tell: [.specialist])], late: [.supervisor])
        var story = try Story.complaint(.test(), .test(ladders: ["forward": ladder]))
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.wait(.minutes(20))

        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))

        #expect(story.clock("forward::1")?.due == .monday + .hours(2))
        try story.wait(until: .monday + Self.limit)
        #expect(story.rings.filter { $0.clock.name == "forward" }.map(\.isBreach) == [false])
        try story.wait(Self.moment)
        #expect(story.rings.filter { $0.clock.name == "forward" }.map(\.isBreach) == [false, true])
        #expect(story.flaws == [])
    }

    @Test(arguments: [(Self.limit, Verdict.inTime), (Self.limit + Self.moment, .late)])
    func whoGetsItInsteadIsJudgedFromReceipt(after wait: Span, verdict: Verdict) throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))
        try story.wait(wait)

        try story.act(.redispatch(department: .furniture))

        #expect(story.clock("forward:furniture:1")?.verdict == verdict)
        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.clock("forward::1")?.verdict == .released)
    }

    @Test func itsBreachIsNotLostWhenTheOthersEnd() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))
        try story.wait(Self.limit + Self.moment)

        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story.phase == .received)
        #expect(story.clock("forward::1")?.verdict == .late)
        #expect(story.clock("forward::2")?.isRunning == true)
    }

    @Test func aHoldEndsNeitherTheTwoHoursNorTheReminder() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))
        let part = try #require(story.complaint.dispatches.first).id

        try story.act(.hold(reason: .parts, until: story.now + .days(1), note: nil))
        try story.wait(Self.limit + Self.moment)

        #expect(story.clock("forward::1")?.isBreached == true)
        #expect(story.rings.contains { $0.clock.text == "forwardAgain:\(part):1" })
    }
}
