internal import Crypto
internal import PaidanCore
internal import PaidanEngine

/// Makes tokens. A token is shown once; the database keeps only its hash.
enum Tokens {
    /// 256 bits.
    private static let bytes = 32

    static func make(_ random: inout some RandomNumberGenerator) -> String { "pdn_" + random.bytes(bytes).hex }

    static func row(of token: String, for actor: Actor, label: String) -> TokenRow {
        TokenRow(
            hash: Array(SHA256.hash(data: Array(token.utf8))), actor: actor, label: label, expiresAt: nil,
            revokedAt: nil)
    }
}
