import Foundation

/// Files of the repository that tests compare with.
enum Repository {
    /// The directory that holds `Package.swift`, also when the tests are reached through a link.
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Paths of the files below a directory, sorted.
    static func files(in directory: String, ending endings: [String]) throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: directory).path)
        return names.filter { name in endings.contains(where: name.hasSuffix) }.sorted().map { "\(directory)/\($0)" }
    }

    /// - Returns: what the file holds; `text` itself when `PAIDAN_UPDATE_GOLDEN=1` asks to write it anew.
    static func golden(_ path: String, updating text: String) throws -> String {
        guard ProcessInfo.processInfo.environment["PAIDAN_UPDATE_GOLDEN"] == "1" else { return try self.text(path) }
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return text
    }
}
