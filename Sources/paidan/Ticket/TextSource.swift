internal import Foundation
internal import PaidanCore

/// Texts that stand elsewhere: in files and on standard input.
struct TextSource: Sendable {
    let file: @Sendable (String) throws -> String
    let standardInput: @Sendable () throws -> String

    /// What a server takes is far less.
    static let bytesMax = 1 << 20

    static let real = TextSource(
        file: { path in
            guard let handle = FileHandle(forReadingAtPath: path) else { throw unreadable(path) }
            return try text(of: handle, path)
        },
        standardInput: { try text(of: .standardInput, "-") })

    private static func text(of handle: FileHandle, _ name: String) throws -> String {
        let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
        guard data.count <= bytesMax else {
            throw Trouble(.usage, "\(name) 超过 \(bytesMax >> 10) KiB", "\(name) is longer than \(bytesMax >> 10) KiB")
        }
        guard let text = String(bytes: data, encoding: .utf8) else { throw unreadable(name) }
        return text
    }

    private static func unreadable(_ name: String) -> Trouble {
        Trouble(
            .usage, "无法读取 \(name)(须为 UTF-8 文本;若值本身以 @ 开头,请用 字段:=\"@…\")",
            "cannot read \(name) as UTF-8 text (a value that begins with @ is written field:=\"@…\")")
    }
}
