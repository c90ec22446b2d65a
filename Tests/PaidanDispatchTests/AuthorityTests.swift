import PaidanCore
import PaidanEngine
import Testing

@testable import PaidanDispatch

/// Which queues a worker may have.
@Suite struct AuthorityTests {
    private func authority(_ names: [String]) throws -> Authority {
        let rows = try names.enumerated().map { index, name in
            PolicyRow(
                Activation(try RegulationLoader.shipped(name), by: Actor("system:setup", [])), number: index + 1,
                at: Instant(milliseconds: Int64(index)))
        }
        return Authority(policies: try PolicyShelf(rows), branches: [.main])
    }

    /// What waits there is still to be taken.
    @Test func aQueueIsServedAfterTheRegulationNamesItsDepartmentNoMore() throws {
        let authority = try authority(["dx", "ht"])
        let queues = [
            QueueName(.engineering, in: .main), QueueName(Department(unchecked: "branch-manager"), in: .main),
        ]

        #expect(authority.actor(worker: "w", queues: queues)?.departments == queues.compactMap(\.department))
        #expect(authority.feeds.contains("engineering"))
    }

    @Test func aQueueThatNobodyEverNamedIsNone() throws {
        let stranger = QueueName(Department(unchecked: "stranger"), in: .main)
        #expect(try authority(["dx", "ht"]).actor(worker: "w", queues: [stranger]) == nil)
    }
}
