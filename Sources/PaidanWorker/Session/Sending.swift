/// A request that is repeated until it is answered: an answer to a lease, or a command.
struct Sending: Hashable, Sendable {
    let rid: String

    /// Nil until it is sent in the present session.
    var sentAt: Duration?

    /// The server asked to come again later.
    var retryAt: Duration?
    var retries = 0

    init(rid: String) {
        self.rid = rid
    }

    /// When it is to be sent again; nil when it has not been sent at all.
    func due(patience: Duration) -> Duration? {
        retryAt ?? sentAt.map { $0 + patience }
    }
}
