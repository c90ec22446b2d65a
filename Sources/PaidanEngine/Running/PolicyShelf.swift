package import PaidanCore

/// Every policy that was ever active, by the number of its activation; running clocks keep the one they were set under.
package struct PolicyShelf: Sendable {
    private var policies: [Int: Regulation] = [:]
    private var inForce: [PolicyScope: Int] = [:]
    /// The number of the last activation; another one means that something else is in force somewhere.
    package private(set) var lastNumber = 0

    package init() {}

    /// - Parameter known: regulations at hand; a stored one that is among them need not be read again.
    /// - Throws: when a stored policy no longer reads, or is not what was activated.
    package init(_ rows: [PolicyRow], known: [Regulation] = []) throws {
        for row in rows {
            let atHand = known.first { $0.hash == row.hash && $0.zoneTable == row.zoneTable }
            add(try atHand ?? Regulation.stored(row), number: row.number, for: row.scope)
        }
    }

    package subscript(number: Int) -> Policy { regulation(number).policy }

    /// - Returns: nil for a number that this copy of the shelf does not know yet.
    package func find(_ number: Int) -> Policy? { policies[number]?.policy }

    /// All of them, in the order of their activation.
    package var regulations: [Regulation] { policies.sorted { $0.key < $1.key }.map(\.value) }

    /// Whether every ticket finds a policy.
    package var isComplete: Bool { inForce[.company] != nil }

    package mutating func add(_ regulation: Regulation, number: Int, for scope: PolicyScope) {
        policies[number] = regulation
        if number > inForce[scope] ?? 0 { inForce[scope] = number }
        lastNumber = max(lastNumber, number)
    }

    func regulation(_ number: Int) -> Regulation {
        guard let regulation = policies[number] else {
            preconditionFailure("a clock names policy \(number), which was never activated")
        }
        return regulation
    }

    // MARK: What is in force

    /// The number of the policy for a kind of ticket in a branch. The narrowest scope wins: branch and kind, branch, kind,
    /// company.
    package func number(branch: Branch? = nil, kind: Kind? = nil) -> Int {
        if inForce.count > 1 {
            let narrower = [
                PolicyScope(branch: branch, kind: kind), PolicyScope(branch: branch), PolicyScope(kind: kind),
            ]
            for scope in narrower {
                if let number = inForce[scope] { return number }
            }
        }
        // Asked of every command: mostly there is no other.
        guard let number = inForce[.company] else { preconditionFailure("no policy holds for the whole company") }
        return number
    }

    package func active(branch: Branch? = nil, kind: Kind? = nil) -> ActivePolicy {
        let number = number(branch: branch, kind: kind)
        return ActivePolicy(number: number, policy: self[number])
    }

    package func regulation(branch: Branch? = nil, kind: Kind? = nil) -> Regulation {
        regulation(number(branch: branch, kind: kind))
    }

    /// What was activated for exactly this scope last.
    package func activated(for scope: PolicyScope) -> (number: Int, regulation: Regulation)? {
        inForce[scope].map { ($0, regulation($0)) }
    }

    /// The number of the policy in force of each scope that has one of its own.
    package var numbers: [PolicyScope: Int] { inForce }

    // MARK: Departments

    /// Every regulation in force somewhere, or in one branch; the company's first.
    private func regulations(in branch: Branch?) -> [Regulation] {
        let scopes = inForce.filter { branch == nil || $0.key.branch == nil || $0.key.branch == branch }
        return Set(scopes.values).sorted().map(regulation)
    }

    /// 部门 of every regulation in force, each once.
    /// - Parameter branch: nil is every branch.
    package func departments(in branch: Branch? = nil) -> [Routing.Desk] {
        regulations(in: branch).flatMap(\.policy.routing.departments).reduce(into: []) { found, desk in
            if !found.contains(where: { $0.department == desk.department }) { found.append(desk) }
        }
    }

    package func knows(_ department: Department, in branch: Branch? = nil) -> Bool {
        regulations(in: branch).contains { $0.policy.routing.knows(department) }
    }

    package func label(of department: Department, in branch: Branch? = nil) -> Label {
        let routings = regulations(in: branch).map(\.policy.routing)
        return (routings.last { $0.knows(department) } ?? regulation(branch: branch).policy.routing).label(
            of: department)
    }
}

extension RegulationLoader {
    /// A policy that ships with Paidan.
    package static func shipped(_ name: String) throws(RegulationErrors) -> Regulation {
        try RegulationLoader(read: { path in throw EngineError.readsNoFiles(path) }).load(shipped: name)
    }
}
