internal import Foundation
internal import FoundationNetworking
internal import PaidanCore
internal import PaidanJSON

/// A running server, reached over HTTP.
struct Client: Sendable {
    let base: URL
    private let token: String?
    private let language: Language
    private let session: URLSession

    /// Seconds without a byte.
    private static let patience = 30.0
    /// Before the one repetition.
    private static let pause = Duration.milliseconds(200)
    /// Long histories are longer than what a server takes in.
    private static let limits = JSONLimits(depth: 64, bytes: 64 << 20, members: 4_096)

    init(base: URL, token: String?, language: Language) {
        self.base = base
        self.token = token
        self.language = language
        // What runs on this machine is not behind a proxy, whatever `http_proxy` says.
        if ["127.0.0.1", "localhost", "::1", "[::1]"].contains(base.host ?? "") { setenv("no_proxy", "*", 1) }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Self.patience
        session = URLSession(configuration: configuration)
    }

    /// - Parameter query: members without a value are left out.
    /// - Throws: `Trouble` when nobody answers, `Refused` when the answer is a problem.
    func get(_ path: [String], query: [(String, String?)] = []) async throws -> JSON {
        try await answer(to: request("GET", path, query))
    }

    /// - Parameter key: the same one makes a repetition harmless; a fresh one for what is asked for once.
    func post(_ path: [String], _ body: JSON, key: String = freshKey) async throws -> JSON {
        var request = request("POST", path, [])
        request.httpBody = Data(body.bytes)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue(key, forHTTPHeaderField: "Idempotency-Key")
        return try await answer(to: request)
    }

    /// The bytes of a file. What it is, its bytes say.
    func upload(_ path: [String], _ bytes: [UInt8]) async throws -> JSON {
        var request = request("POST", path, [])
        request.httpBody = Data(bytes)
        request.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
        return try await answer(to: request)
    }

    /// What is no JSON.
    func bytes(_ path: [String]) async throws -> [UInt8] {
        var request = request("GET", path, [])
        request.setValue("*/*", forHTTPHeaderField: "Accept")
        let (data, response) = try await send(request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard (200..<300).contains(status) else {
            throw Refused(http: status, document: try? JSON(parsing: Array(data), limits: Self.limits))
        }
        return Array(data)
    }

    static var freshKey: String { UUID().uuidString.lowercased() }

    private func request(_ method: String, _ path: [String], _ query: [(String, String?)]) -> URLRequest {
        var url = path.reduce(base) { $0.appendingPathComponent($1) }
        let items = query.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
        if !items.isEmpty { url.append(queryItems: items) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        request.setValue(language.rawValue, forHTTPHeaderField: "Accept-Language")
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        return request
    }

    // MARK: Answers

    private func answer(to request: URLRequest) async throws -> JSON {
        let (data, response) = try await send(request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        let body = try? JSON(parsing: Array(data), limits: Self.limits)
        guard (200..<300).contains(status), let body else { throw Refused(http: status, document: body) }
        return body
    }

    /// Once more when the connection broke: reading changes nothing, and a command carries its key.
    private func send(_ request: URLRequest) async throws -> (Data, URLResponse) {
        do {
            return try await session.data(for: request)
        } catch let error as URLError where error.code != .timedOut {
            try await Task.sleep(for: Self.pause)
        } catch {
            throw silent(error)
        }
        do {
            return try await session.data(for: request)
        } catch {
            throw silent(error)
        }
    }

    private func silent(_ error: any Error) -> any Error {
        guard let error = error as? URLError else { return error }
        let reason = Self.reason(error)
        return Trouble(
            .unavailable, "\(base) 没有应答(\(reason.zh));服务启动了吗?见 --server、--ready-file",
            "\(base) does not answer (\(reason.en)); has the server started? See --server, --ready-file")
    }

    private static func reason(_ error: URLError) -> Label {
        switch error.code {
        case .timedOut: Label("超过 \(Int(patience)) 秒无应答", "nothing came for \(Int(patience)) s")
        case .cannotConnectToHost: Label("无法连接", "no connection")
        case .cannotFindHost, .dnsLookupFailed: Label("找不到这台主机", "there is no such host")
        case .networkConnectionLost: Label("连接中断", "the connection broke")
        case .secureConnectionFailed, .serverCertificateUntrusted: Label("加密连接失败", "no secure connection")
        default: Label("错误 \(error.code.rawValue)", error.localizedDescription)
        }
    }
}
