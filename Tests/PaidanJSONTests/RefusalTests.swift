import PaidanJSON
import Testing

@Suite("Texts that are refused, and where")
struct RefusalTests {
    typealias Case = (text: String, offset: Int, reason: JSONSyntaxError.Reason)

    private func refusal(of bytes: [UInt8]) -> JSONSyntaxError? {
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: bytes) }
    }

    @Test(
        arguments: [
            ("", 0, .unexpectedEnd),
            (" \n", 2, .unexpectedEnd),
            ("[", 1, .unexpectedEnd),
            ("[1", 2, .unexpectedEnd),
            ("[1,", 3, .unexpectedEnd),
            ("[,1]", 1, .expectedValue),
            ("[1,]", 3, .expectedValue),
            ("[1,,2]", 3, .expectedValue),
            ("[1 2]", 3, .expectedCommaOrBracket),
            ("[1}", 2, .expectedCommaOrBracket),
            ("]", 0, .expectedValue),
            ("{", 1, .unexpectedEnd),
            (#"{"a""#, 4, .unexpectedEnd),
            (#"{"a":"#, 5, .unexpectedEnd),
            (#"{"a":1"#, 6, .unexpectedEnd),
            (#"{"a":1,}"#, 7, .expectedMemberName),
            ("{,}", 1, .expectedMemberName),
            ("{a:1}", 1, .expectedMemberName),
            ("{1:1}", 1, .expectedMemberName),
            ("{'a':1}", 1, .expectedMemberName),
            (#"{"a" 1}"#, 5, .expectedColon),
            (#"{"a":}"#, 5, .expectedValue),
            (#"{"a":1 "b":2}"#, 7, .expectedCommaOrBrace),
            (#"{"a":1]"#, 6, .expectedCommaOrBrace),
        ] as [Case])
    func structureMustBeComplete(refused: Case) {
        #expect(refusal(of: Array(refused.text.utf8)) == error(refused))
    }

    @Test(
        arguments: [
            ("1 2", 2, .bytesAfterValue),
            ("{}{}", 2, .bytesAfterValue),
            ("[]]", 2, .bytesAfterValue),
            ("null//", 4, .bytesAfterValue),
            ("nulll", 4, .bytesAfterValue),
            ("1\0", 1, .bytesAfterValue),
            ("nul", 3, .unexpectedEnd),
            ("nulx", 0, .expectedValue),
            ("True", 0, .expectedValue),
            ("NaN", 0, .expectedValue),
            ("Infinity", 0, .expectedValue),
            ("undefined", 0, .expectedValue),
            ("'a'", 0, .expectedValue),
            ("/**/1", 0, .expectedValue),
            ("\u{FEFF}1", 0, .expectedValue),
            ("\u{A0}1", 0, .expectedValue),
            ("\u{C}1", 0, .expectedValue),
        ] as [Case])
    func nothingElseIsAValue(refused: Case) {
        #expect(refusal(of: Array(refused.text.utf8)) == error(refused))
    }

    @Test(
        arguments: [
            (#""a"#, 2, .unexpectedEnd),
            (#""\"#, 2, .unexpectedEnd),
            (#""\""#, 3, .unexpectedEnd),
            ("\"a\nb\"", 2, .controlCharacter),
            ("\"\t\"", 1, .controlCharacter),
            ("\"\0\"", 1, .controlCharacter),
            ("\"\u{1F}\"", 1, .controlCharacter),
            (#""a\x""#, 2, .invalidEscape),
            (#""\U0041""#, 1, .invalidEscape),
            (#""\'""#, 1, .invalidEscape),
            ("\"\\\n\"", 1, .invalidEscape),
            ("\"\\é\"", 1, .invalidEscape),
            (#""\u""#, 1, .invalidEscape),
            (#""\u004""#, 1, .invalidEscape),
            (#""\u00G0""#, 1, .invalidEscape),
            (#""\u+041""#, 1, .invalidEscape),
            (#""ab\uD83D""#, 3, .loneSurrogate),
            (#""\uD83Dx""#, 1, .loneSurrogate),
            (#""\uD83D\n""#, 1, .loneSurrogate),
            (#""\uD83D\uD83D""#, 1, .loneSurrogate),
            (#""\uD83D\u0041""#, 1, .loneSurrogate),
            (#""\uD83D\uDEB""#, 1, .loneSurrogate),
            (#""\uDEB0""#, 1, .loneSurrogate),
            (#""\uDEB0\uD83D""#, 1, .loneSurrogate),
        ] as [Case])
    func stringsMustBeWellFormed(refused: Case) {
        #expect(refusal(of: Array(refused.text.utf8)) == error(refused))
    }

    @Test(
        "UTF-8 must be valid",
        arguments: [
            [0x80], [0xBF], [0xFF], [0xFE],
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xC3], [0xE6, 0xBC], [0xF0, 0x9F, 0x9A],
            [0xC3, 0x5C, 0x6E],
        ] as [[UInt8]])
    func invalidUTF8IsRefused(bytes: [UInt8]) {
        let text = Array(#"["ab"#.utf8) + bytes + Array(#""]"#.utf8)

        #expect(refusal(of: text) == JSONSyntaxError(offset: 4, reason: .invalidUTF8))
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, 7),
        (#"{"a":1,"b":2,"a":3}"#, 13),
        (#"{"a":1,"\u0061":2}"#, 7),
        (#"{"x":{"\n":1,"\u000A":2}}"#, 13),
        ("{\"caf\u{E9}\":1,\"cafe\u{301}\":2}", 11),
    ])
    func aNameMayNotComeTwice(text: String, offset: Int) {
        #expect(refusal(of: Array(text.utf8)) == JSONSyntaxError(offset: offset, reason: .duplicateMember))
    }

    @Test func aNameMayNotComeTwiceInALargeObject() {
        for (count, repeated) in [(16, 0), (16, 15), (17, 3), (18, 16), (18, 17), (300, 0), (300, 299)] {
            let members = (0..<count).map { #""k\#($0)":0"# }.joined(separator: ",")
            let text = "{\(members),\"k\(repeated)\":1}"

            #expect(refusal(of: Array(text.utf8)) == .init(offset: members.utf8.count + 2, reason: .duplicateMember))
        }
    }

    @Test func errorsReadAloud() {
        #expect(
            "\(JSONSyntaxError(offset: 7, reason: .duplicateMember))"
                == "byte 7: the object already has a member of this name")
        #expect(
            "\(JSONSyntaxError(offset: 32, reason: .tooDeep(limit: 32)))" == "byte 32: nesting is deeper than 32 levels"
        )
    }

    private func error(_ refused: Case) -> JSONSyntaxError {
        JSONSyntaxError(offset: refused.offset, reason: refused.reason)
    }
}
