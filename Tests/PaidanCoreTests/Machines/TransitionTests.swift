import Testing

@testable import PaidanCore

/// Every state × every command × every role, through the only door.
@Suite struct TransitionTests {
    /// With and without revisits; the second complaint opens a review, and an important one then goes to the leader.
    private static let policies = [nil, Limit.workingDays(3)].map { revisits in
        Policy.test(revisits: revisits, set: [Complaint.repeatTriggers.key: .count(1)])
    }

    private static func complaints() throws -> [Story] {
        try policies.flatMap { policy in
            try [Complaint.Severity.general, .important].flatMap { try Samples.complaints(policy, severity: $0) }
        }
    }

    @Test func everySampleListIsComplete() throws {
        let complaints = try Self.complaints()
        let dispatches = try Samples.dispatches(.test())
        let commands = Samples.commands(for: complaints[0].complaint, at: .monday)

        #expect(Set(complaints.map(\.phase)) == Set(Complaint.Phase.allCases))
        #expect(Set(commands.map(Complaint.verb)) == Set(Complaint.Verb.allCases))
        #expect(
            Set(dispatches.compactMap { $0.dispatch(.engineering)?.phase }) == Set(DepartmentDispatch.Phase.allCases))
        let dispatchVerbs = Samples.dispatchCommands(at: .monday).map(DepartmentDispatch.verb)
        #expect(Set(dispatchVerbs) == Set(DepartmentDispatch.Verb.allCases))
    }

    @Test func aComplaintDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<Complaint>()
        for story in try Self.complaints() {
            let id = story.complaints[0]
            // A merged complaint's dispatches stand with the other one; else the other one has none.
            let moved = story.complaint.dispatches.filter { $0.outcome == .moved }
            let other = Relative(
                id: Samples.target, kind: .complaint, branch: .main, isOpen: true,
                parts: moved.map { Relative.Part(id: $0.id, department: $0.department) })
            for command in Samples.commands(for: story.complaint, at: story.now) {
                try trial.tryOut(command, on: story.ticket(Complaint.self, id)) {
                    story.context(for: id, by: $0, relatives: [other])
                }
            }
        }

        trial.agrees()
    }

    @Test func aDispatchDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<DepartmentDispatch>()
        for story in try Samples.dispatches(.test()) {
            let id = story.dispatches[0]
            for command in Samples.dispatchCommands(at: story.now) {
                try trial.tryOut(command, on: story.ticket(DepartmentDispatch.self, id)) {
                    story.context(for: id, by: $0)
                }
            }
        }

        trial.agrees()
    }

    @Test func anOpinionDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<OpinionIssue>()
        var phases: Set<OpinionIssue.Phase> = []
        var verbs: Set<OpinionIssue.Verb> = []
        for story in try Samples.opinions(.test()) {
            let ticket = story.ticket(OpinionIssue.self, story.opinions[0])
            phases.insert(ticket.state.phase)
            for command in Samples.opinionCommands(for: ticket.state, at: story.now) {
                verbs.insert(OpinionIssue.verb(of: command))
                try trial.tryOut(command, on: ticket) {
                    story.context(for: ticket.id, by: $0, relatives: [Samples.otherCall])
                }
            }
        }

        #expect(phases == Set(OpinionIssue.Phase.allCases))
        #expect(verbs == Set(OpinionIssue.Verb.allCases))
        trial.agrees()
    }

    @Test func aCallDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<CallTask>()
        var phases: Set<CallTask.Phase> = []
        var verbs: Set<CallTask.Verb> = []
        for isReviewed in [false, true] {
            let policy = Policy.test(set: [CallTask.isReviewed.key: .flag(isReviewed)])
            for story in try Samples.calls(policy) {
                let ticket = story.ticket(CallTask.self, story.calls[0])
                phases.insert(ticket.state.phase)
                // Also after the date has passed and before its clock has said so.
                for moment in [story.now, max(story.now, ticket.state.dueAt + .seconds(1))] {
                    for command in Samples.callCommands(at: moment) {
                        verbs.insert(CallTask.verb(of: command))
                        try trial.tryOut(command, on: ticket) {
                            story.context(for: ticket.id, by: $0, relatives: [Samples.otherCall], at: moment)
                        }
                    }
                }
            }
        }

        #expect(phases == Set(CallTask.Phase.allCases))
        #expect(verbs == Set(CallTask.Verb.allCases))
        trial.agrees()
    }

    @Test func aLeadDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<Lead>()
        var phases: Set<Lead.Phase> = []
        var verbs: Set<Lead.Verb> = []
        for story in try Samples.leads(.test()) + [Samples.mergedLead(.test())] {
            let ticket = story.ticket(Lead.self, story.leads[0])
            phases.insert(ticket.state.phase)
            for command in Samples.leadCommands(for: ticket.state, at: story.now) {
                verbs.insert(Lead.verb(of: command))
                try trial.tryOut(command, on: ticket) {
                    story.context(for: ticket.id, by: $0, relatives: [Samples.otherLead])
                }
            }
        }

        #expect(phases == Set(Lead.Phase.allCases))
        #expect(verbs == Set(Lead.Verb.allCases))
        trial.agrees()
    }

    @Test func aRotaDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<Rota>()
        var verbs: Set<Rota.Verb> = []
        for story in try Samples.rotas(.test()) {
            let ticket = story.ticket(Rota.self, story.ids[.rota, default: []][0])
            for command in Samples.rotaCommands(at: story.now) {
                verbs.insert(Rota.verb(of: command))
                try trial.tryOut(command, on: ticket) { story.context(for: ticket.id, by: $0) }
            }
        }

        #expect(verbs == Set(Rota.Verb.allCases))
        trial.agrees()
    }

    @Test func aProjectDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<RenovationProject>()
        var phases: Set<RenovationProject.Phase> = []
        for story in try Samples.projects(.test()) {
            let ticket = story.ticket(RenovationProject.self, story.projects[0])
            phases.insert(ticket.state.phase)
            for command in Samples.projectCommands(for: ticket.state, at: story.now) {
                try trial.tryOut(command, on: ticket) { story.context(for: ticket.id, by: $0) }
            }
        }

        #expect(phases == Set(RenovationProject.Phase.allCases))
        trial.agrees()
    }

    @Test func anAcceptanceDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<AcceptanceNode>()
        var phases: Set<AcceptanceNode.Phase> = []
        for stage in AcceptanceNode.Stage.allCases {
            for story in try Samples.nodes(stage, .test()) {
                let ticket = story.ticket(AcceptanceNode.self, story.id(of: stage))
                phases.insert(ticket.state.phase)
                let project = story.project.relative(id: story.projects[0], branch: .main)
                for command in Samples.nodeCommands(for: ticket.state, at: story.now) {
                    try trial.tryOut(command, on: ticket) {
                        story.context(for: ticket.id, by: $0, relatives: [project])
                    }
                }
            }
        }

        #expect(phases == Set(AcceptanceNode.Phase.allCases))
        trial.agrees()
    }

    @Test func aSupplyRequestDoesWhatItsTableSaysAndNothingElse() throws {
        var trial = Trial<SupplyRequest>()
        var phases: Set<SupplyRequest.Phase> = []
        for story in try Samples.supplies(.test()) {
            let ticket = story.ticket(SupplyRequest.self, story.supplies[0])
            phases.insert(ticket.state.phase)
            for command in Samples.supplyCommands(at: story.now) {
                try trial.tryOut(command, on: ticket) { story.context(for: ticket.id, by: $0) }
            }
        }

        #expect(phases == Set(SupplyRequest.Phase.allCases))
        trial.agrees()
    }

    @Test(arguments: Kind.allCases)
    func everyStateCanBeReachedAndEveryOpenOneCanEnd(_ kind: Kind) {
        func flaws<K: TicketKind>(_: K.Type) -> [String] { K.table.flaws(reopening: K.reopening) }
        #expect(flaws(kind.type) == [])
    }

    @Test func anotherDepartmentIsRefused() throws {
        let story = try Samples.dispatches(.test())[0]
        let ticket = story.ticket(DepartmentDispatch.self, story.dispatches[0])
        let stranger = Actor("w", [.departmentWorker], departments: [.materials])

        #expect(throws: Refusal.because(.otherDepartment)) {
            try ticket.decide(.delivered(receipt: nil), story.context(for: ticket.id, by: stranger))
        }
    }

    @Test func aRefusalNamesWhatAPersonMayDo() throws {
        let story = try Samples.dispatches(.test())[0]
        let ticket = story.ticket(DepartmentDispatch.self, story.dispatches[0])
        let table = DepartmentDispatch.table
        let possible = [
            "delivered", "accept", "returnMisrouted", "reportDone", "departmentPhoned", "remind", "cancelDispatch",
        ].map { Choice($0, table.label(of: $0) ?? Label("", "")) }

        #expect(
            throws: Refusal.notPossible(
                verb: Choice("progress", table[.progress].label),
                phase: Choice("queued", Label("待签收", "in the department's queue")), possible: possible)
        ) {
            try ticket.decide(.progress(note: "n", partsNeeded: nil), story.context(for: ticket.id, by: .clock))
        }
    }
}

