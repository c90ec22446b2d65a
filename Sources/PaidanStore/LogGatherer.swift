internal import Foundation
internal import GRDBSQLite

/// SQLite's own way to the files of this system, with one difference: what it writes into a write-ahead log is gathered
/// (`GatheredLog`). Every other file, and all else about a log, is SQLite's own business.
enum LogGatherer {
    /// For every database that this process opens from now on. Where it cannot be, logs are written piece by piece as ever.
    static func install() { _ = isInstalled }

    /// Once a process.
    private static let isInstalled: Bool = {
        guard let own, let name = strdup("paidan") else { return false }
        let gatherer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        gatherer.initialize(to: own.pointee)
        gatherer.pointee.zName = UnsafePointer(name)
        gatherer.pointee.pNext = nil
        gatherer.pointee.szOsFile += Int32(LogFile.bytes)
        gatherer.pointee.xOpen = { _, path, file, flags, flagsOut in
            guard let own = LogGatherer.own, let file else { return SQLITE_CANTOPEN }
            guard flags & SQLITE_OPEN_WAL != 0 else { return own.pointee.xOpen(own, path, file, flags, flagsOut) }
            let code = own.pointee.xOpen(own, path, LogFile.inner(of: file), flags, flagsOut)
            if code == SQLITE_OK { LogFile.begin(at: file) } else { file.pointee.pMethods = nil }
            return code
        }
        return sqlite3_vfs_register(gatherer, 1) == SQLITE_OK
    }()

    /// SQLite's, which it had before.
    // Safe: SQLite's own, read only, and lives as long as the process.
    nonisolated(unsafe) private static let own = sqlite3_vfs_find(nil)
}

/// An open write-ahead log as SQLite sees it: ours in front, SQLite's own file behind it in the same memory.
private struct LogFile {
    var head: sqlite3_file
    var log: Unmanaged<Held>

    final class Held {
        var log = GatheredLog()
    }

    /// In front of SQLite's own file; as aligned as that.
    static let bytes = (MemoryLayout<LogFile>.stride + 15) & ~15

    static func inner(of file: UnsafeMutablePointer<sqlite3_file>) -> UnsafeMutablePointer<sqlite3_file> {
        (UnsafeMutableRawPointer(file) + bytes).assumingMemoryBound(to: sqlite3_file.self)
    }

    static func begin(at file: UnsafeMutablePointer<sqlite3_file>) {
        UnsafeMutableRawPointer(file).initializeMemory(
            as: LogFile.self, to: LogFile(head: sqlite3_file(pMethods: methods), log: .passRetained(Held())))
    }

    private static func held(_ file: UnsafeMutablePointer<sqlite3_file>) -> Held {
        UnsafeMutableRawPointer(file).assumingMemoryBound(to: LogFile.self).pointee.log.takeUnretainedValue()
    }

    private static func write(
        to own: UnsafeMutablePointer<sqlite3_file>, _ bytes: UnsafeRawBufferPointer, _ offset: Int64
    ) -> Int32 {
        own.pointee.pMethods.pointee.xWrite(own, bytes.baseAddress, Int32(bytes.count), offset)
    }

    /// What is held is in the file before anything else is done with it.
    private static func afterAll(
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ body: (UnsafeMutablePointer<sqlite3_file>, sqlite3_io_methods) -> Int32
    ) -> Int32 {
        guard let file else { return SQLITE_MISUSE }
        let own = inner(of: file)
        let code = held(file).log.letGo { write(to: own, $0, $1) }
        return code == SQLITE_OK ? body(own, own.pointee.pMethods.pointee) : code
    }

    /// Locks, shared memory and mapped pages are the database file's; SQLite asks a log for none of them.
    // Safe: written once, before anybody has it, and never freed.
    nonisolated(unsafe) private static let methods: UnsafePointer<sqlite3_io_methods> = {
        var methods = sqlite3_io_methods()
        methods.iVersion = 1
        methods.xClose = { file in
            guard let file else { return SQLITE_MISUSE }
            let code = LogFile.afterAll(file) { _, _ in SQLITE_OK }
            let own = LogFile.inner(of: file)
            let closed = own.pointee.pMethods.pointee.xClose(own)
            UnsafeMutableRawPointer(file).assumingMemoryBound(to: LogFile.self).pointee.log.release()
            return code == SQLITE_OK ? closed : code
        }
        methods.xWrite = { file, bytes, count, offset in
            guard let file else { return SQLITE_MISUSE }
            let own = LogFile.inner(of: file)
            return LogFile.held(file).log.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)), at: offset) {
                LogFile.write(to: own, $0, $1)
            }
        }
        methods.xRead = { file, place, count, offset in
            LogFile.afterAll(file) { own, methods in methods.xRead(own, place, count, offset) }
        }
        methods.xTruncate = { file, size in
            LogFile.afterAll(file) { own, methods in methods.xTruncate(own, size) }
        }
        methods.xSync = { file, flags in LogFile.afterAll(file) { own, methods in methods.xSync(own, flags) } }
        methods.xFileSize = { file, size in
            LogFile.afterAll(file) { own, methods in methods.xFileSize(own, size) }
        }
        methods.xLock = { file, level in LogFile.afterAll(file) { own, methods in methods.xLock(own, level) } }
        methods.xUnlock = { file, level in LogFile.afterAll(file) { own, methods in methods.xUnlock(own, level) } }
        methods.xCheckReservedLock = { file, isReserved in
            LogFile.afterAll(file) { own, methods in methods.xCheckReservedLock(own, isReserved) }
        }
        methods.xFileControl = { file, what, value in
            LogFile.afterAll(file) { own, methods in methods.xFileControl(own, what, value) }
        }
        methods.xSectorSize = { file in
            guard let file else { return 0 }
            let own = LogFile.inner(of: file)
            return own.pointee.pMethods.pointee.xSectorSize(own)
        }
        methods.xDeviceCharacteristics = { file in
            guard let file else { return 0 }
            let own = LogFile.inner(of: file)
            return own.pointee.pMethods.pointee.xDeviceCharacteristics(own)
        }
        let place = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        place.initialize(to: methods)
        return UnsafePointer(place)
    }()
}
