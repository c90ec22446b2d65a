internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// The folder in which a company's data lie: database, master key, administrator's token and the lock that keeps a
/// second server out.
struct DataDirectory {
    let path: String
    private let lock: Int32

    private var folder: DataFolder { DataFolder(path: path) }
    var databasePath: String { folder.database }
    var adminTokenPath: String { folder.adminToken }
    private var keyPath: String { folder.masterKey }

    /// Makes the folder if need be (mode 0700) and locks it.
    /// - Throws: `StoreError.inUse` when another process has it, else `FileTrouble`.
    init(locking path: String) throws {
        self.path = path
        try Self.makeFolder(path)
        let lockPath = DataFolder(path: path).lock
        lock = open(lockPath, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw FileTrouble(.write, lockPath, code: errno) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw StoreError.inUse(path: path)
        }
    }

    private static func makeFolder(_ path: String) throws(FileTrouble) {
        if mkdir(path, 0o700) == 0 { return }
        let code = errno
        let parent = NSString(string: path).deletingLastPathComponent
        if code == ENOENT && !parent.isEmpty && parent != path {
            try makeFolder(parent)
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileTrouble(.write, path, code: errno) }
            return
        }
        guard code == EEXIST else { throw FileTrouble(.write, path, code: code) }
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileTrouble(.write, path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw FileTrouble(.write, path, code: ENOTDIR) }
    }

    /// Takes away whatever rights others have to the folder and the database. The master key is another matter: whoever
    /// could read it may have copied it, and somebody has to decide.
    /// - Returns: what an operator has to know.
    func closeToOthers() -> [Label] {
        [path, databasePath, databasePath + "-wal", databasePath + "-shm"].compactMap(PrivateFile.closeToOthers)
    }

    /// Says so to the file itself: a program that is just being started may hold a copy of the handle, and with it the lock.
    func unlock() {
        flock(lock, LOCK_UN)
        close(lock)
    }

    /// Room that is left for us on the disk; nil when the operating system does not say.
    var freeBytes: Int? {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return nil }
        return Int(clamping: UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize)).partialValue)
    }

    /// Size of the write-ahead log; nil when there is none.
    var walBytes: Int? {
        try? FileManager.default.attributesOfItem(atPath: databasePath + "-wal")[.size] as? Int
    }

    /// - Throws: `DataDirectoryError.databaseMissing` when only its companions are there: a half-copied backup must not
    ///   become an empty company.
    func openStore() throws -> SQLiteStore {
        if !isPresent(databasePath), isPresent(keyPath) || isPresent(databasePath + "-wal") {
            throw DataDirectoryError.databaseMissing(databasePath)
        }
        try makeDatabaseFile()
        return try SQLiteStore.open(path: databasePath)
    }

    /// Only the owner may read what lies here; SQLite makes its side files with the mode of the main one.
    ///
    /// Over before SQLite opens the file: whoever closes any handle of a file drops all locks that the process has on it, and
    /// without SQLite's lock another program that looks into the file would take itself for the last and delete the log.
    private func makeDatabaseFile() throws {
        let handle = open(databasePath, O_CREAT | O_RDWR | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard handle >= 0 else { throw FileTrouble(.write, databasePath, code: errno) }
        defer { close(handle) }
        try PlainFile.requirePlain(handle, databasePath)
    }

    private func isPresent(_ path: String) -> Bool {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return (size ?? 0) > 0
    }

    /// Whether the master key is there. Who finds data without it must not make another one.
    var hasKey: Bool { isPresent(keyPath) }

    /// The master key, made at the first start. Losing it means losing every person's details and texts.
    /// - Throws: `DataDirectoryError`, or `FileTrouble` when it cannot be read or made.
    func vault(_ random: inout some RandomNumberGenerator) throws -> Vault {
        guard access(keyPath, F_OK) == 0 else {
            let key = random.bytes(Vault.masterKeyBytes)
            try PrivateFile.write(key.hex + "\n", to: keyPath)
            return Vault(masterKey: key)
        }
        guard PrivateFile.rightsOfOthers(to: keyPath) == 0 else { throw DataDirectoryError.exposedKey(keyPath) }
        let text = try PlainFile.text(of: keyPath)
        guard let key = [UInt8](hex: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            key.count == Vault.masterKeyBytes
        else { throw DataDirectoryError.unreadableKey(keyPath) }
        return Vault(masterKey: key)
    }
}

enum DataDirectoryError: Error, Hashable {
    /// The key file does not hold 64 hexadecimal digits.
    case unreadableKey(String)
    /// Others may read or replace the key file.
    case exposedKey(String)
    /// There is a key or a write-ahead log, but no database or an empty one.
    case databaseMissing(String)
}

extension [UInt8] {
    /// - Returns: nil unless `hex` is an even number of hexadecimal digits.
    init?(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue)
        guard digits.count == hex.count, digits.count.isMultiple(of: 2) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

extension DataDirectoryError: CommandFailure {
    var status: ExitStatus { .unavailable }

    func text(in language: Language) -> String { label.text(in: language) }

    private var label: Label {
        switch self {
        case .unreadableKey(let path):
            Label("主密钥文件 \(path) 无法读取:应为 64 位十六进制数字", "the master key \(path) is not 64 hexadecimal digits")
        case .exposedKey(let path):
            Label(
                "其他账号可以访问主密钥 \(path),它可能已被复制。若确认无人动过,请执行 chmod 600 \(path) 后再启动",
                "others may get at the master key \(path), so it may have been copied. If you know that nobody did, run chmod 600 \(path) and start again"
            )
        case .databaseMissing(let path):
            Label(
                "数据库 \(path) 不存在或为空,但目录中有密钥或预写日志;请恢复完整备份,或换一个目录",
                "there is no database \(path), or an empty one, beside a key or a write-ahead log; restore a whole backup, or name another folder"
            )
        }
    }
}
