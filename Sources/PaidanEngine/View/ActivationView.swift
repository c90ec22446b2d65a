package import PaidanCore
package import PaidanJSON

/// An activated policy, as it is shown: for which tickets, whether it holds for them, and who else has something else.
package struct ActivationView: Sendable {
    private let shelf: PolicyShelf
    private let branches: [Branch]
    private let language: Language

    /// - Parameter branches: those that the viewer may know of.
    package init(_ shelf: PolicyShelf, branches: [Branch], language: Language) {
        self.shelf = shelf
        self.branches = branches
        self.language = language
    }

    package func json(_ row: PolicyRow) -> JSONObject {
        let zone = shelf.regulation().policy.calendar.zone
        let isInForce = shelf.numbers[row.scope] == row.number
        var object: JSONObject = [
            "number": .integer(Int64(row.number)), "name": .string(row.name), "hash": .string(row.hash),
            "isInForce": .bool(isInForce), "activatedAt": .string(row.activatedAt.rfc3339(in: zone)),
            "activatedBy": .string(row.principal), "reason": .string(row.reason),
        ]
        let policy = shelf.find(row.number)
        object["title"] = policy.map { .string($0.title.text(in: language)) }
        object["tzdata"] = policy.map { .string($0.calendar.zone.version) }
        for (name, value) in words(of: row.scope) { object[name] = value }
        if isInForce { put(exceptionsFrom: row.scope, in: &object) }
        object["withdrawn"] = row.withdrawal.map { withdrawal in
            [
                "at": .string(withdrawal.at.rfc3339(in: zone)), "by": .string(withdrawal.principal),
                "reason": .string(withdrawal.reason),
            ]
        }
        return object
    }

    /// The same with the departments that have open work and that nothing in force sends to any more.
    package func json(_ row: PolicyRow, in reading: any Reading) throws -> JSONObject {
        var object = json(row)
        let left = try leftBehind(by: row, in: reading)
        if !left.isEmpty { object["leftBehind"] = .array(left) }
        return object
    }

    private func leftBehind(by row: PolicyRow, in reading: any Reading) throws -> [JSON] {
        let tellsBranches = branches.count > 1
        return try branches.filter { shelf.routes($0, by: row.number) }.flatMap { branch in
            var filter = TicketFilter()
            filter.isOpen = true
            filter.branch = branch
            let counts = try reading.ticketCounts(matching: filter)
            let routings = shelf.routings(of: branch)
            let left = shelf.departments(in: branch).filter { desk in
                !routings.contains { $0.knows(desk.department) }
            }
            return left.compactMap { desk -> JSON? in
                let open = counts.filter { $0.department == desk.department }.map(\.count).reduce(0, +)
                guard open > 0 else { return nil }
                return .members(
                    ("department", .string(desk.department.code)),
                    ("departmentLabel", .string(desk.label.text(in: language))),
                    ("branch", tellsBranches ? .string(branch.code) : nil), ("open", .count(open)))
            }
        }
    }

    private func put(exceptionsFrom scope: PolicyScope, in object: inout JSONObject) {
        let others = shelf.exceptions(from: scope).filter { $0.scope.branch.map(branches.contains) ?? true }
        guard !others.isEmpty else { return }
        object["isShadowed"] = .bool(shelf.isShadowed(scope, among: branches))
        object["exceptFor"] = .array(
            others.map { other in
                var exception: JSONObject = ["number": .integer(Int64(other.number))]
                for (name, value) in words(of: other.scope) { exception[name] = value }
                return .object(exception)
            })
    }

    private func words(of scope: PolicyScope) -> [(String, JSON)] {
        [("branch", scope.branch?.code), ("kind", scope.kind?.rawValue)].compactMap { name, text in
            text.map { (name, .string($0)) }
        }
    }
}
