import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanTesting
import Testing

/// A complaint may name a customer by id; nobody learns or breaks anything by trying ids.
@Suite struct KnownCustomerTests {
    private func open(for person: PersonID, _ house: TestHouse, by actor: Actor) throws -> Receipt {
        let data: JSON = ["channel": "phone", "customer": .string(person.description), "content": "再次投诉"]
        return try house.command(.open(.complaint, data: data), by: actor)
    }

    @Test func aBranchOpensForItsOwnCustomersOnly() throws {
        let house = try TestHouse()
        let south = Actor("south-1", [.specialist], branch: Branch("south"))
        try house.turn([
            .putToken(
                TokenRow(
                    hash: [UInt8](repeating: 1, count: 32), actor: south, label: "", expiresAt: nil, revokedAt: nil))
        ])
        let mains = try house.row(house.open().ticket).person
        let souths = try house.row(house.open(by: south).ticket).person

        #expect(throws: Failure.self) { try open(for: mains, house, by: south) }
        #expect(try house.row(open(for: souths, house, by: south).ticket).person == souths)
        #expect(try house.row(open(for: mains, house, by: TestHouse.clerk).ticket).person == mains)
    }

    /// Its key must not be remembered before its row is: the store would fail, and the server stop.
    @Test func whoWasNeverStoredIsUnknown() throws {
        let (house, twin) = (try TestHouse(), try TestHouse())
        #expect(throws: Failure.self) { try house.open(["categories": ["nothing-we-know"]]) }
        // The same chance gave it the same id there.
        let nobody = try twin.row(twin.open().ticket).person

        #expect(throws: Failure.self) { try open(for: nobody, house, by: TestHouse.clerk) }
    }

    /// The next anonymous caller is somebody else.
    @Test func whoIsAnonymousIsNotKnown() throws {
        let house = try TestHouse()
        let anonymous = try house.row(house.open(["anonymous": true]).ticket)
        let viewer = Viewer(
            TestHouse.clerk, language: .zh, zone: .shanghai, routing: Routing(departments: [], lines: []),
            vault: house.vault)

        #expect(throws: Failure.self) { try house.open(["customer": .string(anonymous.numberText)]) }
        #expect(throws: Failure.self) { try open(for: anonymous.person, house, by: TestHouse.clerk) }
        #expect(try KnownCustomer(of: anonymous, in: house.store, for: viewer) == nil)
        let named = try house.row(house.open().ticket)
        #expect(try house.row(house.open(["customer": .string(named.numberText)]).ticket).person == named.person)
        #expect(try KnownCustomer(of: named, in: house.store, for: viewer) != nil)
    }

    @Test func aCustomersIDDoesNotLeadFromItsTicketsOrTheOtherWay() throws {
        let house = try TestHouse()
        var ids: [ULID] = []
        for _ in 0..<16 {
            let row = try house.row(house.open().ticket)
            ids.append(row.person.ulid)
            #expect(distance(row.person.ulid, row.id.ulid) > 1 << 40)
        }
        for (index, id) in ids.enumerated() {
            for other in ids[..<index] { #expect(distance(id, other) > 1 << 40) }
        }
    }

    /// Of the lower halves, which are chance.
    private func distance(_ a: ULID, _ b: ULID) -> UInt64 { min(a.low &- b.low, b.low &- a.low) }
}
