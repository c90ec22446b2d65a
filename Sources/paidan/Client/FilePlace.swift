internal import Foundation

/// Where a file lies: two names of one file are the same place.
enum FilePlace: Hashable {
    /// There is a file.
    case file(device: UInt64, number: UInt64)
    /// There is none yet; links on the way to it are followed.
    case path(String)

    /// - Returns: nil where nothing is kept that is written there, as in `/dev/null` or a pipe.
    init?(keeping path: String) {
        var found = stat()
        guard stat(path, &found) != 0 || found.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(path)
    }

    init(_ path: String) {
        var found = stat()
        self =
            stat(path, &found) == 0
            ? .file(device: UInt64(found.st_dev), number: UInt64(found.st_ino))
            : .path(URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path)
    }
}
