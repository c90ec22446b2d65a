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

        let choices = try leads.flatMap { id in
            try Replay<Lead>(
                id: id, branch: .main, History.entries(Lead.self, try house.store.events(of: id))
            ).choices
        }
        #expect(choices.count == 32)
        #expect(Set(choices.compactMap { $0.receipt.candidates.first { $0.skipped != nil }?.skipped }).count > 1)
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    /// Somebody else's turn, a receipt that tells of another rota, one that is not there: `verify` finds it.
    @Test(arguments: [
        ("lead", "\"roundsEnded\":0", "\"roundsEnded\":1"),
        ("lead", "\"ranksByAbility\":true", "\"ranksByAbility\":false"),
        ("rota", "\"designer\":\"chen\"", "\"designer\":\"lin\""), ("lead", "\"capacity\":15", "\"capacity\":0"),
    ])
    func aReceiptThatDoesNotComeOutAgainIsFound(_ kind: String, _ told: String, _ changed: String) throws {
        let house = try Self.studio()
        let lead = try Self.register(house)
        try house.act(lead, "dispatch", by: Self.director)
        try house.act(lead, "signContract", ["contractNo": "K-1", "amount": 100], by: Self.director)
        try house.act(try Self.register(house), "dispatch", by: Self.director)
        #expect(try Self.receiptFindings(house) == 0)

        try house.store.damage(
            """
            UPDATE event SET data = CAST(replace(CAST(data AS TEXT), '\(told)', '\(changed)') AS BLOB)
            WHERE type IN ('assigned', 'turnTaken') AND ticket IN (SELECT no FROM ticket WHERE kind = '\(kind)')
            """)
        #expect(try Self.receiptFindings(house) > 0)
    }

    private static func receiptFindings(_ house: TestHouse) throws -> Int {
        Verifier(house.store).run(house.store).findings.count { $0.what.en.contains("does not come out again") }
    }

    // MARK: Numbers and people

    /// No request makes a sum that runs out of numbers: not this one, and not an honest one after it.
    @Test func aNumberBeyondItsRangeIsRefusedAtTheDoor() throws {
        let house = try Self.studio()
        let rota = try #require(try Self.rota(house)).id
        let lead = try Self.register(house)
        try house.act(lead, "dispatch", by: Self.director)
        let members: JSON = [
            ["designer": "chen", "work": "a", "share": .integer(.max)], ["designer": "lin", "work": "b", "share": 1],
        ]
        let wishes: [(TicketID, String, JSONObject, String)] = [
            (lead, "agreeTeam", ["members": members], "/members/0/share"),
            (lead, "signContract", ["contractNo": "K", "amount": .integer(.max)], "/amount"),
            (rota, "suspend", ["designer": "chen", "rounds": .integer(.max), "reason": "r"], "/rounds"),
            (rota, "suspend", ["designer": "chen", "rounds": -5, "reason": "r"], "/rounds"),
            (rota, "setCapacity", ["designer": "chen", "capacity": .integer(.min)], "/capacity"),
        ]
        for (ticket, verb, data, pointer) in wishes {
            do {
                try house.act(ticket, verb, data, by: Self.director)
                Issue.record("\(verb) was carried out")
            } catch Failure.invalid(let errors) {
                #expect(errors.map { "\($0.pointer) \($0.code.rawValue)" } == ["\(pointer) outOfRange"])
            }
        }
    }

    /// Whoever typed yuan is not told of a bare number of 分.
    @Test func theLimitOfAnAmountIsSaidInYuan() throws {
        let house = try Self.studio()
        let lead = try Self.register(house)
        do {
            try house.act(lead, "signContract", ["contractNo": "K", "amount": .integer(.max)], by: Self.director)
            Issue.record("it was carried out")
        } catch Failure.invalid(let errors) {
            #expect(errors.map(\.detail.zh) == ["应为 ¥0.00 至 ¥100,000,000.00"])
        }
    }

    private static func leaves(_ account: String, _ house: TestHouse) throws {
        let revocation = TokenRevocation(.account(account), reason: "left the company", by: Actor("admin-1", [.admin]))
        try house.turn([.revokeTokens(revocation)])
    }

    /// Once for each open lead, to those who give it to somebody else; not of what is over, nor again.
    @Test func theHeadsAreToldWhatWhoeverLeavesHad() throws {
        let house = try Self.studio(designers: ["chen", "lin"])
        var leads: [TicketID] = []
        for (index, designer) in ["chen", "chen", "lin"].enumerated() {
            let lead = try Self.register(house, phone: "1380013800\(index)")
            try house.act(lead, "dispatch", ["designer": .string(designer), "reason": "r"], by: Self.director)
            leads.append(lead)
        }
        try house.act(leads[0], "loseLead", ["lossReason": "price", "fault": "none", "note": "n"], by: Self.director)

        for _ in 1...2 { try Self.leaves("chen", house) }

        let told = try house.store.notices(for: NoticeFilter(roles: Role.allCases, departments: [], branch: nil))
            .filter { $0.notice == .colleagueLeft }
        #expect(told.map(\.ticket) == [leads[1], leads[1]])
        #expect(Set(told.map(\.role)) == [.director, .designSupervisor])
    }

    /// Nobody has to say that the customer or the designer wanted it.
    @Test func thatTheDesignerHasLeftIsAReasonWhenItIsTrue() throws {
        let house = try Self.studio(designers: ["chen", "lin"])
        let lead = try Self.register(house)
        try house.act(lead, "dispatch", ["designer": "chen", "reason": "r"], by: Self.director)
        let wish: JSONObject = ["wish": "hasLeft", "reason": "r"]
        #expect(throws: Failure.refused(.because(.stillAtWork))) {
            try house.act(lead, "requestDesignerChange", wish, by: Self.director)
        }
        try Self.leaves("chen", house)
        #expect(throws: Failure.refused(.because(.notForYouToSay))) {
            try house.act(lead, "requestDesignerChange", wish, by: TestHouse.clerk)
        }

        try house.act(lead, "requestDesignerChange", wish, by: Self.director)
        try house.act(lead, "reassign", by: Self.director)

        #expect(try Self.lead(lead, house).state.designer?.code == "lin")
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    /// LEAD-10, LEAD-14: no lead to an account without a token in force; the receipt says so, and comes out again.
    @Test func whoHasLeftGetsNoLead() throws {
        let house = try Self.studio(designers: ["chen", "lin"])
        let revocation = TokenRevocation(.account("chen"), reason: "left the company", by: Actor("admin-1", [.admin]))
        try house.turn([.revokeTokens(revocation)])
        let lead = try Self.register(house)
        #expect(throws: Failure.refused(.because(.hasLeft))) {
            try house.act(lead, "dispatch", ["designer": "chen", "reason": "r"], by: Self.director)
        }
        try house.act(lead, "dispatch", by: Self.director)

        #expect(try Self.lead(lead, house).state.designer?.code == "lin")
        let choices = try Replay<Lead>(
            id: lead, branch: .main, History.entries(Lead.self, try house.store.events(of: lead))
        ).choices
        #expect(choices.first?.receipt.candidates.first { $0.designer.code == "chen" }?.skipped == .left)
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    /// PEN-03: a new rota ends no suspension, and a lone suspended designer serves it.
    @Test func aSuspensionOutlivesItsRota() throws {
        let house = try Self.studio(designers: ["chen"])
        let first = try #require(try Self.rota(house)).id
        try house.act(first, "suspend", ["designer": "chen", "rounds": 2, "reason": "r"], by: Self.director)
        try house.act(first, "close", ["reason": "r"], by: Self.director)
        _ = try house.command(.open(.rota, data: ["designers": ["chen"]]), by: Self.director)
        try house.restart()
        for _ in 1...2 {
            let lead = try Self.register(house)
            let failure = #expect(throws: Failure.self) { try house.act(lead, "dispatch", by: Self.director) }
            guard case .refused(let refusal) = failure else {
                Issue.record("not refused: \(failure as Any)")
                return
            }
            #expect(refusal.code == "nobody-free" && refusal.text(in: .zh).contains("chen:停单"))
            try house.act(lead, "dispatch", ["designer": "chen", "reason": "r"], by: Self.director)
        }
        try house.act(try Self.register(house), "dispatch", by: Self.director)
        #expect(Verifier(house.store).run(house.store).findings == [])
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

    // MARK: Whose lead it is

    /// The designer and the salesperson see the same lead (LFU-04); whoever had it before does not.
    @Test func aLeadIsOnTheListsOfThoseWhoSeeItThrough() throws {
        let house = try Self.studio()
        try house.turn([Self.account("gao", .salesperson, 99)])
        let data: JSON = [
            "leadSource": "salesperson", "salesperson": "gao", "customer": ["name": "王"], "estate": "翠湖", "area": 120,
            "floorPlan": "plan-1",
        ]
        let lead = try house.command(.open(.lead, data: data), by: Self.director).ticket
        func assignees() throws -> [String] { try house.store.assignees(of: lead).map(\.code) }
        #expect(try assignees() == ["gao"])

        try house.act(lead, "completeIntake", by: Self.director)
        try house.act(lead, "dispatch", by: Self.director)
        let first = try #require(try Self.lead(lead, house).state.designer)
        #expect(try assignees() == [first.code, "gao"].sorted())
        let other = try house.open().ticket
        let all = try house.store.assignees(ofAll: [other, lead])
        #expect(all.mapValues { $0.map(\.code) } == [lead: try assignees()], "a complaint is nobody's own")
        #expect(try house.store.assignees(ofAll: []).isEmpty)
        try house.act(lead, "requestDesignerChange", ["wish": "customer", "reason": "r"], by: Self.director)
        try house.act(lead, "reassign", by: Self.director)
        let second = try #require(try Self.lead(lead, house).state.designer)
        #expect(try assignees() == [second.code, "gao"].sorted() && first != second)

        #expect(Verifier(house.store).run(house.store).findings == [])
        try house.store.damage("DELETE FROM assignee WHERE principal = 'gao'")
        #expect(
            Verifier(house.store).run(house.store).findings.map(\.what.en) == [
                "the assignees differ: \([second.code, "gao"].sorted().joined(separator: ", ")) by its facts, \(second.code) in the lists"
            ])
    }

    /// LEAD-23: the number belongs to an inquiry; without it the lead is taken and whoever answers the phone hears of it (B16).
    @Test(arguments: [(JSON?.none, true), (.some("13800138000"), false)])
    func anInquiryWithoutAPhoneNumberIsMarked(_ phone: JSON?, isMarked: Bool) throws {
        let house = try TestHouse(policy: "ht")
        var customer: JSONObject = ["name": "王"]
        if let phone { customer["phone"] = phone }
        let data: JSON = ["leadSource": "inquiry", "heardOfUs": "friend", "customer": .object(customer)]
        let lead = try house.command(.open(.lead, data: data), by: Self.director).ticket
        let told = try house.store.notices(for: NoticeFilter(roles: [.frontDesk], departments: [], branch: nil))

        #expect(try Self.lead(lead, house).state.opening.phoneMissing == (isMarked ? true : nil))
        #expect(told.contains { $0.notice == .phoneMissing } == isMarked)
    }

    /// T-18: whoever talked to the customer in the evening is still reminded the same day.
    @Test func anEveningTalkIsRemindedOfItsForm() throws {
        let house = try TestHouse(policy: "dx")
        try house.turn([Self.account("chen", .designer, 1)])
        let data: JSON = ["leadSource": "natural", "customer": ["name": "王"]]
        let lead = try house.command(.open(.lead, data: data), by: Self.director).ticket
        try house.act(lead, "presetDesigner", ["designer": "chen"], by: Actor("specialist-1", [.specialist]))
        try house.advance(.hours(8))
        try house.act(lead, "holdFirstTalk", ["notes": "n"], by: Self.director)
        let form = try #require(try Self.lead(lead, house).ledger.entries.first { $0.key.name == Lead.formClock.name })
        try house.advance(form.due - house.now - .minutes(1))

        let told = try house.store.notices(for: NoticeFilter(roles: [.designer], departments: [], branch: nil))
        #expect(told.contains { $0.notice == .clockWarning && $0.clock == form.key })
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
        #expect(Verifier(house.store).run(house.store).findings == [])
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
