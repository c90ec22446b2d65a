import PaidanJSON
import Testing

/// The complaint's verdict on a promise that several departments keep.
@Suite struct VerdictTests {
    private func verdict(_ front: Front) async throws -> String? {
        let verdicts = try await front.get("/v1/tickets/C-1").json["verdicts"]?.array
        return verdicts?.first { $0["number"] == "T-01" }?["verdict"]?.string
    }

    private func move(_ front: Front, _ time: String) async throws {
        _ = try await front.post("/v1/test/clock", ["to": .string("2026-03-02T\(time)+08:00")], as: "admin")
    }

    @Test func theWorstOfTheDepartmentsCounts() async throws {
        let front = try await Front()
        try await front.open()
        #expect(try await verdict(front) == "running")
        try await front.act("C-1", "forward", ["departments": ["engineering"]])
        #expect(try await verdict(front) == "inTime")

        try await move(front, "12:00:01")
        try await front.act("C-1", "redispatch", ["department": "furniture"])

        #expect(try await verdict(front) == "late")
    }

    /// What one department gives back is under the two hours from receipt, whoever has it next.
    @Test func aPartThatIsGivenBackStaysUnderTheTwoHours() async throws {
        let front = try await Front()
        try await front.open()
        try await front.act("C-1", "forward", ["departments": ["engineering"]])
        try await move(front, "12:00:01")
        try await front.act("C-1", "redispatch", ["department": "furniture"])
        #expect(try await verdict(front) == "late")

        try await front.act("D-2", "returnMisrouted", ["reason": "不是家居"], as: "carpenter")

        #expect(try await verdict(front) == "running")

        try await move(front, "12:00:02")

        #expect(try await verdict(front) == "late")
    }
}
