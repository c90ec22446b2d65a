import HTTPTypes
import PaidanJSON
import Testing

/// `/v1/call-list`: what a caller finds in the morning.
@Suite struct CallListTests {
    private static func call(_ more: [(String, JSON)]) -> JSON {
        var data: JSONObject = ["occasion": "preSale", "customer": ["name": "王小明", "phone": "13800138000"]]
        for (name, value) in more { data[name] = value }
        return ["kind": "call", "data": .object(data)]
    }

    private static func plan(_ front: Front, _ more: [(String, JSON)]) async throws -> String {
        let reply = try await front.post("/v1/tickets", call(more), as: "revisitor")
        #expect(reply.status == 201, "\(reply.json)")
        return reply.text("id")
    }

    private static func numbers(
        _ front: Front, _ query: String = "", as principal: String = "revisitor"
    ) async throws
        -> [String]
    {
        try await front.get("/v1/call-list\(query)", as: principal).json["calls"]?.array?.compactMap {
            $0["number"]?.string
        } ?? []
    }

    @Test func theListHoldsWhatCanBeCalledByTheEndOfTheDay() async throws {
        let front = try await Front()
        _ = try await Self.plan(front, [("dueAt", "2026-03-03T12:00:00+08:00")])
        let agreed = try await Self.plan(front, [("dueAt", "2026-03-04T12:00:00+08:00")])
        _ = try await Self.plan(front, [("dueAt", "2026-03-20T12:00:00+08:00")])
        try await front.act(agreed, "bookSlot", ["at": "2026-03-02T16:00:00+08:00"], as: "revisitor")

        #expect(try await Self.numbers(front) == ["R-2", "R-1"], "the agreed hour comes first")
        #expect(try await Self.numbers(front, "?date=2026-03-17") == ["R-2", "R-1", "R-3"])

        let list = try await front.get("/v1/call-list", as: "revisitor").json
        let first = list["calls"]?[0]
        #expect(list["date"] == "2026-03-02" && list["isCut"] == false)
        #expect(list["counts"]?["listed"] == 2 && list["counts"]?["agreed"] == 1)
        #expect(first?["occasion"]?["label"] == "售前回访")
        #expect(first?["script"] == "售前客户回访记录表")
        #expect(first?["agreedAt"] == "2026-03-02T16:00:00+08:00")
        #expect(first?["hour"]?["name"] == "good")
    }

    @Test func everyCallerHasAListAndWhatIsNobodysIsOnAll() async throws {
        let front = try await Front()
        let mine = try await Self.plan(front, [("dueAt", "2026-03-03T12:00:00+08:00"), ("caller", "revisitor")])
        _ = try await Self.plan(front, [("dueAt", "2026-03-03T13:00:00+08:00"), ("caller", "specialist")])
        _ = try await Self.plan(front, [("dueAt", "2026-03-03T14:00:00+08:00")])

        #expect(try await Self.numbers(front, "?caller=me") == ["R-1", "R-3"])
        #expect(try await Self.numbers(front, "?caller=specialist") == ["R-2", "R-3"])
        #expect(try await Self.numbers(front, "?caller=nobody") == ["R-3"])
        #expect(try await Self.numbers(front).count == 3)
        try await front.act(mine, "assign", ["caller": "specialist"], as: "supervisor")
        #expect(try await Self.numbers(front, "?caller=specialist", as: "specialist") == ["R-1", "R-2", "R-3"])
        #expect(try await front.act(mine, "assign", ["caller": "engineer"], as: "supervisor").status == 422)
    }

    @Test func whoDislikesCallsAndWhatWasTriedIsSaid() async throws {
        let front = try await Front()
        let call = try await Self.plan(
            front, [("dueAt", "2026-03-03T12:00:00+08:00"), ("dislikesCalls", true)])
        try await front.act(
            call, "noAnswer", ["miss": "lineBusy", "retryAt": "2026-03-02T15:00:00+08:00"], as: "revisitor")
        let first = try await front.get("/v1/call-list", as: "revisitor").json["calls"]?[0]
        #expect(first?["dislikesCalls"] == true)
        #expect(first?["attempts"] == 1 && first?["lastMiss"] == "占线")
        #expect(first?["from"] == "2026-03-02T15:00:00+08:00")

        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T22:00:00+08:00"], as: "admin")
        let night = try await front.get("/v1/call-list", as: "revisitor").json["calls"]?[0]
        #expect(night?["hour"]?["name"] == "quiet")
    }

    @Test func aBranchSeesItsOwnAndADepartmentNone() async throws {
        let front = try await Front()
        _ = try await Self.plan(front, [("dueAt", "2026-03-03T12:00:00+08:00")])
        #expect(try await Self.numbers(front, as: "south").isEmpty)
        #expect(try await front.get("/v1/call-list", as: "engineer").status == 403)
        #expect(try await front.get("/v1/call-list?date=tomorrow").status == 400)
        #expect(try await front.get("/v1/call-list?caller=Mr%20Wang").status == 400)
    }

    @Test func thePageListsTheSame() async throws {
        let front = try await Front()
        let call = try await Self.plan(front, [("dueAt", "2026-03-03T12:00:00+08:00"), ("dislikesCalls", true)])
        try await front.act(call, "assign", ["caller": "revisitor"], as: "revisitor")
        let page = try await front.get("/calls", as: "revisitor", [.accept: "text/html"])
        #expect(page.status == 200)
        for word in ["R-1", "售前回访", "不愿被打扰", "revisitor", "不宜打扰 00:00–08:00, 21:00–24:00"] {
            #expect(page.body.contains(word), "\(word)")
        }
    }
}
