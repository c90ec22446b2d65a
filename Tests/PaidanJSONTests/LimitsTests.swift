import PaidanJSON
import Testing

@Suite("Limits hold at the limit and one beyond")
struct LimitsTests {
    private func arrays(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test(arguments: [0, 1, 2, 32, 512])
    func nestingIsReadToTheLimit(limit: Int) throws {
        let limits = JSONLimits(depth: limit)
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: arrays(limit + 1), limits: limits) }

        #expect(error == JSONSyntaxError(offset: limit, reason: .tooDeep(limit: limit)))
        #expect(throws: Never.self) { try JSON(parsing: limit == 0 ? "1" : arrays(limit), limits: limits) }
    }

    @Test func objectsCountAsLevels() {
        let limits = JSONLimits(depth: 2)
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: #"{"a":[{}]}"#, limits: limits) }

        #expect(error == JSONSyntaxError(offset: 6, reason: .tooDeep(limit: 2)))
        #expect(throws: Never.self) { try JSON(parsing: #"{"a":[1],"b":{}}"#, limits: limits) }
    }

    @Test func aMillionBracketsAreRefusedWithoutRecursion() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSON(parsing: [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))
        }

        #expect(error == JSONSyntaxError(offset: 32, reason: .tooDeep(limit: 32)))
    }

    @Test func textIsReadToTheLimit() {
        let limits = JSONLimits(bytes: 4)

        #expect(throws: Never.self) { try JSON(parsing: "1234", limits: limits) }
        let tooLong = JSONSyntaxError(offset: 4, reason: .tooLong(limit: 4))
        #expect(throws: tooLong) { try JSON(parsing: "12345", limits: limits) }
        #expect(throws: tooLong) { try JSON(parsing: Array("12345".utf8)[...], limits: limits) }
    }

    @Test func membersAreReadToTheLimit() {
        let limits = JSONLimits(members: 2)

        #expect(throws: Never.self) { try JSON(parsing: #"[{"a":1,"b":2},{"c":3}]"#, limits: limits) }
        #expect(throws: JSONSyntaxError(offset: 13, reason: .tooManyMembers(limit: 2))) {
            try JSON(parsing: #"{"a":1,"b":2,"c":3}"#, limits: limits)
        }
    }

    @Test func defaultsAreThoseOfTheDocumentation() {
        #expect(JSONLimits.default == JSONLimits(depth: 32, bytes: 1_048_576, members: 1_024))
    }
}
