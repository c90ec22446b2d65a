import PaidanCore
import PaidanEngine
import Testing

@Suite struct RegulationZoneTests {
    @Test func shanghaiIsEightHoursAheadTodayAndToTheEndOfTheTable() throws {
        let zone = try #require(Zone(named: "Asia/Shanghai"))

        for time in ["1970-01-01T00:00:00Z", "2026-07-01T00:00:00Z", "2099-12-31T00:00:00Z"] {
            #expect(zone.offset(at: try #require(Instant(rfc3339: time))) == .hours(8), "\(time)")
        }
    }

    @Test(arguments: [
        ("2026-03-29T00:59:59Z", 1), ("2026-03-29T01:00:00Z", 2), ("2026-10-25T00:59:59Z", 2),
        ("2026-10-25T01:00:00Z", 1),
        ("2098-07-01T00:00:00Z", 2),
    ])
    func summerTimeBeginsAndEndsOnTheSecond(time: String, hours: Int) throws {
        let zone = try #require(Zone(named: "Europe/Berlin"))

        #expect(zone.offset(at: try #require(Instant(rfc3339: time))) == .hours(Int64(hours)))
    }

    @Test func changesThatAreNoSummerTimeAreKnown() throws {
        let zone = try #require(Zone(named: "Pacific/Apia"))

        #expect(zone.offset(at: try #require(Instant(rfc3339: "2011-12-30T09:59:59Z"))) == .hours(-10))
        #expect(zone.offset(at: try #require(Instant(rfc3339: "2011-12-30T10:00:00Z"))) == .hours(14))
    }

    @Test(arguments: ["UTC", "Etc/GMT-8", "Asia/Urumqi"])
    func namesOfTheDatabaseAreKnown(name: String) {
        #expect(Zone(named: name)?.name == name)
    }

    @Test(arguments: ["CST", "EST", "GMT+8", "+08:00", "asia/shanghai", "Nowhere/City", "../etc/passwd", ""])
    func whatIsNoNameIsRefused(name: String) {
        #expect(Zone(named: name) == nil)
    }
}
