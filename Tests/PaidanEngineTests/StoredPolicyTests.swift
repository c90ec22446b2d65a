import PaidanCore
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanEngine

/// What an activation stores is enough to reckon a verdict again, years later and on other tzdata.
@Suite struct StoredPolicyTests {
    private static func row(_ regulation: Regulation, table: String?, hash: String? = nil) -> PolicyRow {
        PolicyRow(
            number: 1, name: regulation.policy.name, hash: regulation.hash, text: regulation.text, zoneTable: table,
            zoneHash: hash ?? table.map(hexadecimalDigest), scope: .company, reason: "", activatedAt: TestHouse.monday,
            principal: "a")
    }

    @Test func theZoneIsTheStoredOneAndNotTheMachines() throws {
        let dx = try RegulationLoader.shipped("dx")
        // As if China had moved by an hour in some later tzdata, or this were the older one.
        let table = ZoneTable.text(
            of: Zone(
                name: "Asia/Shanghai", first: .hours(8),
                transitions: [.init(from: TestHouse.monday, offset: .hours(9))], version: "1999z"))

        let stored = try Regulation.stored(Self.row(dx, table: table))

        #expect(stored.policy.calendar.zone.version == "1999z")
        #expect(stored.policy.calendar.zone.offset(at: TestHouse.monday) == .hours(9))
        #expect(stored.text == dx.text && stored.hash == dx.hash)
        #expect(stored.zoneTable == table)
        let due = Limit.calendarDays(0).due(from: TestHouse.monday, in: stored.policy.calendar)
        #expect(due == TestHouse.monday + .hours(13), "10:00 is 11:00 there")
    }

    @Test func aZoneTableReadsAsItWasWritten() throws {
        for name in ["Asia/Shanghai", "Europe/Berlin", "Pacific/Apia", "UTC"] {
            let zone = try #require(Zone(named: name))

            #expect(ZoneTable.zone(of: ZoneTable.text(of: zone)) == zone)
            #expect(!zone.version.isEmpty)
        }
    }

    @Test(arguments: ["", "{}", "[]", #"{"name":"UTC","version":"1","first":0,"transitions":[[1]]}"#])
    func aTableThatIsNoneIsDamage(text: String) throws {
        let dx = try RegulationLoader.shipped("dx")

        #expect(throws: EngineError.damagedPolicy(hash: dx.hash)) {
            try Regulation.stored(Self.row(dx, table: text))
        }
    }

    @Test func aTableThatIsNotTheStoredOneIsDamage() throws {
        let dx = try RegulationLoader.shipped("dx")

        #expect(throws: EngineError.damagedPolicy(hash: dx.hash)) {
            try Regulation.stored(Self.row(dx, table: dx.zoneTable, hash: String(repeating: "0", count: 64)))
        }
    }

    /// Activated by a Paidan that stored no zone table: read with the tzdata of this machine.
    @Test func anOlderActivationStillReads() throws {
        let dx = try RegulationLoader.shipped("dx")

        let stored = try Regulation.stored(Self.row(dx, table: nil))

        #expect(stored.policy.calendar == dx.policy.calendar)
    }

    @Test func anActivationStoresTextHashCalendarAndZone() throws {
        let house = try TestHouse()

        let row = try #require(try house.store.activatedPolicies().first)

        #expect(row.text.contains("name: \"cn-2026\""))
        #expect(row.text.contains("hours: [09:00-12:00, 13:30-18:00]"))
        #expect(row.zoneTable.flatMap(ZoneTable.zone(of:))?.name == "Asia/Shanghai")
        #expect(row.hash == hexadecimalDigest(of: row.text))
    }

    /// The database holds on to what was activated.
    @Test func anActivationNeverChanges() throws {
        let house = try TestHouse()
        let row = try #require(try house.store.activatedPolicies().first)

        #expect(throws: (any Error).self) {
            try house.store.transaction { try house.store.insert(row) }
        }
    }
}
