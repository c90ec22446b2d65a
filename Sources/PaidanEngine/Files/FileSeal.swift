internal import Crypto
package import PaidanCore

/// Seals a file's bytes with the customer's key, piece by piece, so that whoever shows one holds one piece at a time.
///
/// Each piece is sealed by itself (AES-GCM) together with the file's digest, its place and whether it is the last: pieces of
/// another file, pieces in another order and a file cut short do not open.
package enum FileSeal {
    package static let pieceBytes = 64 << 10
    /// Nonce and tag.
    package static let overheadBytes = PersonKey.nonceBytes + 16
    private static let domain = Array("paidan.file.1".utf8)

    package static func pieces(of size: Int) -> Int { max(1, (size + pieceBytes - 1) / pieceBytes) }

    /// How long a file of `size` bytes is when it is sealed.
    package static func sealedBytes(of size: Int) -> Int { size + pieces(of: size) * overheadBytes }

    package static func digest(of bytes: [UInt8]) -> FileDigest {
        guard let digest = FileDigest(bytes: Array(SHA256.hash(data: bytes))) else {
            preconditionFailure("SHA-256 has \(FileDigest.byteCount) bytes")
        }
        return digest
    }

    package static func sealed(
        _ bytes: [UInt8], _ digest: FileDigest, with key: PersonKey, _ random: inout some RandomNumberGenerator
    ) throws -> [UInt8] {
        var sealed: [UInt8] = []
        sealed.reserveCapacity(sealedBytes(of: bytes.count))
        let count = pieces(of: bytes.count)
        for index in 0..<count {
            let piece = Array(bytes[(index * pieceBytes)..<min((index + 1) * pieceBytes, bytes.count)])
            sealed += try key.seal(
                piece, nonce: random.bytes(PersonKey.nonceBytes), with: place(index, of: count, digest))
        }
        return sealed
    }

    /// - Returns: nil for what was not sealed at this place of this file with this key.
    package static func opened(
        _ piece: [UInt8], _ index: Int, of count: Int, _ digest: FileDigest, with key: PersonKey
    ) -> [UInt8]? { key.open(piece, with: place(index, of: count, digest)) }

    private static func place(_ index: Int, of count: Int, _ digest: FileDigest) -> [UInt8] {
        let number = (0..<4).map { UInt8(truncatingIfNeeded: index >> (8 * $0)) }
        return domain + digest.bytes + number + [index == count - 1 ? 1 : 0]
    }
}
