internal import PaidanDispatch
internal import PaidanJSON
internal import PaidanWire
internal import PaidanWorker

/// 转单程序: a worker of the queue `routing`. It needs no database; any number may run, and any may be killed.
enum RoutingWorker {
    static let queue = "routing"
    static let windowUsual = 100

    static func make(
        endpoint: String, name: String, instance: String, window: Int,
        report: @escaping @Sendable (Diagnostic) -> Void, watch: @escaping @Sendable (Issue, Verdict) -> Void
    ) throws(WorkerError) -> Worker {
        let configuration = Worker.Configuration(
            endpoint: endpoint, worker: name, instance: instance, queues: [QueueWindow(queue: queue, window: window)],
            client: "paidan-route/0.1")
        return try Worker(configuration, report: report) { issue in
            let verdict = decide(on: issue)
            watch(issue, verdict)
            return verdict
        }
    }

    static func decide(on issue: Issue) -> Verdict {
        do throws(Router.Unreadable) {
            let decision = try Router.decide(issue.body)
            return .acknowledge(
                then: TicketCommand(type: decision.type, data: decision.data, expectRev: decision.expectedRev))
        } catch {
            return .reject(reason: error.what)
        }
    }
}
