internal import PaidanCore

/// 人员: roles that several people have, `designer-1` to `designer-40`. Every other role is one person's.
struct Staff: Sendable {
    private var counts: [Role: Int] = [:]

    static let countMax = 200

    /// - Returns: false when the role was counted before.
    mutating func add(_ role: Role, _ count: Int) -> Bool {
        guard counts[role] == nil else { return false }
        counts[role] = count
        return true
    }

    func has(_ role: Role, _ number: Int) -> Bool { number >= 1 && number <= counts[role] ?? 0 }

    /// Everybody, in the order of the roles.
    var people: [(role: Role, number: Int)] {
        Role.allCases.flatMap { role in (0..<(counts[role] ?? 0)).map { (role, $0 + 1) } }
    }
}

extension Role {
    /// The account of whoever acts in a scenario, `site-lead` or `designer-7`: a code has no capitals.
    func account(_ number: Int? = nil) -> String {
        let code = rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
        return number.map { "\(code)-\($0)" } ?? code
    }
}
