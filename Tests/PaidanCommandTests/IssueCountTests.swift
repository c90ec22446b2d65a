import PaidanWire
import PaidanWorker
import Synchronization
import Testing

@testable import paidan

/// `paidan work --once N`.
@Suite struct IssueCountTests {
    @Test func whenTheLastHasBegunNoMoreIsAskedFor() async throws {
        let count = IssueCount(limit: 2)
        let said = Mutex<[String]>([])
        await count.whenFull(
            takeNoMore: { said.withLock { $0.append("no more") } }, stop: { said.withLock { $0.append("stop") } })

        for number in 1...3 {
            let verdict = await count.handle(issue(number)) { issue in
                said.withLock { $0.append(issue.id) }
                return .acknowledge()
            }
            #expect(verdict == (number == 3 ? .retryLater(reason: "stopping", delay: .zero) : .acknowledge()))
        }

        #expect(said.withLock { $0 } == ["m-1", "no more", "m-2", "stop"])
    }

    private func issue(_ number: Int) -> PaidanWorker.Issue {
        PaidanWorker.Issue(
            Deliver(
                queue: "engineering", lease: LeaseTag(id: "m-\(number)", attempt: 1), ticket: "t", ver: 1, rev: 1,
                kind: .dispatchNew, enqueuedAt: WireTime(milliseconds: 0), leaseUntil: WireTime(milliseconds: 1),
                key: "k", body: []))
    }
}
