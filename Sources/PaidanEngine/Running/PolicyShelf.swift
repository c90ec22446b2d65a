package import PaidanCore

/// Every policy that was ever active, by the number of its activation; running clocks keep the one they were set under.
package struct PolicyShelf: Sendable {
    private var policies: [Int: Regulation] = [:]
    private var inForce = PoliciesInForce()
    /// 部门 by branch, of those that have a policy of their own; looked at in every request.
    private var desksByBranch: [Branch: Routing] = [:]
    private var desksOfCompany = Routing(departments: [], lines: [])
    private var desksOfAll = Routing(departments: [], lines: [])
    /// The number of the last activation.
    package private(set) var lastNumber = 0
    private var withdrawals = 0
    /// Another one means that something else is in force somewhere.
    package var revision: Int { lastNumber + withdrawals }

    package init() {}

    /// - Parameter known: regulations at hand; a stored one that is among them need not be read again.
    /// - Throws: when a stored policy no longer reads, or is not what was activated.
    package init(_ rows: [PolicyRow], known: [Regulation] = []) throws {
        for row in rows {
            let atHand = known.first { $0.hash == row.hash && $0.zoneTable == row.zoneTable }
            put(try atHand ?? Regulation.stored(row), number: row.number, for: row.scope)
            if row.withdrawal != nil { take(row.number) }
        }
        collectDesks()
    }

    package subscript(number: Int) -> Policy { regulation(number).policy }

    /// - Returns: nil for a number that this copy of the shelf does not know yet.
    package func find(_ number: Int) -> Policy? { policies[number]?.policy }

    /// All of them, in the order of their activation.
    package var regulations: [Regulation] { policies.sorted { $0.key < $1.key }.map(\.value) }

    /// Whether every ticket finds a policy.
    package var isComplete: Bool { inForce[.company] != nil }

    package mutating func add(_ regulation: Regulation, number: Int, for scope: PolicyScope) {
        put(regulation, number: number, for: scope)
        collectDesks()
    }

    private mutating func put(_ regulation: Regulation, number: Int, for scope: PolicyScope) {
        policies[number] = regulation
        inForce.activate(number, for: scope)
        lastNumber = max(lastNumber, number)
    }

    /// What is wider holds again for the tickets of this activation, also where an earlier one was for the same tickets.
    /// Running clocks still find it.
    package mutating func withdraw(_ number: Int) {
        take(number)
        collectDesks()
    }

    private mutating func take(_ number: Int) {
        withdrawals += 1
        inForce.withdraw(number)
    }

    /// What an activation put in force, at whatever time.
    package func regulation(_ number: Int) -> Regulation {
        guard let regulation = policies[number] else {
            preconditionFailure("a clock names policy \(number), which was never activated")
        }
        return regulation
    }

    // MARK: What is in force

    /// The number of the policy for a kind of ticket in a branch; the narrowest scope wins.
    package func number(branch: Branch? = nil, kind: Kind? = nil) -> Int { inForce.number(branch: branch, kind: kind) }

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
    package var numbers: [PolicyScope: Int] { inForce.numbers }

    // MARK: Who has something else

    /// What narrower activations take from the one for `scope`, in order of their numbers.
    package func exceptions(from scope: PolicyScope) -> [(scope: PolicyScope, number: Int)] {
        numbers.filter { other, _ in
            guard other != scope, scope.branch == nil || other.branch == scope.branch else { return false }
            // A branch stands before a kind.
            return scope.kind == nil || other.kind == scope.kind || (scope.branch == nil && other.kind == nil)
        }.map { (scope: $0.key, number: $0.value) }.filter { $0.scope != .company }.sorted { $0.number < $1.number }
    }

    /// Whether no ticket of these branches falls under what was activated for `scope` last.
    package func isShadowed(_ scope: PolicyScope, among branches: [Branch]) -> Bool {
        guard let number = inForce[scope] else { return false }
        let kinds = scope.kind.map { [$0] } ?? Kind.allCases
        return !(scope.branch.map { [$0] } ?? branches).contains { branch in
            kinds.contains { self.number(branch: branch, kind: $0) == number }
        }
    }

    // MARK: Departments

    /// Every regulation in force somewhere, or in one branch; the company's first.
    private func regulations(in branch: Branch?) -> [Regulation] {
        regulations { branch == nil || $0.branch == nil || $0.branch == branch }
    }

    private func regulations(where isMeant: (PolicyScope) -> Bool) -> [Regulation] {
        Set(numbers.filter { isMeant($0.key) }.values).sorted().map(regulation)
    }

    private mutating func collectDesks() {
        desksOfAll = Self.desks(of: regulations { _ in true })
        desksOfCompany = Self.desks(of: regulations { $0.branch == nil })
        desksByBranch = [:]
        for branch in Set(numbers.keys.compactMap(\.branch)) {
            desksByBranch[branch] = Self.desks(of: regulations(in: branch))
        }
    }

    private static func desks(of regulations: [Regulation]) -> Routing {
        var known: Set<Department> = []
        let desks = regulations.flatMap(\.policy.routing.departments).filter { known.insert($0.department).inserted }
        return Routing(departments: desks, lines: [])
    }

    /// 部门 of every regulation in force, each once; without categories.
    /// - Parameter branch: nil is every branch.
    package func desks(in branch: Branch? = nil) -> Routing {
        branch.map { desksByBranch[$0] ?? desksOfCompany } ?? desksOfAll
    }

    package func departments(in branch: Branch? = nil) -> [Routing.Desk] { desks(in: branch).departments }

    package func knows(_ department: Department, in branch: Branch? = nil) -> Bool {
        desks(in: branch).knows(department)
    }

    /// Whether a policy that was ever in force had this department: its tickets are still there.
    package func everKnew(_ department: Department) -> Bool {
        policies.values.contains { $0.policy.routing.knows(department) }
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
