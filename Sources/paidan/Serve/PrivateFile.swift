// Whose `stat` is depends on what the compiler read first: this module brings it in, too.
internal import CDispatch
internal import Foundation
internal import PaidanCore
internal import PaidanEngine

/// Files that only their owner may read.
enum PrivateFile {
    private static let mode: mode_t = 0o600
    private static let othersRights: mode_t = 0o077

    /// Written whole and durably, or not at all.
    static func write(_ text: String, to path: String) throws(FileTrouble) {
        let draft = try lay(text, for: path)
        try putInPlace(draft, path)
    }

    /// The same; what goes with it is done when the text is on the disk and before it is in its place.
    /// - Throws: also what `deed` throws; the former file is then still there.
    static func write(_ text: String, to path: String, once deed: () throws -> Void) throws {
        let draft = try lay(text, for: path)
        do {
            try deed()
        } catch {
            unlink(draft)
            throw error
        }
        try putInPlace(draft, path)
    }

    /// Bytes under a name that is free.
    static func writeNew(_ bytes: [UInt8], to path: String) throws(FileTrouble) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw FileTrouble(.write, path, code: errno) }
        defer { close(file) }
        var place = 0
        while place < bytes.count {
            let count = bytes[place...].withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                let code = errno
                unlink(path)
                throw FileTrouble(.write, path, code: code)
            }
            place += count
        }
    }

    private static func putInPlace(_ draft: String, _ path: String) throws(FileTrouble) {
        guard rename(draft, path) == 0 else {
            let code = errno
            unlink(draft)
            throw FileTrouble(.write, path, code: code)
        }
    }

    /// - Returns: the name beside the file under which the text lies.
    private static func lay(_ text: String, for path: String) throws(FileTrouble) -> String {
        let draft = try draft(for: path)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw FileTrouble(.write, path, code: errno) }
        defer { close(file) }
        guard isWritten(text, to: file), fsync(file) == 0 else {
            let code = errno
            unlink(draft)
            throw FileTrouble(.write, path, code: code)
        }
        return draft
    }

    /// Texts are short, so that they are written at once, or the disk is full.
    private static func isWritten(_ text: String, to file: Int32) -> Bool {
        let bytes = Array(text.utf8)
        let count = Foundation.write(file, bytes, bytes.count)
        if count >= 0 && count < bytes.count { errno = ENOSPC }
        return count == bytes.count
    }

    /// Tells now what `write` would tell later; leaves nothing behind.
    static func requireWritable(_ path: String) throws(FileTrouble) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw FileTrouble(.write, path, code: EISDIR)
        }
        let draft = try draft(for: path)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw FileTrouble(.write, path, code: errno) }
        close(file)
        unlink(draft)
    }

    /// A name beside the file. What a crash left there goes, and so does what somebody else may have put there.
    private static func draft(for path: String) throws(FileTrouble) -> String {
        let draft = path + ".new"
        guard unlink(draft) == 0 || errno == ENOENT else { throw FileTrouble(.write, path, code: errno) }
        return draft
    }

    // MARK: Rights

    /// The rights that others have; 0 when nobody has, or when there is nothing.
    static func rightsOfOthers(to path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & othersRights : 0
    }

    /// Takes the rights of others away.
    /// - Returns: what somebody has to know, if they had any.
    static func closeToOthers(_ path: String) -> Label? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & othersRights != 0 else { return nil }
        let former = text(status.st_mode & 0o777)
        guard chmod(path, status.st_mode & 0o7700) == 0 else {
            let reason = FileTrouble.reason(errno)
            return Label(
                "警告:\(path) 的权限为 \(former),其他账号可以访问,且无法收回(\(reason.zh))",
                "warning: \(path) has mode \(former); others get at it, and that cannot be ended (\(reason.en))")
        }
        return Label(
            "警告:\(path) 的权限曾为 \(former),其他账号可以访问;现已收回",
            "warning: \(path) had mode \(former), so others could get at it; their rights have been taken away")
    }

    /// `0644`
    static func text(_ mode: mode_t) -> String { "0" + String(mode, radix: 8) }
}
