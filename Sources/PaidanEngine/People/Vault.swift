internal import Crypto
internal import PaidanCore
internal import PaidanJSON

/// Keeps what is personal: a key per person, made from the master key and a salt of the person's own.
/// Removing the salt makes everything sealed for that person unreadable.
package struct Vault: Sendable {
    private let master: SymmetricKey
    private let index: SymmetricKey

    /// - Parameter masterKey: 32 bytes from the key file.
    package init(masterKey: [UInt8]) {
        precondition(masterKey.count == Self.masterKeyBytes, "a master key has \(Self.masterKeyBytes) bytes")
        let root = SymmetricKey(data: masterKey)
        master = HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Array("paidan.person".utf8), outputByteCount: 32)
        index = HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Array("paidan.index".utf8), outputByteCount: 32)
    }

    package static let masterKeyBytes = 32
    package static let saltBytes = 16
    package static let phoneHashBytes = 16

    /// Tells one master key from another without giving it away.
    package var fingerprint: String {
        HMAC<SHA256>.authenticationCode(for: Array("paidan.fingerprint".utf8), using: index).prefix(8).hex
    }

    /// - Returns: nil when the person was erased.
    package func key(of person: PersonRow) -> PersonKey? {
        guard let salt = person.salt else { return nil }
        // The master key is as random as a key can be, so that expanding it is enough (RFC 5869, 3.3).
        return PersonKey(
            HKDF<SHA256>.expand(
                pseudoRandomKey: master, info: salt + Array(person.id.ulid.text.utf8), outputByteCount: 32))
    }

    /// - Returns: nil where nobody knows who it is, or the person was erased.
    package func customer(of person: PersonRow) throws -> Customer? {
        guard let sealed = person.sealed, let plain = key(of: person)?.open(sealed) else { return nil }
        return try JSONTreeDecoder().decode(Customer.self, from: JSON(parsing: plain))
    }

    /// Tells one text from another without giving it away; 16 bytes.
    package func digest(_ text: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: index).prefix(Self.phoneHashBytes))
    }

    /// The same for every way of writing a number: digits only, a leading +86 or 0086 dropped.
    package func phoneHash(_ phone: String) -> [UInt8] {
        let digits = phone.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let number = Array(PhoneNumber.national(String(decoding: digits, as: UTF8.self)).utf8)
        return Array(HMAC<SHA256>.authenticationCode(for: number, using: index).prefix(Self.phoneHashBytes))
    }
}

/// Opens and seals one person's texts (AES-GCM, 256 bits).
package struct PersonKey: Sendable {
    private let key: SymmetricKey

    init(_ key: SymmetricKey) { self.key = key }

    /// Nonce, ciphertext and tag.
    /// - Parameter besides: what is not sealed and has to be the same when it is opened.
    package func seal(_ plain: [UInt8], nonce: [UInt8], with besides: [UInt8] = []) throws -> [UInt8] {
        let box = try AES.GCM.seal(plain, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: besides)
        guard let combined = box.combined else { preconditionFailure("a nonce of \(Self.nonceBytes) bytes was given") }
        return Array(combined)
    }

    /// - Returns: nil when the bytes were not sealed with this key.
    package func open(_ sealed: [UInt8], with besides: [UInt8] = []) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let plain = try? AES.GCM.open(box, using: key, authenticating: besides)
        else { return nil }
        return Array(plain)
    }

    package static let nonceBytes = 12
}