/// `received forward inDepartment router`: one thing that a machine allows.
struct TableLine: Hashable, Comparable, CustomStringConvertible {
    let from: String
    let verb: String
    let to: String
    let role: String

    var description: String { "\(from) \(verb) \(to) \(role)" }

    static func < (a: TableLine, b: TableLine) -> Bool { a.description < b.description }

    static func all<K: TicketKind>(_: K.Type) -> Set<TableLine> {
        var lines: Set<TableLine> = []
        for verb in K.Verb.allCases {
            let row = K.table[verb]
            for from in row.from {
                for to in row.targets(from: from) {
                    for role in row.roles {
                        lines.insert(TableLine(from: from.name, verb: verb.name, to: to.name, role: role.rawValue))
                    }
                }
            }
        }
        return lines
    }
}

/// Collects what a machine allows, and answers that its table does not explain.
private struct Trial<K: TicketKind> {
    private(set) var lines: Set<TableLine> = []
    private(set) var mistakes: [String] = []

    mutating func tryOut(_ command: K.Command, on ticket: Ticket<K>, _ context: (Actor) -> Context) throws {
        for role in Role.allCases { try tryOut(command, on: ticket, role, context) }
    }

    private mutating func tryOut(
        _ command: K.Command, on ticket: Ticket<K>, _ role: Role, _ context: (Actor) -> Context
    ) throws {
        let verb = K.verb(of: command)
        let from = ticket.state.phase
        let expected = answer(to: verb, in: from, by: role)
        let context = context(Actor("somebody", [role], departments: [.engineering]))
        do throws(Refusal) {
            let events = try ticket.decide(command, context)
            if expected != .carriedOut { mistakes.append("\(from) \(verb) \(role): carried out") }
            var after = ticket
            for event in events { try apply(event, to: &after, at: context.factTime) }
            lines.insert(TableLine(from: from.name, verb: verb.name, to: after.state.phase.name, role: role.rawValue))
        } catch {
            let isExplained =
                switch error {
                case .notPossible(let named, let phase, _):
                    expected == .notPossible && named.code == verb.name && phase.code == from.name
                case .notYours(let name, let needs):
                    expected == .notYours && name == verb.name && needs == K.table[verb].roles
                // A guard of the machine; whether some sample meets it is seen in `lines`.
                case .because: expected == .carriedOut
                }
            if !isExplained { mistakes.append("\(from) \(verb) \(role): \(error)") }
        }
    }

    private mutating func apply(_ event: K.Event, to ticket: inout Ticket<K>, at factTime: Instant) throws(Refusal) {
        do throws(CorruptHistory) {
            try ticket.apply(.happened(event), at: factTime)
        } catch {
            mistakes.append("\(error)")
        }
    }

    func agrees() {
        #expect(mistakes == [])
        #expect(lines.subtracting(TableLine.all(K.self)) == [], "the code allows what the table does not")
        #expect(TableLine.all(K.self).subtracting(lines) == [], "the table allows what the code does not")
    }

    private enum Answer { case carriedOut, notPossible, notYours }

    private func answer(to verb: K.Verb, in phase: K.Phase, by role: Role) -> Answer {
        guard K.table[verb].from.contains(phase) else { return .notPossible }
        return K.table[verb].roles.contains(role) ? .carriedOut : .notYours
    }
}
