import Testing

@testable import PaidanCore

/// Each limit on both sides of its last millisecond.
@Suite struct CallClockTests {
    private static let millisecond = Span(milliseconds: 1)

    /// A limit of the regulation, and when it ends for what happened on Monday at 10:00.
    private static let limits: [(CallTask.Occasion, Limit, Instant)] = [
        (.firstVisit, .calendarDays(1), "2026-03-04T00:00:00+08:00"),
        (.arrival, .calendarDays(0), "2026-03-03T00:00:00+08:00"),
        (.hiddenWorks, .clock(.hours(24)), "2026-03-03T10:00:00+08:00"),
        (.afterSale, .months(3), "2026-06-03T00:00:00+08:00"),
        (.inquiry, .calendarDays(0), "2026-03-03T00:00:00+08:00"),
        (.visitorSecond, .calendarDays(3), "2026-03-06T00:00:00+08:00"),
        (.inquiryWeekly, .calendarDays(7), "2026-03-10T00:00:00+08:00"),
        (.buyer, .calendarDays(15), "2026-03-18T00:00:00+08:00"),
        (.batch, .calendarDays(2), "2026-03-05T00:00:00+08:00"),
    ]

    private static func call(_ occasion: CallTask.Occasion, _ limit: Limit) throws -> Story {
        var story = Story(.test(set: [occasion.duty.limit.key: .limit(limit)]))
        try story.open(CallTask.self, .test(occasion, dueAt: nil))
        return story
    }

    @Test(arguments: limits)
    func aCallAtTheLastMillisecondIsInTime(_ occasion: CallTask.Occasion, _ limit: Limit, _ due: Instant) throws {
        var story = try Self.call(occasion, limit)
        try story.wait(until: due)
        try story.act(CallTask.self, .made())

        let clock = try #require(story.clock(CallTask.self, "\(occasion.duty.clock.name)::1"))
        #expect(clock.due == due)
        #expect(clock.verdict == .inTime)
        #expect(story.call.record?.isLate == false)
    }

    @Test(arguments: limits)
    func aMillisecondLaterItIsOverdueAndStillTaken(
        _ occasion: CallTask.Occasion, _ limit: Limit, _ due: Instant
    ) throws {
        var story = try Self.call(occasion, limit)
        try story.wait(until: due + Self.millisecond)
        #expect(story.call.phase == .overdue)
        try story.act(CallTask.self, .made())

        #expect(story.call.record?.isLate == true)
        #expect(story.clock(CallTask.self, "\(occasion.duty.clock.name)::1")?.verdict == .late)
    }

