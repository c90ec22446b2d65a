/// How much of files there may be. No regulation says anything of them; they keep one account from filling the disk.
package struct FileLimits: Hashable, Sendable {
    /// The largest file, as it comes and as it is kept.
    package static let bytesMax = 10 << 20
    /// With one step.
    package static let ofStepMax = 20
    /// Of one ticket, over its whole life.
    package static let ofTicketMax = 500
    /// 待附: what was uploaded and is named by no fact. It goes after this time.
    package static let waitingFor = Span.hours(24)

    /// Waiting bytes of one account, and of all.
    package var waitingOfAccountMax = 256 << 20
    package var waitingMax = 2 << 30

    package init() {}
}
