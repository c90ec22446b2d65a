import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanHTTP
import PaidanJSON
import Testing

/// Who comes in, and what they see.
@Suite struct DoorTests {
    @Test func withoutATokenNobodyComesIn() async throws {
        let front = try await Front()

        let none = try await front.get("/v1/tickets", as: nil)
        let wrong = try await front.get("/v1/tickets", as: "nobody")
        let basic = try await front.get("/v1/tickets", as: nil, [.authorization: "Basic abc"])

        #expect(none.status == 401 && none.code == "token-required")
        #expect(wrong.status == 401 && wrong.code == "token-refused")
        #expect(basic.status == 401 && basic.code == "token-required")
        #expect(none.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
    }

    @Test func anExpiredOrRevokedTokenIsRefused() async throws {
        let front = try await Front()
        let ending = Actor("ending", [.specialist])
        let limit = front.desk.now + .minutes(1)
        _ = try await front.desk.run(.putToken(Front.token(for: ending, expiresAt: limit)))
        let before = try await front.get("/v1/tickets", as: "ending")

        _ = try await front.desk.moveClock(to: limit)
        let after = try await front.get("/v1/tickets", as: "ending")

        #expect(before.status == 200)
        #expect(after.code == "token-refused")
    }

    @Test func aRevokedTokenIsForgottenWithinFiveSeconds() async throws {
        let front = try await Front()
        #expect(try await front.get("/v1/tickets").status == 200)
        let row = Front.token(for: Front.staff[0], revokedAt: front.desk.now)
        _ = try await front.desk.run(.putToken(row))

        front.advanceUptime(5_000)

        #expect(try await front.get("/v1/tickets").code == "token-refused")
    }

    @Test func aKnownTokenIsNotLookedUpAgain() async throws {
        let front = try await Front()
        try await front.open()
        let before = front.desk.reads

        try await front.open()

        #expect(front.desk.reads == before)
    }

