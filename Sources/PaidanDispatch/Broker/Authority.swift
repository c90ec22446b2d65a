package import PaidanCore
package import PaidanEngine

/// Says who a worker is and which queues it may have. With CURVE the key decides; on loopback without it the worker's
/// own name does.
package struct Authority: Sendable {
    private let policies: PolicyShelf
    private let branches: [Branch]

    package init(policies: PolicyShelf, branches: [Branch]) {
        self.policies = policies
        self.branches = branches
    }

    /// A routing worker reaches the whole company and serves no department; a department's worker reaches its
    /// departments in one branch. So no HELLO adds up to more than each of its queues.
    /// - Returns: nil when one of the queues does not exist, or when they are not for one worker.
    package func actor(worker: String, queues: [QueueName]) -> Actor? {
        let principal = "dev:\(worker)"
        guard principal.utf8.count <= Self.principalBytesMax else { return nil }
        guard !queues.isEmpty else { return Actor(principal, [], branch: .main, entrance: .wire) }
        guard queues != [.routing] else { return Actor(principal, [.router], entrance: .wire) }
        var departments: [Department] = []
        for queue in queues {
            guard let department = queue.department, let branch = queue.branch, branches.contains(branch),
                branch == queues[0].branch, policies.knows(department, in: branch)
            else { return nil }
            departments.append(department)
        }
        return Actor(
            principal, [.departmentWorker], branch: queues[0].branch, departments: departments, entrance: .wire)
    }

    /// The feeds whose bell the worker may hear: its departments' own; all of them for a routing worker and for an
    /// observer, who serves no queue. A bell names a ticket's id and state and nothing else.
    package func feeds(for actor: Actor) -> [String] {
        guard actor.has(.departmentWorker) else { return feeds }
        return actor.departments.map { QueueName($0, in: actor.branch ?? .main).text }
    }

    /// Every feed: the whole company's, and one of each department in each branch.
    package var feeds: [String] {
        let departments = branches.flatMap { branch in
            policies.departments(in: branch).map { QueueName($0.department, in: branch).text }
        }
        return [Engine.wholeFeed] + departments
    }

    private static let principalBytesMax = 64
}
