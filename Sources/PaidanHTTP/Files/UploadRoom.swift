internal import Synchronization

/// How many bytes of uploads are in memory at once: a file is looked at, cleaned and sealed as a whole, and nothing of it is on the disk
/// before it is sealed.
final class UploadRoom: Sendable {
    /// Six of the largest, or some twenty photos. While they are cleaned and sealed they take three times as much.
    static let bytesMax = 64 << 20

    private let taken = Mutex(0)

    /// - Throws: `overloaded` when there is no room.
    func with<T>(_ bytes: Int, _ work: () async throws -> T) async throws -> T {
        let hasRoom = taken.withLock { taken in
            guard taken + bytes <= Self.bytesMax else { return false }
            taken += bytes
            return true
        }
        guard hasRoom else { throw Problem(.overloaded) }
        defer { taken.withLock { $0 -= bytes } }
        return try await work()
    }
}
