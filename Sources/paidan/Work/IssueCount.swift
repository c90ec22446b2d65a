internal import PaidanWorker

/// Counts issues for `--once N`: what comes beyond goes to somebody else.
actor IssueCount {
    private let limit: Int?
    private var begun = 0
    private var ended = 0
    private var stop: @Sendable () -> Void = {}

    init(limit: Int?) { self.limit = limit }

    func whenFull(_ stop: @escaping @Sendable () -> Void) { self.stop = stop }

    func handle(_ issue: Issue, _ handler: Worker.Handler) async -> Verdict {
        guard let limit else { return await handler(issue) }
        guard begun < limit else { return .retryLater(reason: "stopping", delay: .zero) }
        begun += 1
        let verdict = await handler(issue)
        ended += 1
        if ended == limit { stop() }
        return verdict
    }
}
