import Foundation
import PaidanCore
import PaidanEngine
import Testing

/// The holiday lists that ship, and lists with one mistake each.
@Suite struct HolidayFileTests {
    private static let head = """
        name: test
        title: {zh: 测试, en: test}
        year: 2026
        notice: none
        published: 2025-11-04
        source: nowhere
        holidays:

        """

    @Test(arguments: [("cn-2025", 2025, 28, 5), ("cn-2026", 2026, 33, 6)])
    func theListsThatShipAreRead(name: String, year: Int, holidays: Int, makeup: Int) throws {
        let path = "\(Self.repository)/deploy/calendars/\(name).yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)

        let list = try HolidayFile.load(text: text, file: "\(name).yaml")

        #expect(list.name == name)
        #expect(list.year == year)
        #expect(list.days.count { $0.kind == .holiday } == holidays)
        #expect(list.days.count { $0.kind == .makeup } == makeup)
    }

    @Test(arguments: [
        ("  - {zh: 休, en: off, from: 2026-02-30, to: 2026-03-01, makeup: none}", RegulationErrorCode.unknownDay, 28),
        ("  - {zh: 休, en: off, from: 2026-03-02, to: 2026-03-01, makeup: none}", .unknownDay, 44),
        ("  - {zh: 休, en: off, from: 2026-03-01, to: 2026-04-01, makeup: none}", .unknownDay, 44),
        ("  - {zh: 休, en: off, from: 2026-03-01, to: 2026-03-01, makeup: [2026-03-01]}", .repeated, 65),
        ("  - {zh: 休, en: off, from: 2026-03-01, to: 2026-03-01}", .missing, 5),
    ])
    func aMistakeIsShownAtItsPlace(line: String, code: RegulationErrorCode, column: Int) throws {
        let errors = try #require(throws: RegulationErrors.self) {
            try HolidayFile.load(text: Self.head + line, file: "test.yaml")
        }

        #expect(errors.errors.map(\.code) == [code], "\(errors)")
        #expect(errors.errors.first?.line == 8)
        #expect(errors.errors.first?.column == column)
    }

    private static let repository = NSString(string: #filePath).deletingLastPathComponent + "/../.."
}
