import PaidanJSON
import Testing

@Suite("Decoding trees")
struct TreeDecoderTests {
    private let decoder = JSONTreeDecoder()

    @Test func enumsWithAssociatedValuesAreDecoded() throws {
        let tree: JSON = ["forwarded": ["departments": ["engineering", "furniture"], "at": 1_800_000_000_000]]

        #expect(
            try decoder.decode(Event.self, from: tree)
                == .forwarded(departments: [.engineering, .furniture], at: Timestamp(1_800_000_000_000)))
        #expect(try decoder.decode(Event.self, from: ["noted": ["_0": "wet"]]) == .noted("wet"))
        #expect(try decoder.decode(Event.self, from: ["closed": [:]]) == .closed)
    }

    @Test func optionalsMayBeAbsentOrNull() throws {
        let full: JSON = [
            "name": "张三", "phones": [["number": "1", "isMobile": true], ["number": "2"]], "floor": 12, "score": 1,
        ]
        let bare: JSON = ["name": "", "phones": [], "floor": nil, "other": [1]]

        #expect(
            try decoder.decode(Customer.self, from: full)
                == Customer(
                    name: "张三", phones: [.init(number: "1", isMobile: true), .init(number: "2", isMobile: nil)],
                    floor: 12, score: 1))
        #expect(try decoder.decode(Customer.self, from: bare) == Customer(name: "", phones: []))
    }

    @Test func scalarsAndCollectionsAreDecodedAtTheTop() throws {
        #expect(try decoder.decode(Int?.self, from: nil) == nil)
        #expect(try decoder.decode([Int?].self, from: [1, nil, 3]) == [1, nil, 3])
        #expect(try decoder.decode([String: [Bool]].self, from: ["a": [true], "b": []]) == ["a": [true], "b": []])
        #expect(try decoder.decode([Int: String].self, from: ["7": "x"]) == [7: "x"])
        #expect(try decoder.decode(Set<String>.self, from: ["b", "a"]) == ["a", "b"])
        #expect(try decoder.decode(PhoneNumber.self, from: "13800138000").rawValue == "13800138000")
        #expect(try decoder.decode(Float.self, from: 0.1) == 0.1)
        #expect(try decoder.decode(Double.self, from: 3) == 3)
    }

    @Test func integersAreDecodedIntoEveryTypeThatHoldsThem() throws {
        func check<T: FixedWidthInteger & Decodable>(_ type: T.Type) throws {
            for value in [T(clamping: Int64.min), T(clamping: Int64.max)] {
                #expect(try decoder.decode(type, from: .integer(Int64(value))) == value)
                #expect(try decoder.decode([T].self, from: [.integer(Int64(value))]) == [value])
                #expect(try decoder.decode([String: T].self, from: ["k": .integer(Int64(value))]) == ["k": value])
            }
        }

        try check(Int.self)
        try check(Int8.self)
        try check(Int16.self)
        try check(Int32.self)
        try check(Int64.self)
        try check(UInt.self)
        try check(UInt8.self)
        try check(UInt16.self)
        try check(UInt32.self)
        try check(UInt64.self)
    }

    @Test func typesFindTheUserInfoAtEveryDepth() throws {
        let decoder = JSONTreeDecoder(userInfo: [.suffix: "!"])

        #expect(try decoder.decode(Suffixed.self, from: "a") == Suffixed("a!"))
        #expect(try decoder.decode([String: [Suffixed]].self, from: ["k": ["b"]]) == ["k": [Suffixed("b!")]])
    }

    @Test func aSuperclassIsDecodedFromTheMemberCalledSuper() throws {
        class Base: Decodable {
            let id: Int
        }
        final class Derived: Base {
            let name: String

            required init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Keys.self)
                name = try container.decode(String.self, forKey: .name)
                try super.init(from: container.superDecoder())
            }

            enum Keys: CodingKey {
                case name
            }
        }

        let derived = try decoder.decode(Derived.self, from: ["name": "x", "super": ["id": 7]])
        #expect(derived.name == "x")
        #expect(derived.id == 7)
        let error = #expect(throws: DecodingError.self) {
            try decoder.decode(Derived.self, from: ["name": "x", "super": ["id": "7"]])
        }
        #expect(error?.jsonPointer == "/super/id")
    }

    @Test func elementsAreTakenOneAfterAnother() throws {
        struct Row: Decodable, Equatable {
            let id: Int
            let note: String?
            let flags: [Bool]
            let index: Int

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                id = try container.decode(Int.self)
                note = try container.decodeIfPresent(String.self)
                var nested = try container.nestedUnkeyedContainer()
                var flags: [Bool] = []
                while !nested.isAtEnd { flags.append(try nested.decode(Bool.self)) }
                self.flags = flags
                index = container.currentIndex
                _ = try container.decode(String.self)
            }
        }

        let row = try decoder.decode(Row.self, from: [7, nil, [true, false], "end"])
        #expect(row.id == 7 && row.note == nil && row.flags == [true, false] && row.index == 3)
        let error = #expect(throws: DecodingError.self) { try decoder.decode(Row.self, from: [7, nil, []]) }
        #expect(error?.jsonPointer == "/3")
        #expect(error?.jsonFailure == .missing)
    }
}
