import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// 已停队列 and 死信, where people look.
@Suite struct StoppedQueueTests {
    private static func stopped() async throws -> Front {
        let front = try await Front()
        try front.desk.withHouse { house in
            let text = "engineering@1772416800000 south/furniture"
            try house.store.transaction { try house.store.setMeta("stoppedQueues", to: text) }
            try house.restart()
        }
        return front
    }

    @Test func theBoardOfTheDepartmentSaysSo() async throws {
        let front = try await Self.stopped()

        let worker = try await front.get("/departments/engineering", as: "engineer").body
        let other = try await front.get("/departments/materials", as: "supervisor").body
        let json = try await front.get("/v1/departments/engineering/board", as: "engineer").json

        #expect(worker.contains("data-stopped") && worker.contains("队列已停止") && worker.contains("2026-03-02 10:00"))
        #expect(!worker.contains("<form method=\"post\" action=\"/queues"), "a worker may not start it")
        #expect(!other.contains("data-stopped"))
        #expect(json["isStopped"] == true)
    }

    @Test func whoMayStartItSeesItOnTheListAndStartsItThere() async throws {
        let front = try await Self.stopped()
        let list = try await front.get("/", as: "supervisor").body
        let path = "/v1/departments/engineering/board"
        let tag = try #require(try await front.get(path).headers[.eTag])

        let reply = try await front.send(form: "x=1", to: "/queues/engineering/start", as: "supervisor")

        #expect(list.contains("action=\"/queues/engineering/start\"") && list.contains("south%2Ffurniture"))
        #expect(try await !front.get("/").body.contains("data-stopped"), "a specialist may not act")
        #expect(reply.status == 303 && reply.headers[.location] == "/departments/engineering")
        #expect(try await !front.get("/departments/engineering").body.contains("data-stopped"))
        #expect(try await front.get(path, [.ifNoneMatch: tag]).status == 200, "the board's tag has changed")
    }

    @Test func onlyASupervisorStartsAQueueFromAPage() async throws {
        let front = try await Self.stopped()

        #expect(try await front.send(form: "x=1", to: "/queues/engineering/start").status == 403)
        #expect(try await front.send(form: "x=1", to: "/queues/navy/start", as: "supervisor").status == 404)
    }
}
