import HTTPTypes
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanHTTP

/// Whatever writes needs an `Idempotency-Key`, and is done once under it.
@Suite struct KeyedDeedTests {
    private static let policy = activation("ours")
    private static let token: JSON = ["account": "clerk-2", "roles": ["specialist"]]

    private static func activation(_ name: String) -> JSON {
        let text = "name: \(name)\ntitle: {zh: 我司, en: ours}\nextends: dx\ncomplaint.forwardWithin: 3 h\n"
        return ["text": .string(text), "reason": "试行", "branch": "south"]
    }

    /// What each writing route takes.
    private static let writes: [String: (path: String, body: JSON, who: String)] = [
        "/v1/tickets": ("/v1/tickets", Front.complaint, "specialist"),
        "/v1/complaints": ("/v1/complaints", Front.complaint, "specialist"),
        "/v1/opinions": (
            "/v1/opinions", ["data": ["heardOn": "call", "customer": ["name": "王小明"], "content": "插座"]], "specialist"
        ),
        "/v1/calls": ("/v1/calls", ["data": ["occasion": "preSale", "customer": ["name": "王小明"]]], "specialist"),
        "/v1/leads": ("/v1/leads", ["data": ["leadSource": "natural", "customer": ["name": "王小明"]]], "specialist"),
        "/v1/projects": (
            "/v1/projects", ["data": ["customer": ["name": "王小明"], "contractNo": "HT-1"]], "specialist"
        ),
        "/v1/rotas": ("/v1/rotas", ["data": ["designers": []]], "supervisor"),
        "/v1/tickets/:id/commands": ("/v1/tickets/C-1/commands", ["type": "startExplanation"], "specialist"),
        "/v1/tokens": ("/v1/tokens", token, "admin"),
        "/v1/tokens/:id/revoke": ("/v1/tokens/ffffffffffff/revoke", [:], "admin"),
        "/v1/accounts/:account/revoke": ("/v1/accounts/specialist/revoke", [:], "admin"),
        "/v1/branches": ("/v1/branches", ["code": "west"], "admin"),
        "/v1/policies/activate": ("/v1/policies/activate", policy, "admin"),
        "/v1/policies/withdraw": ("/v1/policies/withdraw", ["branch": "south", "reason": "试行结束"], "admin"),
        "/v1/imports": ("/v1/imports", ImportTests.body(), "admin"),
        "/v1/queues/:queue/start": ("/v1/queues/engineering/start", [:], "supervisor"),
        "/v1/notices/seen": ("/v1/notices/seen", ["upTo": 1], "specialist"),
    ]

    /// A clock moved by hand goes to a moment, so moving it there again is nothing; and no company has one. A search is posted for
    /// the sake of the phone number and changes nothing. The key of an upload is its content.
    private static let keyless = ["/v1/test/clock", "/v1/customers/search", "/v1/tickets/:id/files"]

    @Test func everyWriteNeedsAKey() async throws {
        let routes = DeskServer.routes.filter { $0.method == .post && $0.path.hasPrefix("/v1/") }.map(\.path)
        let front = try await Front()
        try await front.open()

        for route in routes where !Self.keyless.contains(route) {
            let write = try #require(Self.writes[route], "\(route) is not tried")
            let reply = try await front.post(write.path, write.body, as: write.who, [.key: ""])
            #expect(reply.status == 400 && reply.code == "idempotency-key-required", "\(route): \(reply.body)")
        }
        #expect(Self.writes.count + Self.keyless.count == routes.count)
    }

    @Test func theDocumentSaysWhichWritesNeedAKey() async throws {
        let paths = try await Front().get("/openapi.json", as: nil).json["paths"]?.object ?? [:]
        let key: JSON = ["$ref": "#/components/parameters/IdempotencyKey"]

        for path in paths {
            guard path.name.hasPrefix("/v1/"), let post = path.value["post"] else { continue }
            let needsKey = post["parameters"]?.array?.contains(key) ?? false
            let isKeyless = Self.keyless.contains(path.name.replacing("{id}", with: ":id"))
            #expect(needsKey != isKeyless, "\(path.name)")
        }
    }

    // MARK: Done once

    @Test func aTokenIsMadeOnceAndItsTextNotToldAgain() async throws {
        let front = try await Front()

        let first = try await front.post("/v1/tokens", Self.token, as: "admin", [.key: "k"])
        let second = try await front.post("/v1/tokens", Self.token, as: "admin", [.key: "k"])

        #expect(first.status == 201 && second.status == 422 && second.text("reason") == "token-made-before")
        #expect(second.text("detail").contains(first.text("id")) && !second.body.contains(first.text("token")))
        let listed = try await front.get("/v1/tokens", as: "admin").json["tokens"]?.array ?? []
        #expect(listed.count { $0["account"] == "clerk-2" } == 1)
    }

