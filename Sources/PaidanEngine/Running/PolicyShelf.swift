package import PaidanCore

/// Every policy that was ever active, by the number of its activation; running clocks keep the one they were set under.
package struct PolicyShelf: Sendable {
    private var policies: [Int: Regulation] = [:]
    private var scopes: [Int: PolicyScope] = [:]
    private var inForce = PoliciesInForce()
    /// 部门 by branch, of those that ever had a policy of their own; looked at in every request.
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
        for row in rows { try put(row, known) }
        collectDesks()
    }

    /// One more that is stored.
    /// - Throws: as `init`; the shelf is then as before.
    mutating func add(_ row: PolicyRow) throws {
        try put(row, [])
        collectDesks()
    }

    private mutating func put(_ row: PolicyRow, _ known: [Regulation]) throws {
        let atHand = known.first { $0.hash == row.hash && $0.zoneTable == row.zoneTable }
        put(try atHand ?? Regulation.stored(row), number: row.number, for: row.scope)
        if row.withdrawal != nil { take(row.number) }
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
        scopes[number] = scope
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

    private mutating func collectDesks() {
        desksOfAll = desks { _ in true }
        desksOfCompany = desks { $0.branch == nil }
        desksByBranch = [:]
        for branch in Set(scopes.values.compactMap(\.branch)) {
            desksByBranch[branch] = desks { $0.branch == nil || $0.branch == branch }
        }
    }

    /// Those that a regulation in force names come first, then those that only former ones named. Each is called as it was named
    /// last; what is in force goes before what is not.
    private func desks(where isMeant: (PolicyScope) -> Bool) -> Routing {
        let inForce = Set(numbers.filter { isMeant($0.key) }.values).sorted()
        let former = scopes.filter { isMeant($0.value) && !inForce.contains($0.key) }.keys.sorted()
        let names = (former + inForce).map { regulation($0).policy.routing }
        var known: Set<Department> = []
        let desks = (inForce + former.reversed()).flatMap { regulation($0).policy.routing.departments }
            .filter { known.insert($0.department).inserted }
            .map { desk in
                let label = names.last { $0.knows(desk.department) }?.label(of: desk.department)
                return Routing.Desk(department: desk.department, label: label ?? desk.label)
            }
        return Routing(departments: desks, lines: [])
    }

    /// 部门 of every regulation that was ever activated, each once; without categories. Where new work goes the regulation in force
    /// says; what a department has stays there, and can be found.
    /// - Parameter branch: nil is every branch.
    package func desks(in branch: Branch? = nil) -> Routing {
        branch.map { desksByBranch[$0] ?? desksOfCompany } ?? desksOfAll
    }

    package func departments(in branch: Branch? = nil) -> [Routing.Desk] { desks(in: branch).departments }

    package func knows(_ department: Department, in branch: Branch? = nil) -> Bool {
        desks(in: branch).knows(department)
    }

    package func label(of department: Department, in branch: Branch? = nil) -> Label {
        desks(in: branch).label(of: department)
    }

    /// Whether new departments' parts of this branch go where the activation of this number says.
    package func routes(_ branch: Branch, by number: Int) -> Bool {
        Self.routed.contains { self.number(branch: branch, kind: $0) == number }
    }

    /// Where new departments' parts of this branch go, by what they are part of.
    package func routings(of branch: Branch) -> [Routing] {
        Self.routed.map { active(branch: branch, kind: $0).policy.routing }
    }

    /// The kinds that have departments' parts.
    private static let routed = DepartmentDispatch.Whole.allCases.map(\.kind)
}
