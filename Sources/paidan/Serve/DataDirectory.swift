internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// The folder in which a company's data lie: database, master key, administrator's token and the lock that keeps a
/// second server out.
struct DataDirectory {
    let path: String
    /// The folder and the file `lock`, for which an older Paidan looks. The folder's counts: whoever removes or replaces a file in it
    /// does not open the door.
    private let locks: [Int32]

    private var folder: DataFolder { DataFolder(path: path) }
    var databasePath: String { folder.database }
    var adminTokenPath: String { folder.adminToken }
    private var keyPath: String { folder.masterKey }

    /// Makes the folder if need be (mode 0700) and locks it.
    /// - Throws: `StoreError.inUse` when another process has it, else `FileTrouble`.
    init(locking path: String) throws {
        self.path = path
        try Self.makeFolder(path)
        let file = DataFolder(path: path).lock
        let folder = try Self.handle(path, open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        do {
            locks = [folder, try Self.handle(file, open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o600))]
        } catch {
            close(folder)
            throw error
        }
        do {
            for lock in locks { try Self.hold(lock, path) }
        } catch {
            unlock()
            throw error
        }
    }

    /// - Parameter opened: what `open` has just answered.
    private static func handle(_ path: String, _ opened: Int32) throws(FileTrouble) -> Int32 {
        guard opened >= 0 else { throw FileTrouble(.write, path, code: errno) }
        return opened
    }

    /// - Throws: `StoreError.inUse` when another process has it; `FileTrouble` where nothing can be locked, as on some network disks.
    static func hold(_ lock: Int32, _ path: String) throws {
        guard flock(lock, LOCK_EX | LOCK_NB) != 0 else { return }
        guard errno == EWOULDBLOCK else { throw FileTrouble(.write, path, code: errno) }
        throw StoreError.inUse(path: path)
    }

    private static func makeFolder(_ path: String) throws(FileTrouble) {
        if mkdir(path, 0o700) == 0 { return }
        let code = errno
        if code == ENOENT, let parent = parent(of: path) {
            try makeFolder(parent)
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileTrouble(.write, path, code: errno) }
            return
        }
        guard code == EEXIST else { throw FileTrouble(.write, path, code: code) }
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileTrouble(.write, path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw FileTrouble(.write, path, code: ENOTDIR) }
    }

    /// - Returns: nil where there is nothing above that could be made.
    static func parent(of path: String) -> String? {
        // `NSString` traps at a path of one character.
        let parent = URL(filePath: path).deletingLastPathComponent().relativePath
        return parent.utf8.count < path.utf8.count ? parent : nil
    }

    /// Takes away whatever rights others have to the folder and the database. The master key is another matter: whoever
    /// could read it may have copied it, and somebody has to decide.
    /// - Returns: what an operator has to know.
    func closeToOthers() -> [Label] {
        [path, databasePath, databasePath + "-wal", databasePath + "-shm"].compactMap(PrivateFile.closeToOthers)
    }

    /// Says so to the file itself: a program that is just being started may hold a copy of the handle, and with it the lock.
    func unlock() {
        for lock in locks {
            flock(lock, LOCK_UN)
            close(lock)
        }
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

    /// - Throws: `DataDirectoryError.databaseMissing` when only its companions are there: a half-copied backup or a volume that is
    ///   not there yet must not become an empty company. `linkedDatabase` where it goes by another name, too.
    func openStore() throws -> SQLiteStore {
        if !hasContent(databasePath), isLink(keyPath) || hasContent(keyPath) || hasContent(databasePath + "-wal") {
            throw DataDirectoryError.databaseMissing(databasePath)
        }
        try requireOneName()
        try makeDatabaseFile()
        return try SQLiteStore.open(path: databasePath)
    }

    /// The folder is locked, and the write-ahead log lies beside the name by which a database was opened: by another name another
    /// server would have it as well, with a log of its own.
    private func requireOneName() throws(DataDirectoryError) {
        var status = stat()
        guard !isLink(databasePath), stat(databasePath, &status) != 0 || status.st_nlink <= 1 else {
            throw DataDirectoryError.linkedDatabase(databasePath)
        }
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

    private func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Of a link what it leads to counts.
    private func hasContent(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    /// The master key, made at the first start. Losing it means losing every person's details and texts.
    /// - Parameter isNew: nothing was written under a key yet. Who finds data without theirs must not make another one.
    /// - Throws: `DataDirectoryError`, or `FileTrouble` when it cannot be read or made.
    func vault(_ random: inout some RandomNumberGenerator, isNew: Bool) throws -> Vault {
        guard try PlainFile.exists(keyPath) else {
            guard isNew else { throw DataDirectoryError.missingKey(keyPath) }
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
    /// There are data, and not the key under which they were written.
    case missingKey(String)
    /// The key file does not hold 64 hexadecimal digits.
    case unreadableKey(String)
    /// Others may read or replace the key file.
    case exposedKey(String)
    /// There is a key or a write-ahead log, but no database or an empty one.
    case databaseMissing(String)
    /// The database is a link, or another name of it is.
    case linkedDatabase(String)
}

extension DataDirectoryError: CommandFailure {
    var status: ExitStatus { .unavailable }

    func text(in language: Language) -> String { label.text(in: language) }

    private var label: Label {
        switch self {
        case .missingKey(let path):
            Label(
                "数据目录中没有主密钥 \(path);请放回与这些数据一同备份的主密钥",
                "there is no master key \(path) beside the data; put back the one that was kept with them")
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
        case .linkedDatabase(let path):
            Label(
                "数据库 \(path) 是链接,或另有硬链接:另一个服务可能以别的名称同时使用它;请把文件本身放进数据目录,并移走它的其他名称",
                "the database \(path) is a link, or has a hard link: another server could have it by the other name; put the file itself into the data folder and take its other names away"
            )
        }
    }
}
