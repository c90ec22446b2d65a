import Testing

@testable import PaidanCore

/// What a lead does not take, each with what it takes beside that, and who of the staff hears of what.
@Suite struct LeadGuardTests {
    private static func registered(_ source: Lead.Source = .walkIn, salesperson: Account? = nil) throws -> Story {
        var story = Story()
        try story.open(Lead.self, .test(source, salesperson: salesperson))
        return story
    }

    private static func waiting() throws -> Story {
        try told(registered(), .completeIntake(fields: nil))
    }

    private static func given(salesperson: Account? = nil) throws -> Story {
        try told(
            registered(salesperson: salesperson), .completeIntake(fields: nil), .dispatch(designer: .ann, reason: nil))
    }

    private static func told(_ story: Story, _ commands: Lead.Command...) throws -> Story {
        var story = story
        for command in commands { try story.act(Lead.self, command, by: role(for: command)) }
        return story
    }

    /// Not a designer or a salesperson: they act on their own leads only.
    private static func role(for command: Lead.Command) -> Role {
        let roles = Lead.table[Lead.verb(of: command)].roles
        return roles.first { $0 != .designer && $0 != .salesperson } ?? roles[0]
    }

    /// - Returns: nil where it is taken.
    private static func refusal(_ command: Lead.Command, _ story: Story, by role: Role? = nil) -> Refusal? {
        var story = story
        do {
            try story.act(Lead.self, command, by: role ?? Self.role(for: command))
            return nil
        } catch {
            return error as? Refusal
        }
    }

    // MARK: Intake

