internal import NIOCore

/// What one connection waits for, and since when. Pure: the time is handed in.
struct ConnectionPatience {
    enum Verdict: Hashable {
        case wait
        /// Nothing has been asked for too long.
        case idle
        /// A request does not come to its end. Who was answered before it did is not answered twice.
        case tooSlow(isAnswered: Bool)
        /// An answer lies there and is not taken.
        case untaken
    }

    /// When the present wait began.
    private var since: NIODeadline
    /// Bytes of a request have come, but not its end.
    private var isReceiving = false
    /// Requests that came to their end, less answers: what we owe. Negative when somebody was answered before the end.
    private var owed = 0
    /// Bytes of answers that had not left at the last look, and since when none has.
    private var pending = 0
    private var stuckSince: NIODeadline

    init(at now: NIODeadline) {
        since = now
        stuckSince = now
    }

    mutating func bytesCame(at now: NIODeadline) {
        guard !isReceiving else { return }
        isReceiving = true
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

    /// - Parameter bytes: of answers that have not left yet.
    mutating func look(
        at now: NIODeadline, pending bytes: Int, isCrowded: Bool, _ limits: ConnectionLimits
    ) -> Verdict {
        if bytes == 0 || bytes < pending { stuckSince = now }
        pending = bytes
        guard bytes == 0 else { return now - stuckSince >= limits.untaken ? .untaken : .wait }
        // Our own slowness is nobody else's fault.
        guard owed <= 0 else { return .wait }
        if isReceiving { return now - since >= limits.request ? .tooSlow(isAnswered: owed < 0) : .wait }
        return now - since >= (isCrowded ? limits.idleWhenCrowded : limits.idle) ? .idle : .wait
    }
}
