import PaidanJSON
import Testing

@Suite("Containers: in nesting order, or not at all")
struct EncodingContainerTests {
    /// Encodes whatever a closure encodes.
    private struct Scripted: Encodable {
        let script: (any Encoder) throws -> Void

        func encode(to encoder: any Encoder) throws {
            try script(encoder)
        }
    }

    private enum Keys: CodingKey {
        case a, b, c
    }

    private func text(_ script: @escaping (any Encoder) throws -> Void) throws -> String {
        String(decoding: try JSONByteEncoder().encode(Scripted(script: script)), as: UTF8.self)
    }

    @Test func aTypeThatEncodesNothingIsAnEmptyObject() throws {
        #expect(try text { _ in } == "{}")
        #expect(try JSONByteEncoder().encode([Scripted { _ in }, Scripted { _ in }]) == Array("[{},{}]".utf8))
    }

    @Test func aContainerMayBeAskedForAgain() throws {
        let text = try text { encoder in
            var first = encoder.container(keyedBy: Keys.self)
            try first.encode(1, forKey: .a)
            var second = encoder.container(keyedBy: Keys.self)
            try second.encode(2, forKey: .b)
            try first.encode([3], forKey: .c)
        }

        #expect(text == #"{"a":1,"b":2,"c":[3]}"#)
    }

    @Test func nestedContainersCloseWhenTheOuterOneGoesOn() throws {
        let text = try text { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            var list = outer.nestedUnkeyedContainer(forKey: .a)
            try list.encode(1)
            var inner = list.nestedContainer(keyedBy: Keys.self)
            try inner.encodeNil(forKey: .a)
            try inner.encode(true, forKey: .b)
            _ = list.nestedUnkeyedContainer()
            try list.encodeNil()
            #expect(list.count == 4)
            try outer.encode("x", forKey: .b)
            _ = outer.nestedContainer(keyedBy: Keys.self, forKey: .c)
        }

        #expect(text == #"{"a":[1,{"a":null,"b":true},[],null],"b":"x","c":{}}"#)
    }

    @Test func superEncodersWriteTheirMember() throws {
        let text = try text { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            try Event.closed.encode(to: outer.superEncoder())
            try [1].encode(to: outer.superEncoder(forKey: .a))
            _ = outer.superEncoder(forKey: .b)
            var list = outer.nestedUnkeyedContainer(forKey: .c)
            try 7.encode(to: list.superEncoder())
        }

        #expect(text == #"{"super":{"closed":{}},"a":[1],"b":{},"c":[7]}"#)
    }

    @Test func pathsAreSeenWhileEncoding() throws {
        _ = try text { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            var list = outer.nestedUnkeyedContainer(forKey: .b)
            try list.encode(1)
            try list.encode(
                Scripted { inner in
                    #expect(inner.codingPath.map(\.stringValue) == ["b", "1"])
                    #expect(inner.container(keyedBy: Keys.self).codingPath.map(\.stringValue) == ["b", "1"])
                })
            #expect(list.codingPath.map(\.stringValue) == ["b"])
            #expect(outer.codingPath.isEmpty)
        }
    }

    @Test func writingToAClosedContainerIsRefused() {
        #expect(throws: EncodingError.self) {
            try text { encoder in
                var outer = encoder.container(keyedBy: Keys.self)
                var inner = outer.nestedContainer(keyedBy: Keys.self, forKey: .a)
                try outer.encode(1, forKey: .b)
                try inner.encode(2, forKey: .a)
            }
        }
        #expect(throws: EncodingError.self) {
            try text { encoder in
                var outer = encoder.unkeyedContainer()
                let late = outer.superEncoder()
                var inner = outer.nestedUnkeyedContainer()
                try inner.encode(1)
                try 2.encode(to: late)
            }
        }
    }

    @Test func writingTwoValuesInOnePlaceIsRefused() {
        #expect(throws: EncodingError.self) {
            try text { encoder in
                var container = encoder.singleValueContainer()
                try container.encode(1)
                try container.encode(2)
            }
        }
        #expect(throws: EncodingError.self) {
            try text { encoder in
                _ = encoder.unkeyedContainer()
                _ = encoder.container(keyedBy: Keys.self)
            }
        }
    }
}
