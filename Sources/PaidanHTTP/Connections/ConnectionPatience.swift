internal import NIOCore

/// What one connection waits for, and since when. Pure: the time is handed in.
struct ConnectionPatience {
    enum Verdict: Hashable {
        case wait
        /// Nothing has been asked for too long.
        case idle
        /// A request does not come to its end. Who was answered before it did is not answered twice.
        case tooSlow(isAnswered: Bool)
        /// An answer lies there and is not taken, or too slowly.
        case untaken
    }

    /// When the present wait began.
    private var since: NIODeadline
    /// Bytes of a request have come, but not its end.
    private var isReceiving = false
    /// Of the request that is being received.
    private var received = 0
    /// Requests that came to their end, less answers: what we owe. Negative when somebody was answered before the end.
    private var owed = 0
    /// The body of the last request is too long; nothing more is taken from this client.
    private(set) var isRefusing = false
    /// Of a body that is too long nothing more comes.
    private var isAllThere = false
    /// Bytes of answers that had ever left, and when, at the last look that saw enough of them go.
    private var taken = 0
    private var takenAt: NIODeadline

    init(at now: NIODeadline) {
        since = now
        takenAt = now
    }

    /// Nobody is owed an answer, so another request may be decoded.
    var takesMore: Bool { owed <= 0 && !isRefusing }
    /// Whether the next answer is the one to the body that is too long.
    var answersRefused: Bool { isRefusing && owed == 0 }

    mutating func bytesCame(_ count: Int = 0, at now: NIODeadline) {
        received += count
        guard !isReceiving else { return }
        isReceiving = true
        received = count
        since = now
    }

    mutating func requestEnded(at now: NIODeadline) {
        isReceiving = false
        owed += 1
        since = now
    }

    mutating func answered(at now: NIODeadline) {
        owed -= 1
        since = now
    }

    mutating func bodyIsTooLong(at now: NIODeadline) {
        isRefusing = true
        since = now
    }

    mutating func nothingMoreComes() { isAllThere = true }

    /// - Parameters:
    ///   - handed: bytes of all answers until now.
    ///   - pending: those of them that have not left yet.
    mutating func look(
        at now: NIODeadline, handed: Int, pending: Int, isCrowded: Bool, _ limits: ConnectionLimits
    ) -> Verdict {
        if pending == 0 || handed - pending - taken >= limits.takenBytes {
            taken = handed - pending
            takenAt = now
        }
        guard pending == 0 else { return now - takenAt >= limits.untaken ? .untaken : .wait }
        // Our own slowness is nobody else's fault.
        guard owed <= 0, !answersRefused else { return .wait }
        if isRefusing { return isAllThere || now - since >= limits.farewell ? .idle : .wait }
        if isReceiving { return now - since >= limits.patience(for: received) ? .tooSlow(isAnswered: owed < 0) : .wait }
        return now - since >= (isCrowded ? limits.idleWhenCrowded : limits.idle) ? .idle : .wait
    }
}
