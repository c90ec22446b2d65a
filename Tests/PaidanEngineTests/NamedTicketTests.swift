import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// A field that names a ticket takes the number that people read; what is stored is the id.
@Suite struct NamedTicketTests {
    private let house: TestHouse

    init() throws { house = try TestHouse() }

    private func flaw(_ body: () throws -> Receipt) -> FieldError? {
        do {
            _ = try body()
            return nil
        } catch Failure.invalid(let errors) {
            return errors.first
        } catch {
            return nil
        }
    }

    private func refusal(_ body: () throws -> Receipt) -> String? {
        do {
            _ = try body()
            return nil
        } catch Failure.refused(.because(let reason)) {
            return reason.code
        } catch {
            return nil
        }
    }

    @Test(arguments: ["C-2", "c-2"])
    func aDuplicateIsMergedByNumber(_ number: String) throws {
        let (first, second) = (try house.open(), try house.open())
        #expect(second.numberText == "C-2")
        try house.act(first.ticket, "mergeDuplicate", ["targetID": .string(number)])

        let fact = try #require(try house.store.events(of: first.ticket).last { $0.type == "merged" })
        #expect(try JSON(parsing: fact.data)["into"] == .string(second.ticket.description))
    }

    @Test func anOpeningNamesItsFormerComplaintByNumber() throws {
        let former = try house.open()
        try house.act(former.ticket, "withdraw", ["reason": "误报"])
        let next = try house.open(["follows": "C-1"])

        let fact = try #require(try house.store.events(of: next.ticket).first)
        #expect(try JSON(parsing: fact.data)["follows"] == .string(former.ticket.description))
    }

    @Test(arguments: [("C-99", "没有 C-99 这个工单"), ("九十九", "应为单号(如 C-12)或 26 位标识")])
    func whatNamesNoTicketIsSaidAtItsField(_ text: String, _ words: String) throws {
        let complaint = try house.open()
        let flaw = flaw { try house.act(complaint.ticket, "mergeDuplicate", ["targetID": .string(text)]) }
        #expect(flaw?.pointer == "/targetID")
        #expect(flaw?.code == .invalid)
        #expect(flaw?.detail.zh == words)
    }

    /// Numbers must not tell whether there is such a ticket elsewhere.
    @Test func aNumberOfAnotherBranchIsNobodys() throws {
        let south = Actor("south-1", [.specialist], branch: Branch("south"))
        let token = TokenRow(
            hash: [UInt8](repeating: 1, count: 32), actor: south, label: "", expiresAt: nil, revokedAt: nil)
        try house.turn([.putToken(token)])
        let ours = try house.open()
        let theirs = try house.open(by: south)
        let flaw = flaw {
            try house.act(theirs.ticket, "mergeDuplicate", ["targetID": .string(ours.numberText)], by: south)
        }
        #expect(flaw?.detail.zh == "没有 C-1 这个工单")
    }

    @Test func aCallThatIsNamedIsLookedAt() throws {
        let customer: JSON = ["name": "王小明", "phone": "13800138000"]
        let opinion = try house.command(
            .open(.opinion, data: ["heardOn": "inbound", "customer": customer, "content": "插座位置不方便"]),
            by: TestHouse.clerk)
        let stranger = try house.command(
            .open(.call, data: ["occasion": "hiddenWorks", "customer": customer]), by: TestHouse.clerk)
        try house.act(opinion.ticket, "answerAtOnce", ["text": "已说明"])
        for (verb, data) in [
            ("customerContent", [:] as JSONObject), ("customerDeclines", [:]),
            ("customerNotContent", ["points": ["还是不方便"]]),
        ] {
            var data = data
            data["callTaskID"] = .string(stranger.numberText)
            #expect(refusal { try house.act(opinion.ticket, verb, data) } == "not-that-call")
        }
        let person = try house.row(opinion.ticket).person
        let call = try house.command(
            .open(.call, data: ["occasion": "hiddenWorks", "customer": .string(person.description)]),
            by: TestHouse.clerk)
        try house.act(opinion.ticket, "customerContent", ["callTaskID": .string(call.numberText)])
        #expect(try house.row(opinion.ticket).phase == "closed")
    }

    // MARK: What a form cannot hold

    @Test func theCharacterZeroIsRefusedAtItsField() throws {
        let text = "瓷砖\u{0}空鼓"
        #expect(flaw { try house.open(["content": .string(text)]) }?.pointer == "/content")
        let customer: JSON = ["name": .string(text)]
        let named = flaw { try house.open(["customer": customer]) }
        #expect(named?.pointer == "/customer/name")
        #expect(named?.detail.en == "must not hold the character U+0000")
    }

    @Test func onlyAComplaintMayBeAnonymous() throws {
        func words(_ kind: Kind, _ data: JSON) -> String {
            flaw { try house.command(.open(kind, data: data), by: TestHouse.clerk) }?.detail.en ?? ""
        }
        #expect(
            words(.opinion, ["heardOn": "call", "content": "c"]) == "give a customer (name, phone) or a customer's id")
        #expect(words(.call, ["occasion": "preSale"]) == "give a customer (name, phone) or a customer's id")
        #expect(words(.complaint, ["channel": "phone", "content": "c"]) == "give a customer, or anonymous: true")
    }
}
