internal import PaidanCore
internal import PaidanEngine

/// Commands with a key: applied once, answered alike.
struct KeyBook {
    private struct Name: Hashable {
        let principal: String
        let key: String
    }

    private var answers: [Name: (receipt: Receipt, at: Instant)] = [:]

    /// The outcome of a committed command that carried a key.
    mutating func note(_ receipt: Receipt, key: String, of principal: String, at now: Instant) throws {
        let name = Name(principal: principal, key: key)
        guard let (first, at) = answers[name], receipt.isReplay || now - at < IdempotencyKey.keptFor else {
            try demand(!receipt.isReplay, .idempotency, "key \(key) was answered as a repetition the first time")
            answers[name] = (receipt, now)
            return
        }
        try demand(receipt.isReplay, .idempotency, "key \(key) was applied twice to \(receipt.numberText)")
        let isAlike =
            first.ticket == receipt.ticket && first.version == receipt.version && first.rev == receipt.rev
            && first.phase == receipt.phase
        try demand(isAlike, .idempotency, "key \(key) was answered with version \(first.version), then \(receipt.version)")
    }
}
