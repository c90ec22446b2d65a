import Glibc
import Synchronization

/// A journal in one file: a line of JSON per entry, appended and synced.
///
/// A line that was torn by a crash is cut off at the next start; a file that is no journal is refused and left as it is.
/// When the file has grown to four times of what it has to say, it is written anew beside the old one and put in its place.
/// One process at a time: the file is locked.
public final class FileJournal: Journal {
    private struct State {
        var file: FileDescriptor
        var lines: Int
        var recollection: Recollection
    }

    /// Lines that are never worth writing anew.
    private static let smallLines = 1_000

    private let path: String
    private let lock: FileDescriptor
    private let state: Mutex<State>

    /// Opens the journal, or begins it.
    /// - Parameter limit: acknowledged messages that are remembered; the session's `memoryLimit`.
    /// - Throws: `NoJournal`, or `FileError`.
    public init(path: String, limit: Int = 10_000) throws {
        self.path = path
        // Before a lock is made beside it: the folder may be somebody else's, too.
        try Self.requireJournal(path)
        lock = try FileDescriptor(opening: path + ".lock", flags: O_RDWR | O_CREAT)
        try lock.lockExclusively()
        let file = try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_APPEND)
        try file.requirePlain()
        let entries = try Self.entries(in: file, path)
        try FileDescriptor.syncFolder(of: path)
        state = Mutex(
            State(file: file, lines: entries.count, recollection: Recollection(limit: limit, entries)))
    }

    public func load() -> [JournalEntry] {
        state.withLock { $0.recollection.entries }
    }

    public func append(_ entries: [JournalEntry]) throws {
        try state.withLock { state in
            try state.file.write(Self.bytes(of: entries))
            try state.file.sync()
            for entry in entries { state.recollection.apply(entry) }
            state.lines += entries.count
            try rewriteIfLong(&state)
        }
    }

    private func rewriteIfLong(_ state: inout State) throws {
        guard state.lines > Self.smallLines else { return }
        let kept = state.recollection.entries
        guard state.lines > 4 * kept.count else { return }
        let fresh = path + ".new"
        let file = try FileDescriptor(opening: fresh, flags: O_RDWR | O_CREAT | O_TRUNC | O_APPEND)
        try file.write(Self.bytes(of: kept))
        try file.sync()
        guard rename(fresh, path) == 0 else { throw FileError.last("replace \(path)") }
        try FileDescriptor.syncFolder(of: path)
        state.file = file
        state.lines = kept.count
    }

    private static func bytes(of entries: [JournalEntry]) -> [UInt8] {
        entries.flatMap { JournalLine.bytes(of: $0) + [UInt8(ascii: "\n")] }
    }

    /// Nobody's file is cut or added to because it was named by mistake: a journal begins as an entry does.
    private static func requireJournal(_ path: String) throws {
        let file: FileDescriptor
        do {
            file = try FileDescriptor(opening: path, flags: O_RDONLY)
        } catch let error as FileError where error.code == ENOENT {
            return
        }
        try file.requirePlain()
        guard JournalLine.mayBegin(with: try file.read(atMost: JournalLine.beginningBytes)) else {
            throw NoJournal(path: path)
        }
    }

    /// Reads all lines; what follows the last line feed is a torn line, and is cut off.
    private static func entries(in file: FileDescriptor, _ path: String) throws -> [JournalEntry] {
        let bytes = try file.readAll()
        if let first = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false).first,
            first.count < bytes.count, JournalLine.entry(first) == nil
        {
            throw NoJournal(path: path)
        }
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        if end < bytes.count { try file.truncate(to: end) }
        return bytes[..<end].split(separator: UInt8(ascii: "\n")).compactMap(JournalLine.entry)
    }
}

/// There is a file, and it is no journal. It was left as it is.
public struct NoJournal: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String

    public var description: String { "\(path) is there already and is no journal; it was left as it is" }
}
