import Testing

@testable import PaidanCore

/// Done before a date and told of after it: the recorded breach stays, and the entry gives a second opinion. One rule for
/// every machine, since a date that passes is a fact of time and no act of a person.
@Suite struct LateEntryTests {
    private static let due: Instant = .monday + .hours(5)
    private static let millisecond = Span(milliseconds: 1)

    // MARK: Calls

    /// 20 minutes after its date, which the clock has recorded.
    private static func overdueCall() throws -> Story {
        var story = Story()
        try story.open(CallTask.self, .test(dueAt: due))
        try story.wait(until: due + .minutes(20))
        #expect(story.call.phase == .overdue)
        return story
    }

    @Test(arguments: [(Span.zero, Verdict.inTime), (millisecond, .late)])
    func aCallIsJudgedTwice(_ after: Span, _ opinion: Verdict) throws {
        var story = try Self.overdueCall()
        try story.act(CallTask.self, .made(), occurredAt: Self.due + after)

        let clock = try #require(story.clock(CallTask.self, "preSaleCall::1"))
        #expect(clock.verdict == .late)
        #expect(clock.secondOpinion ?? .late == opinion)
        #expect(clock.stoppedAt == Self.due + after)
        #expect(story.call.record?.at == Self.due + after)
        #expect(story.call.record?.isLate == true)
        #expect(story.flaws == [])
    }

    /// It says whose call it is, and nothing of whether it was made.
    @Test func anAssignmentHoldsBackNoReport() throws {
        var story = try Self.overdueCall()
        try story.act(CallTask.self, .assign(caller: Account(unchecked: "caller")))
        try story.act(CallTask.self, .made(), occurredAt: Self.due)

        #expect(story.call.record?.at == Self.due)
        #expect(story.clock(CallTask.self, "preSaleCall::1")?.secondOpinion == .inTime)
        #expect(story.flaws == [])
    }

    @Test func anAssignmentWhileTheCallIsDueHoldsBackNoReport() throws {
        var story = Story()
        try story.open(CallTask.self, .test(dueAt: Self.due))
        try story.wait(until: Self.due - .minutes(10))
        try story.act(CallTask.self, .assign(caller: nil))
        try story.act(CallTask.self, .made(), occurredAt: Self.due - .minutes(20))

        #expect(story.call.record?.at == Self.due - .minutes(20))
    }

