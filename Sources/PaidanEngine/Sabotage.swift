/// Our own safeguards, each of which the simulator can switch off, to prove that it would notice
/// (`docs/internals/simulation.md`). Only a build with `PAIDAN_SABOTAGE=1` can; in every other one nothing is ever off.
package enum Sabotage: String, CaseIterable, Sendable {
    /// An answer with an older attempt, or of somebody else, settles the message.
    case noFence
    /// A message is sent although its lease was not stored.
    case sendBeforeLease
    /// A lease never lapses.
    case noExpiry
    /// A worker that starts anew leaves its former leases standing.
    case noReleaseAtStart
    /// A message that was settled is forgotten at once, so a repeated ACK is not known.
    case ackNotIdempotent
    /// The key of a command is not remembered.
    case noIdempotencyKey
    /// `expect_rev` is not compared.
    case noVersionCheck
    /// The newest message of a ticket goes before the older ones.
    case noTicketOrder
    /// Messages are leased by age instead of by deadline.
    case noDeadlineOrder
    /// More is leased to a worker than it has room for.
    case windowIgnored
    /// A message that nobody can digest is tried for ever.
    case noDeadLetter
    /// A feed skips a number now and then.
    case feedGap
    /// The head of a feed is not stored.
    case feedHeadForgotten
    /// A rung is told twice.
    case rungToldTwice
    /// Rungs fire a minute before their moment.
    case rungTooEarly
    /// Overdue rungs fire clock by clock instead of moment by moment.
    case rungsOutOfOrder
    /// What became due while the server was down is not fired.
    case clockForgottenAtRestart
    /// A clock that stopped keeps its row.
    case clockRowStays
    /// Every fifth message to a department is not stored.
    case outboxForgotten
    /// What a failed commit decided is answered all the same.
    case answerBeforeCommit
}

#if PAIDAN_SABOTAGE
extension Sabotage {
    package static let isCompiledIn = true

    // Safe: set once by the simulator before a run, and read by the one thread that runs.
    nonisolated(unsafe) package static var chosen: Sabotage?

    package static func isOn(_ sabotage: Sabotage) -> Bool { chosen == sabotage }
}
#else
extension Sabotage {
    package static let isCompiledIn = false

    @inline(__always)
    package static func isOn(_ sabotage: Sabotage) -> Bool { false }
}
#endif
