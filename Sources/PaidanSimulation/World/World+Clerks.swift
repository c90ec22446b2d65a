internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// The desk: clerks, and the network between them and the server.
extension World {
    func planClerk(_ index: Int) {
        agenda.plan(.clerkActs(index), at: machine + Int64(chance.skewed(50...6_000)))
    }

    // MARK: What to do

    func clerkActs(_ index: Int) throws {
        guard season == .faults, clerks[index].call == nil else { return }
        step()
        if let job = chooseJob(for: index) { call(job, index) } else { planClerk(index) }
    }

    private func chooseJob(for index: Int) -> Job? {
        let actor = clerks[index].actor
        if actor.has(.supervisor), let queue = checker.stoppedQueues.first, chance.isTrue(300) {
            return .startQueue(queue)
        }
        if actor.has(.supervisor), chance.isTrue(nature.policy * 8) {
            count(.policyChanged)
            if chance.isTrue(100) {
                return .withdraw(Withdrawal(for: PolicyScope(branch: Company.south), by: actor, reason: "试行结束"))
            }
            let scope = chance.isTrue(300) ? PolicyScope(branch: Company.south) : .company
            return .activate(Activation(chance.pick(Company.regulations), for: scope, by: actor))
        }
        let wish: Request.Wish?
        if let opening = chooseOpening(for: actor) {
            wish = opening
        } else {
            wish = chooseDeed(for: actor)
        }
        return wish.map { request($0, by: index) }
    }

    private var wishes: Wishes { Wishes(now: now, tickets: checker.tickets.rows) }

    private func pickByTheme(_ kinds: [Kind]) -> Kind? {
        let themed = kinds.filter(nature.theme.has)
        let choice = !themed.isEmpty && chance.isTrue(850) ? themed : kinds
        return choice.isEmpty ? nil : chance.pick(choice)
    }

    private func chooseOpening(for actor: Actor) -> Request.Wish? {
        guard chance.isTrue(200) else { return nil }
        let kinds = Kind.allCases.filter { kind in
            actor.hasAny(of: kind.type.openers.filter(\.isPerson))
                && checker.tickets.rows.count { $0.kind == kind } < nature.theme.openedMax
        }
        guard let kind = pickByTheme(kinds) else { return nil }
        return wishes.opening(of: kind, &chance).map { .open(kind, data: .object($0)) }
    }

    /// Few tickets get before a leader or a supervisor; those of each kind are not left lying.
    private func waitingForABoss(_ actor: Actor) -> TicketRow? {
        let both = ["escalated", "inReview"]
        let own = ["unreached", "recorded", "awaitingRevisit", "awaitingConfirmation"]
        let phases = actor.has(.leader) ? both : both + own
        let waiting = checker.tickets.rows.filter { phases.contains($0.phase) && actor.reaches($0.branch) }
        let lines = Kind.allCases.flatMap { kind in
            phases.map { phase in waiting.filter { $0.kind == kind && $0.phase == phase } }
        }.filter { !$0.isEmpty }
        return lines.isEmpty ? nil : chance.pick(chance.pick(lines))
    }

    /// What somebody works at; more often what most is done to.
    private func kinds(for actor: Actor) -> [Kind] {
        if actor.roles.allSatisfy(\.isDepartmental) { return [.dispatch] }
        if actor.has(.director) { return [.lead, .lead, .rota] }
        let works: [Kind] = actor.hasAny(of: Sight.works) ? [.project, .node, .supply] : []
        if actor.hasAny(of: Sight.sellers) { return [.lead, .lead] + works }
        if !works.isEmpty { return works }
        let customers: [Kind] = [.complaint, .complaint, .dispatch, .opinion, .call]
        return customers + customers + [
            .lead, .project, .project, .node, .node, .node, .node, .supply, .supply, .supply,
        ]
    }

