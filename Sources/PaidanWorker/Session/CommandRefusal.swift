public import PaidanWire

/// A command that was not carried out, or (`outcomeUnknown`) of which nobody can say.
public struct CommandRefusal: Error, Hashable, Sendable {
    public let code: ErrorCode

    /// With `conflict`: the ticket's present `rev`.
    public let rev: Int?

    /// One sentence for a developer.
    public let detail: String?

    /// The `application/problem+json` that came with it; may be empty.
    public let problem: [UInt8]

    public init(_ code: ErrorCode, rev: Int? = nil, detail: String? = nil, problem: [UInt8] = []) {
        self.code = code
        self.rev = rev
        self.detail = detail
        self.problem = problem
    }
}

extension CommandRefusal {
    init(_ reply: ErrorReply) {
        self.init(reply.code, rev: reply.rev, detail: reply.detail, problem: reply.body)
    }
}

extension CommandRefusal: CustomStringConvertible {
    public var description: String {
        detail.map { "\(code): \($0)" } ?? code.rawValue
    }
}
