import Testing

@testable import PaidanCore

/// The calls that go with a lead: HT, RE, RL.
@Suite struct LeadCallTests {
    private static func limits(_ occasions: CallTask.Occasion...) -> [String: ParameterReading] {
        Dictionary(uniqueKeysWithValues: occasions.map { ($0.duty.limit.key, .limit(.calendarDays(1))) })
    }

    private static func story(_ source: Lead.Source, _ readings: [String: ParameterReading]) throws -> Story {
        var story = Story(.test(set: readings))
        try story.open(Lead.self, .test(source))
        return story
    }

    /// LEAD-28, T-17: without exception.
    @Test func aFirstVisitIsCalledBack() throws {
        let story = try Self.story(.walkIn, Self.limits(.firstVisit))
        #expect(story.calls.map { story[call: $0].opening.occasion } == [.firstVisit])
        #expect(story.call.parent == story.leads[0])
        #expect(try Self.story(.company, Self.limits(.firstVisit)).calls == [])
    }

    /// LEAD-28: whoever phoned first, or was brought by somebody, comes for the first time once.
    @Test(arguments: [
        Lead.Command.registerVisit(content: "c"), .recordContact(way: .visit, notes: "n", nextAppointment: nil),
    ])
    func whoComesLaterForTheFirstTimeIsCalledBack(_ visit: Lead.Command) throws {
        var story = try Self.story(.company, Self.limits(.firstVisit))
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        try story.act(Lead.self, .contact(.phone), by: .frontDesk)
        #expect(story.calls == [])
        for _ in 1...2 {
            try story.act(Lead.self, visit, by: .frontDesk)
            #expect(story.calls.map { story[call: $0].opening.occasion } == [.firstVisit])
        }

        #expect(story.lead.calls.map(\.call) == story.calls)
    }

    /// LEAD-30, T-55.
    @Test func anInquiryIsCalledTheSameDayWhereTheRegulationSaysSo() throws {
        let story = try Self.story(.inquiry, Self.limits(.inquiry))
        #expect(story.lead.phase == .screening && story.call.opening.occasion == .inquiry)
        #expect(try Self.story(.inquiry, [:]).lead.phase == .registered)
    }

    /// CBP-18, CBP-21, CBP-22.
    @Test(arguments: [
        (Lead.Grade.a, CallTask.Occasion?.some(.visitor)), (.b, .visitor), (.c, .casualVisitor), (.d, nil),
    ])
    func theGradeDecidesTheCall(_ grade: Lead.Grade, _ occasion: CallTask.Occasion?) throws {
        var story = try Self.story(.walkIn, Self.limits(.visitor, .casualVisitor))
        try story.act(Lead.self, .grade(grade: grade, keyCustomer: nil, hasObjection: nil))
        #expect(story.calls.map { story[call: $0].opening.occasion } == [occasion].compactMap(\.self))
    }

    /// LEAD-32, CBP-23: whom leaders introduced is not called by a cadence.
    @Test(arguments: [Lead.Source.introduced, .invited])
    func specialCustomersAreLeftInPeace(_ source: Lead.Source) throws {
        var story = try Self.story(source, Self.limits(.visitor, .batch, .firstVisit))
        try story.act(Lead.self, .grade(grade: .a, keyCustomer: true, hasObjection: nil))
        #expect(story.calls == [])
    }

    /// A7: the next call of the cadence is the lead's as well.
    @Test func theCadenceGoesOnUntilTheLeadEnds() throws {
        var story = try Self.story(.walkIn, Self.limits(.batch))
        for _ in 1...3 { try story.act(CallTask.self, .made(nil), on: story.calls.last) }
        #expect(story.calls.count == 4 && story.lead.calls.map(\.call) == [story.calls[3]])
        #expect(story.flaws == [])
        try story.act(Lead.self, .loss(), by: .director)

        #expect(story.lastCall.phase == .superseded)
        try story.wait(.days(20))
        #expect(story.calls.count == 4)
    }

    @Test func aCallThatNobodyMadeLeavesTheLeadWithTheNext() throws {
        var story = try Self.story(.walkIn, Self.limits(.batch))
        try story.wait(.days(6))
        #expect(story.calls.count > 1)
        #expect(story.lead.calls.map(\.call) == [story.calls[story.calls.count - 1]])
    }

