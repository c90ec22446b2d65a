import Testing

@testable import PaidanCore

/// B18: two leads of one customer become one, and nothing that is owed to him is lost (LEAD-28, A11).
@Suite struct LeadMergeTests {
    private static func two(
        _ first: Lead.Source, _ second: Lead.Source, _ occasions: CallTask.Occasion...
    ) throws -> (story: Story, target: TicketID, source: TicketID) {
        let limits = occasions.map { ($0.duty.limit.key, ParameterReading.limit(.calendarDays(1))) }
        var story = Story(.test(set: Dictionary(uniqueKeysWithValues: limits)))
        let target = try story.open(Lead.self, .test(first))
        try story.wait(.hours(1))
        let source = try story.open(Lead.self, .test(second, salesperson: .ann))
        return (story, target, source)
    }

    @Test func theCallOfAFirstVisitGoesWithTheOtherLead() throws {
        var (story, target, source) = try Self.two(.company, .walkIn, .firstVisit)
        let call = try #require(story.calls.last)
        try story.act(Lead.self, .mergeDuplicate(targetID: target), by: .director, on: source)

        #expect(story[call: call].parent == target && story[call: call].phase == .due)
        #expect(story[lead: target].calls == [Lead.OwedCall(call: call, occasion: .firstVisit)])
        #expect(story[lead: source].calls == [])
        #expect(story.flaws == [])
        try story.wait(.days(3))
        #expect(story.clock(CallTask.self, "firstVisitCall::1", of: call)?.isBreached == true)
        try story.act(CallTask.self, .made(), on: call)
        #expect(story[lead: target].calls == [])
    }

    @Test func whatTheOtherLeadHasIsNotOwedTwice() throws {
        var (story, target, source) = try Self.two(.walkIn, .walkIn, .firstVisit)
        try story.act(Lead.self, .mergeDuplicate(targetID: target), by: .director, on: source)

        #expect(story.calls.map { story[call: $0].phase } == [.due, .superseded])
        #expect(story[lead: target].calls.map(\.call) == [story.calls[0]])
        #expect(story.flaws == [])
    }

    @Test func whoCameAsAnotherLeadHasCome() throws {
        var (story, target, source) = try Self.two(.company, .walkIn)
        let metAt = story[lead: target].metAt
        try story.act(Lead.self, .mergeDuplicate(targetID: target), by: .director, on: source)

        let lead = story[lead: target]
        #expect(lead.isVisited && lead.salesperson == .ann && lead.metAt == metAt)
        #expect(lead.ungradedVisit == metAt.map { $0 + .hours(1) })
        #expect(lead.assignees.contains(.ann))
    }

    /// LEAD-26.
    @Test func theBranchManagerIsToldOfAnInquiryAllTheSame() throws {
        var (story, target, source) = try Self.two(.company, .inquiry)
        #expect(story.clock(Lead.self, "leadBranchTold::1", of: target) == nil)
        try story.act(Lead.self, .mergeDuplicate(targetID: target), by: .director, on: source)
        #expect(story.clock(Lead.self, "leadBranchTold::1", of: target)?.isRunning == true)
    }

    /// B18, M01: whose commission it is is no slip of the mouse.
    @Test func anotherCustomersLeadNeedsAReason() throws {
        var story = Story()
        let target = try story.open(Lead.self, .test())
        let stranger = try story.open(Lead.self, .test(customer: .other))
        #expect(throws: Refusal.because(.anothersCustomer)) {
            try story.act(Lead.self, .mergeDuplicate(targetID: target), by: .director, on: stranger)
        }
        try story.act(Lead.self, .mergeDuplicate(targetID: target, reason: "his wife"), by: .director, on: stranger)
        #expect(story[lead: stranger].phase == .merged)
    }

    @Test func aHistoryOfBeforeBringsNothing() throws {
        var (story, target, _) = try Self.two(.company, .walkIn, .firstVisit)
        var lead = story[lead: target]
        let before = lead
        try lead.apply(.duplicateAbsorbed(source: Samples.target, brought: nil), at: .monday)
        #expect(lead.calls == before.calls && lead.isVisited == before.isVisited)
        try story.wait(.hours(1))
    }
}

extension PersonID {
    fileprivate static let other = PersonID(ULID(high: 9, low: 9))
}
