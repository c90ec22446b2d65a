import PaidanJSON
import Testing

@Suite("Encoding bytes")
struct ByteEncoderTests {
    private func text(_ value: some Encodable, userInfo: [CodingUserInfoKey: any Sendable] = [:]) throws -> String {
        String(decoding: try JSONByteEncoder(userInfo: userInfo).encode(value), as: UTF8.self)
    }

    @Test func enumsWithAssociatedValuesAreEncodedInOrder() throws {
        let event = Event.forwarded(departments: [.engineering], at: Timestamp(1_800_000_000_000))

        #expect(try text(event) == #"{"forwarded":{"departments":["engineering"],"at":1800000000000}}"#)
        #expect(try text(Event.noted("wet")) == #"{"noted":{"_0":"wet"}}"#)
        #expect(try text(Event.closed) == #"{"closed":{}}"#)
    }

    @Test func membersComeInOrderOfDeclarationAndNilIsLeftOut() throws {
        let phones = [Customer.Phone(number: "1", isMobile: true), .init(number: "2", isMobile: nil)]

        #expect(
            try text(Customer(name: "张\n", phones: phones, floor: -3, score: 0.5))
                == #"{"name":"张\n","phones":[{"number":"1","isMobile":true},{"number":"2"}],"floor":-3,"score":0.5}"#)
        #expect(try text(Customer(name: "", phones: [])) == #"{"name":"","phones":[]}"#)
    }

    @Test func scalarsAndCollectionsAreEncodedAtTheTop() throws {
        #expect(try text(7) == "7")
        #expect(try text("水") == "\"水\"")
        #expect(try text(Float(0.1)) == "0.1")
        #expect(try text(Int?.none) == "null")
        #expect(try text([1, nil, 3]) == "[1,null,3]")
        #expect(try text([[Int]]()) == "[]")
        #expect(try text([[[1], []], []]) == "[[[1],[]],[]]")
        #expect(try text(UInt64(Int64.max)) == "9223372036854775807")
        #expect(try text(Int64.min) == "-9223372036854775808")
    }

    @Test func whatJSONCannotHoldIsRefused() {
        #expect(throws: EncodingError.self) { try text(Double.nan) }
        #expect(throws: EncodingError.self) { try text([-Double.infinity]) }
        #expect(throws: EncodingError.self) { try text(["k": Float.infinity]) }
        #expect(throws: EncodingError.self) { try text(UInt64(Int64.max) + 1) }
    }

    @Test func errorsSayWhere() throws {
        struct Reading: Encodable {
            let values: [String: [Double]]
        }

        let error = #expect(throws: EncodingError.self) { try text(Reading(values: ["k": [0, 1, .nan]])) }
        guard case .invalidValue(let value, let context) = error else {
            Issue.record("no error")
            return
        }
        #expect((value as? Double)?.isNaN == true)
        #expect(context.codingPath.map(\.stringValue) == ["values", "k", "2"])
    }

    @Test func typesFindTheUserInfoAtEveryDepth() throws {
        #expect(try text(["k": [Suffixed("b")]], userInfo: [.suffix: "!"]) == #"{"k":["b!"]}"#)
    }

    @Test func setsAndDictionariesAreSorted() throws {
        let numbers = Dictionary(uniqueKeysWithValues: (20..<70).map { ("k\($0)", Set([$0, 100 + $0])) })
        let pairs = Dictionary(uniqueKeysWithValues: (20..<70).map { (Timestamped($0), [$0]) })

        let members = (20..<70).map { "\"k\($0)\":[\(100 + $0),\($0)]" }
        #expect(try text(numbers) == "{\(members.joined(separator: ","))}")
        #expect(try text(pairs) == "[\((20..<70).map { "\($0),[\($0)]" }.joined(separator: ","))]")
        #expect(try text(Set<String>()) == "[]")
    }

    @Test func aTreeIsEncodedAsItIs() throws {
        #expect(try text(["k": ["z": 1, "a": [1.0, nil]] as JSON]) == #"{"k":{"z":1,"a":[1.0,null]}}"#)
        #expect(try JSONByteEncoder().encodeTree(Event.closed) == ["closed": [:]])
    }

    private struct Timestamped: Hashable, Encodable {
        let value: Int

        init(_ value: Int) {
            self.value = value
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(value)
        }
    }
}
