internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanWire

/// The engine's values as they stand on the wire, and back.
extension Lease {
    var tag: LeaseTag { LeaseTag(id: String(message), attempt: attempt) }
}

extension WireTime {
    init(_ instant: Instant) { self.init(milliseconds: Int(instant.milliseconds)) }
}

extension Span {
    /// Parts of a millisecond are dropped.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(milliseconds: seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }
}

extension Receipt {
    var stamp: TicketStamp { TicketStamp(ver: version, rev: rev, state: phase) }
}

extension PaidanEngine.Settled.Outcome {
    var onWire: SettlementOutcome {
        switch self {
        case .acked: .acked
        case .already: .already
        case .requeued: .requeued
        case .dead: .dead
        case .extended: .extended
        case .stale: .stale
        case .unknown: .unknown
        }
    }
}

extension Settling.Command {
    init(_ command: TicketCommand) {
        self.init(verb: command.type, data: .object(command.data), expectedRev: command.expectRev)
    }
}

extension Do {
    /// What a repeated DO must share with the first one.
    var fingerprint: [UInt8] {
        let members: [(String, JSON)] = [
            ("ticket", .string(ticket)), ("type", .string(command.type)), ("data", .object(command.data)),
        ]
        return JSON.object(JSONObject(members)).bytes
    }
}

extension Failure {
    func reply(lease: LeaseTag?, rid: String?) -> ErrorReply {
        var reply = ErrorReply(code: code, lease: lease, detail: Self.cut(detail), rid: rid)
        if case .conflict(_, let actual) = self { reply.rev = actual }
        return reply
    }

    /// As long as the protocol allows, without NUL; nil when nothing is left.
    private static func cut(_ detail: String) -> String? {
        var text = ""
        for scalar in detail.unicodeScalars where scalar.value != 0 {
            guard text.utf8.count + UTF8.width(scalar) <= detailBytesMax else { break }
            text.unicodeScalars.append(scalar)
        }
        return text.isEmpty ? nil : text
    }

    private static let detailBytesMax = 400

    private var code: ErrorCode {
        switch self {
        case .refused(.notYours), .notAnOpener: .forbidden
        case .refused(.notPossible): .notPossible
        case .refused(.because), .invalid, .unknownVerb: .invalid
        case .noSuchTicket: .notFound
        case .conflict: .conflict
        case .keyReused: .keyReused
        case .brokenFollowUp, .corrupt, .diskFull: .unavailable
        }
    }

    /// For the log of whoever wrote the worker; English.
    private var detail: String {
        switch self {
        case .refused(.notPossible(let verb, let phase, let possible)):
            "\(verb.code) is not possible in \(phase.code); possible: \(possible.map(\.code).joined(separator: ", "))"
        case .refused(.notYours(let verb, let needs)):
            "\(verb) needs one of \(needs.map(\.rawValue).joined(separator: ", "))"
        case .refused(.because(let reason)): "\(reason.code): \(reason.label.en)"
        case .invalid(let errors):
            errors.map { "\($0.pointer) \($0.code.rawValue): \($0.detail.en)" }.joined(separator: "; ")
        case .unknownVerb(let verb, let known): "unknown \(verb); known: \(known.joined(separator: ", "))"
        case .noSuchTicket: "no such ticket"
        case .notAnOpener(let kind, _): "\(kind.rawValue) is not yours to open"
        case .conflict(let expected, let actual): "rev is \(actual), not \(expected)"
        case .keyReused: "the key was used with other data"
        case .brokenFollowUp, .corrupt: "internal error; nothing was changed"
        case .diskFull: "the disk is full; nothing was changed"
        }
    }
}
