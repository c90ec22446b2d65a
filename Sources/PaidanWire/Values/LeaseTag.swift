/// Names one offer of one message: `<id>.<attempt>`, for instance `m-01J9.2`.
///
/// The attempt is the fence: an answer that carries an earlier one changes nothing once there is a later one.
public struct LeaseTag: Hashable, Sendable {
    /// The message; the same in every attempt, so workers tell repetitions by it.
    public let id: String

    /// How often the message has been offered, this time included.
    public let attempt: Int

    /// Whether the parts are in their ranges is checked when the tag is written to the wire.
    public init(id: String, attempt: Int) {
        self.id = id
        self.attempt = attempt
    }
}

extension LeaseTag: LosslessStringConvertible {
    /// nil unless the text is exactly what `description` gives for some tag: no leading zero, no sign.
    public init?(_ description: String) {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, Grammar.isMessageID(parts[0]) else { return nil }
        guard let attempt = Grammar.positiveInteger(parts[1], max: WireLimits.attempts.upperBound) else { return nil }
        self.init(id: String(parts[0]), attempt: attempt)
    }

    public var description: String { "\(id).\(attempt)" }
}