    private static let owedOnLeads: [String: [Lead.Verb]] = [
        Lead.screeningClock.name: [.screeningDone], Lead.formClock.name: [.handInFirstTalk],
        Lead.processedClock.name: [.processFirstTalk], Lead.handOverClock.name: [.handOverData],
        Lead.notesClock.name: [.checkNotes], Lead.quoteClock.name: [.approveQuoteRelease, .rejectQuoteRelease],
        Lead.decisionClock.name: [
            .verifyChange, .reassign, .rejectChange, .confirmInvalid, .approveInvalid, .rejectInvalid,
        ],
    ]
    private static let owedOnRotas: [String: [Rota.Verb]] = [
        Rota.sheetsClock.name: [.collectSheets], Rota.registerClock.name: [.reviewRegister],
        Rota.visitorsClock.name: [.handInVisitors],
    ]
    private static let owedOnNodes: [String: [AcceptanceNode.Verb]] = [
        AcceptanceNode.changeClock.name: [.approveReschedule, .rejectReschedule],
        AcceptanceNode.resultClock.name: [.recordResult],
        AcceptanceNode.confirmClock.name: [.customerConfirms, .customerDisputes],
    ]
    private static let owedOnSupplies: [String: [SupplyRequest.Verb]] = [
        SupplyRequest.answerClock.name: [.confirmSupply, .answerWithChange],
        SupplyRequest.changeToldClock.name: [.acceptChange, .rejectChange],
    ]

    /// What stands beside a ticket's state and is owed by a clock: among so many verbs chance would hardly find it.
    private func owed<K: TicketKind>(
        _: K.Type, _ verbs: [String: [K.Verb]], on row: TicketRow, by actor: Actor
    ) -> K.Verb? {
        let possible = K.Phase(name: row.phase).map { K.table.possible(in: $0) } ?? []
        let owed = checker.clocks.rows(of: row.id).flatMap { verbs[$0.key.name] ?? [] }
            .filter { possible.contains($0) && actor.hasAny(of: K.table[$0].roles) }
        return owed.isEmpty || chance.isTrue(300) ? nil : chance.pick(owed)
    }

    /// Who has not been told of the date of an acceptance.
    private func untold(of node: TicketRow) -> [Party] {
        checker.clocks.rows(of: node.id).compactMap { Party(subject: $0.key.subject) }
    }

    /// When the site needs what a store is asked for.
    private func neededOn(of supply: TicketRow) -> Instant? {
        checker.clocks.rows(of: supply.id).first { $0.key.name == SupplyRequest.neededClock.name }?.due
    }

    private func chooseDeed(for actor: Actor) -> Request.Wish? {
        let wantsOpen = chance.isTrue(900)
        let rows = checker.tickets.rows.filter { $0.isOpen == wantsOpen && actor.reaches($0.branch) }
        // Nobody looks for what there is none of.
        let kinds = kinds(for: actor).filter { kind in rows.contains { $0.kind == kind } }
        let kind = pickByTheme(kinds)
        let candidates = rows.filter { $0.kind == kind }
        let isBoss = actor.hasAny(of: [.leader, .supervisor]) && chance.isTrue(600)
        guard let row = (isBoss ? waitingForABoss(actor) : nil) ?? (candidates.isEmpty ? nil : chance.pick(candidates))
        else { return nil }
        if actor.hasUnboundRole(of: Repin.roles), chance.isTrue(nature.policy * 8) { return chooseRepin(row) }
        if actor.hasAny(of: CorrectCustomer.roles), row.kind.type.hasCustomer, chance.isTrue(15) {
            return chooseCorrection(row)
        }
        switch row.kind {
        case .complaint:
            return chooseVerb(Complaint.self, row, actor) { wishes, verb in wishes.data(for: verb, of: row.id, &chance)
            }
        case .dispatch:
            return chooseVerb(DepartmentDispatch.self, row, actor) { wishes, verb in wishes.data(for: verb, &chance) }
        case .opinion:
            return chooseVerb(OpinionIssue.self, row, actor) { wishes, verb in wishes.data(for: verb, &chance) }
        case .call:
            return chooseVerb(CallTask.self, row, actor) { wishes, verb in wishes.data(for: verb, of: row, &chance) }
        case .lead:
            return chooseVerb(Lead.self, row, actor, owed: Self.owedOnLeads) { wishes, verb in
                wishes.data(for: verb, of: row, &chance)
            }
        case .rota:
            return chooseVerb(Rota.self, row, actor, owed: Self.owedOnRotas) { wishes, verb in
                wishes.data(for: verb, &chance)
            }
        case .project:
            return chooseVerb(RenovationProject.self, row, actor, first: missed(row)) { wishes, verb in
                wishes.data(for: verb, of: row.id, &chance)
            }
        case .node:
            let untold = untold(of: row)
            return chooseVerb(AcceptanceNode.self, row, actor, owed: Self.owedOnNodes) { wishes, verb in
                wishes.data(for: verb, untold: untold, &chance)
            }
        case .supply:
            let neededOn = neededOn(of: row)
            // Few requests come about, and only of cancelled ones the goods are asked for again.
            let isUnwanted = actor.has(.specialist) && chance.isTrue(150)
            return chooseVerb(
                SupplyRequest.self, row, actor, owed: Self.owedOnSupplies, first: isUnwanted ? .cancelSupply : nil
            ) { wishes, verb in
                wishes.data(for: verb, neededOn: neededOn, &chance)
            }
        }
    }

