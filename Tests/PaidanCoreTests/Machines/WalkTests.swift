import Testing

@testable import PaidanCore

/// Random walks through a small company: whatever people, departments and time do, it stays sound.
/// A failure names its seed; put that seed into `pinned` and keep it.
@Suite struct WalkTests {
    private static let pinned: [UInt64] = []
    private static let steps = 80

    @Test(arguments: pinned + (1...120))
    func noWalkLeadsToAnUnsoundCompany(seed: UInt64) throws {
        var walk = try Walk(seed: seed)
        for _ in 0..<Self.steps {
            try walk.step()
            let flaws = walk.story.flaws
            try #require(flaws == [], "seed \(seed): \(walk.trail.joined(separator: ", "))")
        }
    }

    /// A verdict once given stays, and a promise that was told as late is late under some subject for ever
    /// (`docs/decisions/0041`).
    @Test(arguments: (1...120) as ClosedRange<UInt64>)
    func noWalkTakesBackAVerdict(seed: UInt64) throws {
        var walk = try Walk(seed: seed, tellsLate: seed.isMultiple(of: 2))
        var verdicts: [String: Verdict] = [:]
        var late: Set<String> = []
        for _ in 0..<Self.steps {
            try walk.step()

            let now = walk.story.verdicts
            let changed = verdicts.filter { now[$0.key] != $0.value }.keys.sorted()
            try #require(changed == [], "seed \(seed): \(walk.trail.joined(separator: ", "))")
            let forgotten = late.subtracting(walk.story.latePromises).sorted()
            try #require(forgotten == [], "seed \(seed): \(walk.trail.joined(separator: ", "))")
            verdicts = now
            late = walk.story.latePromises
        }
    }

    /// A walk that is refused everywhere would prove nothing.
    @Test func theWalksTogetherUseEveryCommandOfAPerson() throws {
        func verbs<K: TicketKind>(_: K.Type) -> [String] {
            K.Verb.allCases.filter { K.table[$0].roles.contains(where: \.isPerson) }.map { "\(K.kind).\($0.name)" }
        }
        var missing = Set(Kind.allCases.flatMap { verbs($0.type) })
        for seed in UInt64(1)...720 where !missing.isEmpty {
            var walk = try Walk(seed: seed)
            for _ in 0..<Self.steps { try walk.step() }
            missing.subtract(walk.carriedOut)
        }

        #expect(missing == [])
    }
}

/// A small company to which things happen by chance.
struct Walk {
    private(set) var story: Story
    private(set) var trail: [String] = []
    private(set) var carriedOut: Set<String> = []
    private var random: SeededGenerator
    /// Whether people tell of things later than they happened.
    private let tellsLate: Bool

    private static let complaintsMax = 4
    private static let leadsMax = 4

    init(seed: UInt64, tellsLate: Bool = false, calendar: WorkCalendar = WorkCalendar(zone: .shanghai)) throws {
        var random = SeededGenerator(seed: seed)
        let counts = Bool.random(using: &random) ? "forwarded" : "delivered"
        let revisits: Limit? = Bool.random(using: &random) ? .workingDays(3) : nil
        try self.init(
            .test(
                revisits: revisits,
                set: [
                    Complaint.forwardCountsWhen.key: .word(counts),
                    DepartmentDispatch.silenceIsMiss.key: .flag(seed % 4 == 0),
                    Complaint.revisitByCall.key: .flag(Bool.random(using: &random)),
                    OpinionIssue.missesBeforeEscalation.key: .count(seed % 2 == 0 ? 1 : 2),
                    OpinionIssue.confirmByCall.key: .flag(Bool.random(using: &random)),
                    CallTask.isReviewed.key: .flag(Bool.random(using: &random)),
                    CallTask.dissatisfiedIsComplaint.key: .flag(seed % 4 == 1),
                    CallTask.Occasion.afterSale.duty.limit.key: .limit(.clock(.hours(9))),
                ], calendar: calendar), seed, random, tellsLate: tellsLate)
    }

    /// Under a policy that is given.
    init(seed: UInt64, _ policy: Policy) throws { try self.init(policy, seed, SeededGenerator(seed: seed)) }

