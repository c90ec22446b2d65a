package import PaidanCore
internal import PaidanJSON

/// What a deed of an administrator was answered, as far as it cannot be read anew: numbers and ids, never a secret. Reaches
/// disk and never changes.
package enum DeedAnswer: Hashable, Codable, Sendable {
    case activated(number: Int)
    case withdrawn(number: Int)
    /// `TokenRow.id`. What it is called, not what it is.
    case issued(id: String)
    case revoked(ids: [String])
    /// Rows that were taken over are known: the same again says so.
    case tookOver
    case done

    /// - Returns: nil for what is not remembered: refusals, and what nobody asks for under a key.
    init?(_ outcome: Outcome) {
        switch outcome {
        case .activated(let number, _): self = .activated(number: number)
        case .withdrawn(let number): self = .withdrawn(number: number)
        case .issued(let token): self = .issued(id: token.row.id)
        case .revoked(let rows): self = .revoked(ids: rows.map(\.id))
        case .tookOver: self = .tookOver
        case .done: self = .done
        case .receipt, .settled, .leases, .fileKept, .again, .failed: return nil
        }
    }

    package var text: String {
        get throws { String(decoding: try JSONByteEncoder().encode(self), as: UTF8.self) }
    }

    package init(text: String) throws {
        self = try JSONTreeDecoder().decode(Self.self, from: try JSON(parsing: text))
    }
}

/// The first answer to the key of a deed.
package struct DeedKeyRow: Hashable, Sendable {
    /// `IdempotencyKey.digest(of:)`.
    package let digest: [UInt8]
    package let bodyHash: [UInt8]
    package let answer: DeedAnswer
    package let at: Instant

    package init(digest: [UInt8], bodyHash: [UInt8], answer: DeedAnswer, at: Instant) {
        self.digest = digest
        self.bodyHash = bodyHash
        self.answer = answer
        self.at = at
    }
}
