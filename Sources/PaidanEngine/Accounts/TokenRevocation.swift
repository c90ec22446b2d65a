package import PaidanCore

/// Which tokens are to end.
package struct TokenRevocation: Sendable {
    package enum Which: Hashable, Sendable {
        /// `TokenRow.id`
        case token(String)
        /// Every one of this account.
        case account(String)
    }

    package let which: Which
    /// One line; empty where nobody said.
    package let reason: String
    package let actor: Actor

    package init(_ which: Which, reason: String = "", by actor: Actor) {
        self.which = which
        self.reason = reason
        self.actor = actor
    }
}
