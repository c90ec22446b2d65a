import Foundation
import PaidanWire
import PaidanWorker

/// The engineering department (工程部): keeps each issue in a folder and promises a date three days ahead.
@main struct DepartmentWorker {
    static func main() async throws {
        let folder = URL(filePath: "inbox")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let configuration = Worker.Configuration(
            endpoint: "tcp://127.0.0.1:5870", worker: "eng-swift", instance: UUID().uuidString,
            queues: [QueueWindow(queue: "engineering", window: 5)])
        let worker = try Worker(
            configuration, journal: try FileJournal(path: "eng-swift.journal"), report: { print("#", $0) }
        ) { issue in
            decide(on: issue, folder)
        }
        try await worker.run()
    }

    /// "I hold it durably" is said only of what is on the disk.
    private static func decide(on issue: Issue, _ folder: URL) -> Verdict {
        do {
            try Data(issue.json.bytes).write(to: folder.appending(path: "\(issue.id).json"), options: .atomic)
        } catch {
            return .retryLater(reason: "the inbox cannot be written")
        }
        print(issue.ticket, issue.kind.rawValue)
        guard issue.kind == .dispatchNew else { return .acknowledge() }
        let promised = Int64((Date.now.timeIntervalSince1970 + 3 * 86_400) * 1_000)
        return .acknowledgeThenDo([TicketCommand(type: "accept", data: ["promisedDate": .integer(promised)])])
    }
}
