import PaidanJSON
import Testing

@Suite struct FeedTests {
    @Test func aFeedTellsEverythingInOrder() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let all = try await front.get("/v1/feeds/all/events")
        let own = try await front.get("/v1/feeds/engineering/events", as: "engineer")

        #expect(all.json["epoch"] == "E1")
        #expect(all.json["head"] == all.json["to"])
        #expect(
            all.json["events"]?.array?.compactMap { $0["type"]?.string } == [
                "cn.paidan.complaint.opened.v1", "cn.paidan.complaint.forwarded.v1", "cn.paidan.dispatch.opened.v1",
            ])
        #expect(
            all.json["events"]?.array?.compactMap { $0["sequence"]?.string } == [
                "00000000000000000001", "00000000000000000002", "00000000000000000003",
            ])
        #expect(own.json["events"]?.array?.count == 1)
        #expect(own.json["events"]?[0]?["data"]?["department"] == "engineering")
        #expect(own.json["events"]?[0]?["id"] == all.json["events"]?[2]?["id"])
    }

    @Test func noWordOfACustomerIsInAFeed() async throws {
        let front = try await Front()
        try await front.open()

        let events = try await front.get("/v1/feeds/all/events").body

        #expect(!events.contains("王小明") && !events.contains("瓷砖") && !events.contains("\"content\""))
    }

    @Test func readingGoesOnAfterANumber() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let first = try await front.get("/v1/feeds/all/events?limit=2")
        let rest = try await front.get("/v1/feeds/all/events?after=2")
        let none = try await front.get("/v1/feeds/all/events?after=3")

        #expect(first.json["to"] == 2 && first.json["head"] == 3)
        #expect(rest.json["events"]?.array?.count == 1)
        #expect(none.json["events"] == [] && none.json["to"] == 3)
    }

    @Test func anotherEpochOrAPlaceBeyondTheHeadIsGone() async throws {
        let front = try await Front()

        let epoch = try await front.get("/v1/feeds/all/events?epoch=E0")
        let ahead = try await front.get("/v1/feeds/all/events?after=7")

        #expect(epoch.status == 410 && epoch.code == "feed-restarted" && epoch.json["epoch"] == "E1")
        #expect(ahead.status == 410)
        #expect(try await front.get("/v1/feeds/all/events?epoch=E1").status == 200)
    }

    @Test func aBranchThatIsNoneHasNeitherFeedNorQueue() async throws {
        let front = try await Front()

        #expect(try await front.get("/v1/feeds/south%2Fengineering/events").status == 200)
        #expect(try await front.get("/v1/feeds/moon%2Fengineering/events").code == "no-such-feed")
        #expect(try await front.post("/v1/queues/south%2Fengineering/start", [:], as: "supervisor").status == 200)
        #expect(
            try await front.post("/v1/queues/moon%2Fengineering/start", [:], as: "supervisor").code == "no-such-queue")
    }

    @Test(arguments: ["navy", "routing", "engineering%2Fx%2Fy", "%20"])
    func aFeedThatIsNoneIsNotThere(_ feed: String) async throws {
        let front = try await Front()

        #expect(try await front.get("/v1/feeds/\(feed)/events").code == "no-such-feed")
    }
}
