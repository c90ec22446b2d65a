internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// Opens the data for reading and verifies them.
enum Verification {
    /// - Parameter title: of the progress bar; nil for none.
    static func run(data folder: String, title: String?) throws -> Verifier.Report {
        let audit = audit(of: DataFolder(path: folder))
        var bar = title.map { ProgressBar($0) }
        defer { bar?.clear() }
        var report: Verifier.Report?
        do {
            return try DataFile.open(DataFolder(path: folder).database).readNow { reading in
                let total = Kind.allCases.reduce(0) { $0 + ((try? reading.highestNumber(of: $1)) ?? 0) }
                let found = Verifier(reading, files: audit).run(reading) { bar?.show($0, of: total) }
                report = found
                return found
            }
        } catch StoreError.damagedFile(let what) {
            // Of damage that was met on the way SQLite complains once more at the end.
            return report ?? .unreadable(what)
        }
    }

    /// Without the key only whether files are there, and how long they are.
    private static func audit(of folder: DataFolder) -> FileAudit {
        let text = try? PlainFile.text(of: folder.masterKey)
        let key = text.flatMap { [UInt8](hex: $0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        let vault = key.flatMap { $0.count == Vault.masterKeyBytes ? Vault(masterKey: $0) : nil }
        return FileAudit(FileFolder(path: folder.attachments), vault: vault)
    }
}
