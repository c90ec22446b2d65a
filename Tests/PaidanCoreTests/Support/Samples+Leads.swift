@testable import PaidanCore

extension Account {
    /// `act` and the trial of transitions are done by these accounts.
    static let desk = Account(unchecked: "desk")
    static let somebody = Account(unchecked: "somebody")
    static let ann = Account(unchecked: "ann")
    static let bob = Account(unchecked: "bob")
    /// Whose tokens were revoked.
    static let gone = Account(unchecked: "gone")
}

extension Lead.Opening {
    /// States only what matters to a test.
    static func test(
        _ source: Lead.Source = .walkIn, customer: PersonID = .somebody, salesperson: Account? = nil,
        measuringAt: Instant? = nil, metAt: Instant? = nil
    ) -> Self {
        Self(
            leadSource: source, customer: customer, estate: "Jade Lake", area: 120, layout: "3+2", floorPlan: "plan-1",
            heardOfUs: .friend, measuringAt: measuringAt, salesperson: salesperson, metAt: metAt)
    }
}

extension Lead.Command {
    static func contact(_ way: Lead.ContactKind = .phone, next: Instant? = nil) -> Self {
        .recordContact(way: way, notes: "n", nextAppointment: next)
    }

    static func loss(_ fault: Lead.Fault = .none, note: PersonalText? = "n") -> Self {
        .loseLead(lossReason: .competitor, fault: fault, competitor: "c", note: note)
    }
}

/// A lead in each state and each command, reached as the company would reach them.
extension Samples {
    static func leads(_ policy: Policy) throws -> [Story] {
        var registered = Story(policy)
        try registered.open(Lead.self, .test(.natural, salesperson: .somebody))
        var called = Story(policy)
        try called.open(Lead.self, .test(.siteReturn, salesperson: .somebody))
        var screened = called
        try screened.act(CallTask.self, .made(), by: .revisitor)

        let waiting = try told(registered, .completeIntake(fields: nil))
        let given = try told(waiting, .dispatch(designer: .somebody, reason: nil))
        let followed = try told(given, .contact(.visit))
        let replaced = try told(
            followed, .requestDesignerChange(wish: .customer, reason: "r"),
            .reassign(designer: .ann, reason: nil))
        // The former designer owes the data, notes and a form are owed, a quote waits.
        let owing = try told(
            try told(
                given, .requestDesignerChange(wish: .companyCall, reason: "r"), .reassign(designer: .bob, reason: nil)),
            .requestDesignerChange(wish: .designer, reason: "r"), .reassign(designer: .somebody, reason: nil),
            .holdFirstTalk(notes: "n", nextAppointment: nil), .requestQuoteRelease(quote: "Q-1"))
        let formThere = try told(owing, .handInFirstTalk(needs: "n", intent: "i"), .approveQuoteRelease(note: nil))
        let passedOn = try told(replaced, .contact())
        let pending = try [followed, owing, formThere, passedOn].flatMap { story in
            [
                try told(story, .requestDesignerChange(wish: .designer, reason: "r")),
                try told(story, by: .designer, as: .somebody, .proposeInvalid(reason: "r")),
            ]
        }
        let confirmed = try told(
            try told(given, by: .designer, as: .somebody, .proposeInvalid(reason: "r")), by: .frontDesk,
            .confirmInvalid(note: nil))
        return [
            registered, called, screened, waiting, given, followed, replaced, owing, formThere, passedOn,
            try told(given, .requestDesignerChange(wish: .designer, reason: "r")),
            try told(followed, .requestDesignerChange(wish: .customer, reason: "r")),
            try told(given, by: .designer, as: .somebody, .requestDesignerChange(wish: .designer, reason: "r")),
            try told(
                followed, by: .designer, as: .somebody, .requestDesignerChange(wish: .customer, reason: "r")),
            try told(passedOn, by: .designer, as: .ann, .requestDesignerChange(wish: .customer, reason: "r")),
            try told(waiting, by: .frontDesk, .proposeInvalid(reason: "r")),
            try told(given, by: .frontDesk, .proposeInvalid(reason: "r")), confirmed,
            try told(confirmed, .approveInvalid(note: nil)),
            try told(followed, .signContract(contractNo: "K-1", amount: 100)), try told(followed, .loss()),
        ] + pending
    }

    /// One merged into another of the same customer.
    static func mergedLead(_ policy: Policy) throws -> Story {
        var story = Story(policy)
        try story.open(Lead.self, .test())
        let other = try story.open(Lead.self, .test())
        return try told(story, .mergeDuplicate(targetID: other))
    }

    private static func told(
        _ story: Story, by role: Role? = nil, as account: Account = .desk, _ commands: Lead.Command...
    ) throws -> Story {
        var story = story
        for command in commands {
            let roles = Lead.table[Lead.verb(of: command)].roles
            // Not a designer or a salesperson: they act on their own leads only.
            let usual = roles.first { $0 != .designer && $0 != .salesperson } ?? roles[0]
            try story.act(Lead.self, command, by: role ?? usual, as: account)
        }
        return story
    }

