package import PaidanCore

/// A token that was just made. Nobody can be told its text again.
package struct IssuedToken: Sendable {
    package let text: String
    package let row: TokenRow
}

extension TokenRow {
    /// The first 12 hexadecimal digits of its hash: what lists call it.
    package var id: String { Self.id(of: hash) }

    package static func id(of hash: [UInt8]) -> String {
        hash.prefix(6).hex
    }

    package func isInForce(at now: Instant) -> Bool { revokedAt == nil && expiresAt.map { $0 > now } ?? true }
}

/// Makes tokens. The database keeps only their hashes.
package enum Token {
    /// 256 bits.
    private static let bytes = 32

    package static func make(_ random: inout some RandomNumberGenerator) -> String {
        "pdn_" + random.bytes(bytes).hex
    }

    package static func row(
        of token: String, for actor: Actor, label: String, expiresAt: Instant? = nil, createdAt: Instant? = nil
    ) -> TokenRow {
        TokenRow(
            hash: Fingerprint.sha256(of: token.utf8), actor: actor, label: label, expiresAt: expiresAt, revokedAt: nil,
            createdAt: createdAt)
    }
}