    @Test func anAreaIsThatOfAFlat() throws {
        let (registered, given) = (try Self.registered(), try Self.given())
        let held = try Self.told(given, .holdFirstTalk(notes: "n", nextAppointment: nil))
        for (area, isTaken) in [
            (Lead.areas.lowerBound - 1, false), (Lead.areas.lowerBound, true), (Lead.areas.upperBound, true),
            (Lead.areas.upperBound + 1, false),
        ] {
            let (facts, expected) = (Lead.Facts(area: area), isTaken ? nil : Refusal.because(.areaOutOfRange))
            #expect(Self.refusal(.completeIntake(fields: facts), registered) == expected, "\(area)")
            #expect(Self.refusal(.amend(fields: facts, reason: "r"), given) == expected, "\(area)")
            #expect(
                Self.refusal(.handInFirstTalk(needs: "n", intent: "i", basics: facts), held) == expected, "\(area)")
        }
        #expect(Self.refusal(.amend(fields: Lead.Facts(), reason: "r"), given) == .because(.nothingToAmend))
    }

    @Test func aPresetDesignersMeasuringLiesAhead() throws {
        let story = try Self.registered(.designerReturn)
        func preset(_ designer: Account, _ moment: Instant?) -> Refusal? {
            Self.refusal(.presetDesigner(designer: designer, measuringAt: moment), story)
        }

        #expect(preset(.ann, story.now) == .because(.inThePast) && preset(.ann, story.now + .seconds(1)) == nil)
        #expect(preset(Account(unchecked: "nobody"), nil) == .because(.noSuchColleague))
    }

    @Test func aCustomerIsCalledOnce() throws {
        let story = try Self.registered(.siteReturn)

        #expect(story.lead.phase == .screening)
        #expect(Self.refusal(.startScreening, story) == .because(.isBeingCalled))
    }

    // MARK: Dispatch

    /// A time that has passed keeps nobody from taking the lead, and whoever has it does not get it again.
    @Test func aPassLooksAtWhatIsAheadAndAtTheDesignerToo() throws {
        let story = try Self.told(Self.given(), .bookAppointment(at: .monday + .hours(1)))
        func pass(_ moment: Instant) -> Standings.Pass {
            story.lead.pass(at: moment, capacity: 9, ranksByAbility: false, left: [])
        }

        #expect(pass(.monday).appointment == .monday + .hours(1))
        #expect(pass(.monday + .hours(1)).appointment == nil)
        #expect(pass(.monday).formers == [.ann])
    }

    // MARK: Follow-up

    @Test func aNextVisitLiesAhead() throws {
        let story = try Self.given()
        let past = Refusal.because(.inThePast)

        #expect(Self.refusal(.contact(.visit, next: story.now), story) == past)
        #expect(Self.refusal(.holdFirstTalk(notes: "n", nextAppointment: story.now), story) == past)
        #expect(
            Self.refusal(.registerVisit(content: "c", visitor: nil, designer: nil, nextAppointment: story.now), story)
                == past)
        #expect(Self.refusal(.bookAppointment(at: story.now), story) == past)
        #expect(Self.refusal(.bookAppointment(at: story.now + .seconds(1)), story) == nil)
    }

    /// What the former designer has not handed in is nobody's any more; another one holds a talk of his own.
    @Test func anotherDesignerHoldsTheFirstTalkAnew() throws {
        let held = try Self.told(Self.given(), .holdFirstTalk(notes: "n", nextAppointment: nil))
        let changed = try Self.told(
            held, .requestDesignerChange(wish: .customer, reason: "r"), .reassign(designer: .bob, reason: nil))

        #expect(changed.lead.firstTalk == nil && changed.lead.gap == nil)
        #expect(Self.refusal(.holdFirstTalk(notes: "n", nextAppointment: nil), changed) == nil)
        let kept = try Self.told(
            try Self.told(held, .handInFirstTalk(needs: "n", intent: "i")),
            .requestDesignerChange(wish: .customer, reason: "r"), .reassign(designer: .bob, reason: nil))
        #expect(kept.lead.firstTalk?.formAt != nil, "what was handed in stays")
    }

    @Test func dataAreHandedOverWhereTheyAreOwed() throws {
        let changed = try Self.told(
            Self.given(), .requestDesignerChange(wish: .customer, reason: "r"), .reassign(designer: .bob, reason: nil))

        #expect(Self.refusal(.handOverData(note: nil), try Self.given()) == .because(.nothingToHandOver))
        #expect(Self.refusal(.handOverData(note: nil), changed) == nil)
    }

    // MARK: The end

    @Test func aContractHasAnAmount() throws {
        let story = try Self.given()
        func signed(_ amount: Int) -> Refusal? { Self.refusal(.signContract(contractNo: "K", amount: amount), story) }

        let most = Lead.amounts.upperBound
        #expect(signed(0) == .because(.amountOutOfRange) && signed(most + 1) == .because(.amountOutOfRange))
        #expect(signed(1) == nil && signed(most) == nil)
    }

    @Test func aLeadIsMergedIntoAnotherOneThatIsOpen() throws {
        var story = try Self.registered()
        let (own, other) = (story.leads[0], try story.open(Lead.self, .test()))
        let project = try story.open(RenovationProject.self, .test())
        func merged(_ target: TicketID, _ story: Story) -> Refusal? {
            Self.refusal(.mergeDuplicate(targetID: target), story, by: .director)
        }

        #expect(merged(own, story) == .because(.sameLead))
        #expect(merged(project, story) == .because(.notAnOpenLead))
        #expect(merged(other, story) == nil)
        try story.act(Lead.self, .loss(), by: .director, on: other)
        #expect(merged(other, story) == .because(.notAnOpenLead))
    }

    @Test func whoLosesACustomerIsThere() throws {
        let (waiting, given) = (try Self.waiting(), try Self.given(salesperson: .bob))

        #expect(Self.refusal(.loss(.designer), waiting, by: .director) == .because(.nobodysFault))
        #expect(Self.refusal(.loss(.salesperson), waiting, by: .director) == .because(.nobodysFault))
        #expect(
            Self.refusal(.loss(.designer), given, by: .director) == nil
                && Self.refusal(.loss(.salesperson), given, by: .director) == nil)
    }

    @Test func aTeamHasItsBoundAndIsOfTheStaff() throws {
        let story = try Self.given()
        func agreed(_ shares: [Int], _ designer: Account = .ann) -> Refusal? {
            Self.refusal(
                .agreeTeam(members: shares.map { Lead.Member(designer: designer, work: "w", share: $0) }), story)
        }

        #expect(agreed([]) == .because(.tooMany))
        #expect(agreed(Array(repeating: 10, count: 9) + [10]) == .because(.tooMany))
        #expect(agreed([50, 50]) == nil && agreed([50, 49]) == .because(.sharesNotWhole))
        #expect(agreed([100], Account(unchecked: "nobody")) == .because(.noSuchColleague))
    }

    @Test func aBranchManagerIsToldOnce() throws {
        let story = try Self.told(Self.registered(.inquiry), .tellBranchManager(note: nil))

        #expect(Self.refusal(.tellBranchManager(note: nil), story) == .because(.unchanged))
    }

    /// A call that is made after the screening says nothing of whether the customer was called before the lead was given out.
    @Test func onlyTheCallOfTheScreeningScreens() throws {
        var story = try Self.registered(.walkIn)
        try story.act(Lead.self, .callEnded(call: Samples.target, reached: true, displeased: false), by: .ticket)
        #expect(!story.lead.isScreened)
    }

    /// Whoever is called although the lead has ended is called in vain.
    @Test func callsThatAreLeftAreTakenBack() throws {
        for command in [Lead.Command.loss(), .mergeDuplicate(targetID: Samples.target)] {
            var story = try Self.registered(.inquiry)
            guard case .loseLead = command else {
                let other = try story.open(Lead.self, .test())
                let calls = story.calls
                try story.act(Lead.self, .mergeDuplicate(targetID: other), by: .director)
                #expect(calls.allSatisfy { story[call: $0].phase == .superseded })
                continue
            }
            try story.act(Lead.self, .startScreening, by: .specialist)
            let call = try #require(story.calls.last)
            try story.act(Lead.self, command, by: .director)
            #expect(story[call: call].phase == .superseded)
        }
    }

    // MARK: Who hears of a decision

    @Test func whoeverAskedHearsWhatWasDecided() throws {
        let met = try Self.told(Self.given(), .holdFirstTalk(notes: "n", nextAppointment: nil))
        let asked = try Self.told(met, .requestQuoteRelease(quote: "Q-1"))
        let unwanted = try Self.told(met, .requestDesignerChange(wish: .designer, reason: "r"))
        let proposed = try Self.told(met, .proposeInvalid(reason: "r"))

        for (story, decision) in [
            (asked, Lead.Command.approveQuoteRelease(note: nil)), (asked, .rejectQuoteRelease(reason: "r")),
            (unwanted, .rejectChange(reason: "r")),
        ] {
            let decided = try Self.told(story, decision)
            #expect(decided.audiences[.leadDecided] == [.designer], "\(decision)")
        }
        #expect(
            try Self.told(proposed, .rejectInvalid(reason: "r")).audiences[.leadDecided]?.contains(.designer) == true)
        #expect(try Self.told(met, .loss()).audiences[.leadLost] == [.director, .leader])
    }

    /// 业务员带单
    @Test func whatASalespersonBringsAlongIsHisOwn() throws {
        let context = Story().context(for: Samples.target, by: Actor("ann", [.salesperson]))
        let clerk = Story().context(for: Samples.target, by: Actor("ann", [.specialist]))

        #expect(try Lead.open(.test(.salesperson), context).0.salesperson == .ann)
        #expect(try Lead.open(.test(.salesperson, salesperson: .bob), context).0.salesperson == .bob)
        #expect(try Lead.open(.test(.walkIn), context).0.salesperson == nil)
        #expect(try Lead.open(.test(.salesperson), clerk).0.salesperson == nil)
    }
}
