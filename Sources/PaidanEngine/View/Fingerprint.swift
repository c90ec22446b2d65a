internal import Crypto

/// SHA-256, as it identifies tokens and bodies.
package enum Fingerprint {
    package static let bytes = 32

    package static func sha256(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var hash = SHA256()
        let isWhole: Void? = bytes.withContiguousStorageIfAvailable {
            hash.update(bufferPointer: UnsafeRawBufferPointer($0))
        }
        if isWhole == nil { hash.update(data: Array(bytes)) }
        return Array(hash.finalize())
    }
}
