internal import PaidanCore
internal import PaidanEngine

/// Policies that are in force from before the proof that nothing is forgotten: they go on, and an operator hears of it.
enum ForgetfulPolicies {
    /// - Parameter proved: the hash of a policy that has been proved in this start.
    static func warnings(about rows: [PolicyRow], proved: String) throws -> [Label] {
        let inForce = Dictionary(rows.filter { $0.withdrawal == nil }.map { ($0.scope, $0) }) {
            $0.number > $1.number ? $0 : $1
        }
        let unproved = inForce.values.filter { $0.hash != proved }.sorted { $0.number < $1.number }
        return try unproved.flatMap { row in
            NoOrphanProof(of: try Regulation.stored(row).policy).flaws.map { flaw in
                Label(
                    "现行制度第 \(row.number) 号 \(row.name):\(flaw.reason.zh)",
                    "policy number \(row.number) \(row.name) is in force: \(flaw.reason.en)")
            }
        }
    }
}
