internal import Foundation
package import PaidanCore
internal import Synchronization

/// What lies in the folder and in no row.
extension FileFolder {
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
}
