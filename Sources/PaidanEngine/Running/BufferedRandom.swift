internal import Glibc

/// Chance from the operating system, fetched in blocks: one call to the kernel for many numbers.
package struct BufferedRandom: RandomNumberGenerator, Sendable {
    /// As much as the kernel gives at once.
    private static let wordsPerBlock = 256 / MemoryLayout<UInt64>.size

    private var block: [UInt64] = []

    package init() {}

    package mutating func next() -> UInt64 {
        if block.isEmpty { block = Self.freshBlock() }
        return block.removeLast()
    }

    private static func freshBlock() -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: wordsPerBlock) { words, count in
            let bytes = UnsafeMutableRawBufferPointer(words)
            let failed = getentropy(bytes.baseAddress, bytes.count)
            precondition(failed == 0, "the system has no random numbers")
            count = wordsPerBlock
        }
    }
}