    /// The lead `target`, still open.
    static let otherLead = Relative(id: target, kind: .lead, branch: .main, isOpen: true, person: .somebody)

    static func leadCommands(for lead: Lead, at now: Instant, besides other: TicketID = target) -> [Lead.Command] {
        let later = now + .hours(3)
        let members = [
            Lead.Member(designer: .ann, work: "drawings", share: 60),
            Lead.Member(designer: .bob, work: "quote", share: 40),
        ]
        return [
            .completeIntake(fields: nil), .completeIntake(fields: Lead.Facts(area: 90)), .startScreening,
            .screeningDone(needs: "n", intent: "i"), .presetDesigner(designer: .ann, measuringAt: later),
            .presetDesigner(designer: .somebody, measuringAt: nil),
            .dispatch(designer: nil, reason: nil), .dispatch(designer: .bob, reason: "the customer asked"),
            .refuseLead(declined: .noTime, note: nil), .refuseLead(declined: .picky, note: "n"), .contact(),
            .contact(.measuring, next: later), .holdFirstTalk(notes: "n", nextAppointment: later),
            .handInFirstTalk(needs: "n", intent: "i", basics: Lead.Facts(area: 90)), .processFirstTalk(note: nil),
            .registerVisit(content: "c"),
            .registerVisit(content: "c", visitor: "v", designer: .ann, nextAppointment: later),
            .checkNotes(finding: .good, note: nil), .checkNotes(finding: .thin, note: "n"),
            .checkRegister(finding: .thin, account: .ann, note: "n"), .bookAppointment(at: later),
            .requestQuoteRelease(quote: "Q-2"), .approveQuoteRelease(note: nil), .rejectQuoteRelease(reason: "r"),
            .requestDesignerChange(wish: .designer, reason: "r"), .requestDesignerChange(wish: .customer, reason: "r"),
            .verifyChange(note: nil), .withdrawChange(reason: "r"),
            .reassign(designer: nil, reason: nil), .reassign(designer: .ann, reason: "r"), .rejectChange(reason: "r"),
            .handOverData(note: nil), .handOverData(note: nil, designer: .bob), .proposeInvalid(reason: "r"),
            .confirmInvalid(note: nil),
            .approveInvalid(note: nil), .rejectInvalid(reason: "r"), .signContract(contractNo: "K-1", amount: 100),
            .correctContract(contractNo: "K-2", amount: 200, reason: "r"),
            .loss(), .mergeDuplicate(targetID: other), .grade(grade: .a, keyCustomer: true, hasObjection: nil),
            .agreeTeam(members: members), .tellBranchManager(note: nil),
            .recordBreach(breach: .overPromise, account: .ann, note: "n"),
            .recordBreach(breach: .grabbing, account: .ann, note: "n"),
            .amend(fields: Lead.Facts(layout: "2+1"), reason: "typo"), .callPlanned(call: other),
            .callEnded(call: lead.calls.last?.call ?? other, reached: true, displeased: false),
            .absorbDuplicate(source: other), .contactGapPassed,
        ]
    }

    // MARK: The rota

    static func rotas(_ policy: Policy) throws -> [Story] {
        var inUse = Story(policy)
        try inUse.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.somebody, .ann]))
        var stopped = inUse
        let until = stopped.now + .days(2)
        try stopped.act(
            Rota.self, .takeLeave(designer: .ann, leaveFrom: stopped.now, leaveUntil: until, reason: nil), by: .director
        )
        try stopped.act(Rota.self, .withhold(designer: .ann, reason: "r"), by: .director)
        try stopped.act(Rota.self, .suspend(designer: .ann, rounds: nil, reason: "r"), by: .director)
        var visited = inUse
        try visited.act(Rota.self, .noteVisit(lead: target), by: .ticket)
        var closed = inUse
        try closed.act(Rota.self, .close(reason: "r"), by: .director)
        return [inUse, stopped, visited, closed]
    }

    static func rotaCommands(at now: Instant) -> [Rota.Command] {
        let places = [DispatchReceipt.Place(designer: .ann, ahead: 1, suspended: 0, isPassedOver: false, load: 1)]
        return [
            .join(designer: .bob), .leave(designer: .ann, reason: "r"),
            .takeLeave(designer: .ann, leaveFrom: now, leaveUntil: now + .days(2), reason: nil),
            .setCapacity(designer: .ann, capacity: 3), .withhold(designer: .ann, reason: "r"),
            .release(designer: .ann), .suspend(designer: .ann, rounds: nil, reason: "r"),
            .liftSuspension(designer: .ann, reason: "r"), .close(reason: "r"),
            .collectSheets(notHandedIn: [.ann], note: "n"), .reviewRegister(note: nil), .handInVisitors(note: "n"),
            .noteVisit(lead: target), .sheetsPassed, .registerPassed,
            .takeTurn(lead: target, designer: .ann, round: 1, places: places, at: nil),
            .takeCharge(lead: target, designer: .ann, at: now), .appoint(lead: target, designer: .ann, at: now),
            .endCharge(lead: target, designer: .ann, ending: .signed),
        ]
    }
}
