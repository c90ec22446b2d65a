package import PaidanCore

/// An administrator wants a token for somebody: for a new account, or one more for one that there is.
package struct TokenOrder: Sendable {
    package let account: String
    /// Empty for an account that there is: it keeps what it may do.
    package let roles: [Role]
    package let branch: Branch?
    package let department: Department?
    /// What the token is for; no person's name.
    package let label: String
    package let expiresAt: Instant?
    package let actor: Actor

    package init(
        account: String, roles: [Role] = [], branch: Branch? = nil, department: Department? = nil, label: String = "",
        expiresAt: Instant? = nil, by actor: Actor
    ) {
        self.account = account
        self.roles = roles
        self.branch = branch
        self.department = department
        self.label = label
        self.expiresAt = expiresAt
        self.actor = actor
    }

    package static let labelMax = 100

    /// The account of the server's own token, which is made anew at each start.
    package static let serversOwn = "local-admin"
}