    @Test func anActivationThatComesLateAgainReplacesNothing() async throws {
        let front = try await Front()
        let ours = try await front.post("/v1/policies/activate", Self.policy, as: "admin", [.key: "k"])
        _ = try await front.post("/v1/policies/activate", Self.activation("theirs"), as: "admin")

        let again = try await front.post("/v1/policies/activate", Self.policy, as: "admin", [.key: "k"])

        #expect(ours.status == 201 && again.status == 200 && again.headers[.replay] == "true")
        #expect(again.json["number"] == ours.json["number"])
        #expect(try await front.get("/v1/policy?branch=south").json["name"] == "theirs")
    }

    @Test func aWithdrawalIsAnsweredLikeTheFirstTime() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/policies/activate", Self.policy, as: "admin")
        let body: JSON = ["branch": "south", "reason": "试行结束"]

        let first = try await front.post("/v1/policies/withdraw", body, as: "admin", [.key: "k"])
        let second = try await front.post("/v1/policies/withdraw", body, as: "admin", [.key: "k"])
        let other = try await front.post("/v1/policies/withdraw", body, as: "admin")

        #expect(first.status == 200 && first.headers[.replay] == nil)
        #expect(second.status == 200 && second.headers[.replay] == "true" && second.json == first.json)
        #expect(other.text("reason") == "nothing-to-withdraw")
    }

    @Test func aRevocationThatComesLateAgainEndsNothingNew() async throws {
        let front = try await Front()
        let first = try await front.post("/v1/accounts/specialist/revoke", [:], as: "admin", [.key: "k"])
        let made = try await front.post("/v1/tokens", ["account": "specialist"], as: "admin")

        let second = try await front.post("/v1/accounts/specialist/revoke", [:], as: "admin", [.key: "k"])

        #expect(second.headers[.replay] == "true" && second.json == first.json)
        let listed = try await front.get("/v1/tokens", as: "admin").json["tokens"]?.array ?? []
        #expect(listed.first { $0["id"] == made.json["id"] }?["isInForce"] == true)
    }

    @Test func aQueueThatWasStoppedAgainIsNotStartedByAnOldRequest() async throws {
        let front = try await Front()
        let start = "/v1/queues/engineering/start"
        #expect(try await front.post(start, [:], as: "supervisor", [.key: "k"]).status == 200)
        try front.desk.withHouse { house in
            try house.store.transaction {
                try house.store.setMeta("stoppedQueues", to: "engineering@1772416800000")
            }
        }

        let again = try await front.post(start, [:], as: "supervisor", [.key: "k"])

        #expect(again.status == 200 && again.headers[.replay] == "true")
        #expect(try await front.get("/v1/queues").json["queues"]?[0]?["isStopped"] == true)
    }

    @Test(arguments: ["/v1/branches", "/v1/imports"])
    func whatIsHarmlessAnywayIsCalledARepetition(_ path: String) async throws {
        let front = try await Front()
        let write = try #require(Self.writes[path])

        let first = try await front.post(path, write.body, as: write.who, [.key: "k"])
        let second = try await front.post(path, write.body, as: write.who, [.key: "k"])

        #expect(first.headers[.replay] == nil && (200...201).contains(first.status))
        #expect(second.headers[.replay] == "true" && second.status == 200)
    }

    @Test func aKeyBelongsToItsBodyItsPathAndItsCaller() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/branches", ["code": "west"], as: "admin", [.key: "k"])

        let body = try await front.post("/v1/branches", ["code": "east"], as: "admin", [.key: "k"])
        let path = try await front.post("/v1/tokens", Self.token, as: "admin", [.key: "k"])
        let own: JSON = ["account": "clerk-3", "roles": ["specialist"], "branch": "south"]
        let caller = try await front.post("/v1/tokens", own, as: "southAdmin", [.key: "k"])

        #expect(body.code == "idempotency-key-reused" && path.code == "idempotency-key-reused")
        #expect(caller.status == 201)
    }

    @Test func aRefusalIsNotRemembered() async throws {
        let front = try await Front()
        let refused = try await front.post("/v1/tokens", ["account": "clerk-2"], as: "admin", [.key: "k"])
        let repaired = try await front.post("/v1/tokens", Self.token, as: "admin", [.key: "k"])

        #expect(refused.text("reason") == "roles-missing" && repaired.status == 201)
    }
}
