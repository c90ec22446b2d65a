import Testing

@testable import PaidanCore

/// Whose lead it is, and who does what with it.
@Suite struct LeadOwnerTests {
    private static func story(_ source: Lead.Source = .company, salesperson: Account? = nil) throws -> Story {
        var story = Story()
        try story.open(Lead.self, .test(source, salesperson: salesperson))
        return story
    }

    private static func given(to designer: Account = .ann, rota: [Account] = []) throws -> Story {
        var story = Story()
        if !rota.isEmpty { try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: rota)) }
        try story.open(Lead.self, .test(.company))
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: designer, reason: "r"), by: .director)
        return story
    }

    private static func answer(_ command: Lead.Command, by actor: Actor, in story: Story) throws {
        let ticket = story.ticket(Lead.self, story.leads[0])
        _ = try ticket.decide(command, story.context(for: ticket.id, by: actor))
    }

    // MARK: Own leads

    /// A second role that the command does not name opens no other designer's lead.
    @Test func aSecondRoleOpensNoLead() throws {
        let story = try Self.given()
        let two = Actor("bob", [.designer, .furnishingDesigner])
        for command in [Lead.Command.contact(), .signContract(contractNo: "K", amount: 1)] {
            #expect(throws: Refusal.because(.anothersLead)) { try Self.answer(command, by: two, in: story) }
            try Self.answer(command, by: Actor("bob", [.designer, .frontDesk]), in: story)
        }
    }

    @Test(arguments: [
        Lead.Command.grade(grade: .d, keyCustomer: nil, hasObjection: nil),
        .amend(fields: Lead.Facts(area: 90), reason: "r"),
    ])
    func anothersLeadIsNeitherGradedNorAmended(_ command: Lead.Command) throws {
        let story = try Self.given()
        #expect(throws: Refusal.because(.anothersLead)) {
            try Self.answer(command, by: Actor("bob", [.designer]), in: story)
        }
        try Self.answer(command, by: Actor("ann", [.designer]), in: story)
    }

    /// 更正客户资料: whoever has it, or received the customer until somebody has; front desk and customer service of every lead.
    @Test func theCustomerOfAnothersLeadIsNotCorrected() throws {
        let (given, waiting) = (try Self.given(), try Self.story())
        func correct(_ story: Story, _ actor: Actor) throws {
            let ticket = story.ticket(Lead.self, story.leads[0])
            let change = CustomerChange(details: [.phone], former: nil, reason: "r")
            _ = try ticket.decide(change, story.context(for: ticket.id, by: actor))
        }

        for story in [given, waiting] {
            #expect(throws: Refusal.because(.anothersLead)) { try correct(story, Actor("bob", [.designer])) }
            try correct(story, Actor("bob", [.designer, .frontDesk]))
            #expect(throws: Refusal.notYours(verb: "correctCustomer", needs: Lead.correctors)) {
                try correct(story, Actor("bob", [.director]))
            }
        }
        try correct(given, Actor("ann", [.designer]))
        #expect(throws: Refusal.because(.anothersLead)) { try correct(given, Actor(Account.desk.code, [.salesperson])) }
        try correct(waiting, Actor(Account.desk.code, [.salesperson]))
    }

    /// LEAD-07: whoever received the customer, until somebody has the lead.
    @Test func whoeverRegisteredItCompletesIt() throws {
        var story = try Self.story()
        #expect(story.lead.opening.registrar == .desk)
        #expect(throws: Refusal.because(.anothersLead)) {
            try story.act(Lead.self, .completeIntake(fields: nil), by: .salesperson, as: .bob)
        }
        try story.act(Lead.self, .completeIntake(fields: nil), by: .salesperson, as: .desk)
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        #expect(throws: Refusal.because(.anothersLead)) {
            try story.act(Lead.self, .contact(), by: .salesperson, as: .desk)
        }
    }

    /// LEAD-18; LEAD-05: nobody takes a lead past the dispatcher and the turns.
    @Test func aDesignerKeepsOnlyWhomTheyReceived() throws {
        let story = try Self.story(.natural)
        let preset = { Lead.Command.presetDesigner(designer: $0, measuringAt: nil) }
        for (actor, designer) in [("bob", Account.bob), ("desk", .bob)] {
            #expect(throws: Refusal.because(.anothersLead)) {
                try Self.answer(preset(designer), by: Actor(actor, [.designer]), in: story)
            }
        }
        try Self.answer(preset(.desk), by: Actor("desk", [.designer]), in: story)
    }

    @Test func whoGivesNoLeadsOutPresetsNobody() throws {
        var story = Story(
            .test(set: [Lead.dispatchers.key: .roles([.specialist]), Lead.walkInDispatchers.key: .roles([.specialist])])
        )
        try story.open(Lead.self, .test(.natural))
        let preset = Lead.Command.presetDesigner(designer: .ann, measuringAt: nil)
        #expect(throws: Refusal.because(.notTheDispatcher)) { try story.act(Lead.self, preset, by: .frontDesk) }
        try story.act(Lead.self, preset, by: .specialist)
    }

    // MARK: Who has it

    /// LEAD-12, PEN-03: what a helper declines costs nobody the lead and nobody a turn.
    @Test func onlyWhoHasALeadRefusesIt() throws {
        var story = try Self.given(rota: [.ann, .bob])
        let members = [
            Lead.Member(designer: .ann, work: "w", share: 60), Lead.Member(designer: .bob, work: "w", share: 40),
        ]
        try story.act(Lead.self, .agreeTeam(members: members), by: .designer, as: .ann)
        let refusal = Lead.Command.refuseLead(declined: .picky, note: nil)
        #expect(throws: Refusal.because(.anothersLead)) { try story.act(Lead.self, refusal, by: .designer, as: .bob) }
        #expect(story.lead.designer == .ann && story.rota.standings[.ann]?.suspended == 0)
        try story.act(Lead.self, refusal, by: .designer, as: .ann)
        #expect(story.rota.standings[.ann]?.suspended == 2)
    }

    /// LFU-09: unconditionally another one.
    @Test func anotherDesignerIsAnother() throws {
        var story = try Self.given(rota: [.ann, .bob])
        try story.act(Lead.self, .requestDesignerChange(wish: .customer, reason: "r"))
        #expect(throws: Refusal.because(.sameDesigner)) {
            try story.act(Lead.self, .reassign(designer: .ann, reason: "r"), by: .director)
        }
        try story.act(Lead.self, .reassign(designer: .bob, reason: "r"), by: .director)
        #expect(story.lead.handOvers.map(\.formerDesigner) == [.ann])
    }

    /// LFU-10: of every designer who had it.
    @Test func eachFormerDesignerOwesTheData() throws {
        var story = try Self.given()
        for next in [Account.bob, .desk] {
            try story.act(Lead.self, .requestDesignerChange(wish: .customer, reason: "r"))
            try story.act(Lead.self, .reassign(designer: next, reason: "r"), by: .director)
        }
        #expect(story.lead.handOvers.map(\.formerDesigner) == [.ann, .bob])
        #expect(story.clock(Lead.self, "leadHandOver::1")?.isRunning == true)
        #expect(story.clock(Lead.self, "leadHandOver::2")?.isRunning == true)
        let handOver = { Lead.Command.handOverData(note: nil, designer: $0) }
        #expect(throws: Refusal.because(.nameFormer)) { try story.act(Lead.self, handOver(nil), by: .director) }
        #expect(throws: Refusal.because(.anothersLead)) {
            try story.act(Lead.self, handOver(.ann), by: .designer, as: .bob)
        }
        try story.act(Lead.self, handOver(nil), by: .designer, as: .bob)
        #expect(story.lead.handOvers.map(\.formerDesigner) == [.ann])
        #expect(throws: Refusal.because(.anothersLead)) {
            try story.act(Lead.self, handOver(nil), by: .designer, as: .bob)
        }
        try story.act(Lead.self, handOver(nil), by: .director)
        #expect(story.lead.handOvers == [])
    }

    /// What a history of before says is one duty at a time.
    @Test func aHistoryOfBeforeOwesOnce() throws {
        var lead = try Self.given().lead
        for next in [Account.bob, .desk] {
            try lead.apply(.reassigned(designer: next, reason: nil, voucher: nil, keepsDuties: nil), at: .monday)
        }
        #expect(lead.handOvers.map(\.formerDesigner) == [.bob])
        try lead.apply(.dataHandedOver(note: nil, designer: nil), at: .monday)
        #expect(lead.handOvers == [])
    }

    /// LEAD-10, LEAD-14.
    @Test func whoHasLeftGetsNothing() throws {
        var story = try Self.story(.natural)
        let preset = Lead.Command.presetDesigner(designer: .gone, measuringAt: nil)
        #expect(throws: Refusal.because(.hasLeft)) { try story.act(Lead.self, preset) }
        try story.act(Lead.self, .completeIntake(fields: nil))
        #expect(throws: Refusal.because(.hasLeft)) {
            try story.act(Lead.self, .dispatch(designer: .gone, reason: "r"), by: .director)
        }
        #expect(throws: Refusal.because(.hasLeft)) {
            try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.ann, .gone]))
        }
        try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.ann]))
        #expect(throws: Refusal.because(.hasLeft)) { try story.act(Rota.self, .join(designer: .gone), by: .director) }
        // What they did is still found.
        try story.act(Lead.self, .recordBreach(breach: .waste, account: .gone, note: "n"), by: .director)
    }

    // MARK: Breaches

    /// LFU-21: during the works.
    @Test func aBreachThatComesToLightLaterIsRecorded() throws {
        var story = try Self.given(rota: [.ann, .bob])
        try story.act(Lead.self, .signContract(contractNo: "K", amount: 1), by: .director)
        try story.act(Lead.self, .recordBreach(breach: .kickback, account: .ann, note: "n"), by: .director)
        try story.act(Lead.self, .recordBreach(breach: .privateTransfer, account: .ann, note: "n"), by: .director)

        #expect(story.lead.phase == .signed && story.lead.breaches.map(\.breach) == [.kickback, .privateTransfer])
        #expect(story.rota.standings[.ann]?.suspended == 2)
    }

    /// A14, PEN-01: a finding, and of the one who was late (LFU-03).
    @Test func headsFindWhoseFaultALossWas() throws {
        var story = try Self.given()
        try story.act(Lead.self, .requestDesignerChange(wish: .customer, reason: "r"))
        try story.act(Lead.self, .reassign(designer: .bob, reason: "r"), by: .director)
        let loss = { (account: Account?) in
            Lead.Command.loseLead(
                lossReason: .notSatisfied, fault: .designer, competitor: nil, note: "n", account: account)
        }
        #expect(throws: Refusal.because(.notTheFinder)) { try story.act(Lead.self, loss(nil), by: .frontDesk) }
        #expect(throws: Refusal.because(.nobodysFault)) { try story.act(Lead.self, loss(.desk), by: .director) }
        try story.act(Lead.self, loss(.ann), by: .director)
        #expect(story.lead.breaches.map(\.account) == [.ann])
    }

    // MARK: Numbers and moments

    /// LEAD-17: no sum of shares runs out of numbers.
    @Test func aShareIsAPartOfTheWhole() throws {
        var story = try Self.given()
        for share in [Int.max, Int.min, 0, 101] {
            let members = [
                Lead.Member(designer: .ann, work: "w", share: share), Lead.Member(designer: .bob, work: "w", share: 1),
            ]
            #expect(throws: Refusal.because(.sharesNotWhole)) {
                try story.act(Lead.self, .agreeTeam(members: members), by: .director)
            }
        }
    }

    @Test func whatIsAgreedLiesAhead() throws {
        var story = Story()
        #expect(throws: Refusal.because(.inThePast)) {
            try story.open(Lead.self, .test(measuringAt: .monday))
        }
        try story.open(Lead.self, .test(measuringAt: .monday + .seconds(1)))
    }
}
