public import PaidanWire

/// Why a worker has ended without being asked to.
public enum WorkerError: Error, Hashable, Sendable {
    /// The server does not want it, or another process has taken its name.
    case refused(ByeReason)

    /// The journal cannot be read or written; nothing is acknowledged that is not in it.
    case journal(String)

    /// The socket cannot be opened or used.
    case socket(String)

    /// A worker runs once.
    case alreadyRun
}

extension WorkerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(.replaced): "another process has taken this worker's name; each needs a name of its own"
        case .refused(let reason): "the server has refused this worker: \(reason.rawValue)"
        case .journal(let cause): "the worker's journal failed, so nothing more is acknowledged: \(cause)"
        case .socket(let cause): "the worker's socket failed: \(cause)"
        case .alreadyRun: "a worker runs once; make a new one with a new instance"
        }
    }
}
