internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `GET /v1/tickets/{id}` and what belongs to it.
enum Showing {
    @Sendable static func ticket(_ call: Call) async throws -> Response {
        let fields = try FieldList(Query(call, known: ["fields"])["fields"], known: FieldList.ofTicket)
        let viewer = call.viewer
        let now = call.desk.now
        let books = call.booksOfTickets
        let json = try await call.readTicket { try TicketView.json(of: $0, books, in: $1, for: viewer, at: now) }
        guard var object = json.object else { throw Problem(.internalError, cause: "a ticket is an object") }
        object["asOf"] = viewer.time(now)
        let headers: HTTPFields = object["rev"]?.integer.map { [.eTag: "\"\($0)\""] } ?? [:]
        return Answer.json(.object(fields.picked(from: object)), headers: headers)
    }

    @Sendable static func history(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let viewer = call.viewer
        let books = call.booksOfTickets
        let events = try await call.readTicket { try HistoryView.json(of: $0, books, in: $1, for: viewer) }
        return Answer.json(["events": .array(events)])
    }

    @Sendable static func clocks(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let viewer = call.viewer
        let now = call.desk.now
        let clocks = try await call.readTicket { try ClockView.json(of: $0, in: $1, for: viewer, at: now) }
        return Answer.json(["asOf": viewer.time(now), "clocks": .array(clocks)])
    }

    /// 时间账, 交接凭证, 时限证明.
    @Sendable static func explanation(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let (viewer, now, known) = (call.viewer, call.desk.now, call.desk.policies.regulations)
        return Answer.json(
            try await call.readTicket {
                try ExplanationView.json(of: $0, in: $1, knowing: known, for: viewer, at: now)
            })
    }

    @Sendable static func actions(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let viewer = call.viewer
        let forms = call.formsOfTickets
        let json = try await call.readTicket { id, reading -> JSON? in
            guard let (row, offers) = try ActionView.offers(of: id, forms, in: reading, for: viewer) else { return nil }
            return [
                "ticket": .string(row.id.description), "number": .string(row.numberText), "rev": .count(row.rev),
                "state": viewer.state(row.phase, row.kind),
                "actions": .array(try offers.map { try ActionView.json(of: $0, for: viewer) }),
            ]
        }
        return Answer.json(json)
    }
}
