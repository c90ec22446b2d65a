import Testing

@testable import PaidanCore

/// How a call is made and recorded.
@Suite struct CallTests {
    private static func story(
        _ opening: CallTask.Opening = .test(), _ readings: [String: ParameterReading] = [:], at now: Instant = .monday
    ) throws -> Story {
        var story = Story(.test(set: readings), at: now)
        try story.open(CallTask.self, opening)
        return story
    }

    // MARK: Attempts

    @Test func theThirdAttemptInVainGoesToTheSupervisor() throws {
        var story = try Self.story()
        try story.tryInVain(times: 2)
        #expect(story.call.phase == .due)
        try story.wait(.hours(2))
        try story.act(CallTask.self, .inVain(.lineBusy))
        #expect(story.call.phase == .unreached)
        #expect(story.notices.contains(.callUnreached))

        try story.act(CallTask.self, .supervisorRetry(retryAt: story.now + .days(1), overrideReason: nil))
        try story.act(CallTask.self, .inVain(.noAnswer))
        #expect(story.call.phase == .due)
        #expect(story.call.attempts == 4)
    }

    @Test func anUnreachedCustomerWhoCallsBackIsRecorded() throws {
        var story = try Self.story()
        try story.act(CallTask.self, .inVain(.wrongNumber))
        try story.act(CallTask.self, .made())
        #expect(story.call.record?.outcome == .reached)
    }

    @Test func aBusyCustomerNamesHisTimeAndIsRemindedOf() throws {
        var story = try Self.story()
        try story.act(CallTask.self, .busy(at: .monday + .hours(5)))
        #expect(story.call.phase == .booked)
        try story.wait(.hours(5))
        #expect(story.rings.contains { $0.clock.name == "callSlot" })
    }

    @Test func whatWasAgreedStandsWhenTheDateHasPassed() throws {
        var story = try Self.story(.test(dueAt: .monday + .hours(2)))
        try story.act(CallTask.self, .booked(at: .monday + .hours(5)))
        try story.wait(.hours(3))
        #expect(story.call.phase == .overdue)
        #expect(story.call.slot?.at == .monday + .hours(5))
    }

    @Test func decliningIsAnOutcome() throws {
        var story = try Self.story()
        try story.act(CallTask.self, .customerDeclines(note: nil, dislikesCalls: true, overrideReason: nil))
        #expect(story.call.record?.outcome == .declined)
        #expect(story.call.phase == .archived)
    }

    // MARK: T-80

    private static let hours: [String: ParameterReading] = [
        CallTask.windows.key: .hours(try! WorkingHours([600..<690, 930..<1_020])),
        CallTask.quietHours.key: .hours(try! WorkingHours([0..<480, 1_260..<1_440])),
    ]

    private static func isOutside(at now: Instant) throws -> Bool {
        let story = try story(.test(dueAt: now + .days(1)), hours, at: now)
        let ticket = story.ticket(CallTask.self, story.calls[0])
        let context = story.context(for: ticket.id, by: Actor("a", [.revisitor]))
        guard
            case .contactStarted(_, let isOutside, _) = try ticket.decide(
                .startContact(channel: .phone, overrideReason: nil), context)[0]
        else { return false }
        return isOutside
    }

    @Test(arguments: [
        ("2026-03-02T09:59:59+08:00", true), ("2026-03-02T10:00:00+08:00", false), ("2026-03-02T11:29:59+08:00", false),
        ("2026-03-02T11:30:00+08:00", true), ("2026-03-02T15:30:00+08:00", false), ("2026-03-02T17:00:00+08:00", true),
    ])
    func aCallOutsideTheGoodTimesIsMarkedAndMade(_ now: Instant, _ isOutside: Bool) throws {
        #expect(try Self.isOutside(at: now) == isOutside)
    }

