import PaidanCore
import Testing

@testable import PaidanEngine

/// Files and times as other systems write them.
@Suite struct DelimitedTextTests {
    private func records(_ text: String, _ delimiter: Character = ",") throws -> [DelimitedText.Record] {
        var format = DelimitedFormat()
        format.delimiter = delimiter.asciiValue ?? 0
        return try DelimitedText.records(Array(text.utf8), format)
    }

    @Test func quotesHoldDelimitersAndLineBreaks() throws {
        #expect(
            try records("a,\"b, \"\"c\"\"\nd\",\r\n\r\n\"\",e,f") == [
                DelimitedText.Record(line: 1, fields: ["a", "b, \"c\"\nd", ""]),
                DelimitedText.Record(line: 4, fields: ["", "e", "f"]),
            ])
    }

    @Test func aMarkIsSkippedAndOtherDelimitersDo() throws {
        #expect(try records("\u{FEFF}a;b\n", ";") == [DelimitedText.Record(line: 1, fields: ["a", "b"])])
        #expect(try records("a\tb,c", "\t") == [DelimitedText.Record(line: 1, fields: ["a", "b,c"])])
    }

    @Test func anOpenQuoteIsTold() {
        let refusal = #expect(throws: ImportRefusal.self) { try records("a\nb,\"c\nd") }
        #expect(refusal?.code == "open-quote" && refusal?.reason.en.contains("line 2") == true)
    }

    /// RFC 4180: a field is in quotes as a whole, or not at all. What stands before the broken end must not pass for the field.
    @Test(arguments: ["a\n\"Case 9\"x,b", "a\n\"Case 9\" ,b", "a\n\"Case \"9\"\",b", "a\n\"x\ny\"z"])
    func whatFollowsAClosedQuoteIsRefused(_ text: String) {
        let refusal = #expect(throws: ImportRefusal.self) { try records(text) }
        #expect(refusal?.code == "broken-quote" && refusal?.reason.en.contains("line 2") == true)
    }

    @Test func theEncodingOfChineseSpreadsheetsIsRead() throws {
        var format = DelimitedFormat()
        // 投诉,客户
        let bytes: [UInt8] = [0xCD, 0xB6, 0xCB, 0xDF, 0x2C, 0xBF, 0xCD, 0xBB, 0xA7]
        #expect(throws: ImportRefusal.self) { try DelimitedText.records(bytes, format) }
        format.encoding = .gb18030
        #expect(try DelimitedText.records(bytes, format).first?.fields == ["投诉", "客户"])
        #expect(throws: ImportRefusal.self) { try DelimitedText.records([0xCD], format) }
    }

    // MARK: Times

    private func read(_ text: String, _ pattern: String, _ zone: Zone = .shanghai) -> String? {
        guard let pattern = ImportPattern(pattern) else { return "no pattern" }
        return (try? ImportClock(pattern: pattern, zone: zone).instant(of: text))?.rfc3339(in: zone)
    }

    @Test(arguments: [
        ("2012/10/09 14:50:17.250", "yyyy/MM/dd HH:mm:ss.SSS", "2012-10-09T14:50:17.250+08:00"),
        ("9.1.2012 7:05", "d.M.yyyy H:mm", "2012-01-09T07:05:00+08:00"),
        ("20120109", "yyyyMMdd", "2012-01-09T00:00:00+08:00"),
        ("2012-01-09 07:05:01.5", "yyyy-MM-dd HH:mm:ss.S", "2012-01-09T07:05:01.500+08:00"),
        ("2012-01-09 07:05:01.123456", "yyyy-MM-dd HH:mm:ss.SSSSSS", "2012-01-09T07:05:01.123+08:00"),
        ("2012-01-09T07:05:01Z", "rfc3339", "2012-01-09T15:05:01+08:00"),
    ])
    func aTimeIsReadByItsPattern(text: String, pattern: String, moment: String) {
        #expect(read(text, pattern) == moment)
    }

    @Test(arguments: [
        "2012-02-30 07:05", "2012-02-01 24:00", "2012-02-01 7:05", "2012-02-01 07:05x", "", "1712-02-01 07:05",
    ])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(read(text, "yyyy-MM-dd HH:mm") == nil)
    }

    @Test func aPatternHasAWholeDay() {
        #expect(ImportPattern("HH:mm") == nil)
        #expect(ImportPattern("yyyy-MM-dd MM") == nil)
        #expect(ImportPattern("yyyyyyyyyyyy-MM-dd") == nil)
    }

    /// In autumn an hour comes twice, in spring one is skipped.
    @Test func summerTimeMeansTheFirstOfTwo() throws {
        let rome = try #require(Zone(named: "Europe/Rome"))
        #expect(read("2012-10-28 02:30", "yyyy-MM-dd HH:mm", rome) == "2012-10-28T02:30:00+02:00")
        #expect(read("2012-03-25 02:30", "yyyy-MM-dd HH:mm", rome) == "2012-03-25T03:00:00+02:00")
    }
}
