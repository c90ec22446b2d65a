import CZeroMQ

/// The errno values that this target tells apart, by what they mean here.
enum ErrorNumber {
    /// Nothing to receive, or no room to send.
    static let wouldBlock = EAGAIN

    /// A signal came in between: try again.
    static let interrupted = EINTR

    /// ROUTER: no peer with this routing id, or its connection has just gone.
    static let unreachable = EHOSTUNREACH

    /// The context is being terminated.
    static let terminated = ZMQ_HAUSNUMERO + 53  // ETERM, a macro that Swift cannot import.

    /// The handle is not, or no longer, a socket.
    static let notASocket = ENOTSOCK
}
