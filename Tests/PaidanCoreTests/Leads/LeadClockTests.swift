import Testing

@testable import PaidanCore

/// Each limit of a lead on both sides of its last millisecond.
@Suite struct LeadClockTests {
    private static let millisecond = Span(milliseconds: 1)
    /// Three days after Monday 10:00: the end of Thursday.
    private static let thursdayEnd: Instant = "2026-03-06T00:00:00+08:00"

    /// Followed up by the account `desk` on Monday at 10:00.
    private static func followed(_ readings: [String: ParameterReading] = [:]) throws -> Story {
        var story = Story(.test(set: readings))
        try story.open(Lead.self, .test())
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .desk, reason: nil), by: .director)
        try story.act(Lead.self, .contact(), by: .designer)
        return story
    }

    @Test func aContactAtTheEndOfTheThirdDayIsInTime() throws {
        var story = try Self.followed()
        try story.wait(until: Self.thursdayEnd)
        try story.act(Lead.self, .contact(), by: .designer)

        #expect(story.clock(Lead.self, "contactGap::1")?.due == Self.thursdayEnd)
        #expect(story.clock(Lead.self, "contactGap::1")?.verdict == .inTime)
        #expect(story.lead.breaches == [])
    }

    /// LFU-03: a fine is proposed, the lead stays where it is.
    @Test func aMillisecondLaterItIsLateAndABreach() throws {
        var story = try Self.followed(["fine.contactGap": .count(20)])
        try story.wait(until: Self.thursdayEnd + Self.millisecond)

        #expect(story.lead.breaches.map(\.breach) == [.contactGap])
        #expect(story.lead.breaches[0].account == .desk)
        #expect(story.lead.phase == .following)
        #expect(story.notices.contains(.breachFound))
        try story.act(Lead.self, .contact(), by: .designer)
        #expect(story.clock(Lead.self, "contactGap::1")?.verdict == .late)
        #expect(story.clock(Lead.self, "contactGap::2")?.isRunning == true)
    }

    /// A4: an appointment in ten days switches nothing off.
    @Test func aFarAppointmentStopsNoGap() throws {
        var story = try Self.followed()
        try story.act(Lead.self, .bookAppointment(at: .monday + .days(10)), by: .designer)
        try story.wait(until: Self.thursdayEnd + Self.millisecond)

        #expect(story.lead.breaches.map(\.breach) == [.contactGap])
    }

    // MARK: What was told to the customer

    /// LFU-14: a reminder at the time, to the millisecond; nobody is late by it.
    @Test func aTimeToldToACustomerIsAClock() throws {
        var story = try Self.followed()
        let at = Instant.monday + .days(1)
        try story.act(Lead.self, .bookAppointment(at: at), by: .designer)
        #expect(story.clock(Lead.self, "leadAppointment::1")?.due == at)
        try story.wait(until: at - Self.millisecond)
        #expect(!story.rings.contains { $0.clock.name == "leadAppointment" && $0.isBreach })
        try story.wait(until: at)

        #expect(story.rings.contains { $0.clock.name == "leadAppointment" && $0.isBreach })
        try story.act(Lead.self, .contact(), by: .designer)
        #expect(story.clock(Lead.self, "leadAppointment::1")?.isRunning == false)
        #expect(story.lead.breaches == [] && story.lead.told == nil)
    }

    /// A call on the way to it does not end it; the visit, or the register of the front desk, does.
    @Test func aCallBeforehandLeavesWhatWasAgreed() throws {
        var story = try Self.followed()
        try story.act(Lead.self, .bookAppointment(at: .monday + .days(1)), by: .designer)
        try story.act(Lead.self, .contact(), by: .designer)
        #expect(story.clock(Lead.self, "leadAppointment::1")?.isRunning == true)
        try story.wait(until: .monday + .days(1))
        try story.act(Lead.self, .registerVisit(content: "t"), by: .frontDesk)

        #expect(story.clock(Lead.self, "leadAppointment::1")?.isRunning == false)
    }

    /// Every moved date is told to both sides.
    @Test func aMovedTimeIsToldAndBeginsAnew() throws {
        var story = try Self.followed()
        try story.act(Lead.self, .bookAppointment(at: .monday + .days(1)), by: .designer)
        #expect(!story.notices.contains(.appointmentMoved))
        try story.act(Lead.self, .bookAppointment(at: .monday + .days(2)), by: .designer)

        #expect(story.notices.contains(.appointmentMoved))
        #expect(story.clock(Lead.self, "leadAppointment::1")?.verdict == .released)
        #expect(story.clock(Lead.self, "leadAppointment::2")?.due == .monday + .days(2))
    }

    /// LFU-04: a call by which it is moved tells the same people as the move itself; what kept it moves nothing.
    @Test(arguments: [(Lead.ContactKind.phone, 2, true), (.phone, 1, false), (.visit, 2, false)])
    func aTimeMovedByACallIsTold(_ way: Lead.ContactKind, _ days: Int64, isTold: Bool) throws {
        var story = try Self.followed()
        try story.act(Lead.self, .bookAppointment(at: .monday + .days(1)), by: .designer)
        try story.act(Lead.self, .contact(way, next: .monday + .days(days)), by: .designer)

        #expect(story.notices.contains(.appointmentMoved) == isTold)
        #expect(story.clock(Lead.self, "leadAppointment::1")?.verdict == .released)
        #expect(story.clock(Lead.self, "leadAppointment::2")?.due == .monday + .days(days))
    }

    /// After the agreed time a call has taken place of it, and agrees on another one.
    @Test func aCallAfterwardsMovesNothing() throws {
        var story = try Self.followed()
        try story.act(Lead.self, .bookAppointment(at: .monday + .days(1)), by: .designer)
        try story.wait(until: .monday + .days(1))
        try story.act(Lead.self, .contact(next: .monday + .days(2)), by: .designer)

        #expect(!story.notices.contains(.appointmentMoved))
    }

    @Test func aPresetDesignersOtherTimeIsAMove() throws {
        var story = Story()
        try story.open(Lead.self, .test(.natural, measuringAt: .monday + .days(1)))
        try story.act(Lead.self, .presetDesigner(designer: .desk, measuringAt: .monday + .days(2)))

        #expect(story.notices.contains(.appointmentMoved))
    }

    /// LFU-15: the register says when the customer comes next.
    @Test func theRegisterAgreesOnTheNextVisit() throws {
        var story = try Self.followed()
        let visit = Lead.Command.registerVisit(
            content: "c", visitor: "v", designer: .ann, nextAppointment: .monday + .days(2))
        try story.act(Lead.self, visit, by: .frontDesk)

        #expect(story.clock(Lead.self, "leadAppointment::1")?.due == .monday + .days(2))
        #expect(!story.notices.contains(.appointmentMoved))
        let past = Lead.Command.registerVisit(content: "c", nextAppointment: .monday)
        #expect(throws: Refusal.because(.inThePast)) { try story.act(Lead.self, past, by: .frontDesk) }
    }

    /// LEAD-20: measuring that is booked before there is a designer.
    @Test func aContractEndsWhatWasAgreed() throws {
        var story = Story()
        var opening = Lead.Opening.test()
        opening.measuringAt = .monday + .days(1)
        try story.open(Lead.self, opening)
        #expect(story.clock(Lead.self, "leadAppointment::1")?.isRunning == true)
        try story.act(Lead.self, .signContract(contractNo: "K-1", amount: 1), by: .director)

        #expect(story.clock(Lead.self, "leadAppointment::1")?.verdict == .released)
    }

    @Test func aWishForAnotherDesignerStopsNoGap() throws {
        var story = try Self.followed()
        try story.act(Lead.self, .requestDesignerChange(wish: .designer, reason: "r"), by: .director)
        try story.wait(until: Self.thursdayEnd + Self.millisecond)

        #expect(story.lead.breaches.map(\.breach) == [.contactGap])
    }

    /// B7: 「必须及时跟进」 has no number; the first contact is reminded of and not fined.
    @Test func theFirstContactIsReminded() throws {
        var story = Story()
        try story.open(Lead.self, .test())
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .desk, reason: nil), by: .director)
        try story.wait(.days(9))

        #expect(story.rings.contains { $0.clock.name == "leadFirstContact" })
        #expect(story.lead.breaches == [])
    }

    @Test func aContactThatIsToldOfLaterCountsWhenItWas() throws {
        var story = try Self.followed()
        try story.wait(until: Self.thursdayEnd - .minutes(1))
        try story.wait(.minutes(11))
        try story.act(Lead.self, .contact(), by: .designer, occurredAt: Self.thursdayEnd - .minutes(1))

        // The breach stands as it was recorded.
        #expect(story.lead.breaches.map(\.breach) == [.contactGap])
        #expect(story.clock(Lead.self, "contactGap::1")?.secondOpinion == .inTime)
    }

    /// Whoever signs was spoken to; nobody says so of a customer who is lost.
    @Test func signingKeepsTheGapAndLosingReleasesIt() throws {
        let ends: [(Lead.Command, Verdict)] = [
            (.signContract(contractNo: "K-1", amount: 1), .inTime), (.loss(), .released),
        ]
        for (command, verdict) in ends {
            var story = try Self.followed()
            try story.wait(.days(1))
            try story.act(Lead.self, command, by: .director)
            #expect(story.clock(Lead.self, "contactGap::1")?.verdict == verdict)
        }
    }

    /// A gap that was too long stays so, however the lead ends.
    @Test func losingForgivesNoGap() throws {
        var story = try Self.followed()
        try story.wait(.days(5))
        try story.act(Lead.self, .loss(), by: .director)
        #expect(story.clock(Lead.self, "contactGap::1")?.verdict == .late)
    }

    // MARK: First talk

    private static func talked() throws -> Story {
        var story = Story()
        try story.open(Lead.self, .test(.natural))
        try story.act(Lead.self, .presetDesigner(designer: .desk, measuringAt: nil))
        try story.wait(.hours(5))
        try story.act(Lead.self, .holdFirstTalk(notes: "n", nextAppointment: nil), by: .designer)
        return story
    }

    private static let midnight: Instant = "2026-03-03T00:00:00+08:00"

    /// LEAD-21, A13: the talk starts it, not the dispatch.
    @Test func theFormIsOwedFromTheTalk() throws {
        var story = try Self.talked()
        #expect(story.clock(Lead.self, "firstTalkForm::1")?.start == .monday + .hours(5))
        try story.wait(until: Self.midnight)
        try story.act(Lead.self, .handInFirstTalk(needs: "n", intent: "i"), by: .designer)

        #expect(story.clock(Lead.self, "firstTalkForm::1")?.verdict == .inTime)
    }

    /// A18: late papers are taken, with their mark.
    @Test func aMillisecondAfterMidnightTheFormIsLateAndTaken() throws {
        var story = try Self.talked()
        try story.wait(until: Self.midnight + Self.millisecond)
        try story.act(Lead.self, .handInFirstTalk(needs: "n", intent: "i"), by: .designer)

        #expect(story.clock(Lead.self, "firstTalkForm::1")?.verdict == .late)
        // A5: a form of 00:00:00.001 is processed by the end of that day.
        let processed = try #require(story.clock(Lead.self, "firstTalkProcessed::1"))
        #expect(processed.due == "2026-03-04T00:00:00+08:00")
    }

    @Test(arguments: [(Span.zero, Verdict.inTime), (Span(milliseconds: 1), .late)])
    func customerServiceProcessesTheFormTheSameDay(_ after: Span, _ verdict: Verdict) throws {
        var story = try Self.talked()
        try story.act(Lead.self, .handInFirstTalk(needs: "n", intent: "i"), by: .designer)
        try story.wait(until: Self.midnight + after)
        try story.act(Lead.self, .processFirstTalk(note: nil), by: .specialist)

        #expect(story.clock(Lead.self, "firstTalkProcessed::1")?.verdict == verdict)
    }

    @Test func withoutATalkNoFormIsOwed() throws {
        var story = try Self.followed()
        #expect(throws: Refusal.because(.noFormOwed)) {
            try story.act(Lead.self, .handInFirstTalk(needs: "n", intent: "i"), by: .designer)
        }
    }
}
