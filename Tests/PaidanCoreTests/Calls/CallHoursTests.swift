import Testing

@testable import PaidanCore

/// Quiet hours hold for what is recorded and for what is planned, not only for a call that is started here.
@Suite struct CallHoursTests {
    private static let quiet = try! WorkingHours([0..<480, 1_260..<1_440])
    private static let good = try! WorkingHours([600..<690, 930..<1_020])
    private static let night: Instant = "2026-03-02T22:00:00+08:00"
    private static let evening: Instant = "2026-03-02T20:00:00+08:00"

    private static func story(
        hasWindows: Bool = false, at now: Instant, dueAt: Instant = .monday + .days(2)
    ) throws -> Story {
        var readings: [String: ParameterReading] = [CallTask.quietHours.key: .hours(quiet)]
        if hasWindows { readings[CallTask.windows.key] = .hours(good) }
        var story = Story(.test(set: readings), at: now)
        try story.open(CallTask.self, .test(dueAt: dueAt))
        return story
    }

    // MARK: What was not started here

    private static let outcomes: [@Sendable (PersonalText?) -> CallTask.Command] = [
        { .made(overrideReason: $0) }, { .made(channel: .message, overrideReason: $0) },
        { .customerDeclines(note: nil, dislikesCalls: nil, overrideReason: $0) },
        { .inVain(.noAnswer, retryAt: .monday + .days(1), because: $0) },
        { .busy(at: .monday + .days(1), because: $0) },
    ]

    @Test(arguments: outcomes.indices)
    func anOutcomeInQuietHoursNeedsAReason(_ index: Int) throws {
        var story = try Self.story(at: Self.night)
        #expect(throws: Refusal.because(.quietHours)) { try story.act(CallTask.self, Self.outcomes[index](nil)) }

        try story.act(CallTask.self, Self.outcomes[index]("he called us"))
        #expect(story.facts.contains("call contactStarted"), "the reason stands in the history")
        #expect(story.flaws == [])
    }

    @Test(arguments: outcomes.indices)
    func byDayNobodyAsksForAReason(_ index: Int) throws {
        var story = try Self.story(at: Self.evening)
        try story.act(CallTask.self, Self.outcomes[index](nil))
        #expect(!story.facts.contains("call contactStarted"), "nothing is to be said of its hour")
    }

