import Foundation

/// Policy files on disk.
package enum RegulationFiles {
    /// At most one byte more than a policy may have, so that a mistyped path to something huge costs nothing.
    package static let read: @Sendable (_ path: String) throws -> [UInt8] = { path in
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            return Array(try handle.read(upToCount: RegulationText.bytesMax + 1) ?? Data())
        } catch {
            throw Failure(description: error.localizedDescription)
        }
    }

    private struct Failure: Error, CustomStringConvertible { let description: String }
}
