internal import Hummingbird
internal import PaidanEngine
internal import PaidanJSON

/// `GET /v1/notices`: what the actor's roles have been told, the latest first.
enum Notices {
    static let limitMax = 200

    @Sendable static func list(_ call: Call) async throws -> Response {
        let limit = try Query(call, known: ["limit"]).count("limit", 1...limitMax) ?? 50
        let viewer = call.viewer
        let notices = try await call.read { try NoticeView.list(limit: limit, in: $0, for: viewer) }
        return Answer.json(["asOf": viewer.time(call.desk.now), "notices": .array(notices)])
    }
}
