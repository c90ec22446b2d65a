public import PaidanWire

/// What a worker's log may want to know. Holds no data of customers.
public enum Diagnostic: Hashable, Sendable {
    case opened(session: String, principal: String)
    case queueNotGranted(String)

    /// The server's database was restored from a backup: nothing that was known of messages holds any more.
    case newEpoch(from: String, to: String)
    case noSession
    case peerSilent(for: Duration)
    case peerLeft(ByeReason)
    case retryingConnection(after: Duration)

    /// A DELIVER was lost on its way; its lease was given back.
    case releasedUnknownLease(LeaseTag)

    /// The server says that the lease is not ours any more. The handler goes on; its answer is sent all the same.
    case leaseLost(LeaseTag)

    /// Somebody else holds the message now. Nothing is undone.
    case staleAnswer(LeaseTag)

    /// The message came again and was answered from memory.
    case answeredFromMemory(LeaseTag)

    /// The message came again while its handler was still running.
    case stillRunning(LeaseTag)

    /// More messages than the window allows.
    case overWindow(LeaseTag)
    case handlerTooSlow(LeaseTag)
    case answerRefused(LeaseTag, CommandRefusal)
    case commandRefused(ticket: String, key: String, CommandRefusal)

    /// An ERROR that belongs to nothing that is waited for.
    case refusal(CommandRefusal)
    case unreadable(WireError)

    /// A message that this side must not send: a mistake in the program.
    case unsendable(WireError)
}

extension Diagnostic: CustomStringConvertible {
    public var description: String {
        switch self {
        case .opened(let session, let principal): "session \(session) is open for \(principal)"
        case .queueNotGranted(let queue): "queue \(queue) was not granted"
        case .newEpoch(let from, let to): "the server's database was restored: epoch \(from) became \(to)"
        case .noSession: "the server knows no session of this connection; saying HELLO again"
        case .peerSilent(let time): "nothing was heard of the server for \(time.inSeconds) s"
        case .peerLeft(let reason): "the server said BYE: \(reason.rawValue)"
        case .retryingConnection(let pause): "connecting again after \(pause.inSeconds) s"
        case .releasedUnknownLease(let lease): "lease \(lease) is not known here and was given back"
        case .leaseLost(let lease): "lease \(lease) is lost"
        case .staleAnswer(let lease): "the answer to \(lease) came too late; somebody else holds the message"
        case .answeredFromMemory(let lease): "\(lease) was acknowledged before and is acknowledged again"
        case .stillRunning(let lease): "\(lease) came while the handler was still running"
        case .overWindow(let lease): "\(lease) is more than the window allows and waits"
        case .handlerTooSlow(let lease): "the handler of \(lease) takes too long; its lease is not extended any more"
        case .answerRefused(let lease, let refusal): "the answer to \(lease) was refused: \(refusal)"
        case .commandRefused(let ticket, let key, let refusal): "command \(key) on \(ticket) was refused: \(refusal)"
        case .refusal(let refusal): "the server refused a message: \(refusal)"
        case .unreadable(let error): "a message of the server could not be read: \(error)"
        case .unsendable(let error): "a message could not be written: \(error)"
        }
    }
}

extension Duration {
    /// To a tenth of a second, for people: `0.1`, `10`.
    package var inSeconds: String {
        let tenths =
            components.seconds * 10 + (components.attoseconds + 50_000_000_000_000_000) / 100_000_000_000_000_000
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
