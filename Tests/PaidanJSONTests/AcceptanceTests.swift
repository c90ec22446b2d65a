import PaidanJSON
import Testing

@Suite("Texts that RFC 8259 allows")
struct AcceptanceTests {
    @Test(
        arguments: [
            ("null", JSON.null),
            ("true", .bool(true)),
            ("false", .bool(false)),
            (" \t\r\n[ ]\n", .array([])),
            ("{}", .object([:])),
            ("[1 , 2]", [1, 2]),
            (#"{ "a" : { "b" : [ ] } }"#, ["a": ["b": []]]),
            (#"{"":0}"#, ["": 0]),
            (#"{"a":1,"A":2}"#, ["a": 1, "A": 2]),
            ("[null,true,false]", [nil, true, false]),
        ] as [(String, JSON)])
    func structureIsRead(text: String, value: JSON) throws {
        #expect(try JSON(parsing: text) == value)
    }

    @Test(arguments: [
        (#""""#, ""),
        (#""漏水 🚰 é""#, "漏水 🚰 é"),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u6f0f\u6C34""#, "Aé漏水"),
        (#""\uD83D\uDEB0x""#, "🚰x"),
        (#""\u0000""#, "\0"),
        (#""a\u0022b\\""#, "a\"b\\"),
        (#""\\u0041""#, "\\u0041"),
        ("\"\u{7F}\u{2028}\u{FFFF}\u{10FFFF}\"", "\u{7F}\u{2028}\u{FFFF}\u{10FFFF}"),
        (#""漏\n水""#, "漏\n水"),
        ("\"\u{FEFF}\"", "\u{FEFF}"),
    ])
    func stringsAreUnescaped(text: String, value: String) throws {
        let string = try #require(try JSON(parsing: text).string)

        #expect(Array(string.utf8) == Array(value.utf8))
    }

    @Test func membersKeepTheirOrder() throws {
        let object = try #require(try JSON(parsing: #"{"z":1,"a":2,"m":3}"#).object)

        #expect(object.map(\.name) == ["z", "a", "m"])
    }

    @Test func allSourcesOfBytesAreReadAlike() throws {
        let bytes: [UInt8] = Array(#"[{"a":[1]}]"#.utf8)
        let expected: JSON = [["a": [1]]]

        #expect(try JSON(parsing: bytes) == expected)
        #expect(try JSON(parsing: bytes[...]) == expected)
        #expect(try JSON(parsing: bytes.span) == expected)
        #expect(try JSON(parsing: ContiguousArray(bytes)) == expected)
    }
}
