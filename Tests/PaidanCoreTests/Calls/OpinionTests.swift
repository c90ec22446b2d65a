import Testing

@testable import PaidanCore

/// FBK: 件件有着落,事事有回音.
@Suite struct OpinionTests {
    private static func story(_ readings: [String: ParameterReading] = [:]) throws -> Story {
        var story = Story(.test(set: readings))
        try story.open(OpinionIssue.self, .test())
        return story
    }

    private static func forwarded(_ readings: [String: ParameterReading] = [:]) throws -> Story {
        var story = try story(readings)
        try story.act(OpinionIssue.self, .forward(department: .engineering))
        return story
    }

    private static func missedTwice() throws -> Story {
        var story = try forwarded()
        try story.act(.engineering, .accept(promisedDate: story.now + .hours(1)))
        try story.wait(.hours(2))
        try story.act(.engineering, .newPromise(date: story.now + .hours(1)))
        try story.wait(.hours(2))
        return story
    }

    // MARK: Limits

    @Test func anOpinionIsNotUnderTheTwoHours() throws {
        var story = try Self.story()
        try story.wait(.hours(3))
        #expect(story.clock(OpinionIssue.self, "opinionForward::1") == nil)
        #expect(story.clock(OpinionIssue.self, "opinionTriage::1")?.isRunning == true)
    }

    @Test(arguments: [(Int64(0), Verdict.inTime), (1, .late)])
    func unlessAPolicySaysSo(_ late: Int64, _ verdict: Verdict) throws {
        var story = try Self.story([OpinionIssue.forwardWithin.key: .limit(.clock(.hours(2)))])
        try story.wait(.hours(2) + Span(milliseconds: late))
        try story.act(OpinionIssue.self, .forward(department: .engineering))
        #expect(story.clock(OpinionIssue.self, "opinionForward::1")?.verdict == verdict)
    }

    /// T-77.
    @Test(arguments: [(Int64(0), Verdict.inTime), (1, .late)])
    func aPromisedAnswerIsKeptAtItsLastMillisecond(_ late: Int64, _ verdict: Verdict) throws {
        var story = try Self.story()
        try story.act(OpinionIssue.self, .promiseReply(promisedDate: .monday + .days(1), note: nil))
        try story.wait(.days(1) + Span(milliseconds: late))
        try story.act(OpinionIssue.self, .replyGiven(text: "t"))
        #expect(story.clock(OpinionIssue.self, "promisedReply::1")?.verdict == verdict)
    }

    @Test func anotherDateInTimeIsTheSamePromise() throws {
        var story = try Self.story()
        try story.act(OpinionIssue.self, .promiseReply(promisedDate: .monday + .days(1), note: nil))
        try story.act(OpinionIssue.self, .promiseReply(promisedDate: .monday + .days(2), note: "parts"))
        #expect(story.clock(OpinionIssue.self, "promisedReply::1")?.due == .monday + .days(2))
    }

    @Test func aMissedPromiseStaysMissedWhenAnotherIsMade() throws {
        var story = try Self.story()
        try story.act(OpinionIssue.self, .promiseReply(promisedDate: .monday + .days(1), note: nil))
        try story.wait(.days(2))
        try story.act(OpinionIssue.self, .promiseReply(promisedDate: story.now + .days(1), note: nil))
        #expect(story.clock(OpinionIssue.self, "promisedReply::1")?.verdict == .late)
        #expect(story.clock(OpinionIssue.self, "promisedReply::2")?.isRunning == true)
    }

