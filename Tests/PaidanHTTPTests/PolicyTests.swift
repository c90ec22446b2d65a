import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanHTTP
import PaidanJSON
import Testing

/// `/v1/policy`, `/v1/policies`: for whom which regulation is in force, and who may say so.
@Suite struct PolicyTests {
    private static func text(_ name: String, hours: Int) -> JSON {
        .string("name: \(name)\ntitle: {zh: 我司, en: ours}\nextends: dx\ncomplaint.forwardWithin: \(hours) h\n")
    }

    private static func activation(_ name: String, hours: Int, _ more: [(String, JSON)] = []) -> JSON {
        var object: JSONObject = ["text": text(name, hours: hours), "reason": "试行"]
        for (name, value) in more { object[name] = value }
        return .object(object)
    }

    private func due(of ticket: String, _ front: Front) async throws -> String {
        try await front.get("/v1/tickets/\(ticket)?fields=due", as: "supervisor").text("due")
    }

    @Test func aBranchHasItsOwn() async throws {
        let front = try await Front()
        let body = Self.activation("south", hours: 5, [("branch", "south"), ("reason", "试行")])

        let reply = try await front.post("/v1/policies/activate", body, as: "southAdmin")
        try await front.open(as: "south")
        try await front.open(as: "specialist")

        #expect(reply.status == 201)
        #expect(reply.json["branch"] == "south" && reply.json["reason"] == "试行" && reply.json["isInForce"] == true)
        #expect(reply.text("tzdata").isEmpty == false)
        #expect(try await due(of: "C-1", front) == "2026-03-02T15:00:00+08:00")
        #expect(try await due(of: "C-2", front) == "2026-03-02T12:00:00+08:00")
        #expect(try await front.get("/v1/policy", as: "south").json["name"] == "south")
        #expect(try await front.get("/v1/policy").json["name"] == "dx")
        #expect(try await front.get("/v1/policy?branch=south&kind=complaint").json["number"] == 2)
    }

    /// What the head office opens belongs to the branch `main`, whose regulation may be another than the company's.
    @Test func whatTheCallerOpensFallsUnderItsBranchs() async throws {
        let front = try await Front()
        for branch in ["main", "south"] {
            let body = Self.activation(branch, hours: 5, [("branch", .string(branch)), ("kind", "complaint")])
            #expect(try await front.post("/v1/policies/activate", body, as: "admin").status == 201)
        }
        func name(_ query: String, as principal: String = "specialist") async throws -> JSON? {
            try await front.get("/v1/policy?kind=complaint\(query)", as: principal).json["name"]
        }

        #expect(try await name("&opening=true") == "main")
        #expect(try await name("&opening=true", as: "south") == "south")
        #expect(try await name("&opening=true&branch=south") == "south")
        for query in ["", "&opening=false"] { #expect(try await name(query) == "dx") }
        #expect(try await front.get("/v1/policy?opening=true").json["name"] == "dx", "of whatever kind")
        #expect(try await front.get("/v1/policy?opening=yes").code == "invalid-parameter")
        try await front.open()
        #expect(try await due(of: "C-1", front) == "2026-03-02T15:00:00+08:00")
    }

    @Test func aKindHasItsOwn() async throws {
        let front = try await Front()
        _ = try await front.post(
            "/v1/policies/activate", Self.activation("calls", hours: 3, [("kind", "complaint")]), as: "admin")

        #expect(try await front.get("/v1/policy?kind=complaint").json["name"] == "calls")
        #expect(try await front.get("/v1/policy?kind=dispatch").json["name"] == "dx")
        #expect(try await front.get("/v1/policy").json["name"] == "dx")
    }

    @Test func everyActivationIsListedAndShown() async throws {
        let front = try await Front()
        for name in ["first", "second", "south"] {
            let scope: [(String, JSON)] = name == "south" ? [("branch", "south")] : []
            _ = try await front.post("/v1/policies/activate", Self.activation(name, hours: 3, scope), as: "admin")
        }

        let list = try await front.get("/v1/policies").json["policies"]?.array ?? []
        let second = try await front.get("/v1/policies/3").json

        #expect(list.map { $0["name"]?.string } == ["south", "second", "first", "dx"])
        #expect(list.map { $0["isInForce"]?.bool } == [true, true, false, false])
        #expect(list.allSatisfy { $0["text"] == nil })
        #expect(second["name"] == "second" && second["text"]?.string?.contains("complaint.forwardWithin: 3 h") == true)
        #expect(try await front.get("/v1/policies/5").status == 404)
        #expect(try await front.get("/v1/policies/x").status == 404)
    }

    @Test func anotherBranchsPolicyIsNoneOfOurs() async throws {
        let front = try await Front()
        let north = Actors.north
        _ = try await front.desk.run(.putToken(Front.token(for: north)))
        _ = try await front.post(
            "/v1/policies/activate", Self.activation("south", hours: 3, [("branch", "south")]), as: "admin")

        #expect(try await front.get("/v1/policies", as: "north").json["policies"]?.array?.count == 1)
        #expect(try await front.get("/v1/policies/2", as: "north").status == 404)
        let unknown = try await front.get("/v1/policy?branch=south", as: "north")
        #expect(unknown.code == "invalid-parameter" && unknown.json["known"] == ["north"])
    }

    @Test(arguments: [
        ("supervisor", "branch", "south"), ("leader", "reason", "x"), ("southAdmin", "reason", "x"),
        ("southAdmin", "branch", "main"), ("southAdmin", "kind", "complaint"),
    ])
    func whoMayNotActivateIsRefused(who: String, name: String, value: String) async throws {
        let front = try await Front()
        let body = Self.activation("x", hours: 3, [(name, .string(value))])

        let reply = try await front.post("/v1/policies/activate", body, as: who)

        #expect(reply.status == 403 && reply.code == "wrong-role")
    }

    @Test func whatIsWrongIsPointedAt() async throws {
        let front = try await Front()
        func pointers(_ more: (String, JSON)) async throws -> [String] {
            try await front.post("/v1/policies/activate", Self.activation("x", hours: 3, [more]), as: "admin").pointers
        }

        #expect(try await pointers(("branch", "South East")) == ["/branch"])
        #expect(try await pointers(("kind", "errand")) == ["/kind"])
        #expect(try await pointers(("reason", "两\n行")) == ["/reason"])
        #expect(try await pointers(("reason", "")) == ["/reason"])
        #expect(try await pointers(("reason", "  ")) == ["/reason"])
        #expect(
            try await front.post("/v1/policies/activate", ["text": "extends: dx"], as: "admin").pointers == ["/reason"])
        #expect(try await pointers(("reason", .string(String(repeating: "长", count: 501)))) == ["/reason"])
        let unknown = try await front.post(
            "/v1/policies/activate", Self.activation("x", hours: 3, [("branch", "north")]), as: "admin")
        #expect(unknown.status == 422 && unknown.json["reason"] == "unknown-branch")
        #expect(unknown.json["detail"]?.string?.contains("main, south") == true)
    }

