import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import PaidanCore
import PaidanEngine
import PaidanHTTP
import PaidanJSON
import Synchronization

/// The desk as a caller meets it, without a socket: the same router, middleware and handlers.
final class Front: Sendable {
    let desk: EngineDesk
    let log = ReadLog()
    private let responder: RouterResponder<DeskContext>
    private let uptime: Uptime
    private let keys = Mutex(0)

    /// Milliseconds that tests move.
    final class Uptime: Sendable {
        private let milliseconds = Mutex<Int64>(0)
        var now: Int64 { milliseconds.withLock { $0 } }
        func advance(_ count: Int64) { milliseconds.withLock { $0 += count } }
    }

    init(
        policy: String = "dx", isManual: Bool = true, metrics: (any MetricsSource)? = nil,
        condition: (any ConditionSource)? = nil, files: FileFolder? = nil
    ) async throws {
        let desk = try EngineDesk(policy: policy, isManual: isManual)
        let uptime = Uptime()
        self.desk = desk
        self.uptime = uptime
        let configuration = DeskConfiguration(build: "test", uptime: { uptime.now })
        let server = try DeskServer(
            desk: desk, library: desk, vault: desk.vault, configuration: configuration, metrics: metrics,
            condition: condition,
            access: log, files: files, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        self.server = server
        responder = server.responder()
        for person in Self.staff { _ = try await desk.run(.putToken(Self.token(for: person))) }
    }

    let server: DeskServer

    // MARK: Who there is

    static let staff: [Actor] = [
        Actor("specialist", [.specialist]), Actor("supervisor", [.supervisor]), Actor("leader", [.leader]),
        Actor("revisitor", [.revisitor]), Actor("qualityOffice", [.qualityOffice]), Actor("admin", [.admin]),
        Actor("engineer", [.departmentWorker], departments: [.engineering]),
        Actor("head", [.departmentHead], departments: [.engineering]),
        Actor("carpenter", [.departmentWorker], departments: [.furniture]),
        Actor("south", [.specialist], branch: Branch(unchecked: "south")),
        Actor("southAdmin", [.admin, .supervisor], branch: Branch(unchecked: "south")),
        Actor(
            "southern-engineer", [.departmentWorker], branch: Branch(unchecked: "south"), departments: [.engineering]),
        Actor("router", [.router]),
    ]

    static func token(for actor: Actor, expiresAt: Instant? = nil, revokedAt: Instant? = nil) -> TokenRow {
        TokenRow(
            hash: Fingerprint.sha256(of: "token-\(actor.principal)".utf8), actor: actor, label: "test",
            expiresAt: expiresAt,
            revokedAt: revokedAt)
    }

    func advanceUptime(_ milliseconds: Int64) { uptime.advance(milliseconds) }

    // MARK: Calls

    func get(_ path: String, as principal: String? = "specialist", _ headers: HTTPFields = [:]) async throws -> Reply {
        try await send(.get, path, as: principal, headers)
    }

    /// With a fresh key and the right content type unless `headers` say otherwise.
    func post(
        _ path: String, _ body: JSON, as principal: String? = "specialist", _ headers: HTTPFields = [:]
    ) async throws -> Reply {
        try await post(path, bytes: body.bytes, as: principal, headers)
    }

    func post(
        _ path: String, bytes: [UInt8], as principal: String? = "specialist", _ headers: HTTPFields = [:]
    ) async throws -> Reply {
        var all: HTTPFields = [.contentType: "application/json", .key: freshKey()]
        for field in headers { all[field.name] = field.value.isEmpty ? nil : field.value }
        return try await send(.post, path, as: principal, all, bytes)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, as principal: String?, _ headers: HTTPFields = [:],
        _ body: [UInt8] = []
    ) async throws -> Reply {
        var headers = headers
        if let principal { headers[.authorization] = "Bearer token-\(principal)" }
        let head = HTTPRequest(method: method, scheme: "http", authority: "desk", path: path, headerFields: headers)
        let request = Hummingbird.Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let context = DeskContext(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, address: "192.0.2.1")
        return try await Reply(responder.respond(to: request, context: context))
    }

    /// As a browser without script sends a form of a page; with what stands in the form unseen.
    /// - Parameter author: whose page the form stood on; the sender's if not given.
    func send(
        form: String, to path: String, as principal: String = "specialist", provenBy author: String? = nil
    ) async throws -> Reply {
        let body = "\(form)&key=\(freshKey())&proof=\(Self.proof(of: author ?? principal))"
        return try await post(path, bytes: Array(body.utf8), as: principal, Self.formHeaders)
    }

    /// As it stands, with nothing of the sender's but what his browser adds.
    func sendUnasked(form: String, to path: String, cookie token: String? = nil) async throws -> Reply {
        var headers = Self.formHeaders
        headers[.cookie] = token.map { "paidan_token=\($0)" }
        return try await post(path, bytes: Array(form.utf8), as: nil, headers)
    }

    static func proof(of principal: String) -> String {
        Fingerprint.sha256(of: "form\ntoken-\(principal)".utf8).prefix(16).hex
    }

    private static let formHeaders: HTTPFields = [
        .contentType: "application/x-www-form-urlencoded", .key: "", .accept: "text/html",
    ]

    private func freshKey() -> String {
        keys.withLock { count in
            count += 1
            return "key-\(count)"
        }
    }

    // MARK: The usual

    static let complaint: JSON = [
        "kind": "complaint",
        "data": ["channel": "phone", "customer": ["name": "王小明", "phone": "13800138000"], "content": "瓷砖空鼓"],
    ]

    @discardableResult
    func open(_ more: [(String, JSON)] = [], as principal: String = "specialist") async throws -> Reply {
        var data = Self.complaint["data"]?.object ?? [:]
        for (name, value) in more { data[name] = value }
        return try await post("/v1/tickets", ["kind": "complaint", "data": .object(data)], as: principal)
    }

    @discardableResult
    func act(
        _ ticket: String, _ type: String, _ data: JSON = [:], as principal: String = "specialist"
    ) async throws -> Reply {
        try await post("/v1/tickets/\(ticket)/commands", ["type": .string(type), "data": data], as: principal)
    }

    /// A complaint that engineering holds; answers the complaint's and the dispatch's ids.
    func forwarded(as principal: String = "specialist") async throws -> (complaint: String, dispatch: String) {
        let complaint = try await open(as: principal).text("id")
        try await act(complaint, "forward", ["departments": ["engineering"]], as: principal)
        let parts = try await get("/v1/tickets?parent=\(complaint)", as: principal)
        return (complaint, parts.json["tickets"]?[0]?["id"]?.string ?? "")
    }
}

extension HTTPField.Name {
    static let key = HTTPField.Name("Idempotency-Key")!
    static let replay = HTTPField.Name("Idempotent-Replay")!
    static let link = HTTPField.Name("Link")!
    static let reason = HTTPField.Name("Reveal-Reason")!
}

/// Remembers who looked at whom.
final class ReadLog: AccessLog {
    struct Line: Equatable, Sendable {
        let principal: String
        let reason: String
    }

    private let kept = Mutex<[Line]>([])
    var lines: [Line] { kept.withLock { $0 } }

    func record(_ person: PersonID, by actor: Actor, reason: String) async throws(DeskError) {
        kept.withLock { $0.append(Line(principal: actor.principal, reason: reason)) }
    }
}