    @Test(arguments: [
        ("2026-03-02T07:59:59+08:00", false), ("2026-03-02T08:00:00+08:00", true), ("2026-03-02T20:59:59+08:00", true),
        ("2026-03-02T21:00:00+08:00", false),
    ])
    func inQuietHoursACallNeedsAReason(_ now: Instant, _ isAllowed: Bool) throws {
        var story = try Self.story(.test(dueAt: now + .days(1)), Self.hours, at: now)
        let start = CallTask.Command.startContact(channel: .phone, overrideReason: nil)
        if isAllowed {
            try story.act(CallTask.self, start)
        } else {
            #expect(throws: Refusal.because(.quietHours)) { try story.act(CallTask.self, start) }
            try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: "he asked for it"))
        }
        #expect(story.call.phase == .inProgress)
    }

    @Test func theTimeThatTheCustomerNamedIsNeverQuiet() throws {
        let evening: Instant = "2026-03-02T21:30:00+08:00"
        var story = try Self.story(.test(dueAt: evening + .days(1)), Self.hours)
        try story.act(CallTask.self, .booked(at: evening, because: "the customer wants it so"))
        try story.wait(until: evening)
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        #expect(story.call.phase == .inProgress)
    }

    @Test func aLetterDisturbsNobody() throws {
        var story = try Self.story(.test(dueAt: .monday + .days(1)), Self.hours, at: "2026-03-02T02:00:00+08:00")
        try story.act(CallTask.self, .startContact(channel: .letter, overrideReason: nil))
        #expect(story.call.phase == .inProgress)
    }

    // MARK: Records

    @Test func aVisitNeedsTheCustomersSignature() throws {
        var story = try Self.story()
        #expect(throws: Refusal.because(.notSigned)) { try story.act(CallTask.self, .made(channel: .visit)) }
        try story.act(CallTask.self, .made(channel: .visit, signed: true))
        #expect(story.call.record?.isSigned == true)
    }

    @Test func answersFitTheScript() throws {
        var story = try Self.story(.test(.preSale))
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.act(CallTask.self, .answer(question: .designer, score: 4, yes: nil, text: "kind"))
        func refused(_ answer: CallTask.Answer...) -> Refusal? {
            var story = story
            do {
                try story.act(CallTask.self, .made(answers: answer))
                return nil
            } catch {
                return error as? Refusal
            }
        }

        #expect(refused(CallTask.Answer(.living, text: "fine")) == .because(.notInTheScript))
        #expect(refused(CallTask.Answer(.hasSeenSite, score: 4)) == .because(.answerDoesNotFit))
        #expect(refused(CallTask.Answer(.designer, score: 6)) == .because(.answerDoesNotFit))
        #expect(
            refused(CallTask.Answer(.designer, score: 3), CallTask.Answer(.designer, score: 4))
                == .because(.answeredTwice))

        try story.act(CallTask.self, .made(channel: nil, answers: [CallTask.Answer(.dataConfirmed, yes: true)]))
        #expect(story.call.record?.channel == .phone)
        #expect(story.call.record?.missing == [.heardOfUsFrom, .hasSeenSite])
        #expect(story.call.answers.count == 2)
    }

    @Test func aSecondCallIsPlannedAndItsAnswersAreItsOwn() throws {
        var story = try Self.story(.test(), [CallTask.isReviewed.key: .flag(true)])
        try story.act(CallTask.self, .made(answers: [CallTask.Answer(.designer, score: 1)]))
        try story.act(CallTask.self, .submitRecord(note: nil))
        try story.act(CallTask.self, .needSecondCall(dueAt: .monday + .days(9), reason: "r"))
        #expect(story.call.phase == .planned)
        #expect(story.call.round == 2)
        #expect(story.call.answers == [])
        #expect(story.flaws == [])
    }

    @Test func aFakedRecordIsCheckedBySomebodyElse() throws {
        var story = try Self.story()
        try story.act(CallTask.self, .made())
        try story.act(CallTask.self, .markFaked(reason: "he was never called"), by: .qualityOffice)
        #expect(story.call.phase == .archived)
        #expect(story.lastCall.opening.occasion == .spotCheck)
        #expect(story.lastCall.opening.checks == story.calls[0])
        #expect(throws: Refusal.because(.alreadyFaked)) { try story.act(CallTask.self, .markFaked(reason: "r")) }
    }

    // MARK: What he says besides

    @Test func whatIsHeardBecomesAnOpinionOrAComplaintAtOnce() throws {
        var story = try Self.story()
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.act(CallTask.self, .hear(becomes: .opinion, content: "c", categories: nil, severity: nil))
        try story.wait(.minutes(1))
        try story.act(
            CallTask.self, .hear(becomes: .complaint, content: "c", categories: [.works], severity: .important))

        #expect(story.opinion.opening.callTaskID == story.calls[0])
        #expect(story.complaint.receivedAt == .monday + .minutes(1))
        #expect(story.complaint.opening.source == story.calls[0])
        #expect(story.call.heard.map(\.becomes) == [.opinion, .complaint])
    }

    /// CALL-26, C13.
    @Test func aGoodSuggestionIsAnsweredByAVisit() throws {
        var story = try Self.story()
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.act(CallTask.self, .hear(becomes: .visit, content: "c", categories: nil, severity: nil))

        #expect(story.calls.count == 2)
        #expect(story.lastCall.opening.occasion == .followUp && story.lastCall.mustVisit)
        #expect(story.lastCall.opening.purpose == "c")
        #expect(story.lastCall.dueAt == "2026-03-04T00:00:00+08:00", "a working day, where the regulation has no limit")
        #expect(story.flaws == [])
    }

    @Test func aDissatisfiedAnswerBecomesAComplaintWhereTheRegulationSaysSo() throws {
        var story = try Self.story(.test(), [CallTask.dissatisfiedIsComplaint.key: .flag(true)])
        #expect(throws: Refusal.because(.complaintNeeded)) { try story.act(CallTask.self, .made(false)) }
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.act(CallTask.self, .hear(becomes: .complaint, content: "c", categories: nil, severity: nil))
        try story.act(CallTask.self, .made(false))
        #expect(story.notices.contains(.customerDissatisfied))
    }

    // MARK: Two records

    private static func compared(_ first: CallTask.Answer, _ second: CallTask.Answer) throws -> Story {
        var story = try story(.test(.afterSale))
        try story.act(CallTask.self, .made(answers: [first]))
        let id = try story.open(CallTask.self, .test(.questionnaire, checks: story.calls[0]))
        try story.act(CallTask.self, .made(answers: [second]), on: id)
        return story
    }

    @Test(arguments: [(3, 4, false), (3, 5, true), (1, 5, true), (5, 5, false)])
    func scoresTwoApartContradictEachOther(_ first: Int, _ second: Int, _ isCase: Bool) throws {
        let story = try Self.compared(CallTask.Answer(.works, score: first), CallTask.Answer(.works, score: second))
        #expect(story.opinions.count == (isCase ? 1 : 0))
    }

    @Test func anotherYesOpensACaseThatNamesBothRecords() throws {
        let story = try Self.compared(
            CallTask.Answer(.remainingProblem, yes: false), CallTask.Answer(.remainingProblem, yes: true))

        let contradiction = try #require(story.opinion.opening.contradiction)
        #expect(contradiction.first == story.calls[0])
        #expect(contradiction.second == story.calls[1])
        #expect(contradiction.questions == [.remainingProblem])
        #expect(story.notices.contains(.recordsDiffer))
        #expect(story.flaws == [])
    }

    @Test func aRecordOfAnotherCustomerIsNotCompared() throws {
        var story = try Self.story()
        var opening = CallTask.Opening.test(.spotCheck, checks: story.calls[0])
        opening.customer = PersonID(ULID(high: 8, low: 8))
        #expect(throws: Refusal.because(.notThatCall)) { try story.open(CallTask.self, opening) }
    }

    // MARK: Calls that are named

    @Test func aCallIsReplacedByOneOfTheSameCustomerThatIsOrWillBeMade() throws {
        var story = try Self.story()
        var strange = CallTask.Opening.test()
        strange.customer = PersonID(ULID(high: 8, low: 8))
        let (stranger, other, third) = (
            try story.open(CallTask.self, strange), try story.open(CallTask.self, .test()),
            try story.open(CallTask.self, .test())
        )
        try story.open(OpinionIssue.self, .test())
        func refusal(_ id: TicketID) -> Refusal? {
            var story = story
            do {
                try story.act(CallTask.self, .supersede(newTaskID: id))
                return nil
            } catch {
                return error as? Refusal
            }
        }
        #expect(refusal(TicketID(ULID(high: 9, low: 9))) == .because(.notFound))
        #expect(refusal(story.calls[0]) == .because(.supersedesItself))
        #expect(refusal(stranger) == .because(.notThatCall))
        #expect(refusal(story.opinions[0]) == .because(.notThatCall))

        try story.act(CallTask.self, .made(), on: third)
        #expect(refusal(third) == nil)
        try story.act(CallTask.self, .supersede(newTaskID: other))
        // No ring: what has ended without being made takes nobody's place.
        #expect(throws: Refusal.because(.endedUnmade)) {
            try story.act(CallTask.self, .supersede(newTaskID: story.calls[0]), on: other)
        }
    }

    // MARK: Scripts

    @Test(arguments: CallTask.Occasion.allCases)
    func everyOccasionHasAScriptInBothLanguages(_ occasion: CallTask.Occasion) {
        let guide = occasion.script.guide(onSite: false)
        #expect(guide.steps.count >= 4)
        for label in guide.steps + [guide.title] {
            #expect(!label.zh.isEmpty && !label.en.isEmpty && label.zh != label.en)
        }
    }

    @Test func theDesignerIsAskedAboutBeforeTheSaleAndTheInspectorDuringTheWorks() {
        #expect(CallTask.Occasion.firstVisit.script.questions.contains(.designer))
        #expect(CallTask.Occasion.midProject.script.questions.contains(.inspector))
        #expect(CallTask.Occasion.midProject.script.questions.contains(.constructionManager))
        #expect(CallTask.Occasion.afterSale.script.questions.contains(.living))
    }
}
