import PaidanCore
import Testing

@testable import PaidanScenario

/// What a line says of time, and what it means.
@Suite struct MomentTests {
    /// 2026-03-06 10:00 in Shanghai, a Friday.
    private static let friday = Instant(rfc3339: "2026-03-06T10:00:00+08:00")!
    private static let calendar = WorkCalendar(zone: .shanghai)

    private func moment(_ text: String) throws -> String {
        var cursor = Cursor(try Token.list(in: text), end: text.count + 1)
        let moment = try #require(try cursor.moment())
        try cursor.requireEnd()
        return moment.instant(after: Self.friday, in: Self.calendar).rfc3339(in: .shanghai)
    }

    @Test(arguments: [
        ("11:00:00.001", "2026-03-06T11:00:00.001+08:00"), ("24:00", "2026-03-07T00:00:00+08:00"),
        ("2026-03-09 9:05", "2026-03-09T09:05:00+08:00"), ("+2h30min", "2026-03-06T12:30:00+08:00"),
        ("+1d", "2026-03-07T10:00:00+08:00"), ("+3d 09:00", "2026-03-09T09:00:00+08:00"),
        ("+2wd 09:00", "2026-03-10T09:00:00+08:00"), ("next workday 09:00", "2026-03-09T09:00:00+08:00"),
        ("next day 09:00", "2026-03-07T09:00:00+08:00"), ("next monday 09:00", "2026-03-09T09:00:00+08:00"),
        ("next fri 09:00", "2026-03-13T09:00:00+08:00"), ("次日 09:00", "2026-03-07T09:00:00+08:00"),
        ("次工作日 09:00", "2026-03-09T09:00:00+08:00"), ("下周五 09:00", "2026-03-13T09:00:00+08:00"),
        ("+2小时30分", "2026-03-06T12:30:00+08:00"), ("+1秒", "2026-03-06T10:00:01+08:00"),
    ])
    func aMomentMeans(_ text: String, _ instant: String) throws {
        #expect(try moment(text) == instant)
    }

    @Test(arguments: [
        "9:5", "25:00", "11:00:60", "+2", "+2x", "+1wd2h 09:00", "2026-02-30 09:00", "next 09:00", "at", "at soon",
        "next monkey 09:00", "next monda 09:00",
        "+999999999h", "+40000d",
    ])
    func whatIsNoMomentIsTold(_ text: String) {
        #expect(throws: Objection.self) { try moment(text) }
    }

    @Test func aWordIsNoMomentAndIsLeftWhereItStands() throws {
        var cursor = Cursor(try Token.list(in: "specialist"), end: 11)

        #expect(try cursor.moment() == nil)
        #expect(cursor.peek?.text == "specialist")
    }

    @Test func wordsFieldsAndRemarksAreToldApart() throws {
        let tokens = try Token.list(in: #"  forward A content="two words" answers:=[{"a": "b c"}]  # why"#)

        #expect(tokens.map(\.text) == ["forward", "A", "two words", #"[{"a": "b c"}]"#])
        #expect(tokens.map(\.name) == [nil, nil, "content", "answers"])
        #expect(tokens.map(\.column) == [3, 11, 13, 33])
        #expect(tokens[3].isJSON)
    }
}