    /// Goods that a site still waits for are seldom asked for again by chance.
    private func missed(_ project: TicketRow) -> RenovationProject.Verb? {
        let isCancelled = checker.tickets.rows.contains {
            $0.kind == .supply && $0.parent == project.id && $0.phase == SupplyRequest.Phase.cancelled.name
        }
        return isCancelled && chance.isTrue(700) ? .requestSupply : nil
    }

    /// Few phone numbers, so that customers turn out to be known.
    private func chooseCorrection(_ row: TicketRow) -> Request.Wish {
        let phone = "1380013800\(chance.number(0...9))"
        let data: JSON = ["name": "客户", "phone": .string(phone), "reason": "来电更正"]
        return .act(.id(row.id), verb: CorrectCustomer.verb, data: data)
    }

    private func chooseRepin(_ row: TicketRow) -> Request.Wish? {
        let clocks = checker.clocks.rows(of: row.id)
        guard !clocks.isEmpty else { return nil }
        let clock = chance.pick(clocks).key.text
        return .act(.id(row.id), verb: Repin.verb, data: ["clock": .string(clock), "reason": "新制度"])
    }

    private func chooseVerb<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ actor: Actor, owed: [String: [K.Verb]] = [:], first: K.Verb? = nil,
        _ data: (Wishes, K.Verb) -> JSONObject
    ) -> Request.Wish? {
        if let verb = first ?? self.owed(K.self, owed, on: row, by: actor) {
            return .act(.id(row.id), verb: K.table.name(of: verb), data: .object(data(wishes, verb)))
        }
        if chance.isTrue(nature.wrongCommand) { return chooseWrong(K.self, row, data) }
        guard let phase = K.Phase(name: row.phase) else { return nil }
        let possible = K.table.possible(in: phase).filter { actor.hasAny(of: K.table[$0].roles) }
        guard !possible.isEmpty else { return nil }
        func deeds(_ verb: K.Verb) -> Int { totals.deeds[Totals.deed(K.table.name(of: verb), on: K.kind), default: 0] }
        // What this world has seldom done is chosen more often, so that every verb happens;
        var verb = [chance.pick(possible), chance.pick(possible)].min { deeds($0) < deeds($1) } ?? possible[0]
        // what ends a story less often, so that stories grow.
        if K.table[verb].to.contains(where: \.isEnd), chance.isTrue(600) { verb = chance.pick(possible) }
        return .act(.id(row.id), verb: K.table.name(of: verb), data: .object(data(wishes, verb)))
    }

    /// Any verb in any state, or nonsense.
    private func chooseWrong<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ data: (Wishes, K.Verb) -> JSONObject
    ) -> Request.Wish {
        count(.wrongCommand)
        let verb = chance.pick(Array(K.Verb.allCases))
        switch chance.number(0...3) {
        case 0: return .act(.id(row.id), verb: "dance", data: [:])
        case 1: return .act(.id(row.id), verb: K.table.name(of: verb), data: ["nonsense": 1])
        default: return .act(.id(row.id), verb: K.table.name(of: verb), data: .object(data(wishes, verb)))
        }
    }

    private func request(_ wish: Request.Wish, by index: Int) -> Job {
        var key = "k\(index)-\(clerks[index].callCount)"
        if clerks[index].callCount > 1, chance.isTrue(nature.keyReused) {
            count(.keyReused)
            key = "k\(index)-\(clerks[index].callCount - 1)"
        }
        var rev: Int?
        if case .act(.id(let ticket), _, _) = wish, chance.isTrue(600) { rev = expectedRev(of: ticket, for: index) }
        // What is overdue was often done in time and is only told of late.
        let isReported = chance.isTrue(isOverdue(wish) ? 500 : 120)
        return .command(
            Request(
                actor: clerks[index].actor, wish: wish, key: IdempotencyKey(text: key, hashing: Array("\(wish)".utf8)),
                expectedRev: rev, occurredAt: isReported ? now - .minutes(Int64(chance.skewed(1...90))) : nil))
    }

    private func isOverdue(_ wish: Request.Wish) -> Bool {
        guard case .act(.id(let ticket), _, _) = wish else { return false }
        return checker.tickets.row(ticket)?.phase == "overdue"
    }

    private func expectedRev(of ticket: TicketID, for index: Int) -> Int? {
        if let old = clerks[index].screen[ticket], chance.isTrue(nature.staleRev) {
            count(.staleRev)
            return old
        }
        let rev = checker.tickets.row(ticket)?.rev
        clerks[index].screen[ticket] = rev
        return rev
    }

    // MARK: The network

    func call(_ job: Job, _ index: Int) {
        clerks[index].callCount += 1
        clerks[index].call = Clerk.Call(number: clerks[index].callCount, job: job)
        sendCall(index)
    }

    private func sendCall(_ index: Int) {
        guard var call = clerks[index].call else { return }
        call.sends += 1
        clerks[index].call = call
        let letter = Letter(clerk: index, call: call.number, job: call.job)
        let isFaulty = season == .faults
        if isFaulty, chance.isTrue(nature.requestLost) {
            count(.requestLost)
        } else {
            agenda.plan(.letterArrives(letter), at: machine + Int64(chance.number(1...20)))
        }
        if isFaulty, chance.isTrue(nature.requestDoubled) {
            count(.requestDoubled)
            agenda.plan(.letterArrives(letter), at: machine + Int64(chance.number(1...3_000)))
        }
        agenda.plan(.callTimesOut(clerk: index, call: call.number), at: machine + Clerk.patience)
    }

    func arrive(_ letter: Letter) {
        guard engine != nil else { return count(.requestLost) }
        letters.append(letter)
        planRound(after: Int64(chance.number(1...3)))
    }

    func answer(_ letter: Letter, _ outcome: Outcome) {
        guard letter.clerk >= 0 else { return }
        let reply: Happening.Reply
        switch outcome {
        case .receipt(let receipt):
            reply = .rev(receipt.rev)
            tally(letter.job, receipt)
        case .failed: reply = .refused
        case .done, .activated, .withdrawn, .tookOver, .issued, .revoked, .settled, .leases, .fileKept, .again:
            reply = .done
        }
        guard season == .healing || !chance.isTrue(nature.answerLost) else { return count(.answerLost) }
        agenda.plan(
            .answerArrives(clerk: letter.clerk, call: letter.call, reply), at: machine + Int64(chance.number(1...20)))
    }

    private func tally(_ job: Job, _ receipt: Receipt) {
        guard case .command(let request) = job, case .act(_, let verb, _) = request.wish, !receipt.isReplay else {
            return
        }
        totals.deeds[Totals.deed(verb, on: receipt.kind), default: 0] += 1
    }

    func answerArrives(at index: Int, _ number: Int, _ reply: Happening.Reply) {
        guard let call = clerks[index].call, call.number == number else { return }
        clerks[index].call = nil
        if case .rev(let rev) = reply, case .command(let request) = call.job,
            case .act(.id(let ticket), _, _) = request.wish
        {
            clerks[index].screen[ticket] = rev
        }
        if season == .faults { planClerk(index) }
    }

    func callTimesOut(_ index: Int, _ number: Int) {
        guard let call = clerks[index].call, call.number == number else { return }
        if season == .faults, call.sends >= Clerk.sendsMax {
            clerks[index].call = nil
            return planClerk(index)
        }
        sendCall(index)
    }
}
