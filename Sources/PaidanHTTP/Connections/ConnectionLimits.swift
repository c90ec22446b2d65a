package import NIOCore

/// How long and how many: keeps slow and silent clients from taking the desk away from the others.
package struct ConnectionLimits: Hashable, Sendable {
    /// From a request's first byte to its last. The largest body, 256 KiB, then needs 26 KB a second.
    package var request = TimeAmount.seconds(10)
    /// Between two requests on one connection, and before the first. A page asks every two seconds.
    package var idle = TimeAmount.seconds(60)
    /// The same while more than half of the connections are taken.
    package var idleWhenCrowded = TimeAmount.seconds(5)
    /// How long a client may take nothing of an answer that waits for it.
    package var untaken = TimeAmount.seconds(30)
    /// How many may be open. More wait to be accepted (`DeskConfiguration.backlog`) until one closes.
    package var count = Self.countUsual

    package static let countUsual = 1_024
    /// How often a connection is looked at; every limit is kept to this.
    static let lookEvery = TimeAmount.seconds(1)

    package init() {}
}
