import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PaidanJSON

/// An answer with its whole body.
struct Reply {
    let status: Int
    let headers: HTTPFields
    let body: String
    let bytes: [UInt8]
    /// Null when the body is none.
    let json: JSON

    init(_ response: Response) async throws {
        let sink = Sink()
        try await response.body.write(sink)
        status = response.status.code
        headers = response.headers
        body = sink.text
        bytes = sink.bytes
        json = (try? JSON(parsing: body)) ?? .null
    }

    func text(_ name: String) -> String { json[name]?.string ?? "" }
    /// The problem's code.
    var code: String { text("code") }
    var state: String { json["state"]?["name"]?.string ?? "" }
    var rev: Int64 { json["rev"]?.integer ?? 0 }
    var pointers: [String] { (json["errors"]?.array ?? []).compactMap { $0["pointer"]?.string } }

    private final class Sink: ResponseBodyWriter {
        private var buffer = ByteBuffer()
        var text: String { String(buffer: buffer) }
        var bytes: [UInt8] { Array(buffer.readableBytesView) }

        func write(_ buffer: ByteBuffer) async throws { self.buffer.writeImmutableBuffer(buffer) }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

/// `schema/openapi.yaml` of this working copy.
enum OpenAPIFile {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func text() throws -> String { try text(of: "schema/openapi.yaml") }
    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }
}
