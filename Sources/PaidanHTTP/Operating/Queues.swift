internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/queues`: how many messages wait, are held or dead; and the way to start a queue that was stopped.
enum Queues {
    @Sendable static func list(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let sight = call.sight
        let counts = try await call.read { try $0.messageCounts() }
        let groups = Dictionary(grouping: counts.filter { isSeen($0.queue, sight) }, by: \.queue)
        let queues = groups.sorted { $0.key < $1.key }.map { queue, counts -> JSON in
            let states = counts.sorted { $0.state < $1.state }.map { ($0.state, JSON.count($0.count)) }
            return ["queue": .string(queue), "messages": .object(JSONObject(states))]
        }
        return Answer.json(["asOf": call.viewer.time(call.desk.now), "queues": .array(queues)])
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
        _ = try await call.outcome(of: .startQueue(queue))
        return Answer.json(["queue": .string(queue.text), "isStopped": false], caching: "no-store")
    }
}
