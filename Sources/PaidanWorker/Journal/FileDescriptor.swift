import Glibc

/// A file that this process has open; closed when the value goes.
final class FileDescriptor: Sendable {
    let raw: Int32
    private let path: String

    init(opening path: String, flags: Int32) throws {
        // Readable by its owner only: commands may hold a department's words. Nobody waits for a pipe.
        let opened = open(path, flags | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw FileError.last("open \(path)") }
        raw = opened
        self.path = path
    }

    /// The lock goes first: a program that is just being started holds a copy of the handle until it runs, and the lock
    /// belongs to all copies together.
    deinit {
        _ = flock(raw, LOCK_UN)
        _ = close(raw)
    }

    func lockExclusively() throws {
        guard flock(raw, LOCK_EX | LOCK_NB) == 0 else {
            throw FileError.last("lock \(path); is another worker running with this journal?")
        }
    }

    /// A pipe or a device keeps nothing.
    func requirePlain() throws {
        var status = stat()
        guard fstat(raw, &status) == 0 else { throw FileError.last("look at \(path)") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(code: EINVAL, operation: "keep \(path)") }
    }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(raw, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError.last("write \(path)") }
            rest = rest.dropFirst(count)
        }
    }

    func sync() throws {
        guard fdatasync(raw) == 0 else { throw FileError.last("sync \(path)") }
    }

    func truncate(to length: Int) throws {
        guard ftruncate(raw, length) == 0 else { throw FileError.last("shorten \(path)") }
    }

    func readAll() throws -> [UInt8] { try read(atMost: .max) }

    func read(atMost most: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(most, 64 * 1_024))
        while bytes.count < most {
            let count = Glibc.read(raw, &buffer, min(buffer.count, most - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError.last("read \(path)") }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// Makes a new name in a folder durable.
    static func syncFolder(of path: String) throws {
        let slash = path.lastIndex(of: "/")
        let name = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let folder = try FileDescriptor(opening: name, flags: O_RDONLY | O_DIRECTORY)
        guard fsync(folder.raw) == 0 else { throw FileError.last("sync \(name)") }
    }
}

/// A call on a file that failed, told with what was tried.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// An `errno`.
    public let code: Int32
    public let operation: String

    /// Somebody else has the file.
    public var isLock: Bool { code == EWOULDBLOCK }

    static func last(_ operation: @autoclosure () -> String) -> FileError {
        let code = errno
        return FileError(code: code, operation: operation())
    }

    public var description: String { "\(operation): \(String(cString: strerror(code)))" }
}
