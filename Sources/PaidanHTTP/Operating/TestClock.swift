internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/test/clock`: a clock moved by hand (`paidan serve --clock manual`), by the administrator. Elsewhere there is no
/// such route.
enum TestClock {
    @Sendable static func show(_ call: Call) async throws -> Response {
        try admit(call)
        _ = try Query(call, known: [])
        return Answer.json(["now": call.viewer.time(call.desk.now)])
    }

    /// Answers when every rung up to then is committed.
    @Sendable static func move(_ call: Call) async throws -> Response {
        try admit(call)
        let body = try await Body.read(call, known: ["to"])
        guard let moment = try body.moment("to") else { throw Problem.invalid([Problem.Flaw("/to", .missing)]) }
        do {
            let fired = try await call.desk.moveClock(to: moment)
            return Answer.json(
                ["now": call.viewer.time(call.desk.now), "rungsFired": .count(fired)], caching: "no-store")
        } catch {
            throw Problem(of: error)
        }
    }

    /// Not by the route's door: it would tell by 403 what is 404 for everybody.
    private static func admit(_ call: Call) throws {
        guard call.desk.isManual else { throw Problem(.notFound) }
        guard call.actor.has(.admin) else {
            throw Problem.wrongRole(needs: [.admin], to: "\(call.http.method) /v1/test/clock")
        }
    }
}
