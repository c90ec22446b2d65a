/// What a settling command did. The raw values are on the wire and never change.
public enum SettlementOutcome: String, CaseIterable, Sendable {
    /// ACK: the message is settled, the command in it (if any) is committed.
    case acked

    /// This very lease was settled in the same way before; nothing was done now. After an ACK as good as `acked`.
    case already

    /// NACK or RELEASE: the message will be offered again.
    case requeued

    /// REJECT, or the last NACK: the message is in the dead letters.
    case dead

    /// EXTEND: the lease lasts until `until`.
    case extended

    /// A later attempt exists, or the lease is no longer this worker's; nothing was done.
    case stale

    /// Nothing is known of this lease (any more), or it is another principal's; the client treats it as `already`.
    case unknown
}
