internal import HTTPTypes
internal import Hummingbird
internal import PaidanEngine

/// `/livez`: the process answers. `/readyz`: it can also read its data and is not stopping.
enum Health {
    @Sendable static func live(_ call: Call) async throws -> Response { Answer.text("ok\n") }

    @Sendable static func ready(_ call: Call) async throws -> Response {
        guard !call.house.draining.isOn else { throw Problem(.closing) }
        do {
            _ = try await call.house.library.read { try $0.feedHeads() }
        } catch {
            throw Problem(.notReady, cause: "\(error)")
        }
        return Answer.text("ok\n")
    }
}
