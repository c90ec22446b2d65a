internal import PaidanWorker

/// Counts issues for `--once N`: what comes beyond goes to somebody else, and no more is asked for, or it would be offered
/// to this worker until it is dead.
actor IssueCount {
    private let limit: Int?
    private var begun = 0
    private var ended = 0
    private var takeNoMore: @Sendable () -> Void = {}
    private var stop: @Sendable () -> Void = {}

    init(limit: Int?) { self.limit = limit }

    /// - Parameters:
    ///   - takeNoMore: called when the last one has begun.
    ///   - stop: called when all of them have ended.
    func whenFull(takeNoMore: @escaping @Sendable () -> Void, stop: @escaping @Sendable () -> Void) {
        self.takeNoMore = takeNoMore
        self.stop = stop
    }

    func handle(_ issue: Issue, _ handler: Worker.Handler) async -> Verdict {
        guard let limit else { return await handler(issue) }
        guard begun < limit else { return .retryLater(reason: "stopping", delay: .zero) }
        begun += 1
        if begun == limit { takeNoMore() }
        let verdict = await handler(issue)
        ended += 1
        if ended == limit { stop() }
        return verdict
    }
}