    /// Told at 21:10, made at 20:50.
    @Test func theHourOfTheCallCountsNotThatOfTheEntry() throws {
        var story = try Self.story(at: "2026-03-02T21:10:00+08:00")
        #expect(throws: Refusal.because(.quietHours)) {
            try story.act(CallTask.self, .made(), occurredAt: "2026-03-02T21:00:00+08:00")
        }
        var other = try Self.story(at: Self.evening)
        try other.wait(until: "2026-03-02T21:10:00+08:00")
        try other.act(CallTask.self, .made(), occurredAt: "2026-03-02T20:59:59+08:00")
        #expect(other.call.record != nil)
    }

    @Test func whatWasStartedIsRecordedAtAnyHour() throws {
        var story = try Self.story(at: "2026-03-02T20:55:00+08:00")
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.wait(.minutes(20))
        try story.act(CallTask.self, .made())
        #expect(story.call.record != nil)
    }

    @Test func aLetterIsRecordedAtAnyHour() throws {
        var story = try Self.story(at: Self.night)
        try story.act(CallTask.self, .made(channel: .letter))
        #expect(story.call.record?.channel == .letter)
    }

    @Test func outsideTheGoodTimesARecordIsMarked() throws {
        var story = try Self.story(hasWindows: true, at: "2026-03-02T14:00:00+08:00")
        try story.act(CallTask.self, .made())
        #expect(story.facts.contains("call contactStarted"))
    }

    /// The list of the day and the start of a call ask the same: the time that the customer named is a good one (CALL-17).
    @Test(arguments: [
        (Span.hours(-1), CallTask.Hour.good), (.zero, .good), (.hours(1), .good), (.minutes(61), .quiet),
    ])
    func theTimeThatTheCustomerNamedIsAGoodOne(_ after: Span, _ hour: CallTask.Hour) throws {
        var story = try Self.story(hasWindows: true, at: "2026-03-02T14:00:00+08:00")
        let policy = story.policy(1)
        #expect(story.call.hour(at: story.now, policy) == .fair)
        try story.act(CallTask.self, .booked(at: Self.night, because: "so wished"))
        #expect(story.call.hour(at: Self.night + after, policy) == hour)

        try story.wait(until: Self.night + after)
        if hour == .quiet {
            #expect(throws: Refusal.because(.quietHours)) { try story.act(CallTask.self, .made()) }
        } else {
            try story.act(CallTask.self, .made())
            #expect(!story.facts.contains("call contactStarted"), "nothing to mark")
        }
    }

    // MARK: What is planned

    @Test(
        arguments: [
            ("2026-03-02T18:00:00+08:00", false, "2026-03-02T20:00:00+08:00"),
            ("2026-03-02T19:00:00+08:00", false, "2026-03-03T08:00:00+08:00"),
            ("2026-03-02T18:59:59.999+08:00", false, "2026-03-02T20:59:59.999+08:00"),
            ("2026-03-02T08:00:00+08:00", true, "2026-03-02T10:00:00+08:00"),
            ("2026-03-02T10:00:00+08:00", true, "2026-03-02T15:30:00+08:00"),
            ("2026-03-02T15:30:00+08:00", true, "2026-03-03T10:00:00+08:00"),
        ] as [(Instant, Bool, Instant)])
    func theNextTryIsAtAnHourForCalls(_ now: Instant, _ hasWindows: Bool, _ expected: Instant) throws {
        var story = try Self.story(hasWindows: hasWindows, at: now)
        try story.act(CallTask.self, .inVain(.noAnswer))

        guard case .due(let waiting) = story.call.state else { throw Refusal.because(.tooMany) }
        #expect(waiting.retryAt == expected)
    }

    @Test func whatIsMovedSaysFromWhen() throws {
        let story = try Self.story(at: Self.evening)
        let ticket = story.ticket(CallTask.self, story.calls[0])
        let facts = try ticket.decide(.inVain(.noAnswer), story.context(for: ticket.id, by: Actor("a", [.revisitor])))
        guard case .notReached(_, _, _, let movedFrom, _) = facts.first else { throw Refusal.because(.tooMany) }
        #expect(movedFrom == Self.night)
    }

    @Test func hoursThatLeaveNothingMoveNothing() throws {
        let all = try WorkingHours([0..<1_440])
        var story = Story(.test(set: [CallTask.quietHours.key: .hours(all)]))
        try story.open(CallTask.self, .test())
        try story.act(CallTask.self, .inVain(.noAnswer, because: "r"))
        guard case .due(let waiting) = story.call.state else { throw Refusal.because(.tooMany) }
        #expect(waiting.retryAt == .monday + .hours(2))
    }

    private static let planned: [@Sendable (PersonalText?) -> CallTask.Command] = [
        { .booked(at: night, because: $0) }, { .busy(at: night, because: $0) },
        { .inVain(.lineBusy, retryAt: night, because: $0) },
    ]

    @Test(arguments: planned.indices)
    func whoNamesAQuietHourGivesAReason(_ index: Int) throws {
        var story = try Self.story(at: .monday)
        #expect(throws: Refusal.because(.plannedInQuietHours)) {
            try story.act(CallTask.self, Self.planned[index](nil))
        }
        try story.act(CallTask.self, Self.planned[index]("he wants it so"))
        #expect(story.flaws == [])
    }

    @Test func aSupervisorGivesAReasonToo() throws {
        var story = try Self.story(at: .monday)
        try story.act(CallTask.self, .inVain(.wrongNumber))
        #expect(throws: Refusal.because(.plannedInQuietHours)) {
            try story.act(CallTask.self, .supervisorRetry(retryAt: Self.night, overrideReason: nil))
        }
        try story.act(CallTask.self, .supervisorRetry(retryAt: Self.night, overrideReason: "he works by day"))
        #expect(story.call.phase == .due)
    }

    // MARK: Attempts

    @Test func callsInQuickSuccessionAreOneAttempt() throws {
        var story = try Self.story(at: .monday)
        for _ in 1...5 {
            try story.act(CallTask.self, .inVain(.noAnswer))
            try story.wait(Span(milliseconds: 200))
        }
        #expect(story.call.phase == .due)
        #expect(story.call.attempts == 1)
        #expect(story.facts.count { $0 == "call notReached" } == 5, "each is recorded")
    }

    @Test func oneThatComesTooSoonAfterTheLastAttemptCountsForNothing() throws {
        var story = try Self.story(at: .monday)
        for _ in 1...3 {
            try story.act(CallTask.self, .inVain(.noAnswer))
            try story.wait(.hours(2))
        }
        #expect(story.call.phase == .unreached && story.call.attempts == 3)
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.act(CallTask.self, .inVain(.noAnswer))
        try story.wait(.minutes(1))
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.act(CallTask.self, .inVain(.noAnswer))
        #expect(story.call.phase == .unreached)
        #expect(story.call.attempts == 4, "a minute after the fourth")
    }

    /// `call.retryAfter` is two hours.
    @Test(arguments: [(Int64(0), 2), (-1, 1)])
    func anAttemptCountsAfterTheUsualDistance(_ off: Int64, _ attempts: Int) throws {
        var story = try Self.story(at: .monday)
        try story.act(CallTask.self, .inVain(.noAnswer))
        try story.wait(.hours(2) + Span(milliseconds: off))
        try story.act(CallTask.self, .inVain(.noAnswer))
        #expect(story.call.attempts == attempts)
    }

    @Test func whatASupervisorOrdersCountsAtOnce() throws {
        var story = try Self.story(at: .monday)
        try story.act(CallTask.self, .inVain(.wrongNumber))
        try story.act(CallTask.self, .supervisorRetry(retryAt: .monday + .minutes(5), overrideReason: nil))
        try story.act(CallTask.self, .inVain(.noAnswer))
        #expect(story.call.attempts == 2)
        #expect(story.call.tries == 1)
    }

    // MARK: How far ahead

    @Test func nobodyPlansACallElevenYearsAhead() throws {
        let far = Instant.monday + CallTask.farthestAhead
        var story = Story()
        #expect(throws: Refusal.because(.tooFarAhead)) {
            try story.open(CallTask.self, .test(dueAt: far + Span(milliseconds: 1)))
        }
        try story.open(CallTask.self, .test(dueAt: far))
        #expect(throws: Refusal.because(.tooFarAhead)) {
            try story.act(CallTask.self, .booked(at: far + Span(milliseconds: 1)))
        }
    }

    @Test func aStretchedCadenceStaysWithinTenYears() throws {
        var story = Story(
            .test(set: [
                CallTask.Occasion.afterSale.duty.limit.key: .limit(.months(Limit.monthsMax)),
                CallTask.dislikeStretch.key: .count(1_000),
            ]))
        try story.open(CallTask.self, .test(.afterSale))
        try story.act(CallTask.self, .made(dislikesCalls: true))
        #expect(story.lastCall.dueAt == .monday + CallTask.farthestAhead)
    }
}
