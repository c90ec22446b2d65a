/// Policy files on disk.
package enum RegulationFiles {
    /// At most one byte more than a policy may have, so that a mistyped path to something huge costs nothing.
    package static let read: @Sendable (_ path: String) throws -> [UInt8] = { path in
        try PlainFile.bytes(of: path, atMost: RegulationText.bytesMax + 1)
    }
}
