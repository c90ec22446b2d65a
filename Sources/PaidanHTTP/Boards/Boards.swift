internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `GET /v1/departments/{d}/board` and `GET /v1/board`: what is open, the first due first.
enum Boards {
    @Sendable static func department(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let department = try call.department()
        return try await board(.department(department), feed: call.feed(of: department), call)
    }

    @Sendable static func company(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        return try await board(.company, feed: Engine.wholeFeed, call)
    }

    /// Whoever saw this state of the board already is told so without looking anything up.
    private static func board(_ scope: BoardView.Scope, feed: String, _ call: Call) async throws -> Response {
        let tag = ETag.board(scope, head: call.desk.head(of: feed), call)
        let headers: HTTPFields = [.eTag: tag]
        if ETag.matches(tag, call.http.headers[.ifNoneMatch]) { return ETag.notModified(headers) }
        let asOf = call.desk.now
        let board = BoardView(scope, for: call.viewer)
        var object = try await call.read { try board.json(in: $0) }
        object["asOf"] = call.viewer.time(asOf)
        if case .department(let department) = scope {
            object["department"] = .string(department.code)
            object["label"] = .string(call.label(of: department))
            object["isStopped"] = .bool(Queues.stopped(call).contains { $0.queue.department == department })
        }
        return Answer.json(.object(object), headers: headers)
    }
}

extension Call {
    /// The department that the path names.
    /// - Throws: `noSuchDepartment` when the policy does not know it or the actor does not work for it.
    func department() throws -> Department {
        guard let department = Department(try parameter("department")),
            desk.policies.knows(department, in: actor.branch), sight.sees(department)
        else { throw Problem(.noSuchDepartment) }
        return department
    }

    /// The feed that moves whenever the department's board does; somebody of the whole company sees every branch's.
    func feed(of department: Department) -> String {
        actor.branch.map { QueueName(department, in: $0).text } ?? Engine.wholeFeed
    }
}
