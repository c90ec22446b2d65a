internal import PaidanCore

/// Deeds of administrators under an idempotency key. Commands carry theirs in the request.
extension Engine {
    /// Done once, however often it is sent; a refusal is not remembered.
    func once(_ job: Job, _ key: IdempotencyKey, by actor: Actor, at now: Instant) throws -> Outcome {
        let digest = key.digest(of: actor.principal)
        if let former = try store.deedKey(digest) {
            guard former.bodyHash == key.bodyHash else { throw Failure.keyReused }
            return .again(try outcome(of: job, answered: former.answer, at: now))
        }
        let outcome = try run(job, at: now)
        if let answer = DeedAnswer(outcome) {
            try store.insert(DeedKeyRow(digest: digest, bodyHash: key.bodyHash, answer: answer, at: now))
        }
        return outcome
    }

    private func outcome(of job: Job, answered answer: DeedAnswer, at now: Instant) throws -> Outcome {
        switch answer {
        case .activated(let number): return .activated(number: number, isNew: false)
        case .withdrawn(let number): return .withdrawn(number: number)
        case .issued(let id): throw Refusal.because(.tokenMadeBefore(id))
        case .revoked(let ids): return .revoked(try store.tokens().filter { ids.contains($0.id) })
        case .tookOver: return try run(job, at: now)
        case .done: return .done
        }
    }
}

extension Refusal.Reason {
    /// The first answer was the only one with the token's text, which is not stored.
    static func tokenMadeBefore(_ id: String) -> Self {
        Self(
            "token-made-before", "令牌 \(id) 已按第一次请求发放,只显示过那一次;没有收到的话,请吊销它,再用新的 Idempotency-Key 发放",
            "the token \(id) was made by the first request and shown that once; if nobody has it, revoke it and make another with a new key"
        )
    }
}
