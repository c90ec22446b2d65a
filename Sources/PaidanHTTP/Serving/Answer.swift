internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import PaidanJSON

/// Answers in JSON.
enum Answer {
    static let jsonType = "application/json"

    /// - Parameter caching: nothing here may be shown to somebody else, or without asking again.
    static func json(
        _ value: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
        caching: String = "private, no-cache"
    ) -> Response {
        bytes(value.bytes, type: jsonType, status: status, headers: headers, caching: caching)
    }

    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
        caching: String = "private, no-cache"
    ) -> Response {
        buffer(ByteBuffer(bytes: bytes), type: type, status: status, headers: headers, caching: caching)
    }

    /// What is the same for everybody lies in memory once, however many have not taken it yet.
    static func buffer(
        _ buffer: ByteBuffer, type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
        caching: String
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        headers[.cacheControl] = caching
        if caching.hasPrefix("private") { headers[.vary] = "Accept-Language, Authorization, Cookie" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: buffer))
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status, caching: "no-store")
    }
}
