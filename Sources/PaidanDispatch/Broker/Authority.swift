package import PaidanCore
package import PaidanEngine

/// Says who a worker is and which queues it may have. With CURVE the key decides; on loopback without it the worker's
/// own name does.
package struct Authority: Sendable {
    private let routing: Routing

    package init(routing: Routing) { self.routing = routing }

    /// - Returns: nil when one of the queues does not exist or is not for this worker.
    package func actor(worker: String, queues: [QueueName]) -> Actor? {
        var roles: [Role] = []
        var departments: [Department] = []
        var branches: [Branch] = []
        for queue in queues {
            if queue == .routing {
                if !roles.contains(.router) { roles.append(.router) }
                continue
            }
            guard let department = queue.department, let branch = queue.branch, routing.knows(department) else {
                return nil
            }
            if !roles.contains(.departmentWorker) { roles.append(.departmentWorker) }
            if !departments.contains(department) { departments.append(department) }
            if !branches.contains(branch) { branches.append(branch) }
        }
        return Actor(
            "dev:\(worker)", roles, branch: branches.count == 1 && branches[0] != .main ? branches[0] : nil,
            departments: departments, entrance: .wire)
    }
}
