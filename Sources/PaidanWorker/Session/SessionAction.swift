public import PaidanWire

/// What the shell around a `ClientSession` has to do, in this order. It decides nothing of its own.
public enum SessionAction: Hashable, Sendable {
    /// Close the socket if there is one, drop what it has not sent, and open a new one.
    case connect

    /// Close the socket.
    case disconnect
    case send(ClientMessage)

    /// Write this to the journal durably before anything that follows in the list is done.
    case remember(JournalEntry)

    /// Run the handler and call `finished` with what it says.
    case handle(Issue)

    /// Advice for the handler of this issue: its message was settled elsewhere, or this worker stops.
    /// `finished` is still due when it ends.
    case cancelled(Issue, reason: String)

    /// The answer to a `perform`.
    case performed(rid: String, Result<TicketStamp, CommandRefusal>)

    /// For the log.
    case note(Diagnostic)

    /// The session is over and nothing follows.
    case ended(SessionEnd)
}

/// Why a session is over.
public enum SessionEnd: Hashable, Sendable {
    /// `stop` was called; everything was answered.
    case stopped

    /// `stop` was called; so many issues and commands were still open when its time was up.
    case stoppedWithOpenWork(issues: Int, commands: Int)

    /// The server does not want this worker, or another process has taken its name.
    case refused(ByeReason)
}
