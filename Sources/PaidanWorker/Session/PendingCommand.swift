import PaidanWire

/// A DO that waits for DID or a final ERROR.
struct PendingCommand: Sendable {
    enum Origin: Hashable, Sendable {
        /// Somebody waits for `performed`.
        case caller

        /// The rest of what an acknowledged issue wants, this one first.
        case followUp(issue: String, rest: [Do])
    }

    let sequence: UInt64
    let order: Do
    let origin: Origin
    var sending: Sending
}