    // MARK: Withdrawing

    @Test func whatIsNarrowerIsTakenBack() async throws {
        let front = try await Front()
        let scope: [(String, JSON)] = [("branch", "south")]
        _ = try await front.post("/v1/policies/activate", Self.activation("south", hours: 5, scope), as: "admin")
        try await front.open(as: "south")
        let tag = try await front.get("/v1/board").headers[.eTag]

        let reply = try await front.post(
            "/v1/policies/withdraw", ["branch": "south", "reason": "试行结束"], as: "southAdmin")
        try await front.open(as: "south")

        #expect(reply.status == 200 && reply.json["number"] == 2 && reply.json["isInForce"] == false)
        #expect(reply.json["withdrawn"]?["reason"] == "试行结束" && reply.json["withdrawn"]?["by"] == "southAdmin")
        #expect(try await due(of: "C-1", front) == "2026-03-02T15:00:00+08:00", "what runs keeps its own")
        #expect(try await due(of: "C-2", front) == "2026-03-02T12:00:00+08:00")
        #expect(try await front.get("/v1/policy", as: "south").json["name"] == "dx")
        #expect(try await front.get("/v1/board").headers[.eTag] != tag)
        #expect(
            try await front.post("/v1/policies/activate", Self.activation("south", hours: 5, scope), as: "admin")
                .json["number"] == 3, "the same policy may come back")
    }

    @Test(
        arguments: [
            ("admin", ["reason": "x"], 422, "company-keeps-one"),
            ("admin", ["reason": "x", "branch": "south"], 422, "nothing-to-withdraw"),
            ("admin", ["branch": "south"], 422, ""), ("admin", ["branch": "south", "reason": " "], 422, ""),
            ("southAdmin", ["reason": "x", "branch": "main"], 403, ""), ("southAdmin", ["reason": "x"], 403, ""),
        ] as [(String, JSON, Int, String)])
    func whatCannotBeWithdrawnIsSaidSo(who: String, body: JSON, status: Int, reason: String) async throws {
        let reply = try await Front().post("/v1/policies/withdraw", body, as: who)

        #expect(reply.status == status && reply.text("reason") == reason, "\(reply.body)")
    }

    @Test func aListSaysForWhomAPolicyIsNotInForce() async throws {
        let front = try await Front()
        for (name, scope) in [
            ("south", ["branch": "south"]), ("both", ["branch": "south", "kind": "complaint"]),
            ("kind", ["kind": "call"]),
        ] as [(String, JSONObject)] {
            let more = scope.map { ($0.name, $0.value) }
            _ = try await front.post("/v1/policies/activate", Self.activation(name, hours: 5, more), as: "admin")
        }

        let list = try await front.get("/v1/policies", as: "admin").json["policies"]?.array ?? []

        #expect(list.map { $0["name"]?.string } == ["kind", "both", "south", "dx"])
        #expect(list[0]["exceptFor"] == [["number": 2, "branch": "south"]] && list[0]["isShadowed"] == false)
        #expect(list[1]["exceptFor"] == nil && list[1]["isInForce"] == true)
        #expect(list[2]["exceptFor"] == [["number": 3, "branch": "south", "kind": "complaint"]])
        #expect(list[3]["exceptFor"]?.array?.count == 3 && list[3]["isShadowed"] == false)

        _ = try await front.post(
            "/v1/policies/activate", Self.activation("main", hours: 5, [("branch", "main")]), as: "admin")
        let later = try await front.get("/v1/policies", as: "admin").json["policies"]?.array ?? []
        #expect(later.last?["isInForce"] == true && later.last?["isShadowed"] == true)
    }

    // MARK: One running clock

    @Test func aSupervisorMovesOneLimitUnderIt() async throws {
        let front = try await Front()
        let id = try await front.open().text("id")
        _ = try await front.post("/v1/policies/activate", Self.activation("ours", hours: 5), as: "admin")

        let actions = try await front.get("/v1/tickets/\(id)/actions", as: "supervisor").json["actions"]?.array ?? []
        let offer = try #require(actions.first { $0["verb"] == "repinClock" })
        let done = try await front.act(id, "repinClock", ["clock": "forward::1", "reason": "已答应"], as: "supervisor")
        let history = try await front.get("/v1/tickets/\(id)/history").json["events"]?.array ?? []

        #expect(offer["isOffered"] == true)
        #expect(offer["fields"]?.array?.map { $0["name"]?.string } == ["clock", "reason"])
        #expect(offer["fields"]?[0]?["choices"] == [["code": "forward::1", "label": "转责任部门(T-01)"]])
        #expect(done.status == 200)
        #expect(try await due(of: id, front) == "2026-03-02T15:00:00+08:00")
        #expect(history.last?["type"] == "clockRepinned" && history.last?["data"]?["reason"] == "已答应")
        #expect(history.last?["clocks"]?[0]?["change"] == "repinned")
    }

    /// Whoever moves a clock has to tell it from those of other parts.
    @Test func clocksOfDifferentPartsAreCalledDifferently() async throws {
        let front = try await Front()
        let id = try await front.open().text("id")
        _ = try await front.act(id, "forward", ["departments": ["engineering", "materials", "furniture"]])
        let parts = try await front.get("/v1/tickets?parent=\(id)").json["tickets"]?.array ?? []
        for (department, principal) in [("engineering", "engineer"), ("furniture", "carpenter")] {
            let part = try #require(parts.first { $0["department"]?.string == department }?["id"]?.string)
            #expect(try await front.act(part, "returnMisrouted", ["reason": "x"], as: principal).status == 200)
        }

        let actions = try await front.get("/v1/tickets/\(id)/actions", as: "supervisor").json["actions"]?.array ?? []
        let choices = actions.first { $0["verb"] == "repinClock" }?["fields"]?[0]?["choices"]?.array ?? []
        let again = choices.compactMap { $0["label"]?.string }.filter { $0.hasPrefix("退回后再转") }

        #expect(again.count == 2 && Set(again).count == 2, "\(again)")
    }

    @Test func whoMayNotIsToldWhoMay() async throws {
        let front = try await Front()
        let id = try await front.open().text("id")

        let refused = try await front.act(id, "repinClock", ["clock": "forward::1", "reason": "x"])

        #expect(refused.status == 403)
        #expect(refused.json["needs"] == ["supervisor", "leader", "admin"])
    }
}

private enum Actors {
    static let north = Actor("north", [.specialist], branch: Branch(unchecked: "north"))
}
