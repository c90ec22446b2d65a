internal import Crypto

/// Chance from the operating system, fetched in blocks: one call to the kernel for many numbers.
package struct BufferedRandom: RandomNumberGenerator, Sendable {
    private static let wordsPerBlock = 512

    private var block: [UInt64] = []

    package init() {}

    package mutating func next() -> UInt64 {
        if block.isEmpty { block = Self.freshBlock() }
        return block.removeLast()
    }

    private static func freshBlock() -> [UInt64] {
        SymmetricKey(size: SymmetricKeySize(bitCount: wordsPerBlock * 64)).withUnsafeBytes { bytes in
            (0..<wordsPerBlock).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        }
    }
}
