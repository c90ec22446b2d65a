package import PaidanCore
package import PaidanEngine
internal import Synchronization

extension House: Desk {
    package func run(_ job: Job) async throws(DeskError) -> Outcome {
        let result: Result<Outcome, DeskError> = await withCheckedContinuation { continuation in
            if let refusal = mailbox.put(.job(job, { continuation.resume(returning: $0) })) {
                continuation.resume(returning: .failure(refusal))
            }
        }
        return try result.get()
    }

    package func moveClock(to moment: Instant) async throws(DeskError) -> Int {
        let result: Result<Int, DeskError> = await withCheckedContinuation { continuation in
            if let refusal = mailbox.put(.moveClock(moment, { continuation.resume(returning: $0) })) {
                continuation.resume(returning: .failure(refusal))
            }
        }
        return try result.get()
    }

    package var now: Instant { clock.now }
    package var isManual: Bool { clock.isManual }
    package var policies: PolicyShelf { shown.withLock(\.policies) }
    package var branches: [BranchRow] { shown.withLock(\.branches) }
    package var stoppedQueues: StoppedQueues { shown.withLock(\.stoppedQueues) }
    package func head(of feed: String) -> Int { shown.withLock { $0.heads[feed] ?? 0 } }
}
