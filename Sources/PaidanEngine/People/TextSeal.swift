internal import Foundation
internal import PaidanCore
internal import Synchronization

/// Seals the texts of one command. Each gets a nonce of its own: the command's random one, counted up.
final class TextSeal: TextSealer {
    private let key: PersonKey
    private let nonce: Mutex<[UInt8]>

    /// - Parameter nonce: 12 random bytes, never used before with this key.
    init(_ key: PersonKey, nonce: [UInt8]) {
        self.key = key
        self.nonce = Mutex(nonce)
    }

    func seal(_ text: String) throws -> String {
        let mine = nonce.withLock { nonce in
            nonce[nonce.count - 1] &+= 1
            return nonce
        }
        return Data(try key.seal(Array(text.utf8), nonce: mine)).base64EncodedString()
    }
}

/// Opens the texts of one person for somebody who may read them.
package struct TextKey: TextOpener {
    private let key: PersonKey

    package init(_ key: PersonKey) { self.key = key }

    package func open(_ sealed: String) -> String? {
        guard let bytes = Data(base64Encoded: sealed), let plain = key.open(Array(bytes)) else { return nil }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension RandomNumberGenerator {
    package mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            withUnsafeBytes(of: next()) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
        }
        return bytes
    }
}