    @Test func aCallWithoutALimitNeedsADate() throws {
        var story = Story()
        #expect(throws: Refusal.because(.noDueDate)) {
            try story.open(CallTask.self, .test(.questionnaire, dueAt: nil))
        }
    }

    /// 2006 for 2026: every date of its cadence since then would become a missed call.
    @Test func aDateMoreThanAYearAgoIsAMistake() throws {
        var story = Story()
        #expect(throws: Refusal.because(.longAgo)) {
            try story.open(CallTask.self, .test(dueAt: .monday - Refusal.Reason.longestAgo - Self.millisecond))
        }

        try story.open(CallTask.self, .test(dueAt: .monday - Refusal.Reason.longestAgo))
        #expect(story.call.phase != .planned)
    }

    @Test func aCallIsToBeMadeThreeDaysBeforeItsDate() throws {
        var story = Story()
        try story.open(CallTask.self, .test(dueAt: .monday + .days(5)))
        try story.wait(until: .monday + .days(2) - Self.millisecond)
        #expect(story.call.phase == .planned)
        try story.wait(Self.millisecond)
        #expect(story.call.phase == .due)
        #expect(story.notices.contains(.callDue))
    }

    // MARK: T-51, T-53, T-54

    @Test func aCallThatWasBegunIsRecordedTheSameDay() throws {
        var story = Story()
        try story.open(CallTask.self, .test())
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.wait(until: "2026-03-02T23:59:59.999+08:00")
        #expect(story.call.phase == .inProgress)
        try story.wait(Self.millisecond)
        #expect(story.call.phase == .due)
        #expect(story.call.attempts == 0)
    }

    private static func recorded() throws -> Story {
        var story = Story(.test(set: [CallTask.isReviewed.key: .flag(true)]))
        try story.open(CallTask.self, .test())
        try story.act(CallTask.self, .made())
        return story
    }

    @Test(arguments: [(Int64(0), Verdict.inTime), (1, .late)])
    func aRecordIsHandedInWithinThreeDays(_ late: Int64, _ verdict: Verdict) throws {
        var story = try Self.recorded()
        try story.wait(until: "2026-03-06T00:00:00+08:00" + Span(milliseconds: late))
        try story.act(CallTask.self, .submitRecord(note: nil))
        #expect(story.call.phase == .inReview)
        #expect(story.clock(CallTask.self, "callSubmit::1")?.verdict == verdict)
    }

    /// T-52: apart from the record; a report that is late is written all the same.
    @Test(arguments: [(Int64(0), Verdict.inTime), (1, .late)])
    func theReportIsWrittenTheNextDay(_ late: Int64, _ verdict: Verdict) throws {
        var story = try Self.recorded()
        try story.wait(until: "2026-03-04T00:00:00+08:00" + Span(milliseconds: late))
        try story.act(CallTask.self, .writeReport(report: "r"), by: .revisitor)

        #expect(story.call.phase == .recorded)
        #expect(story.call.report?.at == story.now)
        #expect(story.clock(CallTask.self, "callReport::1")?.verdict == verdict)
        #expect(story.clock(CallTask.self, "callSubmit::1")?.isRunning == true)
        try story.act(CallTask.self, .submitRecord(note: nil))
        try story.act(CallTask.self, .sendBack(reason: "r"))
        #expect(story.clock(CallTask.self, "callReport::2") == nil, "it has been written")
        #expect(story.flaws == [])
    }

    @Test func handedInWithTheRecordTheReportIsWritten() throws {
        var story = try Self.recorded()
        try story.act(CallTask.self, .submitRecord(note: nil))
        #expect(story.clock(CallTask.self, "callReport::1")?.verdict == .inTime)
        try story.act(CallTask.self, .writeReport(report: "later"))
        #expect(story.call.report?.text == "later")
    }

    @Test func whereTheRegulationWantsNoReportThereIsNoClock() throws {
        var story = Story(.test(set: [CallTask.isReviewed.key: .flag(true)], without: [CallTask.reportWithin.key]))
        try story.open(CallTask.self, .test())
        try story.act(CallTask.self, .made())
        #expect(story.call.phase == .recorded)
        #expect(story.clock(CallTask.self, "callReport::1") == nil)
    }

    @Test(arguments: [(Int64(0), Verdict.inTime), (1, .late)])
    func withConsentItIsHandedInWithinAWeek(_ late: Int64, _ verdict: Verdict) throws {
        var story = try Self.recorded()
        try story.act(CallTask.self, .allowLater(reason: "r"))
        try story.wait(until: "2026-03-10T00:00:00+08:00" + Span(milliseconds: late))
        try story.act(CallTask.self, .submitRecord(note: nil))
        #expect(story.clock(CallTask.self, "callSubmit::1")?.verdict == verdict)
    }

    @Test func whatWasSentBackIsDueAgain() throws {
        var story = try Self.recorded()
        try story.act(CallTask.self, .submitRecord(note: nil))
        try story.act(CallTask.self, .sendBack(reason: "r"))
        #expect(story.clock(CallTask.self, "callSubmit::2")?.isRunning == true)
        #expect(story.flaws == [])
    }

    // MARK: Not kept, not judged

    @Test func aWaivedCallIsReleased() throws {
        var story = try Self.call(.hiddenWorks, .clock(.hours(24)))
        try story.act(CallTask.self, .waive(reason: .customerLeft, note: "abroad"))
        #expect(story.clock(CallTask.self, "hiddenWorksCall::1")?.verdict == .released)
    }

    @Test func aCustomerWhoIsNotReachedIsNoKeptPromise() throws {
        var story = try Self.call(.hiddenWorks, .clock(.hours(24)))
        try story.act(CallTask.self, .inVain(.wrongNumber))
        try story.act(CallTask.self, .acceptUnreached(note: nil))
        #expect(story.call.phase == .missed)
        #expect(story.clock(CallTask.self, "hiddenWorksCall::1")?.verdict == .released)
    }

    @Test func anOverdueCallThatIsGivenUpIsLate() throws {
        var story = try Self.call(.hiddenWorks, .clock(.hours(24)))
        try story.wait(.hours(25))
        try story.act(CallTask.self, .closeMissed(reason: "r"))
        #expect(story.clock(CallTask.self, "hiddenWorksCall::1")?.verdict == .late)
    }

    /// The verdict on a revisit stands with the complaint.
    @Test func aRevisitsCallHasNoVerdictOfItsOwn() throws {
        var story = Story()
        try story.open(CallTask.self, .test(.revisit, dueAt: .monday + .days(1)))
        try story.wait(.days(2))
        #expect(story.call.phase == .overdue)
        try story.act(CallTask.self, .made())
        #expect(story.clock(CallTask.self, "revisitCall::1")?.verdict == .released)
    }

    // MARK: Where clocks start

    private static func started(_ name: String, in story: Story) -> [Instant] {
        story.ticket(CallTask.self, story.calls[0]).ledger.entries.filter { $0.key.name == name }.map(\.start)
    }

    @Test func whatWasArrangedRunsFromThenAndOutlastsTheDate() throws {
        var story = Story()
        try story.open(CallTask.self, .test(basisAt: .monday - .days(9), dueAt: .monday + .hours(5)))
        try story.wait(.hours(1))
        try story.act(CallTask.self, .booked(at: .monday + .hours(3)))
        try story.wait(until: .monday + .hours(6))

        #expect(story.call.phase == .overdue)
        #expect(Self.started("callSlot", in: story) == [.monday + .hours(1)])
        #expect(story.rings.count { $0.clock.name == "callSlot" } == 1, "the time that was agreed rings once")
        #expect(Self.started("callOverdue", in: story) == [.monday + .hours(5)])
    }

    @Test func anOverdueCallIsLookedAtAgainADayAfterTheLastAttempt() throws {
        var story = Story()
        try story.open(CallTask.self, .test(dueAt: .monday + .hours(5)))
        try story.wait(until: .monday + .days(3))
        try story.act(CallTask.self, .inVain(.noAnswer))

        let last = try #require(
            story.ticket(CallTask.self, story.calls[0]).ledger.entries.last { $0.key.name == "callOverdue" })
        #expect(last.start == .monday + .days(3))
        #expect(last.due > story.now && !last.isBreached)
        #expect(Self.started("callRetry", in: story) == [.monday + .days(3)])
        #expect(story.flaws == [])
    }

    @Test func aPlannedCallWaitsFromWhenItWasPlanned() throws {
        var story = Story()
        try story.open(CallTask.self, .test(basisAt: .monday - .days(9)))
        #expect(Self.started("callOpens", in: story) == [.monday])
    }
}
