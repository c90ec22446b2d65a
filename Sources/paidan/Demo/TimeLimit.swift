internal import PaidanCore

/// Work that must be done within a time.
enum TimeLimit {
    /// - Throws: `Trouble` when the time is up; the work is cancelled then.
    static func run<T: Sendable>(_ limit: Duration, _ work: @escaping @Sendable () async throws -> T) async throws -> T
    {
        try await withThrowingTaskGroup(of: T.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: limit)
                throw Trouble(.unavailable, "\(limit) 内没有完成", "not done within \(limit)")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { preconditionFailure("the group has two tasks") }
            return first
        }
    }
}
