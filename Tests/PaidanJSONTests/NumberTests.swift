import PaidanJSON
import Testing

@Suite("Numbers: integers are integers, the rest are finite doubles")
struct NumberTests {
    @Test(
        arguments: [
            ("0", 0),
            ("-0", 0),
            ("7", 7),
            ("-12", -12),
            ("1800000000000", 1_800_000_000_000),
            ("999999999999999999", 999_999_999_999_999_999),
            ("1000000000000000000", 1_000_000_000_000_000_000),
            ("9223372036854775807", Int64.max),
            ("-9223372036854775808", Int64.min),
        ] as [(String, Int64)])
    func literalsThatFitAreIntegers(text: String, value: Int64) throws {
        #expect(try JSON(parsing: text) == .integer(value))
    }

    @Test(
        arguments: [
            ("9223372036854775808", 0x1p63),
            ("-9223372036854775809", -0x1p63),
            ("100000000000000000000000000000", 1e29),
            ("1.0", 1),
            ("-0.0", -0.0),
            ("0.1", 0.1),
            ("1e2", 100),
            ("1E+2", 100),
            ("25e-1", 2.5),
            ("0e0", 0),
            ("1.7976931348623157e308", .greatestFiniteMagnitude),
            ("4.9406564584124654e-324", .leastNonzeroMagnitude),
            ("1e-400", 0),
        ] as [(String, Double)])
    func allOtherLiteralsAreDoubles(text: String, value: Double) throws {
        let number = try JSON(parsing: text)

        guard case .number(let double) = number else {
            Issue.record("\(text) was read as \(number)")
            return
        }
        #expect(double.bitPattern == value.bitPattern)
    }

    @Test(
        arguments: [
            ("-", 1, .unexpectedEnd),
            ("1.", 2, .unexpectedEnd),
            ("1e", 2, .unexpectedEnd),
            ("1e-", 3, .unexpectedEnd),
            ("01", 0, .malformedNumber),
            ("-01", 1, .malformedNumber),
            ("00", 0, .malformedNumber),
            ("[-a]", 2, .malformedNumber),
            ("[1.]", 3, .malformedNumber),
            ("[1.e1]", 3, .malformedNumber),
            ("[1e+-2]", 4, .malformedNumber),
            ("--1", 1, .malformedNumber),
            ("-Infinity", 1, .malformedNumber),
            ("+1", 0, .expectedValue),
            (".5", 0, .expectedValue),
            ("1.2.3", 3, .bytesAfterValue),
            ("0x1F", 1, .bytesAfterValue),
            ("1_000", 1, .bytesAfterValue),
            ("1１", 1, .bytesAfterValue),
            ("[1e309]", 1, .numberOutOfRange),
            ("-1e309", 0, .numberOutOfRange),
        ] as [RefusalTests.Case])
    func malformedLiteralsAreRefused(refused: RefusalTests.Case) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: refused.text) }

        #expect(error == JSONSyntaxError(offset: refused.offset, reason: refused.reason))
    }

    @Test func anIntegerTooLongForADoubleIsRefused() {
        let text = String(repeating: "9", count: 400)
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }

        #expect(error?.reason == .numberOutOfRange)
    }
}
