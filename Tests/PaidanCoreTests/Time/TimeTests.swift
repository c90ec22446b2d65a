import Testing

@testable import PaidanCore

@Suite struct RFC3339Tests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-03-02T10:00:00+08:00", 1_772_416_800_000),
        ("2026-03-02t02:00:00z", 1_772_416_800_000), ("2026-03-02 02:00:00.25Z", 1_772_416_800_250),
        ("2026-03-02T02:00:00.1239999Z", 1_772_416_800_123), ("1969-12-31T23:59:59.999Z", -1),
        ("2024-02-29T23:59:59-00:30", 1_709_252_999_000),
    ])
    func reads(_ text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-03-02", "2026-03-02T10:00:00", "2026-03-02T10:00+08:00", "2026-02-29T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-00-01T10:00:00Z", "2026-01-00T10:00:00Z", "2026-04-31T10:00:00Z", "2026-03-02T24:00:00Z",
        "2026-03-02T10:60:00Z", "2026-03-02T10:00:60Z", "2026-03-02T10:00:00.Z", "2026-03-02T10:00:00+0800",
        "2026-03-02T10:00:00+24:00", "2026-03-02T10:00:00+08:00 ", "26-03-02T10:00:00Z", "2026-03-02T10:00:00*08:00",
        "2100-02-29T10:00:00Z",
    ])
    func refuses(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(arguments: [Zone.shanghai, .utc, .newYork, .saoPaulo, .azores, .kolkata])
    func whatIsWrittenIsReadBack(_ zone: Zone) {
        var random = SeededGenerator(seed: 3_339)
        for _ in 0..<2_000 {
            // From the year 1600 to 2400.
            let instant = Instant(
                milliseconds: Int64.random(in: -11_676_096_000_000...13_569_465_600_000, using: &random))
            let text = instant.rfc3339(in: zone)
            #expect(Instant(rfc3339: text) == instant, "\(text)")
        }
    }

    @Test func isWrittenWithTheZonesOffsetOfThatMoment() {
        #expect(Instant.monday.rfc3339(in: .shanghai) == "2026-03-02T10:00:00+08:00")
        #expect((Instant.monday + Span(milliseconds: 5)).rfc3339(in: .utc) == "2026-03-02T02:00:00.005Z")
        #expect(("2026-03-08T06:59:59Z" as Instant).rfc3339(in: .newYork) == "2026-03-08T01:59:59-05:00")
        #expect(("2026-03-08T07:00:00Z" as Instant).rfc3339(in: .newYork) == "2026-03-08T03:00:00-04:00")
    }

    @Test(arguments: [
        (-62_135_596_800_000, "0001-01-01T00:00:00Z"), (-2_208_988_800_000, "1900-01-01T00:00:00Z"),
        (253_402_300_800_000, "10000-01-01T00:00:00Z"), (284_959_987_199_999, "11000-01-08T23:59:59.999Z"),
    ])
    func yearsHaveFourDigitsOrMore(_ milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).rfc3339(in: .utc) == text)
    }
}

@Suite struct CivilDateTests {
    /// Counts every day from 1600 to 2400 with nothing but the rule for leap years.
    @Test func agreesWithABruteForceCount() throws {
        let first = try #require(CivilDate(year: 1600, month: 1, dayOfMonth: 1))
        var day = first.day
        // 1600-01-01 was a Saturday.
        var weekday = 6
        for year in 1600..<2400 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in zip(1...12, lengths) {
                for dayOfMonth in 1...length {
                    let date = CivilDate(day: day)
                    let isRight =
                        date.parts == (year, month, dayOfMonth) && date.weekday == weekday
                        && CivilDate(year: year, month: month, dayOfMonth: dayOfMonth) == date
                    try #require(isRight, "\(year)-\(month)-\(dayOfMonth)")
                    day += 1
                    weekday = weekday % 7 + 1
                }
                try #require(CivilDate(year: year, month: month, dayOfMonth: length + 1) == nil)
            }
        }
        #expect(CivilDate(year: 1970, month: 1, dayOfMonth: 1)?.day == 0)
        #expect(day == CivilDate(year: 2400, month: 1, dayOfMonth: 1)?.day)
    }
}

@Suite struct ZoneTests {
    /// Against a search minute by minute, on the days around each transition.
    @Test(arguments: [Zone.newYork, .saoPaulo, .beirut, .azores, .shanghai])
    func aDayStartsWithItsFirstMinute(_ zone: Zone) throws {
        for moment in zone.transitions.map(\.from) + [.monday] {
            let day = zone.date(of: moment).day
            for date in (day - 1...day + 1).map(CivilDate.init(day:)) {
                var minute = Instant(milliseconds: (date.day - 1) * 86_400_000)
                while zone.date(of: minute) != date { minute = minute + .minutes(1) }

                #expect(
                    zone.start(of: date).rfc3339(in: .utc) == minute.rfc3339(in: .utc), "\(zone.name) \(date.parts)")
            }
        }
    }

    @Test func theMomentOfATransitionBelongsToTheNewOffset() {
        #expect(Zone.newYork.offset(at: "2026-03-08T06:59:59.999Z") == .hours(-5))
        #expect(Zone.newYork.offset(at: "2026-03-08T07:00:00Z") == .hours(-4))
    }

    @Test func daysBeforeTheEpochAreCountedDownwards() {
        #expect(Zone.utc.date(of: Instant(milliseconds: -1)).day == -1)
        #expect(Zone.utc.date(of: Instant(milliseconds: -86_400_000)).day == -1)
        #expect(Zone.utc.date(of: Instant(milliseconds: -86_400_001)).day == -2)
    }

    @Test(arguments: [
        (Zone.shanghai, "2026-03-02T07:59:59.999+08:00", 479), (.shanghai, "2026-03-02T08:00:00+08:00", 480),
        (.newYork, "2026-03-08T06:59:59Z", 119), (.newYork, "2026-03-08T07:00:00Z", 180),
        (.utc, "2025-12-31T23:59:59.999Z", 1_439), (.kolkata, "2025-12-31T18:30:00Z", 0),
    ])
    func theMinuteIsWhatTheLocalClockShows(_ zone: Zone, _ moment: Instant, _ minute: Int) {
        #expect(zone.minute(of: moment) == minute)
    }
}
