import HTTPTypes
import PaidanHTTP
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@Suite struct OperatingTests {
    @Test func anybodyMayAskWhetherItLives() async throws {
        let front = try await Front()

        #expect(try await front.get("/livez", as: nil).status == 200)
        #expect(try await front.get("/readyz", as: nil).status == 200)
        #expect(try await front.send(.head, "/livez", as: nil).body.isEmpty)

        front.server.beginDraining()
        let draining = try await front.get("/readyz", as: nil)
        #expect(draining.status == 503 && draining.code == "closing")
        #expect(try await front.get("/livez", as: nil).status == 200)
    }

    private struct Told: ConditionSource {
        let told: Condition
        func condition() -> Condition { told }

        init(_ change: (inout Condition) -> Void) {
            var condition = Condition()
            change(&condition)
            told = condition
        }
    }

    /// Each limit on both of its sides.
    @Test(arguments: [
        (Told { $0.writerHasEnded = true }, "writer-ended"),
        (Told { $0.writerSilence = .seconds(10) }, "writer-silent"),
        (Told { $0.writerSilence = .milliseconds(9_999) }, nil),
        (Told { $0.diskFreeBytes = 64 * 1_024 * 1_024 - 1 }, "disk-nearly-full"),
        (Told { $0.diskFreeBytes = 64 * 1_024 * 1_024 }, nil),
        (Told { _ in }, nil),
    ])
    private func itIsNotReadyWhenItCannotWrite(_ condition: Told, _ reason: String?) async throws {
        let front = try await Front(condition: condition)

        let chinese = try await front.get("/readyz", as: nil)
        let english = try await front.get("/readyz?lang=en", as: nil)

        #expect(chinese.status == (reason == nil ? 200 : 503))
        #expect(chinese.code == (reason == nil ? "" : "not-ready"))
        #expect(chinese.json["reason"]?.string == reason)
        #expect(reason == nil || chinese.text("detail") != english.text("detail"))
        #expect(try await front.get("/livez", as: nil).status == 200)
    }

    @Test func metricsTellWhatAnOperatorHasToWatch() async throws {
        let front = try await Front(
            condition: Told {
                $0.diskFreeBytes = 123_456_789
                $0.walBytes = 4_096
            })
        _ = try await front.forwarded()
        try front.desk.withHouse { house in
            try house.store.transaction { try house.store.insertIncident(at: house.now, text: "a test") }
        }
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T10:01:30.500+08:00"], as: "admin")

        let text = try await front.get("/metrics", as: nil).body

        #expect(text.contains("paidan_outbox_lag_seconds{department=\"engineering\"} 90.5\n"))
        #expect(text.contains("paidan_incidents_open 1\n"))
        #expect(text.contains("paidan_wal_bytes 4096\n"))
        #expect(text.contains("paidan_disk_free_bytes 123456789\n"))
    }

    private struct Breaches: MetricsSource {
        func metrics() async -> [Metric] {
            [
                Metric(
                    "paidan_clock_breaches_total", .counter, "Limits that passed.",
                    [
                        .init(2, [("clock", "forward"), ("department", "a\"b\\c")])
                    ])
            ]
        }
    }

    @Test func metricsHaveNamesUnitsAndNoPeople() async throws {
        let front = try await Front(metrics: Breaches())
        try await front.open([("categories", ["construction"])])

        let text = try await front.get("/metrics", as: nil).body

        #expect(text.contains("# TYPE paidan_clock_breaches_total counter\n"))
        #expect(text.contains("paidan_clock_breaches_total{clock=\"forward\",department=\"a\\\"b\\\\c\"} 2\n"))
        #expect(text.contains("paidan_outbox_pending 1\n"))
        #expect(text.contains("paidan_http_responses_total{class=\"2xx\"} 1\n"))
        #expect(!text.contains("王小明"))
    }

    @Test func queuesAreCountedAndStarted() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let queues = try await front.get("/v1/queues")
        let started = try await front.post("/v1/queues/engineering/start", [:], as: "supervisor")
        let unknown = try await front.post("/v1/queues/navy/start", [:], as: "supervisor")

        #expect(
            queues.json["queues"] == [["queue": "engineering", "messages": ["ready": 1], "isStopped": false]])
        #expect(try await front.get("/v1/queues", as: "carpenter").json["queues"] == [])
        #expect(started.status == 200)
        #expect(unknown.code == "no-such-queue")
    }

    @Test func aStoppedQueueIsShownWithItsMomentAndWhatToDo() async throws {
        let front = try await Front()
        try front.desk.withHouse { house in
            let text = "engineering@1772416800000 furniture"
            try house.store.transaction { try house.store.setMeta("stoppedQueues", to: text) }
        }

        let queues = try await front.get("/v1/queues?lang=en").json["queues"]?.array ?? []
        let seen = try await front.get("/v1/queues", as: "carpenter").json["queues"]?.array ?? []
        let metrics = try await front.get("/metrics", as: nil).body

        #expect(queues.map { $0["isStopped"] } == [true, true])
        #expect(queues.map { $0["messages"] } == [[:], [:]])
        #expect(queues.map { $0["stoppedAt"]?.string } == ["2026-03-02T10:00:00+08:00", nil])
        #expect(queues[0]["why"]?.string?.hasPrefix("5 messages in a row could not be delivered") == true)
        #expect(seen.map { $0["queue"] } == ["furniture"])
        #expect(metrics.contains("paidan_queue_stopped{department=\"engineering\"} 1\n"))
    }

    // MARK: The manual clock

    @Test func theClockOfATestIsMovedFromOutside() async throws {
        let front = try await Front()
        try await front.open()

        let moved = try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: "admin")
        let back = try await front.post("/v1/test/clock", ["to": "2026-03-02T11:00:00+08:00"], as: "admin")
        let none = try await front.post("/v1/test/clock", [:], as: "admin")

        #expect(moved.json == ["now": "2026-03-02T12:00:01+08:00", "rungsFired": 3])
        #expect(try await front.get("/v1/test/clock", as: "admin").json["now"] == "2026-03-02T12:00:01+08:00")
        #expect(back.code == "clock-goes-forward")
        #expect(none.pointers == ["/to"])
    }

    @Test(arguments: ["specialist", "supervisor", "leader", "engineer"])
    func onlyAnAdministratorSeesAndMovesTheClock(_ person: String) async throws {
        let front = try await Front()

        let shown = try await front.get("/v1/test/clock", as: person)
        let moved = try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: person)

        #expect(shown.code == "wrong-role" && moved.code == "wrong-role")
        #expect(try await front.get("/v1/test/clock", as: "admin").json["now"] == "2026-03-02T10:00:00+08:00")
    }

    @Test func aRealClockCannotBeMoved() async throws {
        let front = try await Front(isManual: false)

        #expect(try await front.get("/v1/test/clock").status == 404)
        #expect(try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: "admin").status == 404)
    }

    // MARK: The regulation

    @Test func anAdministratorPutsAnotherPolicyInForce() async throws {
        let front = try await Front()
        let text: JSON = "name: our-dx\ntitle: {zh: 我司, en: ours}\nextends: dx\ncomplaint.forwardWithin: 3 h\n"

        let first = try await front.post("/v1/policies/activate", ["text": text, "reason": "试行"], as: "admin")
        let again = try await front.post("/v1/policies/activate", ["text": text, "reason": "试行"], as: "admin")
        let otherwise = try await front.post("/v1/policies/activate", ["text": text, "reason": "再试"], as: "admin")
        let shown = try await front.get("/v1/policy")
        try await front.open()

        #expect(first.status == 201 && again.status == 200)
        #expect(otherwise.status == 422 && otherwise.json["reason"] == "already-in-force")
        #expect(otherwise.json["detail"]?.string?.contains("第 2 号") == true)
        #expect(shown.json["name"] == "our-dx" && shown.json["number"] == 2 && shown.json["activatedBy"] == "admin")
        #expect(try await front.get("/v1/tickets/C-1?fields=due").json == ["due": "2026-03-02T13:00:00+08:00"])
    }

    @Test func aWrongPolicyIsRefusedWithPlaceAndReason() async throws {
        let front = try await Front()

        let reply = try await front.post(
            "/v1/policies/activate",
            ["text": "name: x\nextends: ../../etc/passwd\nzoen: Asia/Shanghai\n", "reason": "x"], as: "admin",
            [.acceptLanguage: "en"])

        #expect(reply.status == 422 && reply.code == "invalid-policy")
        #expect(reply.json["errors"]?.array?.contains { $0["code"] == "unknownKey" } == true)
        #expect(try await front.get("/v1/policy").json["name"] == "dx")
    }

    @Test(arguments: [("invalid-policy", 0), ("invalid-policy", 3), ("invalid-mapping", 3)])
    func whatIsNotListedOfManyMistakesIsCounted(_ code: String, _ more: Int) async throws {
        let front = try await Front()
        let lines = (1...200 + more).map { "nonsense\($0): 1\n" }.joined()

        let reply =
            code == "invalid-policy"
            ? try await front.post(
                "/v1/policies/activate",
                ["text": .string("name: x\ntitle: {zh: 甲, en: x}\nextends: dx\n" + lines), "reason": "x"], as: "admin")
            : try await front.post(
                "/v1/imports", ImportTests.body([("mapping", .string("\(ImportTests.mapping)\n\(lines)"))]), as: "admin"
            )

        #expect(reply.code == code)
        #expect(reply.json["errors"]?.array?.count == 200)
        #expect(reply.json["more"]?.integer ?? 0 == Int64(more))
    }

    @Test func whatIsTheWholeCompanysIsNotABranchs() async throws {
        let front = try await Front()

        let policy = try await front.post("/v1/policies/activate", ["text": "extends: dx"], as: "southAdmin")
        let routing = try await front.post("/v1/queues/routing/start", [:], as: "southAdmin")

        #expect(policy.status == 403 && policy.code == "wrong-role")
        #expect(routing.status == 404)
        #expect(try await front.post("/v1/queues/routing/start", [:], as: "supervisor").status == 200)
    }
}
