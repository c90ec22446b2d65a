/// What went wrong, as both sides name it. The set is open: a client treats a code that it does not know as a refusal.
///
/// The raw values are on the wire and never change.
public struct ErrorCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The message breaks the grammar, a limit or a field's type.
    public static let malformed = ErrorCode(rawValue: "malformed")

    /// The command is well formed but not served; the reserved ones are among these.
    public static let unknownCommand = ErrorCode(rawValue: "unknown-command")

    /// No common major version.
    public static let unsupportedVersion = ErrorCode(rawValue: "unsupported-version")

    /// This connection has no session: say HELLO.
    public static let noSession = ErrorCode(rawValue: "no-session")

    /// The principal may not do this; whether the thing exists is not said.
    public static let forbidden = ErrorCode(rawValue: "forbidden")

    /// The principal's key is not, or no longer, valid.
    public static let revoked = ErrorCode(rawValue: "revoked")

    /// The ticket has changed since `expect_rev`.
    public static let conflict = ErrorCode(rawValue: "conflict")

    /// The lease is of an earlier attempt. The server tells it as an outcome of SETTLED; client libraries raise it.
    public static let stale = ErrorCode(rawValue: "stale")

    /// No such ticket, or none that the principal may see.
    public static let notFound = ErrorCode(rawValue: "not-found")

    /// The ticket's state does not allow this command.
    public static let notPossible = ErrorCode(rawValue: "not-possible")

    /// The command's data breaks a rule.
    public static let invalid = ErrorCode(rawValue: "invalid")

    /// The key was used before with another command.
    public static let keyReused = ErrorCode(rawValue: "key-reused")

    /// Not now: too busy, draining or out of space. Nothing was done; try again with the same key.
    public static let unavailable = ErrorCode(rawValue: "unavailable")

    /// It may or may not have been done. Try again with the same key.
    public static let outcomeUnknown = ErrorCode(rawValue: "outcome-unknown")

    /// Every code of this version, in the order of the reference.
    public static let all: [ErrorCode] = [
        .malformed, .unknownCommand, .unsupportedVersion, .noSession, .forbidden, .revoked, .conflict, .stale,
        .notFound, .notPossible, .invalid, .keyReused, .unavailable, .outcomeUnknown,
    ]
}

extension ErrorCode: CustomStringConvertible {
    public var description: String { rawValue }
}
