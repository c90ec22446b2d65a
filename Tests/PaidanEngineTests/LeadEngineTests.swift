import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanCore
@testable import PaidanEngine

/// Leads, their rota and their customers through the engine and its store.
@Suite struct LeadEngineTests {
    private static let director = Actor("director-1", [.director])
    private static let names = ["chen", "lin", "ma", "wu", "zhou"]

    private static func account(_ name: String, _ role: Role, _ number: UInt8) -> Job {
        .putToken(
            TokenRow(
                hash: [UInt8](repeating: number, count: 32), actor: Actor(name, [role]), label: name, expiresAt: nil,
                revokedAt: nil))
    }

    private static func studio(designers: [String] = names, rota isWanted: Bool = true) throws -> TestHouse {
        let house = try TestHouse(policy: "ds")
        try house.turn(designers.enumerated().map { account($1, .designer, UInt8($0 + 1)) })
        guard isWanted else { return house }
        let data: JSON = ["designers": .array(designers.map { .string($0) })]
        _ = try house.command(.open(.rota, data: data), by: director)
        return house
    }

    @discardableResult
    private static func register(
        _ house: TestHouse, phone: String = "13800138000", isComplete: Bool = true
    ) throws -> TicketID {
        let data: JSON = ["leadSource": "company", "customer": ["name": "王", "phone": .string(phone)]]
        let lead = try house.command(.open(.lead, data: data), by: director).ticket
        if isComplete { try house.act(lead, "completeIntake", by: director) }
        return lead
    }

    private static func lead(_ id: TicketID, _ house: TestHouse) throws -> Ticket<Lead> {
        try History.replay(Lead.self, try house.row(id), try house.store.events(of: id)).ticket
    }

    // MARK: The receipt

    /// Every choice can be made again from what is stored: the rota's history and the regulation.
    @Test func theLogMakesEveryChoiceAgain() throws {
        let house = try Self.studio()
        var leads: [TicketID] = []
        for number in 0..<24 {
            let lead = try Self.register(house, phone: "1380013\(1_000 + number)")
            leads.append(lead)
            try house.act(lead, "dispatch", by: Self.director)
            switch number % 6 {
            case 1:
                try house.act(lead, "refuseLead", ["declined": "picky"], by: Self.director)
                try house.act(lead, "dispatch", by: Self.director)
            case 2: try house.act(lead, "signContract", ["contractNo": "K-1", "amount": 100], by: Self.director)
            case 3:
                try house.act(
                    lead, "loseLead", ["lossReason": "price", "fault": "none", "note": "n"], by: Self.director)
            case 4:
                try house.act(lead, "requestDesignerChange", ["wish": "customer", "reason": "r"], by: Self.director)
                try house.act(lead, "reassign", by: Self.director)
            default: break
            }
            if number == 10 { try house.restart() }
            try house.advance(.hours(1))
        }

        let vouchers = try leads.flatMap { id in try Self.vouchers(of: id, house) }.sorted { $0.at < $1.at }
        #expect(vouchers.count == 32)
        let rota = try #require(try Self.rota(house))
        let scenes = try Replay<Rota>(
            id: rota.id, branch: rota.branch, History.entries(Rota.self, try house.store.events(of: rota.id))
        ).scenes.map(\.ticket.state.standings)
        for found in vouchers {
            let before = try #require(scenes.last { $0.places == found.voucher.before && $0.turns == found.turns })
            let choice = try #require(before.choice(for: found.pass(ranks: true), rota: rota.id))
            #expect(choice.0 == found.designer && choice.1 == found.voucher)
        }
        #expect(try Verifier(house.store).run(house.store).findings == [])
    }

    private struct Found {
        let at: Instant
        let designer: Account
        let voucher: DispatchReceipt
        let formers: [Account]
        /// How many turns had been given out before.
        var turns = 0

        func pass(ranks: Bool) -> Standings.Pass {
            Standings.Pass(now: at, formers: formers, capacity: 15, ranksByAbility: ranks)
        }
    }

    private static func vouchers(of id: TicketID, _ house: TestHouse) throws -> [Found] {
        let replay = try Replay<Lead>(
            id: id, branch: .main, History.entries(Lead.self, try house.store.events(of: id)))
        let rotas = try #require(try rota(house))
        let turns = try History.entries(Rota.self, try house.store.events(of: rotas.id)).compactMap {
            entry -> TicketID? in
            if case .happened(.turnTaken(let lead, _, _, _, _)) = entry.fact { lead } else { nil }
        }
        var own = turns.indices.filter { turns[$0] == id }
        return zip(replay.scenes, replay.scenes.dropFirst()).compactMap { before, scene in
            let state = before.ticket.state
            let formers = state.formers + (state.designer.map { [$0] } ?? [])
            switch scene.entry.fact {
            case .happened(.assigned(let designer, _, let voucher?)),
                .happened(.reassigned(let designer, _, let voucher?)):
                return Found(
                    at: scene.entry.recordedAt, designer: designer, voucher: voucher, formers: formers,
                    turns: own.removeFirst())
            default: return nil
            }
        }
    }

    private static func rota(_ house: TestHouse) throws -> TicketRow? {
        var filter = TicketFilter()
        filter.kind = .rota
        return try house.store.tickets(matching: filter).first
    }

    // MARK: The rota

