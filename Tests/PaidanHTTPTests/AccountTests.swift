import HTTPTypes
import PaidanJSON
import Testing

/// `/v1/tokens`, `/v1/branches`: who makes accounts, and what is written down of it.
@Suite struct AccountTests {
    private func come(in front: Front, with token: String, _ path: String = "/v1/tickets") async throws -> Int {
        try await front.send(.get, path, as: nil, [.authorization: "Bearer \(token)"]).status
    }

    @Test func aTokenIsShownOnceAndComesIn() async throws {
        let front = try await Front()

        let made = try await front.post(
            "/v1/tokens", ["account": "clerk-2", "roles": ["specialist"], "branch": "south", "label": "前台"], as: "admin"
        )
        let listed = try await front.get("/v1/tokens", as: "admin")

        #expect(made.status == 201 && made.headers[.cacheControl] == "no-store")
        #expect(made.json["rolesLabel"] == "客服专员" && made.json["isInForce"] == true)
        #expect(try await come(in: front, with: made.text("token")) == 200)
        #expect(!listed.body.contains(made.text("token")))
        #expect(
            listed.json["tokens"]?.array?.contains { $0["id"] == made.json["id"] && $0["branch"] == "south" } == true)
    }

    @Test func aRevokedTokenStaysOutside() async throws {
        let front = try await Front()
        let made = try await front.post("/v1/tokens", ["account": "clerk-2", "roles": ["specialist"]], as: "admin")
        #expect(try await come(in: front, with: made.text("token")) == 200)

        let revoked = try await front.post("/v1/tokens/\(made.text("id"))/revoke", ["reason": "手机遗失"], as: "admin")
        front.advanceUptime(5_000)

        #expect(revoked.status == 200 && revoked.json["tokens"]?[0]?["isInForce"] == false)
        #expect(try await come(in: front, with: made.text("token")) == 401)
        #expect(try await front.post("/v1/tokens/\(made.text("id"))/revoke", [:], as: "admin").status == 200)
        #expect(
            try await front.post("/v1/tokens/ffffffffffff/revoke", [:], as: "admin").json["reason"] == "no-such-token")
    }

    @Test func everyTokenOfAnAccountIsRevoked() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/tokens", ["account": "specialist"], as: "admin")

        let revoked = try await front.post("/v1/accounts/specialist/revoke", ["reason": "离职"], as: "admin")

        #expect(revoked.json["tokens"]?.array?.count == 2)
        #expect(revoked.json["tokens"]?.array?.allSatisfy { $0["isInForce"] == false } == true)
    }

    @Test func whatWasDoneIsWrittenDown() async throws {
        let front = try await Front()
        let made = try await front.post(
            "/v1/tokens", ["account": "clerk-2", "roles": ["specialist"], "label": "前台"], as: "admin")
        _ = try await front.post("/v1/tokens/\(made.text("id"))/revoke", ["reason": "换人"], as: "admin")
        _ = try await front.post("/v1/tokens/\(made.text("id"))/revoke", ["reason": "又一次"], as: "admin")
        _ = try await front.post("/v1/branches", ["code": "west", "zh": "西区"], as: "admin")

        let log = try await front.get("/v1/tokens/log", as: "admin").json["log"]?.array ?? []

        #expect(log.map { $0["deed"]?.string } == ["branchAdded", "tokenRevoked", "tokenMade"])
        #expect(log[1]["by"] == "admin" && log[1]["reason"] == "换人" && log[1]["token"] == made.json["id"])
        #expect(log[2]["subject"] == "clerk-2" && log[2]["deedLabel"] == "发放令牌")
    }

    @Test(
        arguments: [
            (["account": "Clerk"], "bad-account"), (["account": "local-admin", "roles": ["admin"]], "bad-account"),
            (["account": "clerk-2"], "roles-missing"),
            (["account": "clerk-2", "roles": ["specialist"], "branch": "moon"], "unknown-branch"),
            (["account": "eng-2", "roles": ["departmentWorker"]], "department-and-role"),
            (["account": "eng-2", "roles": ["specialist"], "department": "engineering"], "department-and-role"),
            (["account": "eng-2", "roles": ["departmentWorker"], "department": "navy"], "unknown-department"),
            (["account": "specialist", "roles": ["admin"]], "account-differs"),
            (["account": "specialist", "branch": "south"], "account-differs"),
            (["account": "specialist", "expiresAt": "2026-03-02T09:00:00+08:00"], "in-the-past"),
        ] as [(JSON, String)])
    func anOrderThatMakesNoSenseIsRefused(_ body: JSON, _ reason: String) async throws {
        let front = try await Front()

        let reply = try await front.post("/v1/tokens", body, as: "admin")

        #expect(reply.status == 422 && reply.text("reason") == reason, "\(reply.body)")
        #expect(try await front.get("/v1/tokens/log", as: "admin").json["log"] == [])
    }

    @Test(arguments: ["router", "dragon"])
    func onlyARoleOfAPersonIsTaken(_ role: String) async throws {
        let body: JSON = ["account": "x", "roles": [.string(role)]]

        #expect(try await Front().post("/v1/tokens", body, as: "admin").pointers == ["/roles/0"])
    }

    @Test func anAdministratorOfABranchStaysThere() async throws {
        let front = try await Front()
        let whole: JSON = ["account": "boss", "roles": ["admin"]]
        let own: JSON = ["account": "clerk-2", "roles": ["specialist"], "branch": "south"]

        #expect(try await front.post("/v1/tokens", whole, as: "southAdmin").json["reason"] == "not-your-branch")
        #expect(try await front.post("/v1/tokens", own, as: "southAdmin").status == 201)
        #expect(
            try await front.post("/v1/tokens", ["account": "admin"], as: "southAdmin").json["reason"]
                == "not-your-branch")
        let probing = try await front.post(
            "/v1/tokens", ["account": "admin", "roles": ["specialist"], "branch": "south"], as: "southAdmin")
        #expect(probing.json["reason"] == "not-your-branch" && !probing.body.contains("account-differs"))
        #expect(
            try await front.post("/v1/accounts/admin/revoke", [:], as: "southAdmin").json["reason"] == "no-such-token")
        #expect(
            try await front.post("/v1/branches", ["code": "west"], as: "southAdmin").json["reason"] == "not-your-branch"
        )
        let seen = try await front.get("/v1/tokens", as: "southAdmin").json["tokens"]?.array ?? []
        #expect(!seen.isEmpty && seen.allSatisfy { $0["branch"] == "south" })
    }

    @Test func aBranchIsAddedOnce() async throws {
        let front = try await Front()
        let west: JSON = ["code": "west", "zh": "西区", "en": "west"]

        #expect(try await front.post("/v1/branches", west, as: "admin").status == 201)
        #expect(try await front.post("/v1/branches", west, as: "admin").status == 201)
        #expect(
            try await front.post("/v1/branches", ["code": "west", "zh": "别的"], as: "admin").json["reason"]
                == "branch-exists")
        let branches = try await front.get("/v1/branches", as: "specialist").json["branches"]?.array ?? []
        #expect(branches.map { $0["code"]?.string } == ["main", "south", "west"])
        #expect(try await front.get("/v1/branches", as: "south").json["branches"]?.array?.count == 1)
        let clerk: JSON = ["account": "clerk-west", "roles": ["specialist"], "branch": "west"]
        #expect(try await front.post("/v1/tokens", clerk, as: "admin").status == 201)
    }
}
