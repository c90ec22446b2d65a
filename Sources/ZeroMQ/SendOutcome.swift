/// What became of a message that was handed to `Socket.send`.
package enum SendOutcome: Sendable, Equatable {
    /// libzmq has taken the whole message. It does not mean that the peer will ever see it.
    case sent

    /// No room, or nobody connected: nothing of the message was taken, try again later.
    case wouldBlock

    /// ROUTER with `routerMandatory`: no connected peer has this routing id. Nothing was taken.
    case unreachable
}
