import PaidanCore
import PaidanEngine
import ShippedCalendars
import Testing

/// 工作日历 of a policy: hours, holidays, the company's own days.
@Suite struct RegulationCalendarTests {
    private static let monday: Instant = .reading("2026-03-02T10:00:00+08:00")

    private func due(_ limit: String, from start: String, _ lines: String...) throws -> String {
        let text = (RegulationSample.head + ["complaint.resultToldWithin: \(limit)"] + lines).joined(separator: "\n")
        let policy = try RegulationSample.loader().load(text: text, file: "test.yaml").policy
        let limit = try #require(policy[limit: "complaint.resultToldWithin"])
        return limit.due(from: .reading(start), in: policy.calendar).rfc3339(in: policy.calendar.zone)
    }

    @Test func theDefaultKnowsChinasHolidays() throws {
        // 2026: 1–7 October off, Saturday the 10th worked instead.
        #expect(try due("2 wd", from: "2026-09-30T10:00:00+08:00") == "2026-10-10T00:00:00+08:00")
        #expect(try due("3 wd", from: "2026-09-30T10:00:00+08:00") == "2026-10-11T00:00:00+08:00")
    }

    @Test func everyListThatShipsIsKnownByItsName() throws {
        for name in ShippedCalendars.names {
            let policy = try RegulationSample.policy("holidays: [\(name)]")

            #expect(policy.calendar.lists.map(\.name) == [name])
        }
    }

    @Test func workingTimeRunsInTheHoursOfTheDay() throws {
        #expect(try due("4 wh", from: "2026-03-02T10:00:00+08:00") == "2026-03-02T15:30:00+08:00")
        #expect(try due("1 wh 30 wmin", from: "2026-03-02T17:00:00+08:00") == "2026-03-03T09:30:00+08:00")
        #expect(
            try due("4 wh", from: "2026-03-06T17:00:00+08:00", "workdays: [mon, fri, sat]", "hours.sat: [9:00-10:00]")
                == "2026-03-09T11:00:00+08:00")
    }

    @Test func aMakeUpWorkdayMayHaveHoursOfItsOwn() throws {
        // Saturday 10 October 2026.
        #expect(
            try due("2 wh", from: "2026-10-09T17:00:00+08:00", "hours.makeup: [14:00-16:00]")
                == "2026-10-10T15:00:00+08:00")
        #expect(try due("2 wh", from: "2026-10-09T17:00:00+08:00") == "2026-10-10T10:00:00+08:00")
    }

    /// The company's own days win over the nation's.
    @Test func theCompanysOwnDaysWin() throws {
        let own = """
            ownDays:
              - {from: 2026-10-07, to: 2026-10-07, hours: usual, zh: 加班, en: overtime}
              - {from: 2026-10-08, to: 2026-10-08, hours: none, zh: 补休, en: day off in lieu}
              - {from: 2026-10-09, to: 2026-10-09, hours: [09:00-10:00], zh: 盘点, en: stocktaking}
            """

        #expect(try due("1 wd", from: "2026-09-30T10:00:00+08:00", own) == "2026-10-08T00:00:00+08:00")
        #expect(try due("2 wd", from: "2026-09-30T10:00:00+08:00", own) == "2026-10-10T00:00:00+08:00")
        #expect(try due("2 wh", from: "2026-10-09T09:00:00+08:00", own) == "2026-10-10T10:00:00+08:00")
    }

    @Test func aListStandsInAFileBesideThePolicy() throws {
        let list = """
            name: ours-2026
            title: {zh: 本公司, en: ours}
            year: none
            notice: 董事会决议
            published: 2026-01-01
            source: none
            holidays:
              - {zh: 司庆, en: anniversary, from: 2026-03-03, to: 2026-03-03, makeup: [2026-03-07]}
            """
        let files = [
            "shop/main.yaml": RegulationSample.fragment(
                "main", "extends: dx", "holidays: [cn-2026, ../lists/ours.yaml]", "complaint.resultToldWithin: 1 wd"),
            "lists/ours.yaml": list,
        ]

        let policy = try RegulationSample.loader(files).load(path: "shop/main.yaml").policy

        #expect(policy.calendar.lists.map(\.name) == ["cn-2026", "ours-2026"])
        #expect(policy.calendar.day(CivilDate(text: "2026-03-03")!) == .holiday(Label("司庆", "anniversary")))
        #expect(policy.calendar.isWorkingDay(CivilDate(text: "2026-03-07")!))
    }

    @Test func aMistakeInAListIsShownInThatList() throws {
        let files = [
            "main.yaml": RegulationSample.fragment("main", "extends: dx", "holidays: [ours.yaml, cn-2206]"),
            "ours.yaml": "name: ours",
        ]

        let errors = try RegulationSample.errors(of: files)

        #expect(errors.contains { $0.file == "ours.yaml" && $0.code == .missing })
        let unknown = try #require(errors.first { $0.code == .unknownList })
        #expect((unknown.file, unknown.line, unknown.column) == ("main.yaml", 4, 23))
        #expect(unknown.suggestion == "cn-2026")
    }

    @Test func whatWasInheritedIsTakenBackByNone() throws {
        let policy = try RegulationSample.policy("holidays: none", "hours: none")

        #expect(policy.calendar == WorkCalendar(zone: policy.calendar.zone))
    }

    @Test func twoParentsThatWorkOtherHoursMustBeSettled() throws {
        let files = [
            "main.yaml": RegulationSample.fragment("main", "extends: [dx, early.yaml]"),
            "early.yaml": RegulationSample.fragment("early", "hours: [07:00-15:00]"),
        ]

        let errors = try RegulationSample.errors(of: files)

        #expect(errors.map(\.code) == [.conflict])
        #expect(errors.first?.reason.en.contains("hours") == true)
    }

    // MARK: What is stored

    /// Everything that the calendar needs stands in the text: it loads where no file and no list is at hand.
    @Test func theStoredTextHoldsItsListsAndHours() throws {
        let text =
            (RegulationSample.head + [
                "hours.sat: none", "hours.fri: [08:00-12:00]", "hours.makeup: [10:00-12:00]",
                "ownDays: [{from: 2026-01-16, to: 2026-01-17, hours: [09:00-12:00], zh: 年会, en: \"annual \\\"meeting\\\"\"}]",
                "complaint.surveyWithin: on mon fri", "complaint.resultToldWithin: every 3 mo",
                "complaint.planWithin: days 13-17 of month", "complaint.verifyWithin: 4 wh 30 wmin",
                "complaint.revisitWithin: same day", "complaint.firstReplyWithin: 1 y", "clocks: {survey: none}",
            ]).joined(separator: "\n")
        let first = try RegulationSample.loader().load(text: text, file: "test.yaml")

        let again = try RegulationSample.loader().load(text: first.text, file: "stored.yaml")

        #expect(again.text == first.text)
        #expect(PolicyFacts(again.policy) == PolicyFacts(first.policy))
        #expect(again.policy.calendar.lists.map(\.name) == ["cn-2025", "cn-2026", "ownDays"])
        #expect(first.text.contains("complaint.firstReplyWithin: 12 mo\n"))
    }
}

extension Instant {
    static func reading(_ text: String) -> Instant {
        guard let instant = Instant(rfc3339: text) else { preconditionFailure("\(text) is no moment") }
        return instant
    }
}
