internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// Opens the data for reading and verifies them.
enum Verification {
    /// - Parameter title: of the progress bar; nil for none.
    static func run(data folder: String, title: String?) throws -> Verifier.Report {
        let library = try DataFile.open(DataFolder(path: folder).database)
        var bar = title.map { ProgressBar($0) }
        defer { bar?.clear() }
        return try library.readNow { reading in
            let total = try Kind.allCases.reduce(0) { try $0 + reading.highestNumber(of: $1) }
            return try Verifier(reading).run(reading) { bar?.show($0, of: total) }
        }
    }
}
