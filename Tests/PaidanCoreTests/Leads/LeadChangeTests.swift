import Testing

@testable import PaidanCore

/// Another designer: who may ask for one in the customer's name, who takes that back, and who owes whom the data.
@Suite struct LeadChangeTests {
    /// With ann, whose turn it was.
    private static func given() throws -> Story {
        var story = Story()
        try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.ann, .bob]))
        try story.open(Lead.self, .test(.company))
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .ann, reason: "r"), by: .director)
        return story
    }

    private static func asked(
        _ wish: Lead.ChangeWish = .customer, by role: Role = .designer, as account: Account = .ann
    ) throws -> Story {
        var story = try given()
        try story.act(Lead.self, .requestDesignerChange(wish: wish, reason: "r"), by: role, as: account)
        return story
    }

    // MARK: In the customer's name

    /// LFU-10: the designer reports it; LFU-09: that it is so is asked of the customer.
    @Test func aDesignersWordAloneIsNotTheCustomersWish() throws {
        var story = try Self.asked()
        #expect(story.lead.change?.isVerified == false)
        #expect(story.isTold(.specialist, .changeToVerify) && story.isTold(.director, .designerUnwanted))
        try story.act(Lead.self, .rejectChange(reason: "r"), by: .director)
        #expect(story.lead.designer == .ann && story.lead.phase == .withDesigner)
    }

    /// LFU-10: the turn is given back where the customer wanted it, not where the designer said so.
    @Test(arguments: [(false, 1), (true, 0)])
    func aTurnIsGivenBackForTheCustomersOwnWish(_ isVerified: Bool, ahead: Int) throws {
        var story = try Self.asked()
        if isVerified { try story.act(Lead.self, .verifyChange(note: nil), by: .specialist) }
        try story.act(Lead.self, .reassign(designer: nil, reason: nil), by: .director)
        #expect(story.rota.standings[.ann]?.ahead == ahead)
    }

    @Test func onceVerifiedNobodyRefusesIt() throws {
        var story = try Self.asked()
        try story.act(Lead.self, .verifyChange(note: nil), by: .specialist)
        #expect(throws: Refusal.because(.customerDecides)) {
            try story.act(Lead.self, .rejectChange(reason: "r"), by: .director)
        }
        #expect(throws: Refusal.because(.nothingToVerify)) {
            try story.act(Lead.self, .verifyChange(note: nil), by: .specialist)
        }
    }

    /// Whoever has the lead is no witness, whatever other roles they hold.
    @Test func whoHasTheLeadIsNoWitness() throws {
        let story = try Self.asked()
        let ticket = story.ticket(Lead.self, story.leads[0])
        let both = Actor("ann", [.designer, .frontDesk])
        #expect(throws: Refusal.because(.notTheWitness)) {
            try ticket.decide(.verifyChange(note: nil), story.context(for: ticket.id, by: both))
        }
        let given = try Self.given()
        let lead = given.ticket(Lead.self, given.leads[0])
        let wish = Lead.Command.requestDesignerChange(wish: .customer, reason: "r")
        let events = try lead.decide(wish, given.context(for: lead.id, by: both))
        #expect(events == [.changeAsked(wish: .customer, reason: "r", isVerified: false, askedBy: .ann)])
    }

    /// LFU-09: 公司回访核实.
    @Test func aCallBackOfTheCompanysIsNotTheDesigners() throws {
        #expect(throws: Refusal.because(.notTheWitness)) { try Self.asked(.companyCall) }
        #expect(try Self.asked(.companyCall, by: .specialist, as: .desk).lead.change?.isUnconditional == true)
    }

    @Test(arguments: Lead.witnesses.filter { $0 != .leader && $0 != .salesperson })
    func whatCustomerServiceSaysIsSaid(_ role: Role) throws {
        #expect(try Self.asked(by: role, as: .desk).lead.change?.isVerified == true)
    }

    // MARK: Withdrawing

    @Test func whoeverAskedTakesItBack() throws {
        var story = try Self.asked(.designer)
        #expect(throws: Refusal.because(.notTheAsker)) {
            try story.act(Lead.self, .withdrawChange(reason: "r"), by: .frontDesk)
        }
        try story.act(Lead.self, .withdrawChange(reason: "r"), by: .designer, as: .ann)
        #expect(story.lead.phase == .withDesigner && story.lead.designer == .ann && story.lead.formers == [])
        #expect(story.isTold(.director, .changeWithdrawn))
    }

    /// What the customer wants is not the designer's to take back.
    @Test func aVerifiedWishIsTakenBackByWhoMaySayIt() throws {
        var story = try Self.asked()
        try story.act(Lead.self, .verifyChange(note: nil), by: .specialist)
        #expect(throws: Refusal.because(.notTheAsker)) {
            try story.act(Lead.self, .withdrawChange(reason: "r"), by: .designer, as: .ann)
        }
        try story.act(Lead.self, .withdrawChange(reason: "r"), by: .specialist)
        #expect(story.lead.phase == .withDesigner)
    }

    /// A history of before it was asked takes the customer's wish as said.
    @Test func aHistoryOfBeforeIsVerified() throws {
        for (wish, isUnconditional) in [(Lead.ChangeWish.customer, true), (.companyCall, true), (.designer, false)] {
            var lead = try Self.given().lead
            try lead.apply(.changeAsked(wish: wish, reason: "r", isVerified: nil, askedBy: nil), at: .monday)
            #expect(lead.change?.isUnconditional == isUnconditional)
        }
    }

    // MARK: The data

    /// LFU-10: whoever has the lead again owes nobody its data, themselves least of all.
    @Test func whoGetsALeadAgainByDispatchOwesNothing() throws {
        var story = try Self.asked(by: .specialist, as: .desk)
        try story.act(Lead.self, .reassign(designer: .bob, reason: nil), by: .director)
        try story.act(Lead.self, .refuseLead(declined: .noTime, note: nil), by: .designer, as: .bob)
        #expect(story.lead.handOvers.map(\.formerDesigner) == [.ann])
        try story.act(Lead.self, .dispatch(designer: .ann, reason: "r"), by: .director)

        #expect(story.lead.designer == .ann && story.lead.handOvers == [])
        #expect(story.clock(Lead.self, "leadHandOver::1")?.verdict == .released)
        #expect(story.flaws == [])
    }

    /// Its clock ran on in a history of before, and is read as it was.
    @Test func aHistoryOfBeforeOwesOn() throws {
        var story = try Self.asked(by: .specialist, as: .desk)
        try story.act(Lead.self, .reassign(designer: .bob, reason: nil), by: .director)
        var lead = story.lead
        try lead.apply(.refused(declined: .noTime, note: nil), at: .monday)
        try lead.apply(.assigned(designer: .ann, reason: nil, voucher: nil, endsDuty: nil), at: .monday)
        #expect(lead.handOvers.map(\.formerDesigner) == [.ann])
    }

    // MARK: What is offered

    /// What a director may not do is not offered, with the reason why.
    @Test func whatCannotBeDoneIsNotOffered() throws {
        let policy = Policy.test(set: [Lead.dispatchers.key: .roles([.specialist])])
        var story = Story(policy)
        try story.open(Lead.self, .test(.company))
        try story.act(Lead.self, .completeIntake(fields: nil))
        let director = Actor("director", [.director])
        #expect(story.lead.refusal(of: .dispatch, to: director, under: policy) == .notTheDispatcher)
        #expect(story.lead.refusal(of: .dispatch, to: Actor("s", [.specialist]), under: policy) == nil)

        let given = try Self.given()
        let bob = Actor("bob", [.designer])
        for verb in [Lead.Verb.recordContact, .refuseLead, .requestDesignerChange, .signContract, .amend] {
            #expect(given.lead.refusal(of: verb, to: bob, under: .test()) == .anothersLead)
        }
        #expect(given.lead.refusal(of: .handOverData, to: director, under: .test()) == .nothingToHandOver)
        #expect(given.lead.refusal(of: .approveQuoteRelease, to: director, under: .test()) == .noQuotePending)
    }
}
