internal import Foundation
internal import PaidanCore

/// A kept file that is being read, piece by piece.
package final class SealedFile: Sendable {
    private let handle: Int32
    private let path: String
    private let digest: FileDigest
    private let key: PersonKey
    package let size: Int
    /// How many pieces there are.
    package let count: Int

    /// Its bytes are not what was put there.
    package struct Damaged: Error, Hashable, Sendable {}

    /// - Throws: `FileTrouble` where it is missing or cannot be read, `Damaged` where it has another length.
    package init(_ row: FileRow, in folder: FileFolder, key: PersonKey) throws {
        path = folder.place(of: row.digest, row.person)
        digest = row.digest
        self.key = key
        size = row.size
        count = FileSeal.pieces(of: row.size)
        handle = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard handle >= 0 else { throw FileTrouble(.read, path, code: errno) }
        var status = stat()
        guard fstat(handle, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            Int(status.st_size) == FileSeal.sealedBytes(of: row.size)
        else { throw Damaged() }
    }

    deinit { if handle >= 0 { close(handle) } }

    /// - Throws: `FileTrouble`, or `Damaged`.
    package func piece(_ index: Int) throws -> [UInt8] {
        let start = index * (FileSeal.pieceBytes + FileSeal.overheadBytes)
        let length = min(FileSeal.pieceBytes + FileSeal.overheadBytes, FileSeal.sealedBytes(of: size) - start)
        let sealed = try bytes(from: start, length)
        guard let plain = FileSeal.opened(sealed, index, of: count, digest, with: key) else { throw Damaged() }
        return plain
    }

    /// Reads all of it.
    /// - Throws: `FileTrouble`, or `Damaged` where what opens is not what the digest names.
    package func check() throws {
        var whole: [UInt8] = []
        for index in 0..<count { whole += try piece(index) }
        guard FileSeal.digest(of: whole) == digest else { throw Damaged() }
    }

    private func bytes(from start: Int, _ length: Int) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: length)
        var done = 0
        while done < length {
            let count = buffer[done...].withUnsafeMutableBytes {
                pread(handle, $0.baseAddress, $0.count, start + done)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileTrouble(.read, path, code: errno) }
            guard count > 0 else { throw Damaged() }
            done += count
        }
        return buffer
    }
}
