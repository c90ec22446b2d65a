package import PaidanCore

/// 启用制度: who puts which policy in force, for which tickets, and why.
package struct Activation: Sendable {
    package let regulation: Regulation
    package let scope: PolicyScope
    package let actor: Actor
    /// One line; empty where nobody said.
    package let reason: String

    package static let reasonMax = 500

    /// What somebody gave as a reason, without blanks around it.
    /// - Returns: nil unless that is one line of 1–`reasonMax` characters.
    package static func reason(_ text: String) -> String? {
        let reason = String(
            text.trimmingPrefix(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        return reason.isLine(1...reasonMax) ? reason : nil
    }

    package init(_ regulation: Regulation, for scope: PolicyScope = .company, by actor: Actor, reason: String = "") {
        self.regulation = regulation
        self.scope = scope
        self.actor = actor
        self.reason = reason
    }
}

/// 停用: the policy of a branch or a kind is taken back, for clocks that begin from then on.
package struct Withdrawal: Sendable {
    package let scope: PolicyScope
    package let actor: Actor
    /// One line.
    package let reason: String

    package init(for scope: PolicyScope, by actor: Actor, reason: String) {
        self.scope = scope
        self.actor = actor
        self.reason = reason
    }
}
