internal import Foundation
internal import PaidanEngine
internal import PaidanStore

/// The database of a data folder, or a copy of it, for reading; beside a running server too.
enum DataFile {
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// - Parameter readers: how many read at once.
    static func open(_ path: String, readers: Int = 1) throws -> SQLiteLibrary {
        guard exists(path) else { throw Trouble(.unavailable, "没有数据(\(path))", "there are no data (\(path))") }
        // What is no file would be waited for.
        _ = try PlainFile.bytes(of: path, atMost: 1)
        return try SQLiteLibrary.open(path: path, readers: readers)
    }
}
