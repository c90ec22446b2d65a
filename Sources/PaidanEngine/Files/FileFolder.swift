internal import Foundation
package import PaidanCore
internal import Synchronization

/// `files/` of a data folder: a folder a customer, in it a file a digest. What is written there is sealed; the names tell ids and
/// digests.
///
/// A file is whole or not there: it is written under another name, synced and renamed. Bytes come before their row, so a crash
/// leaves bytes that nobody names; `sweep` sets them aside.
package final class FileFolder: Sendable {
    package let path: String
    /// Keeps what is being swept apart from what is being put there.
    let moving = Mutex(0)

    package init(path: String) { self.path = path }

    /// Makes the folder if need be, for nobody else.
    package func prepare() throws(FileTrouble) { try Self.makeFolder(path) }

    private func folder(of person: PersonID) -> String { "\(path)/\(person)" }
    package func place(of digest: FileDigest, _ person: PersonID) -> String { "\(folder(of: person))/\(digest)" }

    // MARK: Writing

    /// Answers when the bytes are on the disk. The same file again takes the place of the former.
    package func keep(_ sealed: [UInt8], as digest: FileDigest, of person: PersonID) throws(FileTrouble) {
        let folder = folder(of: person)
        try Self.makeFolder(folder)
        let number = moving.withLock { number in
            number += 1
            return number
        }
        let temporary = "\(folder)/\(Self.unfinished)\(digest)-\(number)"
        do throws(FileTrouble) {
            try Self.write(sealed, to: temporary)
            try rename(temporary, to: place(of: digest, person))
        } catch {
            unlink(temporary)
            throw error
        }
        try Self.sync(folder)
        try Self.sync(path)
    }

    private func rename(_ temporary: String, to place: String) throws(FileTrouble) {
        let code = moving.withLock { _ in Foundation.rename(temporary, place) == 0 ? 0 : errno }
        guard code == 0 else { throw FileTrouble(.write, place, code: code) }
    }

    static let unfinished = "."

    private static func write(_ bytes: [UInt8], to path: String) throws(FileTrouble) {
        let file = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileTrouble(.write, path, code: errno) }
        defer { close(file) }
        var place = 0
        while place < bytes.count {
            let count = bytes[place...].withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileTrouble(.write, path, code: errno) }
            place += count
        }
        guard fsync(file) == 0 else { throw FileTrouble(.write, path, code: errno) }
    }

    private static func makeFolder(_ path: String) throws(FileTrouble) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileTrouble(.write, path, code: errno) }
    }

    private static func sync(_ folder: String) throws(FileTrouble) {
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw FileTrouble(.write, folder, code: errno) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw FileTrouble(.write, folder, code: errno) }
    }

    // MARK: Looking

    /// Every file, by customer and digest; what is unfinished or of a strange name is not among them.
    package func all() throws(FileTrouble) -> [(person: PersonID, digest: FileDigest)] {
        var found: [(person: PersonID, digest: FileDigest)] = []
        for folder in try names(in: path).sorted() {
            guard let person = PersonID(text: folder) else { continue }
            for name in try names(in: "\(path)/\(folder)").sorted() {
                if let digest = FileDigest(text: name) { found.append((person, digest)) }
            }
        }
        return found
    }

    func names(in folder: String) throws(FileTrouble) -> [String] {
        guard let stream = opendir(folder) else {
            guard errno == ENOENT || errno == ENOTDIR else { throw FileTrouble(.read, folder, code: errno) }
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
