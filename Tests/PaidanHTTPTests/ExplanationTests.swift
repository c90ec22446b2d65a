import HTTPTypes
import PaidanJSON
import Testing

/// `GET /v1/tickets/{id}/explain`: what may be seen of a ticket may be explained, and nothing personal stands in it.
@Suite struct ExplanationTests {
    @Test func aTicketIsExplainedToWhoeverMaySeeIt() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()

        let office = try await front.get("/v1/tickets/C-1/explain")
        let department = try await front.get("/v1/tickets/\(complaint)/explain", as: "engineer")
        let stranger = try await front.get("/v1/tickets/\(complaint)/explain", as: "carpenter")
        let other = try await front.get("/v1/tickets/\(dispatch)/explain", as: "carpenter")

        #expect(office.status == 200 && department.status == 200)
        #expect(office.json["number"] == "C-1" && office.json["agrees"] == true)
        #expect(office.json["asOf"] == "2026-03-02T10:00:00+08:00")
        #expect(stranger.code == "no-such-ticket" && other.code == "no-such-ticket")
        #expect(!office.body.contains("瓷砖空鼓") && !office.body.contains("13800138000"))
    }

    /// Every member that is answered is documented, and what the document requires is there.
    @Test func theAnswerIsTheOneThatIsDocumented() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()
        try await front.act(dispatch, "accept", ["promisedDate": "2026-03-02T11:00:00+08:00"], as: "engineer")
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: "admin")
        try await front.act(complaint, "redispatch", ["department": "furniture"])
        try await front.act("D-2", "returnMisrouted", ["reason": "不是", "suggestedDept": "materials"], as: "carpenter")
        let schemas = try #require(try await front.get("/openapi.json", as: nil).json["components"]?["schemas"])

        let flaws = Schema(schemas).flaws(in: try await front.get("/v1/tickets/C-1/explain").json, "Explanation")

        #expect(flaws == [])
    }

    /// As much of JSON Schema as the document uses here.
    private struct Schema {
        private let all: JSON

        init(_ all: JSON) { self.all = all }

        func flaws(in value: JSON, _ name: String) -> [String] { flaws(in: value, all[name] ?? .null, at: name) }

        private func flaws(in value: JSON, _ schema: JSON, at place: String) -> [String] {
            if let reference = schema["$ref"]?.string, let name = reference.split(separator: "/").last {
                return flaws(in: value, all[String(name)] ?? .null, at: place)
            }
            if let choices = schema["enum"]?.array { return choices.contains(value) ? [] : ["\(place) is \(value)"] }
            if let values = value.array {
                return values.flatMap { flaws(in: $0, schema["items"] ?? .null, at: place + "[]") }
            }
            guard let object = value.object, let known = schema["properties"]?.object else { return [] }
            let missing = (schema["required"]?.array ?? []).compactMap(\.string).filter { object[$0] == nil }
            return missing.map { "\(place) lacks \($0)" }
                + object.flatMap { member -> [String] in
                    guard let inner = known[member.name] else { return ["\(place).\(member.name) is unknown"] }
                    return flaws(in: member.value, inner, at: "\(place).\(member.name)")
                }
        }
    }
}
