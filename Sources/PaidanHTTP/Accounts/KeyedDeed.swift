internal import HTTPTypes
internal import Hummingbird
internal import PaidanEngine
internal import PaidanJSON

/// What came of an administrator's deed under the caller's `Idempotency-Key`.
struct KeyedDeed: Sendable {
    let outcome: Outcome
    /// It was done by an earlier request with this key.
    let isReplay: Bool

    /// - Parameter first: the status of the first answer; that of a replay is 200.
    func response(_ json: JSON, first: HTTPResponse.Status = .ok) -> Response {
        Answer.json(
            json, status: isReplay ? .ok : first, headers: isReplay ? [.idempotentReplay: "true"] : [:],
            caching: "no-store")
    }
}

extension Call {
    /// Has the writer do something once.
    /// - Parameter body: the request's, byte for byte.
    /// - Throws: `Problem` when there is no key, when it was refused or when it could not be done.
    func once(_ job: Job, _ body: [UInt8]) async throws -> KeyedDeed {
        let key = try Preconditions.key(of: self, body: body)
        let outcome: Outcome
        do {
            outcome = try await desk.run(.once(job, key, by: actor))
        } catch {
            throw Problem(of: error)
        }
        switch outcome {
        case .failed(let failure): throw Problem(of: failure)
        case .again(.failed(let failure)): throw Problem(of: failure)
        case .again(let former): return KeyedDeed(outcome: former, isReplay: true)
        default: return KeyedDeed(outcome: outcome, isReplay: false)
        }
    }
}
