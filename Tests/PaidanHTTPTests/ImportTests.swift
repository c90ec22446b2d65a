import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanHTTP
import PaidanJSON
import Testing

/// `POST /v1/imports`: another system's tickets, taken over in requests.
@Suite struct ImportTests {
    private static let mapping = """
        source: old
        kind: complaint
        ticket: id
        activity: what
        time: {column: when, pattern: "yyyy-MM-dd HH:mm", zone: "+08:00"}
        open:
          channel: web
          customer: {name: {column: who}}
          content: {column: what}
          categories: [construction]
        activities:
          call: note
          forward: {forward: {departments: [engineering]}}
        """

    /// Two rows of a ticket.
    static func body(_ more: [(String, JSON)] = []) -> JSON {
        var object: JSONObject = [
            "mapping": .string(mapping), "header": ["id", "what", "when", "who"],
            "rows": [[2, "A", "call", "2026-02-02 09:00", "李"], [3, "A", "forward", "2026-02-02 12:00", "李"]],
        ]
        for (name, value) in more { object[name] = value }
        return .object(object)
    }

    @Test func rowsAreTakenOverOnce() async throws {
        let front = try await Front()

        let first = try await front.post("/v1/imports", Self.body(), as: "admin")
        let second = try await front.post("/v1/imports", Self.body(), as: "admin")

        #expect(first.status == 200)
        #expect(first.json["rows"]?.array?.map { $0["verdict"] } == ["applied", "applied"])
        #expect(first.json["tickets"]?[0]?["number"] == "C-1")
        #expect(first.json["tickets"]?[0]?["clocks"]?[0]?["verdict"] == "late")
        #expect(second.json["rows"]?.array?.map { $0["isKnown"] } == [true, true])
        #expect(second.json["tickets"]?[0]?["fate"] == "unchanged")
        let history = try await front.get("/v1/tickets/C-1/history").json["events"]?.array ?? []
        #expect(history.count > 2 && history.allSatisfy { $0["importedAt"] != nil })
        #expect(history.first?["at"] == "2026-02-02T09:00:00+08:00")
        #expect(try await front.get("/v1/notices", as: "supervisor").json["notices"] == [])
    }

    @Test func aDryRunKeepsNothing() async throws {
        let front = try await Front()

        let reply = try await front.post("/v1/imports", Self.body([("dryRun", true)]), as: "admin")

        #expect(reply.status == 200 && reply.json["tickets"]?[0]?["fate"] == "opened")
        #expect(try await front.get("/v1/tickets/C-1").status == 404)
    }

    @Test func whoIsBoundToABranchImportsThere() async throws {
        let front = try await Front()

        #expect(try await front.post("/v1/imports", Self.body(), as: "supervisor").status == 403)
        let elsewhere = try await front.post("/v1/imports", Self.body([("branch", "main")]), as: "southAdmin")
        #expect(elsewhere.status == 403)
        #expect(try await front.post("/v1/imports", Self.body(), as: "southAdmin").status == 200)
        #expect(try await front.get("/v1/tickets/C-1", as: "south").json["branch"] == "south")
    }

    @Test func whatIsWrongIsToldWithItsPlace() async throws {
        let front = try await Front()
        let mapping = Self.mapping.replacing("source: old", with: "sauce: old")

        let unread = try await front.post("/v1/imports", Self.body([("mapping", .string(mapping))]), as: "admin")
        let column = try await front.post("/v1/imports", Self.body([("header", ["id", "what"])]), as: "admin")
        let row = try await front.post("/v1/imports", Self.body([("rows", ["A"])]), as: "admin")

        let number = try await front.post("/v1/imports", Self.body([("rows", [[2, "A", 5]])]), as: "admin")
        let dry = try await front.post("/v1/imports", Self.body([("dryRun", "true")]), as: "admin")

        #expect(number.json["errors"]?[0]?["pointer"] == "/rows/0")
        #expect(dry.json["errors"]?[0]?["pointer"] == "/dryRun")
        #expect(try await front.get("/v1/tickets/C-1").status == 404)
        #expect(unread.status == 422 && unread.code == "invalid-mapping")
        #expect(unread.json["errors"]?[0]?["pointer"] == "/mapping")
        #expect(column.code == "invalid-mapping" && column.json["errors"]?[0]?["pointer"] == "/header")
        #expect(row.code == "invalid-data" && row.json["errors"]?[0]?["pointer"] == "/rows/0")
    }

    /// What is left out is no empty log.
    @Test(arguments: ["rows", "header"])
    func rowsAndHeaderAreAskedFor(_ name: String) async throws {
        let front = try await Front()
        var object = try #require(Self.body().object)
        object[name] = nil

        let missing = try await front.post("/v1/imports", .object(object), as: "admin")
        let wrong = try await front.post("/v1/imports", Self.body([(name, "A")]), as: "admin")

        #expect(missing.status == 422 && missing.json["errors"]?[0]?["pointer"] == .string("/\(name)"))
        #expect(missing.json["errors"]?[0]?["code"] == "missing")
        #expect(wrong.status == 422 && wrong.json["errors"]?[0]?["pointer"] == .string("/\(name)"))
        #expect(wrong.json["errors"]?[0]?["code"] == "wrongType")
    }

    @Test func aBranchThatThereIsNotIsToldThoseThereAre() async throws {
        let front = try await Front()

        let moon = try await front.post("/v1/imports", Self.body([("branch", "moon")]), as: "admin")
        let none = try await front.post("/v1/imports", Self.body([("branch", "Moon!")]), as: "admin")

        #expect(moon.status == 422 && moon.json["reason"] == "unknown-branch")
        #expect(moon.json["detail"]?.string?.contains("main") == true)
        #expect(none.status == 422 && none.json["errors"]?[0]?["pointer"] == "/branch")
    }

    @Test func tooManyTicketsAtOnceAreRefused() async throws {
        let rows = (0...ImportBatch.casesMax).map { number -> JSON in
            [.integer(Int64(number) + 2), .string("T\(number)"), "call", "2026-02-02 09:00", "李"]
        }

        let reply = try await Front().post("/v1/imports", Self.body([("rows", .array(rows))]), as: "admin")

        #expect(reply.status == 422 && reply.json["errors"]?[0]?["pointer"] == "/rows")
    }
}
