package import PaidanCore

/// 适用范围: for which tickets a policy is in force.
package struct PolicyScope: Hashable, Sendable {
    /// nil is every branch.
    package let branch: Branch?
    /// nil is every kind of ticket.
    package let kind: Kind?

    package init(branch: Branch? = nil, kind: Kind? = nil) {
        self.branch = branch
        self.kind = kind
    }

    /// 全公司: what holds where nothing narrower does.
    package static let company = PolicyScope()
}
