internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// Opens the data for reading and verifies them.
enum Verification {
    /// - Parameter title: of the progress bar; nil for none.
    static func run(data folder: String, title: String?) throws -> Verifier.Report {
        let path = folder + "/paidan.db"
        guard FileManager.default.fileExists(atPath: path) else {
            throw Trouble(.unavailable, "\(folder) 中没有数据(paidan.db)", "there are no data (paidan.db) in \(folder)")
        }
        // What is no file would be waited for.
        _ = try PlainFile.bytes(of: path, atMost: 1)
        var bar = title.map { ProgressBar($0) }
        defer { bar?.clear() }
        return try library(path).readNow { reading in
            let total = try Kind.allCases.reduce(0) { try $0 + reading.highestNumber(of: $1) }
            return try Verifier(reading).run(reading) { bar?.show($0, of: total) }
        }
    }

    /// The way to a library leads through a store; one in memory leaves the file alone.
    private static func library(_ path: String) throws -> SQLiteLibrary {
        try SQLiteLibrary.open(path: path, readers: 1)
    }
}