    @Test func afterTenWrongTokensAWrongOneIsToldToWaitAMinute() async throws {
        let front = try await Front()
        for _ in 0..<10 { #expect(try await front.get("/v1/tickets", as: "guess").status == 401) }

        let blocked = try await front.get("/v1/tickets", as: "guess")
        front.advanceUptime(60_000)
        let later = try await front.get("/v1/tickets", as: "guess")

        #expect(blocked.status == 429 && blocked.code == "too-many-failures")
        #expect(blocked.headers[.retryAfter] == "60")
        #expect(later.status == 401)
    }

    /// Behind a proxy everybody has the same address.
    @Test func aTokenInForceComesInWhateverElseCameFromItsAddress() async throws {
        let front = try await Front()
        for _ in 0...10 { _ = try await front.get("/v1/tickets", as: "guess") }
        #expect(try await front.get("/v1/tickets", as: "guess").status == 429)

        let neverSeen = try await front.get("/v1/tickets", as: "supervisor")
        let entered = try await front.post("/login", bytes: Array("token=token-leader".utf8), as: nil)
        let guessed = try await front.post("/login", bytes: Array("token=guess".utf8), as: nil)
        let page = try await front.get("/", as: "guess")

        #expect(neverSeen.status == 200)
        #expect(entered.status == 303 && entered.headers[.location] == "/")
        #expect(guessed.status == 429 && guessed.headers[.setCookie] == nil)
        #expect(page.status == 303 && page.headers[.location] == "/login")
    }

    @Test func theLogInReadsFourKilobytesAndNoMore() async throws {
        let front = try await Front()
        let form = "token=token-leader&x="

        let longest = try await front.post(
            "/login", bytes: Array((form + String(repeating: "x", count: 4_096 - form.count)).utf8), as: nil)
        let longer = try await front.post(
            "/login?lang=en", bytes: Array((form + String(repeating: "x", count: 4_097 - form.count)).utf8), as: nil)

        #expect(longest.status == 303)
        #expect(longer.status == 413 && longer.text("detail") == "at most 4 KiB")
    }

    // MARK: Roles

    private static let roleRoutes: [(HTTPRequest.Method, String, JSON, allowed: [String])] = [
        (.post, "/v1/tickets", Front.complaint, ["specialist", "supervisor"]),
        (
            .get, "/v1/board", .null,
            ["specialist", "supervisor", "leader", "revisitor", "qualityOffice", "admin", "router"]
        ),
        (.post, "/v1/policies/activate", ["text": "name: x"], ["admin"]),
        (.post, "/v1/queues/engineering/start", [:], ["supervisor"]),
        (.get, "/intake/complaint", .null, ["specialist", "supervisor"]),
    ]

    @Test(arguments: 0..<5)
    func eachRouteKnowsItsRoles(_ index: Int) async throws {
        let (method, path, body, allowed) = Self.roleRoutes[index]
        let front = try await Front()

        for principal in Self.principals {
            let reply =
                method == .get
                ? try await front.get(path, as: principal) : try await front.post(path, body, as: principal)
            #expect((reply.status == 403) == !allowed.contains(principal), "\(principal) \(path): \(reply.status)")
            if reply.status == 403 { #expect(reply.code == "wrong-role") }
        }
    }

    private static let principals = [
        "specialist", "supervisor", "leader", "revisitor", "qualityOffice", "admin", "engineer", "head", "router",
    ]
    private static let open: Set = [
        "/livez", "/readyz", "/metrics", "/openapi.json", "/login", "/logout", "/desk.css", "/desk.js",
    ]

    /// A path of the route that leads to something.
    private func path(of route: RouteName) -> String {
        let values = [
            ":id": "C-1", ":department": "engineering", ":feed": "engineering", ":queue": "engineering",
            ":kind": "complaint",
        ]
        let parts = route.path.split(separator: "/", omittingEmptySubsequences: false).map {
            values[String($0)] ?? String($0)
        }
        return parts.joined(separator: "/")
    }

    @Test func everyRouteButTheOpenOnesWantsAToken() async throws {
        let front = try await Front()

        for route in DeskServer.routes {
            let reply = try await front.send(route.method, path(of: route), as: nil)
            let isClosed = reply.status == 401 || reply.headers[.location] == "/login"
            #expect(isClosed || Self.open.contains(route.path), "\(route): \(reply.status)")
        }
    }

    @Test func noRouteBreaksUnderAnybodysHands() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        for route in DeskServer.routes {
            for principal in Self.principals {
                let reply =
                    route.method == .get
                    ? try await front.get(path(of: route), as: principal)
                    : try await front.post(path(of: route), ["type": "remind", "data": [:]], as: principal)
                #expect(reply.status < 500, "\(principal) \(route): \(reply.status) \(reply.body)")
            }
        }
    }

    @Test func whoServesTheCustomerReadsTheWords() async throws {
        let front = try await Front()
        let (complaint, _) = try await front.forwarded()

        for principal in Self.principals where principal != "admin" && principal != "router" {
            let reply = try await front.get("/v1/tickets/\(complaint)", as: principal)
            #expect(reply.json["data"]?["notice"]?["content"] == "瓷砖空鼓", "\(principal)")
        }
    }

    @Test func theOthersSeeTheTicketWithoutTheWords() async throws {
        let front = try await Front()
        let (complaint, _) = try await front.forwarded()

        for principal in ["admin", "router"] {
            for path in ["/v1/tickets/\(complaint)", "/v1/tickets/\(complaint)/history", "/tickets/\(complaint)"] {
                let reply = try await front.get(path, as: principal)
                #expect(reply.status == 200)
                #expect(!reply.body.contains("瓷砖空鼓"), "\(principal) \(path)")
            }
            let ticket = try await front.get("/v1/tickets/\(complaint)", as: principal)
            #expect(ticket.json["data"]?["notice"]?["content"] == .null)
        }
    }

    // MARK: Scopes

    @Test func anotherBranchDoesNotExist() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()

        for view in ["", "/history", "/clocks", "/actions"] {
            #expect(try await front.get("/v1/tickets/\(complaint)\(view)", as: "south").code == "no-such-ticket")
        }
        #expect(try await front.act(complaint, "replyToCustomer", ["text": "x"], as: "south").code == "no-such-ticket")
        #expect(try await front.act("C-1", "replyToCustomer", ["text": "x"], as: "south").code == "no-such-ticket")
        #expect(try await front.get("/v1/tickets/\(dispatch)", as: "southern-engineer").status == 404)
        #expect(try await front.get("/v1/tickets", as: "south").json["tickets"] == [])
        #expect(try await front.get("/v1/feeds/all/events", as: "south").code == "no-such-feed")
        #expect(try await front.get("/v1/feeds/engineering/events", as: "southern-engineer").code == "no-such-feed")
        #expect(try await front.get("/v1/feeds/south%2Fengineering/events", as: "southern-engineer").status == 200)
    }

    @Test func aBranchSeesItsOwn() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded(as: "south")

        #expect(try await front.get("/v1/tickets/\(complaint)", as: "south").json["branch"] == "south")
        #expect(try await front.get("/v1/tickets/\(complaint)").status == 200)
        #expect(try await front.get("/v1/tickets/\(dispatch)", as: "southern-engineer").status == 200)
        #expect(try await front.get("/v1/tickets/\(complaint)", as: "southern-engineer").status == 200)
        #expect(
            try await front.get("/v1/departments/engineering/board", as: "southern-engineer").json["counts"]?["open"]
                == 1)
    }

    @Test func anotherDepartmentDoesNotExist() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()

        for ticket in [complaint, dispatch] {
            #expect(try await front.get("/v1/tickets/\(ticket)", as: "carpenter").code == "no-such-ticket")
            #expect(try await front.get("/v1/tickets/\(ticket)", as: "engineer").status == 200)
        }
        #expect(
            try await front.act(dispatch, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], as: "carpenter")
                .status == 404)
        #expect(try await front.get("/v1/tickets", as: "carpenter").json["tickets"] == [])
        #expect(try await front.get("/v1/tickets", as: "engineer").json["tickets"]?.array?.count == 2)
        #expect(try await front.get("/v1/departments/engineering/board", as: "carpenter").code == "no-such-department")
        #expect(try await front.get("/v1/feeds/all/events", as: "engineer").code == "no-such-feed")
    }

    @Test func aDepartmentMayLookAtTheWholeButNotActOnIt() async throws {
        let front = try await Front()
        let (complaint, _) = try await front.forwarded()

        let reply = try await front.act(complaint, "replyToCustomer", ["text": "x"], as: "engineer")

        #expect(reply.status == 403)
    }
}
