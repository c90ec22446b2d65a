package import PaidanCore

/// One entry of the administrators' record: who did what to which account or branch, and why. Never changes.
package struct AccountDeed: Hashable, Sendable {
    /// Raw values reach disk and never change.
    package enum Deed: String, CaseIterable, Sendable {
        case tokenMade, tokenRevoked, branchAdded
    }

    package let at: Instant
    package let principal: String
    package let deed: Deed
    /// The account that the token is for, or the branch.
    package let subject: String
    /// The branch that it concerns; nil for the whole company.
    package let branch: Branch?
    /// Hash of the token; nil where it is about none.
    package let token: [UInt8]?
    package let reason: String

    package init(
        at: Instant, principal: String, deed: Deed, subject: String, branch: Branch?, token: [UInt8]?, reason: String
    ) {
        self.at = at
        self.principal = principal
        self.deed = deed
        self.subject = subject
        self.branch = branch
        self.token = token
        self.reason = reason
    }
}

extension AccountDeed.Deed: Worded {
    package var label: Label {
        switch self {
        case .tokenMade: Label("发放令牌", "token made")
        case .tokenRevoked: Label("吊销令牌", "token revoked")
        case .branchAdded: Label("新增分公司", "branch added")
        }
    }
}

extension Actor {
    /// Whether an administrator decides for accounts and policies of `other`: one of a branch for that branch only, and not
    /// for the whole company (nil).
    package func governs(_ other: Branch?) -> Bool { branch == nil || branch == other }
}
