package import PaidanCore

/// 启用制度: who puts which policy in force, for which tickets, and why.
package struct Activation: Sendable {
    package let regulation: Regulation
    package let scope: PolicyScope
    package let actor: Actor
    /// One line; empty where nobody said.
    package let reason: String

    package static let reasonMax = 500

    package init(_ regulation: Regulation, for scope: PolicyScope = .company, by actor: Actor, reason: String = "") {
        self.regulation = regulation
        self.scope = scope
        self.actor = actor
        self.reason = reason
    }
}
