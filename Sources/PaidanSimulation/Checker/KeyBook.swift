internal import PaidanCore
internal import PaidanEngine

/// Commands with a key: applied once, answered alike.
struct KeyBook {
    private struct Name: Hashable {
        let principal: String
        let key: String
    }

    private var answers: [Name: (receipt: Receipt, body: [UInt8], at: Instant)] = [:]

    /// The outcome of a committed command that carried a key.
    mutating func note(_ receipt: Receipt, _ idempotency: IdempotencyKey, of principal: String, at now: Instant) throws
    {
        let key = idempotency.text
        let name = Name(principal: principal, key: key)
        guard let (first, body, at) = answers[name], receipt.isReplay || now - at < IdempotencyKey.keptFor else {
            try demand(!receipt.isReplay, .idempotency, "key \(key) was answered as a repetition the first time")
            answers[name] = (receipt, idempotency.bodyHash, now)
            return
        }
        try demand(receipt.isReplay, .idempotency, "key \(key) was applied twice to \(receipt.numberText)")
        try demand(body == idempotency.bodyHash, .idempotency, "key \(key) was accepted for another body")
        let isAlike =
            first.ticket == receipt.ticket && first.version == receipt.version && first.rev == receipt.rev
            && first.phase == receipt.phase
        try demand(
            isAlike, .idempotency, "key \(key) was answered with version \(first.version), then \(receipt.version)")
    }
}