    @Test func aBranchHasOneRotaAtATime() throws {
        let house = try Self.studio()
        let data: JSON = ["designers": ["chen"]]
        #expect(throws: Failure.refused(.because(.hasRota))) {
            try house.command(.open(.rota, data: data), by: Self.director)
        }
        let rota = try #require(try Self.rota(house))
        try house.act(rota.id, "close", ["reason": "r"], by: Self.director)
        _ = try house.command(.open(.rota, data: data), by: Self.director)
    }

    @Test func aRotaHasNoCustomer() throws {
        let house = try Self.studio(rota: false)
        #expect(throws: Failure.self) {
            try house.command(
                .open(.rota, data: ["designers": ["chen"], "customer": ["name": "王"]]), by: Self.director)
        }
    }

    @Test func onlyStaffStandsOnIt() throws {
        let house = try Self.studio(rota: false)
        #expect(throws: Failure.refused(.because(.noSuchColleague))) {
            try house.command(.open(.rota, data: ["designers": ["nobody"]]), by: Self.director)
        }
    }

    // MARK: The same customer

    /// B18: by phone, however it is written; across customers that were typed in twice.
    @Test func aPhoneNumberIsKnownAgain() throws {
        let house = try Self.studio()
        let first = try Self.register(house, phone: "138-0013-8000")
        let other = try Self.register(house, phone: "13900139000")
        let second = try Self.register(house, phone: "+86 138 0013 8000", isComplete: false)

        #expect(try Self.lead(second, house).state.sameCustomer == [first])
        #expect(try Self.lead(other, house).state.sameCustomer == [])
        try house.act(second, "mergeDuplicate", ["targetID": .string(first.description)], by: Self.director)
        #expect(try house.row(second).phase == "merged")
        #expect(try Self.lead(first, house).state.sameCustomer == [second])
    }

    /// A designer is told that a lead was given out, and counts no notice that cannot be opened.
    @Test func sellersAreToldOfLeads() throws {
        let house = try Self.studio()
        let lead = try Self.register(house)
        try house.act(lead, "dispatch", by: Self.director)
        let complaint = try house.open().ticket
        try house.store.transaction {
            try house.store.insert(
                NoticeRow(
                    at: house.now, role: .designer, department: nil, branch: .main, ticket: complaint,
                    notice: .clockWarning, clock: nil))
        }
        let designer = Actor("chen", [.designer])
        let viewer = Viewer(
            designer, language: .en, zone: .shanghai, routing: Routing(departments: [], lines: []), vault: nil)

        let told = try NoticeView(for: viewer, at: house.now).read(limit: 9, isUnseen: true, in: house.store).lines

        #expect(told.map(\.notice.notice) == [.leadAssigned] && told.map(\.ticket.id) == [lead])
        #expect(try UnseenNotices.count(in: house.store, for: designer) == 1)
    }

    // MARK: Damage

    @Test func aDamagedLeadKeepsNoCustomerOut() throws {
        let house = try Self.studio()
        let first = try Self.register(house)
        let second = try Self.register(house)
        try house.store.damage("UPDATE event SET data = x'7878' WHERE ticket = 2 AND version = 1")
        try house.restart()

        let third = try Self.register(house)

        #expect(try house.row(first).number == 1)
        #expect(try Self.lead(third, house).state.sameCustomer == [second])
    }

    /// Leads go on as in a branch without a rota, and the director opens another one.
    @Test func aDamagedRotaStopsNoLead() throws {
        let house = try Self.studio()
        let lead = try Self.register(house)
        try house.store.damage("UPDATE event SET data = x'7878' WHERE ticket = 1 AND version = 1")
        try house.restart()

        #expect(throws: Failure.refused(.because(.noRota))) { try house.act(lead, "dispatch", by: Self.director) }
        _ = try house.command(.open(.rota, data: ["designers": ["chen"]]), by: Self.director)
        try house.act(lead, "dispatch", by: Self.director)

        #expect(try Self.lead(lead, house).state.designer?.code == "chen")
    }

    /// The contract and its project are one transaction: neither is there without the other.
    @Test func aSignedLeadOpensItsProject() throws {
        let house = try Self.studio()
        let lead = try Self.register(house)
        try house.act(lead, "dispatch", by: Self.director)
        try house.act(lead, "signContract", ["contractNo": "K-1", "amount": 100], by: Self.director)
        try house.restart()

        guard case .signed(let contract) = try Self.lead(lead, house).state.state, let project = contract.project
        else { return #expect(Bool(false), "signed") }
        let (row, signed) = (try house.row(project), try house.row(lead))
        #expect(row.kind == .project && row.person == signed.person)
        #expect(row.openedAt == signed.updatedAt)
        #expect(row.parent == nil, "it is no part of the lead")
        #expect(try Verifier(house.store).run(house.store).findings == [])
    }

    // MARK: Who sees what

    /// LFU-04: who sells sees the leads of the branch, and no complaint.
    @Test(arguments: Sight.sellers)
    func sellersSeeLeadsAndNothingElse(_ role: Role) throws {
        let house = try Self.studio()
        let lead = try house.row(Self.register(house))
        let complaint = try house.row(house.open().ticket)
        let sight = Sight(Actor("seller", [role]))

        #expect(try sight.sees(lead, in: house.store))
        #expect(try !sight.sees(complaint, in: house.store))
        let listed = try house.store.tickets(matching: sight.narrowed(TicketFilter()))
        #expect(listed.map(\.kind) == [.lead, .rota])
        var complaints = TicketFilter()
        complaints.kind = .complaint
        #expect(try house.store.tickets(matching: sight.narrowed(complaints)) == [])
        #expect(try sight.deals(with: lead.person, in: house.store))
        #expect(try !sight.deals(with: complaint.person, in: house.store))
    }
}
