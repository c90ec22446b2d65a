internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `GET /v1/people/{id}`: a customer, masked; with a reason in full, and that is written down first.
enum People {
    static let reasonCharacters = 2...200
    static let roles = Sight.callers + [.departmentWorker, .departmentHead]

    @Sendable static func show(_ call: Call) async throws -> Response {
        let query = try Query(call, known: ["reason"])
        guard let id = PersonID(text: try call.parameter("id")) else { throw Problem(.noSuchPerson) }
        let reason = try reason(query, call)
        let (viewer, sight) = (call.viewer, call.sight)
        let isOpen = reason != nil
        let json = try await call.read { reading -> JSON in
            guard let json = try CustomerView.json(of: id, isOpen: isOpen, in: reading, for: viewer),
                try sight.deals(with: id, in: reading)
            else { throw Problem(.noSuchPerson) }
            return json
        }
        if let reason { try await record(id, reason, call) }
        return Answer.json(json, caching: "no-store")
    }

    /// From the header, where it may be percent-encoded UTF-8 and does not reach the log of a proxy, or from the query.
    private static func reason(_ query: Query, _ call: Call) throws -> String? {
        let header = call.http.headers[.revealReason].map { $0.removingPercentEncoding ?? $0 }
        guard let text = header ?? query["reason"] else { return nil }
        let reason = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard reasonCharacters.contains(reason.unicodeScalars.count) else {
            let (least, most) = (reasonCharacters.lowerBound, reasonCharacters.upperBound)
            throw Problem(
                .reasonRequired, Label("\(least) 至 \(most) 个字", "\(least) to \(most) characters"))
        }
        return reason
    }

    private static func record(_ id: PersonID, _ reason: String, _ call: Call) async throws {
        guard let log = call.house.access else { throw Problem(.notReady, cause: "no access log was handed in") }
        do {
            try await log.record(id, by: call.actor, reason: reason)
        } catch {
            throw Problem(of: error)
        }
    }
}
