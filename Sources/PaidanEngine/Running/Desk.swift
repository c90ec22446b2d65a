package import PaidanCore

/// How the shells reach the one thread that runs the engine.
package protocol Desk: Sendable {
    /// Does one job and answers when it is durable.
    /// - Throws: `DeskError`; then either nothing was done, or the error says that the outcome is unknown.
    func run(_ job: Job) async throws(DeskError) -> Outcome

    /// The time that counts: the machine's, or that of a clock moved by hand.
    var now: Instant { get }

    /// Whether the clock is moved by hand (`serve --clock manual`).
    var isManual: Bool { get }

    /// Moves a manual clock; answers when every rung up to `moment` is committed.
    /// - Returns: how many rungs fired.
    func moveClock(to moment: Instant) async throws(DeskError) -> Int

    /// The policies in force, and those of running clocks.
    var policies: PolicyShelf { get }

    /// The database's incarnation, part of every ETag and feed.
    var epoch: String { get }

    /// Where the feed stands; cheap.
    func head(of feed: String) -> Int
}

package enum DeskError: Error, Hashable, Sendable {
    /// More waits than the mailbox holds; try again in a moment.
    case overloaded
    /// The server is stopping.
    case closing
    /// The disk failed while committing: it may or may not be stored; ask again with the same key.
    case outcomeUnknown
    /// A manual clock only goes forward, and only where there is one.
    case clockNotManual
    case clockGoesForward
}
