internal import HTTPTypes
internal import Hummingbird
internal import PaidanEngine

/// `/livez`: the process answers. `/readyz`: it can also read its data and write more, and is not stopping.
enum Health {
    @Sendable static func live(_ call: Call) async throws -> Response { Answer.text("ok\n") }

    @Sendable static func ready(_ call: Call) async throws -> Response {
        guard !call.house.draining.isOn else { throw Problem(.closing) }
        if let condition = call.house.condition?.condition(), let obstacle = Obstacle(in: condition) {
            throw obstacle.problem()
        }
        do {
            _ = try await call.house.library.read { try $0.feedHeads() }
        } catch {
            throw Obstacle.dataUnreadable.problem(cause: "\(error)")
        }
        return Answer.text("ok\n")
    }
}
