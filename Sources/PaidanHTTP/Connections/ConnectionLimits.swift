package import NIOCore

/// How long and how many: keeps slow and silent clients from taking the desk away from the others.
package struct ConnectionLimits: Hashable, Sendable {
    /// From a request's first byte to its last, for the first `paceBytes` of it.
    package var request = TimeAmount.seconds(10)
    /// What is longer, as files are, gets as much time again for every so many bytes that have come: 26 KB a second.
    package var paceBytes = 256 * 1_024
    /// Between two requests on one connection, and before the first. A page asks every two seconds.
    package var idle = TimeAmount.seconds(60)
    /// The same while more than half of the connections are taken.
    package var idleWhenCrowded = TimeAmount.seconds(5)
    /// How long a client may need for what waits for it of an answer, or for `takenBytes` of that.
    package var untaken = TimeAmount.seconds(30)
    /// About 1 KB a second.
    package var takenBytes = 32 * 1_024
    /// How long a connection stays open after a body that was too long was refused, for the refusal to be read.
    package var farewell = TimeAmount.seconds(2)
    /// How many may be open. More wait to be accepted (`DeskConfiguration.backlog`) until one closes.
    package var count = Self.countUsual

    package static let countUsual = 1_024
    /// What is read of a connection at a time.
    static let readingBytes = 8 * 1_024
    /// While more than this waits to be taken, nothing more is written.
    static let answerBytes = 16 * 1_024
    /// What the operating system may keep of answers that are not taken; Linux takes twice as much. By itself it would keep
    /// megabytes.
    static let systemBytes: SocketOptionValue = 128 * 1_024
    /// How often a connection is looked at; every limit is kept to this.
    static let lookEvery = TimeAmount.seconds(1)

    package init() {}

    /// - Parameter received: bytes of the request that have come.
    func patience(for received: Int) -> TimeAmount {
        .nanoseconds(request.nanoseconds + Int64(received / paceBytes) * request.nanoseconds)
    }
}
