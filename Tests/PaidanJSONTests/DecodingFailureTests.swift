import PaidanJSON
import Testing

@Suite("Decoding errors say where and what")
struct DecodingFailureTests {
    private func failure<T: Decodable>(
        _ type: T.Type, _ tree: JSON, sourceLocation: SourceLocation = #_sourceLocation
    ) -> String {
        let error = #expect(throws: DecodingError.self, sourceLocation: sourceLocation) {
            try JSONTreeDecoder().decode(type, from: tree)
        }
        return error.map { "\($0.jsonPointer) \($0.jsonFailure)" } ?? "none"
    }

    @Test func whatIsNotThereIsMissing() {
        #expect(failure(Customer.self, ["phones": []]) == "/name missing")
        #expect(failure(Customer.self, ["name": nil, "phones": []]) == "/name missing")
        #expect(failure(Customer.self, ["name": "x", "phones": [["number": "1"], [:]]]) == "/phones/1/number missing")
        #expect(failure([Int].self, [1, nil]) == "/1 missing")
        #expect(failure(Customer.self, nil) == " missing")
        #expect(failure(Event.self, ["forwarded": ["departments": []]]) == "/forwarded/at missing")
    }

    @Test func anotherKindOfValueIsTheWrongType() {
        #expect(failure(Int.self, "1") == " wrongType")
        #expect(failure([Int].self, [1, 1.0]) == "/1 wrongType")
        #expect(failure([Bool].self, [0]) == "/0 wrongType")
        #expect(failure(String.self, 1) == " wrongType")
        #expect(failure(Double.self, "1") == " wrongType")
        #expect(failure(Customer.self, []) == " wrongType")
        #expect(failure(Customer.self, ["name": "x", "phones": [:]]) == "/phones wrongType")
        #expect(failure(Customer.self, ["name": "x", "phones": [], "floor": 1e0]) == "/floor wrongType")
        #expect(
            failure(Event.self, ["forwarded": ["departments": [1], "at": 1]]) == "/forwarded/departments/0 wrongType")
        #expect(failure(Event.self, ["forwarded": ["departments": [], "at": "1"]]) == "/forwarded/at wrongType")
        #expect(failure(Event.self, [:]) == " wrongType")
        #expect(failure(Event.self, ["noted": ["_0": ""], "closed": [:]]) == " wrongType")
    }

    @Test func whatTheTypeCannotHoldIsOutOfRange() {
        #expect(failure([Int8].self, [127, 128]) == "/1 outOfRange")
        #expect(failure([Int8].self, [-128, -129]) == "/1 outOfRange")
        #expect(failure([UInt64].self, [0, -1]) == "/1 outOfRange")
        #expect(failure(Customer.self, ["name": "x", "phones": [], "floor": 128]) == "/floor outOfRange")
        #expect(failure(Float.self, 1e39) == " outOfRange")
    }

    @Test func aNameThatIsNotACaseIsUnknown() {
        #expect(failure([Department].self, ["furniture", "kitchen"]) == "/1 unknownCase")
        #expect(failure(Event.self, ["stolen": [:]]) == " unknownCase")
        #expect(failure([Event?].self, [["closed": [:]], nil, ["stolen": [:]]]) == "/2 unknownCase")
        #expect(
            failure(Event.self, ["forwarded": ["departments": ["kitchen"], "at": 1]])
                == "/forwarded/departments/0 unknownCase")
    }

    @Test func whatATypeRefusesIsInvalid() {
        #expect(failure([PhoneNumber].self, ["12"]) == "/0 invalid")
        #expect(failure([String: Refusing].self, ["k": 1]) == "/k invalid")
    }

    @Test func aTypesOwnErrorIsKept() throws {
        let error = try #require(
            #expect(throws: DecodingError.self) { try JSONTreeDecoder().decode([Refusing].self, from: [1]) })

        guard case .dataCorrupted(let context) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(context.underlyingError is Refusing.Refusal)
    }

    @Test func pointersAreEscaped() {
        #expect(failure([String: [String: Int]].self, ["a/b": ["m~n": "x"]]) == "/a~1b/m~0n wrongType")
        #expect(failure([String: Int].self, ["": nil]) == "/ missing")
        #expect(failure([String: Int].self, ["水 \"": "x"]) == "/水 \" wrongType")
    }

    @Test func codingPathsAreSeenWhileDecoding() throws {
        struct Path: Decodable, Equatable {
            let keys: [String]

            init(from decoder: any Decoder) throws {
                keys = decoder.codingPath.map(\.stringValue)
            }
        }

        let paths = try JSONTreeDecoder().decode([String: [Path]].self, from: ["k": [1, 2]])
        #expect(paths["k"]?.map(\.keys) == [["k", "0"], ["k", "1"]])
    }

    private struct Refusing: Decodable {
        struct Refusal: Error {}

        init(from decoder: any Decoder) throws {
            throw Refusal()
        }
    }
}
