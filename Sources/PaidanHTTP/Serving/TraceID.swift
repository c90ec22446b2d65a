internal import HTTPTypes
internal import Hummingbird

/// What connects an answer with the log: the caller's `traceparent` (W3C), or a fresh one.
struct TraceID: Hashable, Sendable {
    /// 32 hexadecimal digits.
    let text: String

    init(of request: Call.HTTP) {
        let parts = (request.headers[.traceparent] ?? "").split(separator: "-", omittingEmptySubsequences: false)
        text =
            parts.count >= 4 && Self.isValid(parts[1])
            ? String(parts[1]) : Self.fresh.text
    }

    private init(text: String) { self.text = text }

    static var fresh: TraceID {
        TraceID(text: hex(UInt64.random(in: 1...(.max))) + hex(UInt64.random(in: 0...(.max))))
    }

    private static func isValid(_ text: Substring) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
            && text.utf8.contains { $0 != 48 }
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension HTTPField.Name {
    /// Our own header names consist of letters and hyphens, so they are valid.
    static let link = Self("Link")!
    static let traceparent = Self("traceparent")!
    static let idempotencyKey = Self("Idempotency-Key")!
    static let idempotentReplay = Self("Idempotent-Replay")!
    static let revealReason = Self("Reveal-Reason")!
    static let referrerPolicy = Self("Referrer-Policy")!
    static let frameOptions = Self("X-Frame-Options")!
}
