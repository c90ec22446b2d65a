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
    private let moving = Mutex(0)

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

    private static let unfinished = "."

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

    // MARK: Sweeping

    /// What the database says of a file.
    package enum Fate: Sendable {
        case kept
        /// No row names it: it was never attached, or the rows of another day are looked at.
        case unknown
        /// Its customer was erased.
        case erased
    }

    private static let aside = "aside-"
    /// So long the bytes of a file that no row names are kept aside: an older database that was tried in the folder destroys nothing.
    package static let asideSeconds = 7 * 24 * 3_600

    /// Sets aside what no row names: uploads that went before they were attached, what a crash left. Removes what has lain aside long
    /// enough, what is unfinished, and files of erased customers; brings back what a row names again.
    /// - Parameters:
    ///   - seconds: younger ones stay: their row may be on its way.
    ///   - fate: asked for each file.
    /// - Returns: how many are not where they were.
    package func sweep(
        olderThan seconds: Int, fate: (PersonID, FileDigest) throws -> Fate
    ) throws -> Int {
        var moved = 0
        for folder in try names(in: path) {
            guard let person = PersonID(text: folder) else { continue }
            for name in try names(in: "\(path)/\(folder)") {
                let file = "\(path)/\(folder)/\(name)"
                if name.hasPrefix(Self.unfinished) {
                    if remove(file, olderThan: seconds) { moved += 1 }
                } else if let digest = FileDigest(text: name) {
                    let place = "\(path)/\(folder)/\(Self.aside)\(name)"
                    if sweep(file, place, try fate(person, digest), seconds) { moved += 1 }
                } else if name.hasPrefix(Self.aside),
                    let digest = FileDigest(text: String(name.dropFirst(Self.aside.count)))
                {
                    let place = place(of: digest, person)
                    if sweepAside(file, place, try fate(person, digest)) { moved += 1 }
                }
            }
            // Only an empty one goes.
            _ = moving.withLock { _ in rmdir("\(path)/\(folder)") }
        }
        return moved
    }

    private func sweep(_ file: String, _ place: String, _ fate: Fate, _ seconds: Int) -> Bool {
        switch fate {
        case .kept: false
        case .erased: remove(file, olderThan: seconds)
        case .unknown: setAside(file, at: place, olderThan: seconds)
        }
    }

    private func sweepAside(_ file: String, _ place: String, _ fate: Fate) -> Bool {
        switch fate {
        case .kept: moving.withLock { _ in Foundation.rename(file, place) == 0 }
        case .erased: remove(file, olderThan: 0)
        case .unknown: remove(file, olderThan: Self.asideSeconds)
        }
    }

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

    private func remove(_ path: String, olderThan seconds: Int) -> Bool {
        whenOld(path, seconds) { unlink(path) == 0 }
    }

    /// Its age counts from now on.
    private func setAside(_ file: String, at place: String, olderThan seconds: Int) -> Bool {
        whenOld(file, seconds) { utimensat(AT_FDCWD, file, nil, 0) == 0 && Foundation.rename(file, place) == 0 }
    }

    /// It may have come anew since it was looked at.
    private func whenOld(_ path: String, _ seconds: Int, _ act: () -> Bool) -> Bool {
        moving.withLock { _ in
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                time(nil) - status.st_mtim.tv_sec >= seconds
            else { return false }
            return act()
        }
    }

    private func names(in folder: String) throws(FileTrouble) -> [String] {
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