    /// CBP-25: the buyer is congratulated; that call outlives the lead, and is part of the renovation that follows it.
    @Test func aBuyerIsCalledTheSameDay() throws {
        var story = try Self.story(.walkIn, Self.limits(.deal))
        try story.act(Lead.self, .signContract(contractNo: "K-1", amount: 1), by: .director)

        #expect(story.call.opening.occasion == .deal && story.call.phase == .due)
        #expect(story.call.asking?.kind == .project)
    }

    /// A5, CBP-15: entered after midnight, it is owed on the day of the inquiry all the same.
    @Test(arguments: [(Lead.Source.inquiry, CallTask.Occasion.inquiry), (.siteReturn, .siteReturn)])
    func aCallIsOwedOnTheDayItselfWheneverItIsEntered(
        _ source: Lead.Source, _ occasion: CallTask.Occasion
    ) throws {
        var story = Story(.test(set: [occasion.duty.limit.key: .limit(.calendarDays(0))]))
        try story.open(Lead.self, .test(source, metAt: .monday - .hours(12)))
        #expect(story.call.basisAt == .monday - .hours(12))
        #expect(story.call.dueAt < .monday)
    }

    /// CBP-18: from the visit, not from when somebody got round to the class.
    @Test func theCallsOfAClassCountFromTheVisit() throws {
        var story = Story(.test(set: [CallTask.Occasion.visitor.duty.limit.key: .limit(.calendarDays(0))]))
        try story.open(Lead.self, .test(.walkIn))
        try story.wait(.days(1))
        try story.act(Lead.self, .grade(grade: .a, keyCustomer: nil, hasObjection: nil))
        #expect(story.call.basisAt == .monday)
        try story.wait(.seconds(1))
        #expect(story.clock(CallTask.self, "visitorCall::1")?.isBreached == true)
    }

    /// CBP-17 ends with the visit, CBP-18 begins.
    @Test(arguments: [
        Lead.Command.registerVisit(content: "c"), .recordContact(way: .visit, notes: "n", nextAppointment: nil),
    ])
    func whoeverCameIsNotCalledToCome(_ visit: Lead.Command) throws {
        var story = try Self.story(.inquiry, Self.limits(.inquiry, .inquirySecond, .visitor))
        try story.act(CallTask.self, .made(next: .inquirySecond), on: story.calls[0])
        #expect(story.lead.calls.map(\.occasion) == [.inquirySecond])
        try story.act(Lead.self, .screeningDone(needs: "n", intent: nil))
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        try story.act(Lead.self, .contact(), by: .frontDesk)
        try story.act(Lead.self, visit, by: .frontDesk)
        #expect(story.lead.calls == [] && story.lastCall.phase == .superseded)
        try story.act(Lead.self, .grade(grade: .a, keyCustomer: nil, hasObjection: nil))

        #expect(story.lead.calls.map(\.occasion) == [.visitor])
        #expect(story.flaws == [])
    }

    /// CBP-18..22: another class has other calls, or none.
    @Test func anotherClassEndsTheCallsOfTheFormer() throws {
        var story = try Self.story(.walkIn, Self.limits(.visitor, .casualVisitor))
        let grades: [(Lead.Grade, [CallTask.Occasion?])] = [
            (.a, [.visitor]), (.b, [.visitor]), (.d, []), (.c, [.casualVisitor]), (.a, [.visitor]),
        ]
        for (grade, occasions) in grades {
            try story.act(Lead.self, .grade(grade: grade, keyCustomer: nil, hasObjection: nil))
            #expect(story.lead.calls.map(\.occasion) == occasions, "\(grade)")
        }
        #expect(story.calls.map { story[call: $0].phase } == [.superseded, .superseded, .due])
        #expect(story.flaws == [])
    }

    /// LFU-09, LFU-25: what a call-back hears of the designer reaches whoever can change it.
    @Test func dissatisfactionReachesTheDirector() throws {
        var story = try Self.story(.walkIn, Self.limits(.firstVisit))
        try story.act(CallTask.self, .made(false))
        #expect(story.notices.count { $0 == .customerDissatisfied } == 2)
        #expect(story.opinions.count == 1, "the lead only hears of it; what it is about is an opinion's (PAY-05)")
    }
}
