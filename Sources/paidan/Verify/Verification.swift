internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// Opens the data for reading and verifies them.
enum Verification {
    /// - Parameter title: of the progress bar; nil for none.
    static func run(data folder: String, title: String?) throws -> Verifier.Report {
        var bar = title.map { ProgressBar($0) }
        defer { bar?.clear() }
        var report: Verifier.Report?
        do {
            return try DataFile.open(DataFolder(path: folder).database).readNow { reading in
                let total = Kind.allCases.reduce(0) { $0 + ((try? reading.highestNumber(of: $1)) ?? 0) }
                let found = Verifier(reading).run(reading) { bar?.show($0, of: total) }
                report = found
                return found
            }
        } catch StoreError.damagedFile(let what) {
            // Of damage that was met on the way SQLite complains once more at the end.
            return report ?? .unreadable(what)
        }
    }
}
