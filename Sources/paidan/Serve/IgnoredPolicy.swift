internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine

/// A policy that was named for the start of a company that has begun already.
enum IgnoredPolicy {
    /// - Returns: nil where nobody named one, or where that one is in force.
    static func warning(about settings: Settings, _ server: RunningServer) -> Label? {
        guard let origin = settings.origins[.policy], origin != .standard,
            let active = server.house.policies.activated(for: .company),
            active.regulation.hash != server.firstPolicy.hash
        else { return nil }
        let (name, number) = (active.regulation.policy.name, active.number)
        let named = settings.entries[.policy]?.text ?? server.firstPolicy.policy.name
        return Label(
            "注意:\(named) 未启用,现行制度仍是第 \(number) 号 \(name);policy 只用于首次启动,启用请执行 paidan policy activate \(named) --reason …",
            "note: \(named) is not put in force, number \(number) \(name) stays; policy is for the first start only, put it in force by paidan policy activate \(named) --reason …"
        )
    }
}
