import PaidanCore
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanEngine

/// 更正客户资料 through the engine and its store: what is known of a customer, and who finds it.
@Suite struct CorrectCustomerTests {
    private static let frontDesk = Actor("front-1", [.frontDesk])
    private static let director = Actor("director-1", [.director])

    private func viewer(_ house: TestHouse, _ actor: Actor = TestHouse.clerk) -> Viewer {
        Viewer(
            actor, language: .en, zone: .shanghai, routing: Routing(departments: [], lines: []), vault: house.vault)
    }

    private func customer(of ticket: TicketID, _ house: TestHouse) throws -> Customer? {
        let row = try #require(try house.store.person(house.row(ticket).person))
        return try house.vault.customer(of: row)
    }

    @discardableResult
    private func correct(
        _ ticket: TicketID, _ data: JSONObject, in house: TestHouse, by actor: Actor = TestHouse.clerk, rev: Int? = nil,
        key: String? = nil
    ) throws -> Receipt {
        var data = data
        if data["reason"] == nil { data["reason"] = "客户来电更正" }
        return try house.act(ticket, "correctCustomer", data, by: actor, rev: rev, key: key)
    }

    private func known(_ phone: String, _ house: TestHouse) throws -> [String] {
        try KnownCustomer.all(withPhone: phone, in: house.store, for: viewer(house)).map(\.ticket.numberText)
    }

