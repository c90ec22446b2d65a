internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// Names a state of a view: epoch, view, sequence of its feed, language, scope, words, customers, queues, branches, policy, build.
enum ETag {
    static func board(_ scope: BoardView.Scope, head: Int, _ call: Call) -> String {
        let view =
            switch scope {
            case .company: "board"
            case .department(let department): "board-\(department.code)"
            }
        let reach = call.actor.branch?.code ?? "*"
        // A queue that is started again moves no feed.
        let stopped = Queues.stopped(call).map(\.queue.text).joined(separator: "+").replacing("/", with: "_")
        return tag([
            call.desk.epoch, view, String(head), call.language.rawValue, reach, call.sight.readsTexts ? "words" : "",
            call.actor.hasAny(of: Sight.customerReaders) ? "customers" : "", stopped, String(call.desk.branches.count),
            String(call.desk.policies.revision),
            call.house.configuration.build,
        ])
    }

    private static func tag(_ parts: [String]) -> String { "\"\(parts.joined(separator: "."))\"" }

    /// `If-None-Match` holds a list; weak tags are compared like strong ones.
    static func matches(_ tag: String, _ header: String?) -> Bool {
        guard let header else { return false }
        if header == tag || header == "*" { return true }
        return header.split(separator: ",").contains { $0.filter { !$0.isWhitespace }.trimmingPrefix("W/") == tag }
    }

    static func notModified(_ headers: HTTPFields) -> Response {
        var headers = headers
        headers[.cacheControl] = "private, no-cache"
        headers[.vary] = "Accept-Language, Authorization, Cookie"
        return Response(status: .notModified, headers: headers)
    }
}
