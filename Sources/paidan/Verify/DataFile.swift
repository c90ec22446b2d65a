internal import Foundation
internal import PaidanEngine
internal import PaidanStore

/// The database of a data folder, or a copy of it, for reading; beside a running server too.
enum DataFile {
    static func path(in folder: String) -> String { folder + "/paidan.db" }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func open(_ path: String) throws -> SQLiteLibrary {
        guard exists(path) else { throw Trouble(.unavailable, "没有数据(\(path))", "there are no data (\(path))") }
        // What is no file would be waited for.
        _ = try PlainFile.bytes(of: path, atMost: 1)
        return try SQLiteLibrary.open(path: path, readers: 1)
    }
}
