internal import Foundation
internal import PaidanCore
internal import PaidanJSON
internal import PaidanWire
internal import PaidanWorker

/// 工程部的程序: a worker of the engineering department in this process.
struct DemoDepartment: Sendable {
    private let worker: Worker
    private let issues: AsyncStream<Issue>

    init(endpoint: String) throws(WorkerError) {
        let (issues, arrivals) = AsyncStream.makeStream(of: Issue.self)
        let configuration = Worker.Configuration(
            endpoint: endpoint, worker: "demo-engineering", instance: UUID().uuidString.lowercased(),
            queues: [QueueWindow(queue: Department.engineering.code, window: 1)], client: "paidan-demo/0.1")
        worker = try Worker(configuration) { issue in
            arrivals.yield(issue)
            return .acknowledge()
        }
        self.issues = issues
    }

    /// Until `stop` is called.
    func run() async throws { try await worker.run() }

    func stop() { worker.stop() }

    /// The dispatch that arrives next.
    func nextDispatch() async throws -> Issue {
        for await issue in issues where issue.kind == .dispatchNew { return issue }
        throw CancellationError()
    }

    func perform(_ type: String, on ticket: String, _ data: JSONObject) async throws {
        do throws(CommandRefusal) {
            _ = try await worker.perform(ticket: ticket, type: type, data: data)
        } catch {
            let problem = try? JSON(parsing: error.problem)
            let detail = problem?["detail"]?.string ?? "\(error)"
            throw Trouble(.refused, "\(type) 被拒绝:\(detail)", "\(type) was refused: \(detail)")
        }
    }
}