    private init(_ policy: Policy, _ seed: UInt64, _ random: SeededGenerator, tellsLate: Bool = false) throws {
        self.random = random
        self.tellsLate = tellsLate
        story = Story(policy)
        try story.open(.test(severity: .important, letterOnly: true))
        try story.open()
        try story.open(OpinionIssue.self, .test())
        try story.open(CallTask.self, .test(.afterSale, dueAt: nil))
        try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.desk, .ann]))
        let source = Lead.Source.allCases[Int(seed % UInt64(Lead.Source.allCases.count))]
        try story.open(Lead.self, .test(source, salesperson: .desk))
        // A lead that waits for a decision, and for a form to be handed in or processed: as seldom met.
        if seed % 3 == 1 {
            let lead = try story.open(Lead.self, .test(.natural, salesperson: .desk))
            let steps: [Lead.Command] = [
                .presetDesigner(designer: .desk, measuringAt: nil), .holdFirstTalk(notes: "n", nextAppointment: nil),
            ]
            let form: [Lead.Command] = seed % 2 == 0 ? [] : [.handInFirstTalk(needs: "n", intent: "i")]
            for step in steps + form + [.requestDesignerChange(wish: .designer, reason: "r")] {
                try story.act(Lead.self, step, by: .designer, on: lead)
            }
        }
        if seed % 3 == 2 {
            let lead = try story.open(Lead.self, .test(.company, salesperson: .desk))
            try story.act(Lead.self, .completeIntake(fields: nil), on: lead)
            if seed % 2 == 0 {
                try story.act(Lead.self, .dispatch(designer: .ann, reason: "r"), by: .director, on: lead)
            }
            try story.act(Lead.self, .proposeInvalid(reason: "r"), by: .frontDesk, on: lead)
        }
        // What a designer says that the customer wants.
        if seed % 3 == 0 {
            let lead = try story.open(Lead.self, .test(.company, salesperson: .desk))
            try story.act(Lead.self, .completeIntake(fields: nil), on: lead)
            try story.act(Lead.self, .dispatch(designer: .ann, reason: "r"), by: .director, on: lead)
            let wish = Lead.Command.requestDesignerChange(wish: .customer, reason: "r")
            try story.act(Lead.self, wish, by: .designer, as: .ann, on: lead)
        }
        try Self.build(&story, as: seed)
        // A department that is about to miss its date: few walks get there by themselves.
        if seed % 3 == 0 {
            try story.act(OpinionIssue.self, .forward(department: .furniture))
            try story.act(.furniture, .accept(promisedDate: story.now + .minutes(30)))
        }
    }

    /// A project on its way, of a lead that was signed or without one: few walks would come far by themselves.
    private static func build(_ story: inout Story, as seed: UInt64) throws {
        if seed % 4 == 1 {
            let lead = try story.open(Lead.self, .test(.walkIn))
            try story.act(Lead.self, .signContract(contractNo: "K-1", amount: 1), by: .director, on: lead)
        }
        // Some regulations build nothing for a lead.
        if story.projects.isEmpty { try story.open(RenovationProject.self, .test()) }
        try story.open(.test(project: story.projects[0]))
        let hasNodes = seed % 8 != 7
        guard seed % 8 > 0 else { return }
        try story.act(hasNodes ? Samples.plan : Samples.planWithoutNodes)
        guard seed % 8 > 1 else { return }
        try story.act(.startWorks(resourcesReady: true))
        let stages: [AcceptanceNode.Stage] = [.materialArrival, .hiddenWorks, .mainMaterial, .midTerm, .final]
        let passed = hasNodes ? [0, 0, 1, 2, 2, 4, 5, 0][Int(seed % 8)] : 0
        for stage in stages.prefix(passed) { try story.pass(stage) }
        guard seed % 8 == 2 else { return }
        try story.act(.hiddenWorks, .beginAcceptance(present: [.inspector]))
        try story.act(.hiddenWorks, .test(passed: true))
    }

    mutating func step() throws {
        switch Int.random(in: 0..<32, using: &random) {
        case 26 where story.leads.count < Self.leadsMax:
            let source = Lead.Source.allCases.randomElement(using: &random) ?? .other
            try attempt("lead.open") { try $0.open(Lead.self, .test(source, salesperson: .desk)) }
        case 26...30: try askAboutALead()
        case 31: try turnTheRota()
        case 0 where story.complaints.count < Self.complaintsMax:
            try attempt("open") { try $0.open(.test(categories: [.works])) }
        case 10...12: try askAboutAnOpinion()
        case 13...17: try call()
        case 18...20: try askAboutAProject()
        case 21...23: try askAboutANode()
        case 24...25: try askAStore()
        case 0...1:
            let minutes = Int64.random(in: 1...360, using: &random)
            try attempt("wait \(minutes) min") { try $0.wait(.minutes(minutes)) }
        case 2...5 where !story.dispatches.isEmpty: try askADepartment()
        case 2...9: try askCustomerService()
        default: break
        }
    }

    private mutating func askCustomerService() throws {
        let id = story.complaints[Int.random(in: 0..<story.complaints.count, using: &random)]
        let other = story.complaints[Int.random(in: 0..<story.complaints.count, using: &random)]
        let possible = Complaint.table.possible(in: story[complaint: id].phase)
        let commands = wishes(for: id, other).filter { command in
            let verb = Complaint.verb(of: command)
            return possible.contains(verb) && Complaint.table[verb].roles.contains(where: \.isPerson)
        }
        guard let command = commands.randomElement(using: &random) else { return }
        let verb = Complaint.verb(of: command)
        guard let role = Complaint.table[verb].roles.filter(\.isPerson).randomElement(using: &random) else { return }
        let told = told()
        try attempt("complaint.\(verb.name)") { try $0.act(command, by: role, on: id, occurredAt: told) }
    }

    private mutating func askAboutAnOpinion() throws {
        let waiting = story.opinions.filter { story[opinion: $0].phase == .escalated }
        let looked = waiting.isEmpty ? story.opinions : waiting
        let id = looked[Int.random(in: 0..<looked.count, using: &random)]
        let commands = Samples.opinionCommands(for: story[opinion: id], at: story.now, after: story.calls[0])
        // A leader looks for what waits for him; left to chance he would seldom find it.
        let leaders = commands.filter { OpinionIssue.table[OpinionIssue.verb(of: $0)].roles == [.leader] }
        try act(OpinionIssue.self, id, waiting.isEmpty ? commands : leaders)
    }

    private mutating func askAboutAProject() throws {
        let id = story.projects[0]
        let more: [RenovationProject.Command] = [Samples.plan]
        try act(RenovationProject.self, id, Samples.projectCommands(for: story[project: id], at: story.now) + more)
    }

    private mutating func askAboutANode() throws {
        guard let id = story.nodes.randomElement(using: &random) else { return }
        let more: [AcceptanceNode.Command] = [
            .beginAcceptance(present: [.inspector, .siteLead]), .test(passed: false, department: .furniture),
            .goodsNotArrived(reason: "r", department: nil),
        ]
        try act(AcceptanceNode.self, id, Samples.nodeCommands(for: story[node: id], at: story.now) + more)
    }

    private mutating func askAStore() throws {
        guard let id = story.supplies.randomElement(using: &random) else { return }
        try act(SupplyRequest.self, id, Samples.supplyCommands(at: story.now))
    }

    private mutating func call() throws {
        let id = story.calls[Int.random(in: 0..<story.calls.count, using: &random)]
        let more: [CallTask.Command] = [
            .made(false, signed: true), .answer(question: .works, score: 4, yes: nil, text: nil),
            .amend(answers: [CallTask.Answer(.works, score: 3)], reason: "typo"),
        ]
        let other = story.calls.last { $0 != id } ?? id
        try act(CallTask.self, id, Samples.callCommands(at: story.now, besides: other) + more)
    }

    private mutating func askAboutALead() throws {
        // What was written wrongly is found after the end, too.
        let isAnyLead = Int.random(in: 0..<8, using: &random) == 0
        let asked = story.leads.filter { isAnyLead || !story[lead: $0].phase.isEnd }
        guard let id = asked.randomElement(using: &random), let other = story.leads.randomElement(using: &random) else {
            return
        }
        // Most of what happens to a lead happens after a while.
        let commands = Samples.leadCommands(for: story[lead: id], at: story.now, besides: other)
        try act(Lead.self, id, commands, endsOneIn: 16)
    }

    private mutating func turnTheRota() throws {
        guard let id = story.ids[.rota, default: []].last else { return }
        try act(Rota.self, id, Samples.rotaCommands(at: story.now))
    }

    private mutating func act<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ commands: [K.Command], endsOneIn rarity: Int = 4
    ) throws {
        let possible = K.table.possible(in: story.ticket(K.self, id).state.phase)
        let offered = commands.filter { command in
            let verb = K.verb(of: command)
            return possible.contains(verb) && K.table[verb].roles.contains(where: \.isPerson)
        }
        // What ends a story is chosen less often, so that stories grow.
        let ends = offered.filter { K.table[K.verb(of: $0)].to.contains(where: \.isEnd) }
        let wantsEnd = Int.random(in: 0..<rarity, using: &random) == 0
        let chosen = wantsEnd ? ends : offered.filter { !ends.contains($0) }
        guard let command = chosen.randomElement(using: &random) else { return }
        let verb = K.verb(of: command)
        guard let role = K.table[verb].roles.filter(\.isPerson).randomElement(using: &random) else { return }
        let told = told()
        try attempt("\(K.kind).\(verb.name)") { try $0.act(K.self, command, by: role, on: id, occurredAt: told) }
    }

    /// Up to an hour ago; the grace is half an hour.
    private mutating func told() -> Instant? {
        tellsLate ? story.now - .minutes(Int64.random(in: 0...60, using: &random)) : nil
    }

    private func wishes(for id: TicketID, _ other: TicketID) -> [Complaint.Command] {
        let departments: [Department] = [.engineering, .materials]
        return [
            .classify(categories: [.works, .tiles]), .startExplanation, .explanationAccepted(notes: nil),
            .explanationRejected(notes: nil), .requireSurvey(departments: [.engineering]),
            .scheduleSurvey(at: story.now + .hours(5), attendees: nil),
            .surveyConcluded(findings: "f", departments: departments),
            .surveyConcluded(findings: "f", departments: nil), .forward(departments: departments),
            .forward(departments: [.engineering]), .redispatch(department: .furniture), .replyToCustomer(text: "t"),
            .proposePlan(plan: "p", customerAgrees: true), .verifyOutcome(result: "r"),
            .amend(fields: Complaint.Amendment(receivedAt: story.now - .hours(1)), reason: "typo"),
            .raiseSeverity(level: .major, reason: "r"), .mergeDuplicate(targetID: other),
            .mergeDuplicate(targetID: other),
            .unmerge(reason: "r"), .unmerge(reason: "r"),
            .hold(reason: .parts, until: story.now + .hours(5), note: nil),
            .resume, .escalate(reason: .customerDemand),
            .leaderOrders(measures: "m", newDeadline: story.now + .hours(3)),
            .leaderResolves(result: "r", cause: "c"), .revisitSatisfied(callTaskID: nil, score: 4),
            .revisitDissatisfied(callTaskID: nil, points: ["p"]), .revisitUnreachable(attempts: 3),
            .revisitDeclined(callTaskID: nil), .replyByLetter(letterID: "L", note: nil), .withdraw(reason: "r"),
        ]
    }

    private mutating func askADepartment() throws {
        let id = story.dispatches[Int.random(in: 0..<story.dispatches.count, using: &random)]
        let possible = DepartmentDispatch.table.possible(in: story[dispatch: id].phase)
        let commands = Samples.dispatchCommands(at: story.now).filter { command in
            let verb = DepartmentDispatch.verb(of: command)
            return possible.contains(verb) && DepartmentDispatch.table[verb].roles.contains(where: \.isPerson)
        }
        guard let command = commands.randomElement(using: &random) else { return }
        let verb = DepartmentDispatch.verb(of: command)
        let role = DepartmentDispatch.table[verb].roles[0]
        let told = told()
        try attempt("\(story[dispatch: id].opening.department) dispatch.\(verb.name)") { story in
            try story.act(on: id, command, by: role, occurredAt: told)
        }
    }

    /// A refusal is an answer; anything else is a failure of the machines.
    private mutating func attempt(_ name: String, _ body: (inout Story) throws -> Void) throws {
        do {
            try body(&story)
            trail.append(name)
            carriedOut.insert(String(name.split(separator: " ").last ?? ""))
        } catch is Refusal {
            return
        } catch {
            Issue.record("\(trail.joined(separator: ", ")), \(name): \(error)")
            throw error
        }
    }
}
