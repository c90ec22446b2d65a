internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/queues`: how many messages wait, are held or dead, and which queues were stopped; and the way to start those again.
enum Queues {
    @Sendable static func list(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let sight = call.sight
        let (counts, stopped) = try await call.read { (try $0.messageCounts(), try StoppedQueues(in: $0)) }
        let groups = Dictionary(grouping: counts, by: \.queue)
        let names = Set(groups.keys).union(stopped.all.map(\.queue.text)).filter { isSeen($0, sight) }.sorted()
        let viewer = call.viewer
        let queues = names.map { name -> JSON in
            let states = (groups[name] ?? []).sorted { $0.state < $1.state }.map { ($0.state, JSON.count($0.count)) }
            let stop = QueueName(name).flatMap { stopped[$0] }
            return .object(
                JSONObject(
                    [("queue", .string(name)), ("messages", .object(JSONObject(states)))] + members(of: stop, viewer)))
        }
        return Answer.json(["asOf": viewer.time(call.desk.now), "queues": .array(queues)])
    }

    private static func members(of stop: StoppedQueues.Stop?, _ viewer: Viewer) -> [(String, JSON)] {
        guard let stop else { return [("isStopped", false)] }
        let deaths = QueueLimits().deathsInARowMax
        let why = Label(
            "连续 \(deaths) 条消息无法送达,已停止投递;请先修好接单程序,再由客服主管启动此队列",
            "\(deaths) messages in a row could not be delivered; mend the worker, then let a supervisor start the queue"
        )
        return [("isStopped", true)] + (stop.since.map { [("stoppedAt", viewer.time($0))] } ?? [])
            + [("why", .string(viewer.text(why)))]
    }

    private static func isSeen(_ text: String, _ sight: Sight) -> Bool {
        guard let queue = QueueName(text), queue.branch.map(sight.actor.reaches) ?? true else { return false }
        return queue.department.map(sight.sees) ?? (sight.isOffice && sight.actor.branch == nil)
    }

    @Sendable static func start(_ call: Call) async throws -> Response {
        guard let queue = QueueName(try call.parameter("queue")), isSeen(queue.text, call.sight),
            queue.department.map({ call.desk.policies.knows($0, in: queue.branch) }) ?? true,
            try await call.knows(queue.branch ?? .main)
        else { throw Problem(.noSuchQueue) }
        let deed = try await call.once(.startQueue(queue), try await Body.bytes(of: call))
        return deed.response(["queue": .string(queue.text), "isStopped": false])
    }
}
