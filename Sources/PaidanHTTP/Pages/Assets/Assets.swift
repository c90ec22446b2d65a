internal import Hummingbird

/// The pages' style sheet and script.
enum Assets {
    @Sendable static func styles(_ call: Call) async throws -> Response {
        asset(styleSheet, "text/css; charset=utf-8", call)
    }
    @Sendable static func code(_ call: Call) async throws -> Response {
        asset(script, "text/javascript; charset=utf-8", call)
    }

    private static func asset(_ text: String, _ type: String, _ call: Call) -> Response {
        let tag = "\"\(call.house.configuration.build).\(text.utf8.count)\""
        if ETag.matches(tag, call.http.headers[.ifNoneMatch]) {
            return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: "public, no-cache"])
        }
        return Answer.bytes(Array(text.utf8), type: type, headers: [.eTag: tag], caching: "public, no-cache")
    }
}
