import Foundation
import PaidanCore
import PaidanEngine

/// The log of a help desk that the system tests take over, with the mapping that ships.
enum HelpDeskLog {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// After its last row.
    static let later = Instant(rfc3339: "2026-04-01T09:00:00+08:00")!

    /// In the order of their times.
    static func rows() throws -> (header: String, rows: [(at: String, text: String)]) {
        let text = try String(contentsOf: root.appendingPathComponent("Tests/System/old_log.csv"), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let rows = lines.dropFirst().map { (at: String($0.split(separator: ",")[3]), text: $0) }
        return (
            lines[0],
            rows.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
        )
    }

    /// - Parameter closing: lines for the end of the file.
    static func mapping(closing: String) throws -> ImportMapping {
        let file = root.appendingPathComponent("deploy/import/helpdesk.yaml")
        return try ImportMapping.load(
            text: String(contentsOf: file, encoding: .utf8) + "\n" + closing + "\n", file: file.path)
    }
}
