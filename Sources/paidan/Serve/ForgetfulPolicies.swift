internal import PaidanCore
internal import PaidanEngine

/// Policies that are in force from before the proof that nothing is forgotten: they go on, and an operator hears of it.
enum ForgetfulPolicies {
    /// - Parameter proved: the hash of a policy that has been proved in this start.
    static func warnings(about shelf: PolicyShelf, proved: String) -> [Label] {
        shelf.numbers.values.sorted().flatMap { number -> [Label] in
            let regulation = shelf.regulation(number)
            guard regulation.hash != proved else { return [] }
            let name = regulation.policy.name
            return NoOrphanProof(of: regulation.policy).flaws.map { flaw in
                Label(
                    "现行制度第 \(number) 号 \(name):\(flaw.reason.zh)",
                    "policy number \(number) \(name) is in force: \(flaw.reason.en)")
            }
        }
    }
}
