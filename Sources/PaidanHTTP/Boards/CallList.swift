internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `GET /v1/call-list`: the calls that can be made by the end of a day (当日回访清单).
enum CallList {
    static let parameters = ["date", "caller"]

    @Sendable static func show(_ call: Call) async throws -> Response {
        let view = try view(call)
        let now = call.desk.now
        return Answer.json(.object(try await call.read { try view.json(in: $0, at: now) }))
    }

    /// Today's, of the company, unless the query says otherwise.
    static func view(_ call: Call, unlessSaid usual: CallListView.Callers = .all) throws -> CallListView {
        let query = try Query(call, known: parameters)
        let date = try query.value("date", "应为日期,如 2026-03-02", "a date such as 2026-03-02") { CivilDate(text: $0) }
        let callers = try query.value(
            "caller", "应为账号、me、nobody 或 all", "an account, me, nobody or all", callers(of: call.actor))
        let viewer = call.viewer
        return CallListView(
            on: date ?? viewer.zone.date(of: call.desk.now), of: callers ?? usual, call.desk.policies, for: viewer)
    }

    private static func callers(of actor: Actor) -> (String) -> CallListView.Callers? {
        { text in
            switch text {
            case "all": .all
            case "nobody": .nobody
            case "me": Account(actor.principal).map { .one($0) } ?? .nobody
            default: Account(text).map { .one($0) }
            }
        }
    }
}