    @Test func thePromiseToTheCustomerRunsOnWithTheDepartment() throws {
        var story = try Self.story()
        try story.act(OpinionIssue.self, .promiseReply(promisedDate: .monday + .days(1), note: nil))
        try story.act(OpinionIssue.self, .forward(department: .engineering))
        #expect(story.clock(OpinionIssue.self, "promisedReply::1")?.isRunning == true)
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.clock(OpinionIssue.self, "promisedReply::1")?.verdict == .inTime)
        #expect(story.opinion.phase == .answered)
    }

    // MARK: Departments

    /// News of the department × the states in which one may have it.
    @Test(arguments: [Complaint.DispatchRecord.Outcome.done, .returned, .cancelled], [false, true])
    func aPartsEndMovesTheOpinion(_ outcome: Complaint.DispatchRecord.Outcome, _ isEscalated: Bool) throws {
        var story = isEscalated ? try Self.missedTwice() : try Self.forwarded()
        switch outcome {
        case .done: try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        case .returned: try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))
        default: try story.act(.engineering, .cancelDispatch(reason: nil), by: .specialist)
        }
        #expect(story.opinion.phase == (outcome == .done ? .answered : .raised))
        #expect(story.flaws == [])
    }

    @Test func noOtherStateHasADepartment() throws {
        for story in try Samples.opinions(.test()) where story.opinion.open != nil {
            #expect(story.opinion.phase == .inDepartment || story.opinion.phase == .escalated)
        }
    }

    @Test func twoMissedDatesGoToTheLeaderWhoseOrderTheDepartmentGets() throws {
        var story = try Self.missedTwice()
        #expect(story.opinion.phase == .escalated)
        #expect(story.notices.contains(.escalated))
        try story.act(
            OpinionIssue.self, .leaderOrders(measures: "m", newDeadline: story.now + .hours(3)), by: .leader)
        #expect(story.opinion.phase == .inDepartment)
        #expect(story.dispatch(.engineering)?.phase == .working)
        try story.wait(.hours(4))
        #expect(story.opinion.phase == .escalated)
    }

    @Test func theDepartmentsMissesAreThoseOfTheOpinion() throws {
        var story = try Self.forwarded([OpinionIssue.missesBeforeEscalation.key: .count(1)])
        try story.act(.engineering, .accept(promisedDate: story.now + .hours(1)))
        try story.wait(.hours(2))
        #expect(story.opinion.phase == .escalated)
        #expect(throws: Refusal.because(.leaderMustOrder)) {
            try story.act(.engineering, .newPromise(date: story.now + .hours(1)))
        }
    }

    // MARK: The customer

    @Test func whoIsNotContentIsHeardAgain() throws {
        var story = try Self.story()
        try story.act(OpinionIssue.self, .answerAtOnce(text: "t"))
        let date = story.now + .days(1)
        try story.act(
            OpinionIssue.self,
            .customerNotContent(callTaskID: nil, points: ["p"], department: .materials, promisedDate: date))
        #expect(story.opinion.phase == .inDepartment)
        #expect(story.opinion.promise?.date == date)
        #expect(story.dispatch(.materials)?.whole == story.opinions[0])
        #expect(story.flaws == [])
    }

    @Test(arguments: [
        (CallTask.Command.made(), OpinionIssue.Phase.closed), (.made(false), .raised),
        (.customerDeclines(note: nil, dislikesCalls: nil, overrideReason: nil), .closed),
        (.waive(reason: .customerLeft, note: "n"), .answered),
    ])
    func theCallThatAsksMovesTheOpinion(_ command: CallTask.Command, _ phase: OpinionIssue.Phase) throws {
        var story = try Self.forwarded([OpinionIssue.confirmByCall.key: .flag(true)])
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.call.opening.occasion == .opinion)
        try story.act(CallTask.self, command)
        #expect(story.opinion.phase == phase)
        #expect(story.flaws == [])
    }

    @Test(arguments: [
        (CallTask.Command.acceptUnreached(note: nil), OpinionIssue.Phase.closed),
        (.closeMissed(reason: "r"), .answered),
    ])
    func aCallThatReachesNobodyMovesTheOpinionAsWell(
        _ command: CallTask.Command, _ phase: OpinionIssue.Phase
    ) throws {
        var story = try Self.forwarded([OpinionIssue.confirmByCall.key: .flag(true)])
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.act(CallTask.self, .inVain(.wrongNumber))
        try story.act(CallTask.self, command)
        #expect(story.opinion.phase == phase)
        #expect(story.flaws == [])
    }

    @Test(arguments: [
        OpinionIssue.Command.customerContent(callTaskID: nil, score: 5), .withdraw(reason: "r"),
        .becomeComplaint(content: nil, categories: nil, severity: nil),
        .customerNotContent(callTaskID: nil, points: ["p"], department: .engineering, promisedDate: nil),
    ])
    func whatSomebodyRecordsOnTheOpinionTakesTheCallsPlace(_ command: OpinionIssue.Command) throws {
        var story = try Self.forwarded([OpinionIssue.confirmByCall.key: .flag(true)])
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.act(OpinionIssue.self, command)
        #expect(story.call.phase == .superseded)
        #expect(story.flaws == [])
    }

    // MARK: Complaints

    /// C15.
    @Test func aComplaintOutOfAnOpinionIsReceivedWhenItBecomesOne() throws {
        var story = try Self.story()
        try story.wait(.days(2))
        try story.act(OpinionIssue.self, .becomeComplaint(content: nil, categories: [.works], severity: .important))

        #expect(story.opinion.phase == .upgraded)
        #expect(story.complaint.receivedAt == .monday + .days(2))
        #expect(story.complaint.opening.firstHeardAt == .monday)
        #expect(story.complaint.named == [.engineering])
        #expect(story.clock("forward:engineering:1")?.start == .monday + .days(2))
        #expect(story.flaws == [])
    }

    @Test func theDepartmentAtWorkGoesOnForTheComplaint() throws {
        var story = try Self.forwarded()
        try story.wait(.hours(1))
        #expect(throws: Refusal.because(.isWithDepartment)) {
            try story.act(OpinionIssue.self, .becomeComplaint(content: nil, categories: [.works], severity: nil))
        }
        try story.act(OpinionIssue.self, .becomeComplaint(content: nil, categories: nil, severity: nil))

        #expect(story.phase == .inDepartment)
        #expect(story.dispatch(.engineering)?.whole == story.complaints[0])
        #expect(story.dispatch(.engineering)?.wholeKind == .complaint)
        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.flaws == [])

        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.phase == .awaitingRevisit)
    }

    @Test func whatWasBeforeTheLeaderStaysBeforeTheLeader() throws {
        var story = try Self.missedTwice()
        try story.act(OpinionIssue.self, .becomeComplaint(content: nil, categories: nil, severity: nil))
        #expect(story.phase == .escalated)
        #expect(story.complaint.dispatches.first?.misses == 2)
        #expect(story.flaws == [])
    }

    /// T-04 starts with the second miss, not once more with the complaint.
    @Test func theLeadersDayGoesOnWhenTheOpinionBecomesAComplaint() throws {
        var story = try Self.missedTwice()
        let secondMiss = try #require(story.opinion.escalatedAt)
        try story.wait(.hours(4))

        try story.act(OpinionIssue.self, .becomeComplaint(content: nil, categories: nil, severity: nil))

        #expect(story.clock("leaderOrder::1")?.start == secondMiss)
        #expect(story.clock("leaderOrder::1")?.due == secondMiss + .hours(24))
    }
}
