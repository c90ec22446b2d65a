/// Why a session ends. The set is open.
///
/// The raw values are on the wire and never change.
public struct ByeReason: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// This side stops. From a worker: all its leases are free.
    public static let shutdown = ByeReason(rawValue: "shutdown")

    /// HELLO was refused: no common version.
    public static let unsupportedVersion = ByeReason(rawValue: "unsupported-version")

    /// HELLO was refused: the principal may not open this session.
    public static let forbidden = ByeReason(rawValue: "forbidden")

    /// The principal's key is no longer valid.
    public static let revoked = ByeReason(rawValue: "revoked")

    /// Too many malformed messages.
    public static let malformed = ByeReason(rawValue: "malformed")

    /// The same worker has said HELLO on another connection.
    public static let replaced = ByeReason(rawValue: "replaced")
}