    private func requireSound(_ house: TestHouse) throws {
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    // MARK: What is known

    @Test func whatIsGivenReplacesWhatWasKnownAndTheRestStays() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket

        let receipt = try correct(complaint, ["phone": "139 0013 9000", "address": "翠湖 3-201"], in: house)

        #expect(
            try customer(of: complaint, house)
                == Customer(name: "王小明", phone: "139 0013 9000", address: "翠湖 3-201"))
        #expect(try house.eventTypes(of: complaint).last == "customerCorrected")
        #expect(receipt.rev == 2 && receipt.version == 2 && receipt.phase == "received")
        #expect(try known("13900139000", house) == ["C-1"] && known("13800138000", house) == [])
        try requireSound(house)
    }

    /// The log names the details and holds none of them.
    @Test func noNameAndNoNumberStandsInTheFactInClear() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try correct(complaint, ["name": "李大山", "phone": "13900139000", "reason": "李大山更正"], in: house)

        let event = try #require(try house.store.events(of: complaint).last)
        let text = String(decoding: event.data, as: UTF8.self)
        #expect(text.contains(#""details":["name","phone"]"#))
        for word in ["李大山", "王小明", "13900139000", "13800138000"] { #expect(!text.contains(word)) }
        let history = try HistoryView.json(of: complaint, { _ in try! FormBook() }, in: house.store, for: viewer(house))
        let told = "\(history?.last?["data"] ?? .null) \(history?.last?["contents"] ?? .null)"
        #expect(told.contains("李大山更正") && told.contains("name, phone"))
        #expect(!told.contains("王小明") && !told.contains("13800138000"))
    }

    /// What was known can be found again by whoever gives a reason; erasing the person makes that unreadable, too.
    @Test func whatWasKnownIsOpenedWithTheCustomer() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        let person = try house.row(complaint).person
        try correct(complaint, ["phone": "13900139000"], in: house)
        try house.advance(.minutes(1))
        try correct(complaint, ["name": "王大明", "address": "翠湖"], in: house, by: TestHouse.supervisor)
        func former(isOpen: Bool = true) throws -> [JSON]? {
            try CustomerView.json(of: person, isOpen: isOpen, in: house.store, for: viewer(house))?["former"]?.array
        }

        let opened = try #require(try former())
        #expect(opened.map { $0["by"] } == ["supervisor-1", "clerk-1"] && opened[0]["number"] == "C-1")
        #expect(opened[0]["name"] == "王小明" && opened[0]["phone"] == nil && opened[0]["address"] == nil)
        #expect(opened[1]["phone"] == "13800138000" && opened[1]["name"] == nil)
        #expect(try former(isOpen: false) == nil)
        try erase(house)
        #expect(try former() == nil)
        try requireSound(house)
    }

    @Test func anAnonymousCustomerGivesAName() throws {
        let house = try TestHouse()
        let complaint = try house.open(["anonymous": true]).ticket

        let failure = try #require(throws: Failure.self) { try correct(complaint, ["phone": "13900139000"], in: house) }
        guard case .invalid(let errors) = failure else { throw failure }
        #expect(errors.map(\.pointer) == ["/name"])
        try correct(complaint, ["name": "赵", "phone": "13900139000"], in: house)

        #expect(try known("13900139000", house) == ["C-1"])
        let row = try house.row(complaint)
        #expect(try house.row(house.open(["customer": .string(row.numberText)]).ticket).person == row.person)
        try requireSound(house)
    }

    /// Of a ticket that is over as well: the next call is made with what is known then.
    @Test func anEndedTicketIsCorrectedAndAWholeCompanyReadsTheSame() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        let again = try house.open(["customer": "C-1"]).ticket
        try house.act(complaint, "withdraw", ["reason": "x"])

        try correct(complaint, ["phone": "13900139000"], in: house)

        #expect(try viewer(house).customerLabel(of: house.row(again).person, in: house.store) == "王** 139****9000")
        try requireSound(house)
    }

    // MARK: What is refused

    @Test(
        arguments: [
            (["phone": "call me"], "/phone"), (["phone": ""], "/phone"), (["name": " "], "/name"),
            (["name": 5], "/name"),
            (["address": .string(String(repeating: "x", count: 301))], "/address"), (["age": 3], "/age"),
            (["phone": "13900139000", "reason": .null], "/reason"),
            (["phone": "13900139000", "reason": " "], "/reason"),
        ] as [(JSONObject, String)])
    func whatIsWrongIsRefusedAtItsPlace(_ data: JSONObject, _ pointer: String) throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket

        let failure = try #require(throws: Failure.self) { try correct(complaint, data, in: house) }

        guard case .invalid(let errors) = failure else { throw failure }
        #expect(errors.map(\.pointer) == [pointer])
        #expect(try house.eventTypes(of: complaint) == ["opened"])
        #expect(try customer(of: complaint, house)?.phone == "13800138000")
    }

    @Test(arguments: [[:], ["phone": "13800138000"], ["name": "王小明", "address": .null]] as [JSONObject])
    func whatChangesNothingIsRefused(_ data: JSONObject) throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket

        #expect(throws: Failure.refused(.because(.nothingToCorrect))) { try correct(complaint, data, in: house) }
    }

    /// A role that corrects nobody learns nothing by trying numbers.
    @Test func whoMayNotIsToldNothing() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        let refusal = Failure.refused(.notYours(verb: "correctCustomer", needs: CorrectCustomer.roles))
        let office = Actor("q", [.qualityOffice])

        for phone in ["13800138000", "13900139000"] {
            #expect(throws: refusal) { try correct(complaint, ["phone": .string(phone)], in: house, by: office) }
        }
        #expect(throws: Failure.noSuchTicket) {
            let south = Actor("s", [.specialist], branch: Branch("south"))
            try correct(complaint, ["phone": "13900139000"], in: house, by: south)
        }
    }

    @Test func whoWasErasedIsNotCorrected() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try erase(house)

        #expect(throws: Failure.refused(.because(.customerErased))) {
            try correct(complaint, ["name": "李", "phone": "13900139000"], in: house)
        }
        let offers = try ActionView.offers(
            of: complaint, { try! FormBook()[$0.kind] }, in: house.store, for: viewer(house))?.offers
        let offer = offers?.first { $0.action.verb == CorrectCustomer.verb }
        #expect(offer?.refusal == .because(.customerErased))
    }

    private func erase(_ house: TestHouse) throws {
        try house.store.damage("UPDATE person SET salt = NULL, sealed = NULL, phone_hash = NULL, erased_at = 1")
    }

    @Test func aStaleFormIsRefusedAndTheSameKeyIsAnsweredAgain() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        let first = try correct(complaint, ["phone": "13900139000"], in: house, rev: 1, key: "k")

        #expect(throws: Failure.conflict(expected: 1, actual: 2)) {
            try correct(complaint, ["phone": "13700137000"], in: house, rev: 1)
        }
        let again = try correct(complaint, ["phone": "13900139000"], in: house, rev: 1, key: "k")
        #expect(again.isReplay && again.version == first.version)
        #expect(try house.eventTypes(of: complaint) == ["opened", "customerCorrected"])
        try house.restart()
        #expect(try customer(of: complaint, house)?.phone == "13900139000")
        try requireSound(house)
    }

    /// Boards of departments show whose their work is: each hears of it.
    @Test func theDepartmentsHearOfIt() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let queue = QueueName(.engineering, in: .main).text
        let before = try house.store.feedHeads()[queue] ?? 0

        try correct(complaint, ["phone": "13900139000"], in: house)

        #expect(try house.store.feedHeads()[queue] == before + 1)
    }

    // MARK: Leads

    private func inquiry(_ house: TestHouse, phone: JSON? = nil) throws -> TicketID {
        var customer: JSONObject = ["name": "王"]
        customer["phone"] = phone
        let data: JSON = ["leadSource": "inquiry", "heardOfUs": "friend", "customer": .object(customer)]
        return try house.command(.open(.lead, data: data), by: Self.director).ticket
    }

    private func lead(_ id: TicketID, _ house: TestHouse) throws -> Lead {
        try History.replay(Lead.self, try house.row(id), try house.store.events(of: id)).ticket.state
    }

    private func isMarked(_ lead: TicketID, _ house: TestHouse) throws -> Bool {
        let view = try TicketView.json(
            of: lead, { _ in try! FormBook() }, in: house.store, for: viewer(house), at: house.now)
        return view?["data"]?["opening"]?["phoneMissing"] == true
    }

    /// LEAD-23, B16: marked as long as nobody can call back.
    @Test func aNumberThatIsLearntTakesTheMark() throws {
        let house = try TestHouse(policy: "ht")
        let lead = try inquiry(house)
        #expect(try isMarked(lead, house))
        try correct(lead, ["address": "翠湖"], in: house, by: Self.frontDesk)
        #expect(try isMarked(lead, house))

        try correct(lead, ["phone": "13800138000"], in: house, by: Self.frontDesk)

        #expect(try !isMarked(lead, house))
        #expect(try house.store.events(of: lead).last?.principal == "front-1")
        try requireSound(house)
    }

    /// B18: a number that is learnt shows that the customer is known, as it would have at the opening.
    @Test func aNumberThatIsLearntShowsTheSameCustomer() throws {
        let house = try TestHouse(policy: "ht")
        let first = try inquiry(house, phone: "138-0013-8000")
        let second = try inquiry(house)
        #expect(try lead(second, house).sameCustomer == [])
        func told() throws -> Int {
            try house.store.notices(for: NoticeFilter(roles: [.director], departments: [], branch: nil))
                .count { $0.notice == .sameCustomer && $0.ticket == second }
        }

        try correct(second, ["phone": "+86 13800138000"], in: house)

        #expect(try lead(second, house).sameCustomer == [first])
        #expect(try told() == 1)
        try correct(second, ["phone": "13800138000"], in: house)
        #expect(try lead(second, house).sameCustomer == [first] && told() == 1, "known already")
        let third = try inquiry(house, phone: "13800138000")
        #expect(try lead(third, house).sameCustomer == [second, first])
        try house.act(second, "mergeDuplicate", ["targetID": .string(first.description)], by: Self.director)
        try requireSound(house)
    }

    /// The number that was wrong finds nobody any more.
    @Test func aNumberThatWasWrongShowsNobody() throws {
        let house = try TestHouse(policy: "ht")
        let first = try inquiry(house, phone: "13800138000")
        try correct(first, ["phone": "13900139000"], in: house)

        #expect(try lead(inquiry(house, phone: "13800138000"), house).sameCustomer == [])
        #expect(try lead(inquiry(house, phone: "13900139000"), house).sameCustomer == [first])
    }
}
