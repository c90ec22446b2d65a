internal import Foundation
internal import PaidanCore

/// An ordinary file. What else has a name — a folder, a pipe, a device — is refused instead of waited for.
package enum PlainFile {
    /// Whether there is a file, of whatever sort.
    /// - Throws: where that cannot be seen: what may not be looked at is not what is missing.
    package static func exists(_ path: String) throws(FileTrouble) -> Bool {
        guard access(path, F_OK) != 0 else { return true }
        guard errno == ENOENT else { throw FileTrouble(.read, path, code: errno) }
        return false
    }

    /// - Returns: at most the first `most` bytes.
    package static func bytes(of path: String, atMost most: Int) throws(FileTrouble) -> [UInt8] {
        // Without O_NONBLOCK opening a pipe waits for somebody who writes.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw FileTrouble(.read, path, code: errno) }
        defer { close(file) }
        try requirePlain(file, path)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(most, blockBytes))
        while bytes.count < most {
            let count = Foundation.read(file, &buffer, min(buffer.count, most - bytes.count))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileTrouble(.read, path, code: errno) }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// - Throws: when it is longer than `most`, too.
    package static func text(of path: String, atMost most: Int = textBytesMax) throws(FileTrouble) -> String {
        let bytes = try bytes(of: path, atMost: most + 1)
        guard bytes.count <= most else {
            throw FileTrouble(.read, path, Label("超过 \(most >> 10) KiB", "longer than \(most >> 10) KiB"))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FileTrouble(.read, path, FileTrouble.notUTF8)
        }
        return text
    }

    /// Settings, keys, tokens are far shorter.
    package static let textBytesMax = 1 << 20
    private static let blockBytes = 64 << 10

    /// - Parameter file: a descriptor of what `path` names.
    package static func requirePlain(_ file: Int32, _ path: String) throws(FileTrouble) {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileTrouble(.read, path, code: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw FileTrouble(.read, path, code: EISDIR)
        default: throw FileTrouble(.read, path, FileTrouble.notPlain)
        }
    }
}
