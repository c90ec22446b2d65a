import PaidanJSON
import Testing

@Suite("Writing: one value, one text")
struct WritingTests {
    @Test(
        arguments: [
            (JSON.null, "null"),
            (.bool(false), "false"),
            (.integer(.min), "-9223372036854775808"),
            (.number(1), "1.0"),
            (.number(-0.0), "-0.0"),
            (.number(0.1), "0.1"),
            (.number(1e300), "1e+300"),
            (.number(.leastNonzeroMagnitude), "5e-324"),
            (.number(.nan), "null"),
            ([], "[]"),
            ([1, [2, []], "x"], #"[1,[2,[]],"x"]"#),
            (.object([:]), "{}"),
            (["z": 1, "a": ["k\"": nil]], #"{"z":1,"a":{"k\"":null}}"#),
        ] as [(JSON, String)])
    func textIsCompactAndInOrder(value: JSON, text: String) {
        #expect(value.description == text)
        #expect(value.bytes == Array(text.utf8))
    }

    @Test(arguments: [
        ("", #""""#),
        ("a/b", #""a/b""#),
        ("漏水 🚰\u{2028}\u{7F}", "\"漏水 🚰\u{2028}\u{7F}\""),
        ("\"\\", #""\"\\""#),
        ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
        ("a\0b\u{1}\u{B}\u{F}\u{10}\u{1F}水", #""a\u0000b\u0001\u000b\u000f\u0010\u001f水""#),
    ])
    func onlyWhatMustBeIsEscaped(string: String, text: String) {
        #expect(JSON.string(string).description == text)
    }

    /// Wherever it stands: texts are looked at eight bytes at a time.
    @Test func everyByteThatMustBeIsEscapedWhereverItStands() throws {
        for code in UInt8(0)..<128 {
            let character = Character(Unicode.Scalar(code))
            let escape = JSON.string(String(character)).description.dropFirst().dropLast()
            #expect((escape.count > 1) == (code < 0x20 || character == "\"" || character == "\\"))
            for length in 0..<20 {
                for place in 0...length {
                    let head = String(repeating: "é", count: place)
                    let tail = String(repeating: "~", count: length - place)
                    #expect(JSON.string("\(head)\(character)\(tail)").description == "\"\(head)\(escape)\(tail)\"")
                }
            }
        }
    }
}
