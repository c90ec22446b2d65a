internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// 已停队列, said where people look: on the department's board, and on the list of those who may start it again.
struct StoppedQueueHTML {
    private let call: Call

    init(_ call: Call) { self.call = call }

    /// On the board of a department: its queues in every branch that the reader sees.
    func html(of department: Department) -> HTML {
        "\(Queues.stopped(call).filter { $0.queue.department == department }.map(banner))"
    }

    /// On the list page.
    var forThoseWhoMayAct: HTML { mayStart ? "\(Queues.stopped(call).map(banner))" : .nothing }

    private var mayStart: Bool { call.actor.has(.supervisor) }

    private func banner(_ stop: StoppedQueues.Stop) -> HTML {
        let since: HTML =
            stop.since.map { " <span class=\"quiet\">\(call.words("自", "since")) \(call.clockTime($0))</span>" }
            ?? .nothing
        return """
            <div class="card" role="alert" data-stopped><p><strong class="badge">\(call.words("队列已停止", "queue stopped"))</strong> \
            \(call.viewer.text(stop.queue))\(since)</p><p>\(Queues.why.text(in: call.language))</p>\(button(stop.queue), if: mayStart)</div>
            """
    }

    private func button(_ queue: QueueName) -> HTML {
        let hidden = HTML.hidden(FormPost.hidden(call))
        return """
            <form method="post" action="/queues/\(queue.text.replacing("/", with: "%2F"))/start">\(hidden)\
            <button>\(call.words("启动此队列", "start this queue"))</button></form>
            """
    }

    /// The button, without script.
    @Sendable static func start(_ call: Call) async throws -> Response {
        let post = try await FormPost.read(call)
        try post.requireProof()
        let (queue, _) = try await Queues.startNamed(call, post.idempotencyKey(call))
        throw Elsewhere(path: queue.department.map { "/departments/\($0.code)" } ?? "/")
    }
}
