internal import Foundation
internal import PaidanCore
internal import PaidanEngine

/// Texts that stand elsewhere: in files and on standard input.
struct TextSource: Sendable {
    let file: @Sendable (String) throws -> String
    let standardInput: @Sendable () throws -> String

    /// What a server takes is far less.
    static let bytesMax = 1 << 20

    static let real = TextSource(
        file: { path in
            do throws(FileTrouble) {
                return try PlainFile.text(of: path, atMost: bytesMax)
            } catch {
                throw unreadable(error)
            }
        },
        standardInput: { try text(of: .standardInput) })

    private static func text(of handle: FileHandle) throws -> String {
        guard let data = try? handle.read(upToCount: bytesMax + 1) ?? Data() else {
            throw Trouble(.usage, "无法读取标准输入", "standard input cannot be read")
        }
        guard data.count <= bytesMax else {
            throw Trouble(.usage, "标准输入超过 \(bytesMax >> 10) KiB", "standard input is longer than \(bytesMax >> 10) KiB")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw Trouble(.usage, "标准输入不是 UTF-8 文本", "standard input is no UTF-8 text")
        }
        return text
    }

    private static func unreadable(_ trouble: FileTrouble) -> Trouble {
        Trouble(
            .usage, "\(trouble.label.zh)(若值本身以 @ 开头,请用 字段:=\"@…\")",
            "\(trouble.label.en) (a value that begins with @ is written field:=\"@…\")")
    }
}
