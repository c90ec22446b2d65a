package import PaidanCore

/// 生效情况: which activation is in force for which tickets.
package struct PoliciesInForce: Hashable, Sendable {
    /// The number of the activation of each scope that has one of its own.
    package private(set) var numbers: [PolicyScope: Int] = [:]

    package init() {}

    package subscript(scope: PolicyScope) -> Int? { numbers[scope] }

    /// Of two for the same tickets the one with the higher number is in force, whatever clocks said.
    mutating func activate(_ number: Int, for scope: PolicyScope) {
        if number > numbers[scope] ?? 0 { numbers[scope] = number }
    }

    /// What is wider holds again for its tickets, also where an earlier one was for the same tickets.
    mutating func withdraw(_ number: Int) { numbers = numbers.filter { $0.value != number } }

    /// The number of the policy for a kind of ticket in a branch. The narrowest scope wins: branch and kind, branch, kind,
    /// company.
    package func number(branch: Branch? = nil, kind: Kind? = nil) -> Int {
        if numbers.count > 1 {
            let narrower = [
                PolicyScope(branch: branch, kind: kind), PolicyScope(branch: branch), PolicyScope(kind: kind),
            ]
            for scope in narrower {
                if let number = numbers[scope] { return number }
            }
        }
        // Asked of every command: mostly there is no other.
        guard let number = numbers[.company] else { preconditionFailure("no policy holds for the whole company") }
        return number
    }
}
