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

    /// - Returns: nil when one of the queues does not exist or is not for this worker.
    package func actor(worker: String, queues: [QueueName]) -> Actor? {
        let principal = "dev:\(worker)"
        guard principal.utf8.count <= Self.principalBytesMax else { return nil }
        var roles: [Role] = []
        var departments: [Department] = []
        var within: [Branch] = []
        for queue in queues {
            if queue == .routing {
                if !roles.contains(.router) { roles.append(.router) }
                continue
            }
            guard let department = queue.department, let branch = queue.branch, branches.contains(branch),
                policies.knows(department, in: branch)
            else { return nil }
            if !roles.contains(.departmentWorker) { roles.append(.departmentWorker) }
            if !departments.contains(department) { departments.append(department) }
            if !within.contains(branch) { within.append(branch) }
        }
        // A worker of one branch reaches that branch; one of several, or a routing worker, the whole company.
        let isBound = within.count == 1 && !roles.contains(.router)
        return Actor(
            principal, roles, branch: isBound ? within[0] : nil, departments: departments, entrance: .wire)
    }

    private static let principalBytesMax = 64
}
