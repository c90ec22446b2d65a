/// A message that cannot be read or must not be written.
public struct WireError: Error, Hashable, Sendable {
    public let code: ErrorCode

    /// One sentence for the developer of the other side. Names keys and limits, never repeats what was sent.
    public let detail: String

    /// The request id of the message, where so much of it could be read.
    public let rid: String?

    public init(_ code: ErrorCode, _ detail: String, rid: String? = nil) {
        self.code = code
        self.detail = detail
        self.rid = rid
    }

    static func malformed(_ detail: String, rid: String? = nil) -> WireError {
        WireError(.malformed, detail, rid: rid)
    }
}

extension WireError: CustomStringConvertible {
    public var description: String { "\(code): \(detail)" }
}
