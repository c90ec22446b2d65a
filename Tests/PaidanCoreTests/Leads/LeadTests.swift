import Testing

@testable import PaidanCore

/// From the first contact to the contract, as DS and DX tell it.
@Suite struct LeadTests {
    private static func story(
        _ source: Lead.Source = .walkIn, _ readings: [String: ParameterReading] = [:], salesperson: Account? = nil
    ) throws -> Story {
        var story = Story(.test(set: readings))
        try story.open(Lead.self, .test(source, salesperson: salesperson))
        return story
    }

    private static func withRota(_ designers: [Account] = [.ann, .bob]) throws -> Story {
        var story = Story()
        try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: designers))
        try story.open(Lead.self, .test())
        try story.act(Lead.self, .completeIntake(fields: nil), by: .frontDesk)
        return story
    }

    // MARK: Intake

    @Test func aSourceThatTheRegulationDoesNotKnowIsRefused() throws {
        #expect(throws: Refusal.because(.unknownSource)) {
            try Self.story(.walkIn, [Lead.sources.key: .words(["natural", "siteReturn"])])
        }
    }

    @Test func howTheCustomerCameIsAskedWhereTheRegulationSaysSo() throws {
        var story = Story(.test(set: [Lead.asksChannel.key: .flag(true)]))
        var opening = Lead.Opening.test(.inquiry)
        opening.heardOfUs = nil
        #expect(throws: Refusal.because(.noAcquisition)) { try story.open(Lead.self, opening) }
    }

    @Test(arguments: [Lead.Source.salesperson, .inquiry])
    func whatTheDesignNeedsIsThereBeforeTheLeadIsGivenOut(_ source: Lead.Source) throws {
        var story = Story()
        try story.open(Lead.self, Lead.Opening(leadSource: source, customer: .somebody, estate: "e", area: 90))
        #expect(throws: (any Error).self) { try story.act(Lead.self, .completeIntake(fields: nil)) }
        let rest = Lead.Facts(layout: "3+2", floorPlan: "plan-1")
        try story.act(Lead.self, .completeIntake(fields: rest))

        #expect(story.lead.phase == .awaitingDispatch)
        #expect(story.lead.facts.area == 90)
    }

    /// B18: whose customer it is is money; a person decides.
    @Test func aSecondLeadOfTheSameCustomerIsShownAndNotMerged() throws {
        var story = try Self.story()
        let second = try story.open(Lead.self, .test(.salesperson, salesperson: .ann))

        #expect(story[lead: second].sameCustomer == [story.leads[0]])
        #expect(story.notices.contains(.sameCustomer))
        #expect(story.leads.allSatisfy { !story[lead: $0].phase.isEnd })
        try story.act(Lead.self, .mergeDuplicate(targetID: story.leads[0]), by: .director, on: second)
        #expect(story[lead: second].phase == .merged)
        #expect(story.lead.sameCustomer == [second])
    }

    /// LEAD-19, A15: the specialist's call comes first.
    @Test func aSiteReturnIsCalledBeforeItIsGivenOut() throws {
        var story = try Self.story(.siteReturn)
        #expect(story.lead.phase == .screening)
        #expect(story.call.opening.occasion == .siteReturn)
        #expect(throws: Refusal.because(.callFirst)) {
            try story.act(Lead.self, .screeningDone(needs: "n", intent: nil))
        }
        try story.act(CallTask.self, .made(nil), by: .specialist)
        try story.act(Lead.self, .screeningDone(needs: "n", intent: "i"))

        #expect(story.lead.phase == .awaitingDispatch)
        #expect(story.lead.calls == [])
    }

    /// LEAD-20, A-56.
    @Test func aPastCustomersDesignerNeedsNoDispatch() throws {
        var story = try Self.story(.designerReturn)
        try story.act(Lead.self, .presetDesigner(designer: .ann, measuringAt: .monday + .days(1)), by: .specialist)

        #expect(story.lead.designer == .ann && story.lead.phase == .withDesigner)
        var walkIn = try Self.story(.walkIn)
        #expect(throws: Refusal.because(.notPreset)) {
            try walkIn.act(Lead.self, .presetDesigner(designer: .ann, measuringAt: nil))
        }
    }

    // MARK: Dispatch

    @Test func onlyWhoTheRegulationNamesGivesALeadOut() throws {
        let readings: [String: ParameterReading] = [
            Lead.dispatchers.key: .roles([.director]), Lead.walkInDispatchers.key: .roles([.designSupervisor]),
        ]
        for (source, role, isAllowed) in [
            (Lead.Source.walkIn, Role.designSupervisor, true), (.walkIn, .director, false),
            (.company, .director, true), (.company, .designSupervisor, false),
        ] {
            var story = try Self.story(source, readings)
            try story.act(Lead.self, .completeIntake(fields: nil))
            let give = { try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: role) }
            if isAllowed {
                try give()
            } else {
                #expect(throws: Refusal.because(.notTheDispatcher)) { try give() }
            }
        }
    }

    @Test func theRotaChoosesAndTheFactHoldsItsReceipt() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)

        let voucher = try #require(story.lastVoucher)
        #expect(story.lead.designer == .ann && voucher.offered == .ann)
        #expect(voucher.before.map(\.ahead) == [0, 0] && voucher.after.map(\.ahead) == [1, 0])
        #expect(story.rota.standings.places == voucher.after)
        #expect(story.rota.standings[.ann]?.charges.map(\.lead) == [story.leads[0]])
    }

    @Test func anothersTurnNeedsAReasonAndIsTold() throws {
        var story = try Self.withRota()
        #expect(throws: Refusal.because(.anothersTurn)) {
            try story.act(Lead.self, .dispatch(designer: .bob, reason: nil), by: .director)
        }
        try story.act(Lead.self, .dispatch(designer: .bob, reason: "the customer's wish"), by: .director)

        #expect(story.lead.designer == .bob)
        #expect(story.lastVoucher?.offered == .ann)
        #expect(story.notices.contains(.dispatchOverridden))
    }

    /// Whoever is refused learns why, of each on the rota, and of no more of them than can be read.
    @Test func whereNobodyIsFreeEachReasonIsSaid() throws {
        var story = try Self.withRota()
        try story.act(Rota.self, .withhold(designer: .ann, reason: "r"), by: .director)
        try story.act(Rota.self, .suspend(designer: .bob, rounds: 2, reason: "r"), by: .director)
        let refusal = #expect(throws: Refusal.self) {
            try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        }
        guard case .because(let reason)? = refusal else {
            Issue.record("not refused")
            return
        }
        #expect(reason.code == "nobody-free")
        #expect(reason.label.zh.contains("ann:状态不佳,暂不派单;bob:停单"), "\(reason.label.zh)")

        let many = (1...Refusal.Reason.namedMax + 2).map { number in
            DispatchReceipt.Candidate(designer: Account(unchecked: "d\(number)"), skipped: .full, ability: 500)
        }
        let bounded = Refusal.Reason.nobodyFree(many).label.zh
        #expect(bounded.contains("d\(Refusal.Reason.namedMax):") && bounded.contains("另有 2 人"))
        #expect(!bounded.contains("d\(Refusal.Reason.namedMax + 1):"))
    }

    @Test func withoutARotaTheDesignerIsNamed() throws {
        var story = try Self.story()
        try story.act(Lead.self, .completeIntake(fields: nil))
        #expect(throws: Refusal.because(.noRota)) {
            try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        }
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        #expect(story.lead.designer == .ann && story.lastVoucher == nil)
    }

    /// LEAD-12: cherry-picking costs two rounds, another reason nothing; the lead does not come back to the same designer.
    @Test(arguments: [(Lead.Declined.picky, 2), (.noTime, 0), (.noFeel, 0)])
    func aRefusal(_ declined: Lead.Declined, suspends rounds: Int) throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .refuseLead(declined: declined, note: nil), by: .director)

        #expect(story.lead.phase == .awaitingDispatch)
        #expect(story.rota.standings[.ann]?.suspended == rounds)
        #expect(story.rota.standings[.ann]?.charges == [])
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        #expect(story.lead.designer == .bob)
        #expect(
            story.lastVoucher?.candidates.first { $0.designer == .ann }?.skipped == (rounds > 0 ? .suspended : .hadIt))
    }

    @Test func aDesignerActsOnLeadsOfTheirOwn() throws {
        var story = try Self.withRota([.ann, .desk])
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        #expect(throws: Refusal.because(.anothersLead)) { try story.act(Lead.self, .contact(), by: .designer) }
    }

    // MARK: Another designer

    /// LFU-09, LFU-10: the customer decides, the former designer hands the data over and gets the turn back.
    @Test func theCustomerGetsAnotherDesigner() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .requestDesignerChange(wish: .customer, reason: "r"), by: .specialist)
        #expect(throws: Refusal.because(.customerDecides)) { try story.act(Lead.self, .rejectChange(reason: "r")) }
        try story.act(Lead.self, .reassign(designer: nil, reason: nil), by: .director)

        #expect(story.lead.designer == .bob && story.lead.formers == [.ann])
        #expect(story.rota.standings[.ann]?.ahead == 0 && story.rota.standings[.ann]?.charges == [])
        #expect(story.lead.handOvers.map(\.formerDesigner) == [.ann])
        try story.act(Lead.self, .handOverData(note: nil), by: .director)
        #expect(story.lead.handOvers == [])
    }

    /// LFU-11.
    @Test func aDesignersOwnWishMayBeRefused() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .requestDesignerChange(wish: .designer, reason: "r"), by: .director)
        try story.act(Lead.self, .rejectChange(reason: "r"), by: .director)

        #expect(story.lead.phase == .withDesigner && story.lead.designer == .ann)
    }

    // MARK: Invalid

    /// LFU-05: both sides and the director; nobody alone.
    @Test func bothSidesAndTheDirectorMakeACustomerInvalid() throws {
        var story = try Self.withRota([.desk])
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .proposeInvalid(reason: "r"), by: .designer)
        #expect(throws: Refusal.because(.notConfirmed)) {
            try story.act(Lead.self, .approveInvalid(note: nil), by: .director)
        }
        #expect(throws: Refusal.because(.otherSideConfirms)) {
            try story.act(Lead.self, .confirmInvalid(note: nil), by: .designer)
        }
        try story.act(Lead.self, .confirmInvalid(note: nil), by: .frontDesk, as: .bob)
        try story.act(Lead.self, .approveInvalid(note: nil), by: .director)

        #expect(story.lead.phase == .invalid)
        #expect(story.rota.standings[.desk]?.charges == [])
    }

    /// A3: the follow-up stops only when it was approved.
    @Test func aProposalStopsNothing() throws {
        var story = try Self.withRota([.desk])
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .contact(), by: .designer)
        try story.act(Lead.self, .proposeInvalid(reason: "r"), by: .designer)
        let clock = try #require(story.clock(Lead.self, "contactGap::1"))
        #expect(clock.isRunning)
        try story.act(Lead.self, .contact(), by: .designer)
        #expect(story.lead.contacts == 2 && story.lead.phase == .invalidationPending)
        try story.act(Lead.self, .rejectInvalid(reason: "r"), by: .director)

        #expect(story.lead.phase == .following)
        #expect(story.clock(Lead.self, "contactGap::2")?.isRunning == true)
        #expect(story.lead.breaches == [], "who asked properly has wasted nothing (B17)")
    }

    /// LEAD-15, 24, LFU-13, LFU-26.
    @Test func everyOpenStateThatMeetsACustomerHasAGuide() throws {
        for story in try Samples.leads(.test()) {
            let isWithADirector = [.reassignPending, .invalidationPending].contains(story.lead.phase)
            #expect((story.lead.guide == nil) == (isWithADirector || story.lead.phase.isEnd))
        }
        #expect(try Self.story(.inquiry).lead.guide != Self.story(.walkIn).lead.guide)
    }

    // MARK: The end

    /// C18, A3: wherever the lead stands.
    @Test func aContractCanBeSignedInEveryOpenState() throws {
        for story in try Samples.leads(.test()) where !story.lead.phase.isEnd {
            var story = story
            try story.act(Lead.self, .signContract(contractNo: "K-1", amount: 12_800_000), by: .frontDesk)
            #expect(story.lead.phase == .signed)
            #expect(story.flaws == [])
        }
    }

    @Test func whatIsSignedAndLostMakesTheAbility() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .signContract(contractNo: "K-1", amount: 100), by: .director)

        #expect(story.rota.standings[.ann]?.ability == 666)
        #expect(story.rota.standings[.bob]?.ability == 500)
    }

    /// LFU-06, A-19: fewer than five is marked and explained, and does not hold anybody up.
    @Test(arguments: [(4, true), (5, false)])
    func losingALead(after contacts: Int, isEarly: Bool) throws {
        var story = try Self.story(.walkIn, [Lead.minContacts.key: .count(5)])
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        for _ in 1...contacts { try story.act(Lead.self, .contact(), by: .frontDesk) }
        if isEarly {
            #expect(throws: Refusal.because(.lostEarly)) { try story.act(Lead.self, .loss(note: nil), by: .director) }
        }
        try story.act(Lead.self, .loss(note: isEarly ? "n" : nil), by: .director)

        guard case .lost(let loss) = story.lead.state else { return #expect(Bool(false)) }
        #expect(loss.isEarly == isEarly)
    }

    /// C10: the lateness and the loss are two breaches.
    @Test func aLossByLatenessIsFoundBesideTheGap() throws {
        let readings: [String: ParameterReading] = ["fine.contactGap": .count(20), "fine.lostByDesigner": .count(100)]
        var story = try Self.story(.walkIn, readings)
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        try story.act(Lead.self, .contact(), by: .frontDesk)
        try story.wait(.days(4))
        try story.act(Lead.self, .loss(.designer), by: .director)

        #expect(story.lead.breaches.map(\.breach) == [.contactGap, .lostByDesigner])
        let fines = story.history(Lead.self, story.leads[0]).compactMap { entry -> Int? in
            switch entry.fact {
            case .happened(.contactGapExceeded(_, let fine)), .happened(.breachFound(_, _, let fine, _, _)): fine
            default: nil
            }
        }
        #expect(fines == [2_000, 10_000])
    }

    // MARK: Found by people

    /// A14: from a finding, never from a check that was not made.
    @Test(arguments: [(Lead.Finding.good, Lead.Breach?.none), (.thin, .thinNotes), (.missing, .noNotes)])
    func notesAreChecked(_ finding: Lead.Finding, finds breach: Lead.Breach?) throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .contact(.visit), by: .frontDesk)
        #expect(story.clock(Lead.self, "leadNotes::1")?.isRunning == true)
        try story.wait(.days(9))
        #expect(story.lead.breaches.filter { $0.breach != .contactGap } == [])
        try story.act(Lead.self, .checkNotes(finding: finding, note: nil), by: .designSupervisor)

        #expect(story.lead.breaches.map(\.breach).filter { $0 != .contactGap } == [breach].compactMap(\.self))
        #expect(story.clock(Lead.self, "leadNotes::1")?.isRunning == false)
    }

    /// PEN-02, PEN-03: a fine, or rounds of suspension, or neither; nothing more than the regulation says.
    @Test(arguments: Lead.Breach.allCases)
    func whatIsFoundIsRecordedWithWhatTheRegulationProvides(_ breach: Lead.Breach) throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .recordBreach(breach: breach, account: .bob, note: "n"), by: .director)

        #expect(story.lead.breaches.map(\.breach) == [breach] && story.lead.breaches.map(\.account) == [.bob])
        #expect(story.rota.standings[.bob]?.suspended == (breach.suspends ? 2 : 0))
        guard let found = story.history(Lead.self, story.leads[0]).last,
            case .happened(.breachFound(_, _, let fine, let rounds, _)) = found.fact
        else { return #expect(Bool(false), "recorded") }
        #expect(fine == nil && rounds == (breach.suspends ? 2 : nil))
    }

    /// LEAD-11.
    @Test func grabbingIsAWarningAndTwoRounds() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .recordBreach(breach: .grabbing, account: .bob, note: "n"), by: .director)

        #expect(story.rota.standings[.bob]?.suspended == 2)
        #expect(story.notices.contains(.breachFound))
    }

    /// LFU-14.
    @Test func aMeetingWithoutTheNextDateIsMarked() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .contact(.visit), by: .frontDesk)
        try story.act(Lead.self, .contact(.visit, next: .monday + .days(1)), by: .frontDesk)
        try story.act(Lead.self, .contact(.phone), by: .frontDesk)

        let marks = story.history(Lead.self, story.leads[0]).compactMap { entry -> Bool? in
            if case .happened(.contacted(_, _, _, let isIncomplete, _, _, _)) = entry.fact { isIncomplete } else { nil }
        }
        #expect(marks == [true, false, false])
        #expect(story.rota.standings[.ann]?.charges.first?.appointment == .monday + .days(1))
    }

    /// C8: the seed does not say who pays for a thin register; the designer, or whoever is named.
    @Test(arguments: [("designer", Account.ann), ("named", nil)])
    func aThinRegisterHasItsPayer(_ word: String, _ payer: Account?) throws {
        var story = try Self.story(.walkIn, [Lead.registerPayer.key: .word(word)])
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        let thin = Lead.Command.checkRegister(finding: .thin, account: nil, note: nil)
        guard let payer else {
            #expect(throws: Refusal.because(.namePayer)) { try story.act(Lead.self, thin, by: .director) }
            try story.act(Lead.self, .checkRegister(finding: .thin, account: .bob, note: nil), by: .director)
            return #expect(story.lead.breaches.map(\.account) == [.bob])
        }
        try story.act(Lead.self, thin, by: .director)
        #expect(story.lead.breaches.map(\.breach) == [.thinRegister])
        #expect(story.lead.breaches.map(\.account) == [payer])
    }

    // MARK: Forms

    /// 《客户首谈表》 has the customer's basics, and what it says of them is what the lead knows from then on (LEAD-18).
    @Test func theFirstTalkFormHasTheBasics() throws {
        var story = try Self.story(.natural)
        try story.act(Lead.self, .presetDesigner(designer: .ann, measuringAt: nil))
        try story.act(
            Lead.self, .holdFirstTalk(notes: "n", nextAppointment: nil, intent: "i", wishes: "w"), by: .director)
        let form = { Lead.Command.handInFirstTalk(needs: "n", intent: "i", basics: Lead.Facts(area: $0)) }
        #expect(throws: Refusal.because(.areaOutOfRange)) { try story.act(Lead.self, form(0), by: .director) }
        try story.act(Lead.self, form(88), by: .director)

        #expect(
            story.lead.facts
                == Lead.Facts(
                    estate: "Jade Lake", area: 88, layout: "3+2", floorPlan: "plan-1", heardOfUs: .friend))
    }

    /// What a form says stands in the fact that it belongs to, word by word.
    @Test func whatAFormSaysIsInItsFact() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(
            Lead.self,
            .recordContact(
                way: .phone, notes: "n", nextAppointment: nil, intent: "i", wishes: "w", nextStep: "s"), by: .frontDesk)
        try story.act(
            Lead.self, .registerVisit(content: "c", visitor: "v", designer: .bob, nextAppointment: nil),
            by: .frontDesk)
        try story.act(Lead.self, .requestQuoteRelease(quote: "Q-1", amount: 100), by: .designSupervisor)

        let facts = story.history(Lead.self, story.leads[0]).compactMap { entry -> Lead.Event? in
            if case .happened(let event) = entry.fact { event } else { nil }
        }
        #expect(
            facts.suffix(3) == [
                .contacted(
                    way: .phone, notes: "n", nextAppointment: nil, isIncomplete: false, intent: "i", wishes: "w",
                    nextStep: "s"),
                .visitRegistered(content: "c", visitor: "v", designer: .bob, nextAppointment: nil),
                .quoteReleaseAsked(quote: "Q-1", amount: 100),
            ])
    }

    @Test func anIntentProposalIsWorkedOutWithADesigner() throws {
        var story = try Self.story(.siteReturn)
        try story.act(CallTask.self, .made(nil), by: .specialist)
        let stranger = Lead.Command.screeningDone(needs: "n", intent: "i", designer: Account(unchecked: "zoe"))
        #expect(throws: Refusal.because(.noSuchColleague)) { try story.act(Lead.self, stranger) }
        try story.act(Lead.self, .screeningDone(needs: "n", intent: "i", designer: .ann))

        #expect(story.lead.phase == .awaitingDispatch && story.lead.designer == nil)
    }

    /// B19: 「未经许可」 names nobody; the regulation does.
    @Test func whoReleasesAQuoteIsTheRegulations() throws {
        var story = try Self.story(.walkIn, [Lead.quoteReleasers.key: .roles([.director])])
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        try story.act(Lead.self, .contact(), by: .frontDesk)
        try story.act(Lead.self, .requestQuoteRelease(quote: "Q-1"), by: .designSupervisor)
        for decision in [Lead.Command.approveQuoteRelease(note: nil), .rejectQuoteRelease(reason: "r")] {
            #expect(throws: Refusal.because(.notTheReleaser)) {
                try story.act(Lead.self, decision, by: .designSupervisor)
            }
        }
        try story.act(Lead.self, .approveQuoteRelease(note: nil), by: .director)
        #expect(story.lead.quote?.released == true)
    }

    @Test func sharesOfATeamAddUp() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        let short = [
            Lead.Member(designer: .ann, work: "w", share: 60), Lead.Member(designer: .bob, work: "w", share: 30),
        ]
        #expect(throws: Refusal.because(.sharesNotWhole)) {
            try story.act(Lead.self, .agreeTeam(members: short), by: .designSupervisor)
        }
    }

    /// LFU-20.
    @Test func aQuoteLeavesWithPermissionOnly() throws {
        var story = try Self.withRota()
        try story.act(Lead.self, .dispatch(designer: nil, reason: nil), by: .director)
        try story.act(Lead.self, .contact(), by: .frontDesk)
        #expect(throws: Refusal.because(.noQuotePending)) {
            try story.act(Lead.self, .approveQuoteRelease(note: nil), by: .designSupervisor)
        }
        try story.act(Lead.self, .requestQuoteRelease(quote: "Q-1"), by: .designSupervisor)
        #expect(story.lead.quote?.released == nil)
        try story.act(Lead.self, .rejectQuoteRelease(reason: "r"), by: .director)
        try story.act(Lead.self, .requestQuoteRelease(quote: "Q-2"), by: .designSupervisor)
        try story.act(Lead.self, .approveQuoteRelease(note: nil), by: .director)
        #expect(story.lead.quote?.released == true)
    }
}

extension Story {
    /// The receipt of the first lead's last dispatch.
    fileprivate var lastVoucher: DispatchReceipt? {
        history(Lead.self, leads[0]).reversed().lazy.compactMap { entry -> DispatchReceipt? in
            switch entry.fact {
            case .happened(.assigned(_, _, let voucher, _)), .happened(.reassigned(_, _, let voucher, _)): voucher
            default: nil
            }
        }.first
    }
}
