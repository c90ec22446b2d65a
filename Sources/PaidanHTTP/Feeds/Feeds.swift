internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `GET /v1/feeds/{feed}/events`: what happened, in order and without gaps, as CloudEvents.
enum Feeds {
    @Sendable static func events(_ call: Call) async throws -> Response {
        let feed = try await feed(call)
        let query = try Query(call, known: ["after", "limit", "epoch"])
        let after = try query.count("after", 0...Int.max) ?? 0
        let limit = try query.count("limit", 1...FeedView.eventsMax) ?? 100
        try requireSameEpoch(query["epoch"], call)
        let view = FeedView(epoch: call.desk.epoch, zone: call.house.zone)
        let page = try await call.read { reading -> (events: [JSON], damaged: [Int], to: Int, head: Int) in
            let entries = try reading.feed(feed, after: after, limit: limit)
            // Of the same snapshot as the entries: what the doorbell has told may be older than what is stored.
            let head = try reading.feedHeads()[feed] ?? 0
            let told = try view.events(of: entries, in: reading)
            return (told.events, told.damaged, entries.last?.sequence ?? after, head)
        }
        guard after <= page.head else { throw restarted(call) }
        return Answer.json(
            .members(
                ("feed", .string(feed)), ("epoch", .string(call.desk.epoch)), ("from", .count(after)),
                ("to", .count(page.to)), ("head", .count(page.head)), ("events", .array(page.events)),
                ("damaged", page.damaged.isEmpty ? nil : .array(page.damaged.map(JSON.count)))))
    }

    /// The whole company's feed for those who see all of it, a department's for those who see the department there.
    /// - Returns: its one name: `main/engineering` is `engineering`.
    private static func feed(_ call: Call) async throws -> String {
        let text = try call.parameter("feed")
        if text == Engine.wholeFeed {
            guard call.sight.isOffice, call.actor.branch == nil else { throw Problem(.noSuchFeed) }
            return text
        }
        guard let queue = QueueName(text), let department = queue.department, let branch = queue.branch,
            call.actor.reaches(branch), call.sight.sees(department),
            call.desk.policies.knows(department, in: branch), try await call.knows(branch)
        else { throw Problem(.noSuchFeed) }
        return QueueName(department, in: branch).text
    }

    private static func requireSameEpoch(_ epoch: String?, _ call: Call) throws {
        guard epoch.map({ $0 == call.desk.epoch }) ?? true else { throw restarted(call) }
    }

    private static func restarted(_ call: Call) -> Problem {
        Problem(
            .feedRestarted,
            Label("请重新读取全部工单,再从当前序号继续", "read the tickets anew, then go on from the present head"),
            members: [("epoch", .string(call.desk.epoch))])
    }
}