    @Test func beyondTheGraceItCountsWhenItWasTold() throws {
        var story = try Self.overdueCall()
        try story.wait(until: Self.due + .minutes(31))
        try story.act(CallTask.self, .made(), occurredAt: Self.due)

        #expect(story.call.record?.at == story.now)
        #expect(
            story.clock(CallTask.self, "preSaleCall::1")?.secondOpinion == .inTime, "what was claimed stands beside it")
    }

    @Test func whatAPersonDidLastStandsBeforeIt() throws {
        var story = try Self.overdueCall()
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.act(CallTask.self, .made(), occurredAt: Self.due)

        #expect(story.call.record?.at == story.now)
        #expect(story.clock(CallTask.self, "preSaleCall::1")?.secondOpinion == nil)
    }

    @Test func anAttemptInVainBeforeTheDateLeavesTheCallOverdue() throws {
        var story = try Self.overdueCall()
        try story.act(CallTask.self, .inVain(.noAnswer), occurredAt: Self.due - .minutes(5))

        #expect(story.call.phase == .overdue)
        #expect(story.call.lastAttempt?.at == Self.due - .minutes(5))
        #expect(story.flaws == [])
    }

    @Test func aContactThatOutlastsTheDateLeavesTheCallOverdue() throws {
        for command in [CallTask.Command.inVain(.brokenOff), .busy(at: Self.due + .hours(3))] {
            var story = Story()
            try story.open(CallTask.self, .test(dueAt: Self.due))
            try story.wait(until: Self.due - .minutes(10))
            try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
            try story.wait(until: Self.due + .minutes(5))
            try story.act(CallTask.self, command, occurredAt: Self.due - .minutes(5))

            #expect(story.call.phase == .overdue)
            #expect(story.flaws == [])
        }
    }

    /// The complaint's own limit passed at the same moment as that of the call which asks for it.
    @Test func aRevisitInTimeKeepsItsComplaintsLimitInTheSecondOpinion() throws {
        var story = try Story.complaint(
            .test(), .test(revisits: .clock(.hours(5)), set: [Complaint.revisitByCall.key: .flag(true)]))
        try story.act(.startExplanation)
        try story.act(.explanationAccepted(notes: nil))
        try story.wait(until: Self.due + .minutes(20))
        try story.act(CallTask.self, .made(), occurredAt: Self.due - .minutes(1))

        #expect(story.phase == .closed)
        #expect(story.clock("revisit::1")?.verdict == .late)
        #expect(story.clock("revisit::1")?.secondOpinion == .inTime)
    }

    // MARK: Departments

    /// Engineering has promised a date that passed 20 minutes ago.
    private static func missedDate() throws -> Story {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .accept(promisedDate: due))
        try story.wait(until: due + .minutes(20))
        #expect(story.dispatch(.engineering)?.phase == .overdue)
        return story
    }

    @Test(arguments: [(Span.zero, Verdict.inTime), (millisecond, .late)])
    func aDepartmentIsJudgedTwice(_ after: Span, _ opinion: Verdict) throws {
        var story = try Self.missedDate()
        try story.act(
            .engineering, .reportDone(result: "r", cause: "c", responsible: nil), occurredAt: Self.due + after)

        let clock = try #require(story.clock("promisedDate::1", at: .engineering))
        #expect(clock.verdict == .late)
        #expect(clock.secondOpinion ?? .late == opinion)
        // The new date that was owed since then was owed for no time at all.
        let renewal = try #require(story.clock("promise::2", at: .engineering))
        #expect(renewal.stoppedAt.map { $0 >= renewal.start } == true)
        #expect(story.phase == .awaitingRevisit)
        #expect(story.flaws == [])
    }

    /// Only the passed date makes a new promise possible: it cannot have been given before.
    @Test func aNewDateIsNotGivenBeforeTheOldOneIsMissed() throws {
        var story = try Self.missedDate()
        try story.act(
            .engineering, .newPromise(date: Self.due + .days(1)), occurredAt: Self.due - .minutes(5))

        #expect(story.clock("promisedDate::1", at: .engineering)?.stoppedAt == story.now)
        #expect(story.clock("promisedDate::1", at: .engineering)?.secondOpinion == nil)
    }

    /// That the department was reminded and phoned says nothing of what it did.
    @Test func aReminderHoldsBackNoReport() throws {
        var story = try Self.missedDate()
        let id = story.dispatches[0]
        try story.act(on: id, .remind(note: nil), by: .specialist)
        try story.act(on: id, .departmentPhoned(note: nil), by: .specialist)
        try story.act(.engineering, .reportDone(result: "t", cause: "t", responsible: nil), occurredAt: Self.due)

        #expect(story.clock("promisedDate::1", at: .engineering)?.secondOpinion == .inTime)
        #expect(story.flaws == [])
    }

    // MARK: Complaints

    @Test func aCorrectedNoticeHoldsBackNoReport() throws {
        var story = try Story.complaint()
        try story.wait(.minutes(10))
        try story.act(.amend(fields: .init(content: "t"), reason: "t"))
        try story.wait(.minutes(10))
        try story.act(.replyToCustomer(text: "t"), occurredAt: .monday + .minutes(5))

        #expect(story.clock("firstReply::1")?.stoppedAt == .monday + .minutes(5))
    }

    /// A department's missed date is a fact of the complaint, too, and nobody's act.
    @Test func aReplyBeforeADepartmentsMissedDateCountsThen() throws {
        var story = try Self.missedDate()
        try story.act(.replyToCustomer(text: "t"), occurredAt: Self.due - .minutes(5))

        #expect(story.clock("firstReply::1")?.stoppedAt == Self.due - .minutes(5))
    }

    @Test func aReplyBeforeTheEndOfAHoldCountsThen() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.hold(reason: .customer, until: Self.due, note: nil))
        try story.wait(until: Self.due + .minutes(20))
        #expect(story.phase == .inDepartment)
        try story.act(.replyToCustomer(text: "t"), occurredAt: Self.due - .minutes(5))

        #expect(story.clock("firstReply::1")?.stoppedAt == Self.due - .minutes(5))
    }
}
