import CZeroMQ

/// The kinds of socket that Paidan uses.
package enum SocketKind: Sendable {
    /// Server side of DISPATCH: addresses each peer by the routing id in the first frame.
    case router

    /// Client side of DISPATCH.
    case dealer

    /// Server side of BELL: publishes, and sees each subscription.
    case xpub

    /// Client side of BELL.
    case sub

    /// One peer to one peer, within a process.
    case pair

    /// Publishes without seeing subscriptions.
    case pub

    var rawType: Int32 {
        switch self {
        case .router: ZMQ_ROUTER
        case .dealer: ZMQ_DEALER
        case .xpub: ZMQ_XPUB
        case .sub: ZMQ_SUB
        case .pair: ZMQ_PAIR
        case .pub: ZMQ_PUB
        }
    }
}
