internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import Synchronization

/// Lets in who shows a token in force. Only a token's hash is looked up, and only a hash is remembered, for a few seconds.
final class Gatekeeper: Sendable {
    private let library: any Library
    private let uptime: @Sendable () -> Int64
    private let known = Mutex<[[UInt8]: Known]>([:])
    private let failures = FailureWindow()

    /// How long a revoked token may still be let in.
    static let rememberedMilliseconds: Int64 = 5_000
    static let rememberedMax = 4_096
    static let cookie = "paidan_token"

    private struct Known {
        let row: TokenRow
        let at: Int64
    }

    init(library: any Library, uptime: @escaping @Sendable () -> Int64) {
        self.library = library
        self.uptime = uptime
    }

    /// - Throws: `Problem`: no token, one that is not in force, or one of too many of those from this address.
    func actor(of call: Call) async throws -> Actor {
        guard let token = Self.token(of: call.http) else { throw Problem(.tokenRequired) }
        return try await actor(token: token, call)
    }

    /// A token in force comes in whatever else came from its address: behind a proxy everybody has the same one.
    func actor(token: String, _ call: Call) async throws -> Actor {
        let hash = Fingerprint.sha256(of: token.utf8)
        let time = uptime()
        if let row = remembered(hash, time) { return try admitted(row, call, time) }
        guard let row = try await call.read({ try $0.token(hash: hash) }) else { throw refused(call, time) }
        let actor = try admitted(row, call, time)
        remember(row, time)
        return actor
    }

    private func admitted(_ row: TokenRow, _ call: Call, _ time: Int64) throws -> Actor {
        guard row.revokedAt == nil, row.expiresAt.map({ $0 > call.desk.now }) ?? true else { throw refused(call, time) }
        return row.actor
    }

    private func refused(_ call: Call, _ time: Int64) -> Problem {
        Problem(failures.note(call.context.address, at: time) ? .tooManyFailures : .tokenRefused)
    }

    private func remembered(_ hash: [UInt8], _ time: Int64) -> TokenRow? {
        known.withLock { known in
            guard let entry = known[hash], time - entry.at < Self.rememberedMilliseconds else { return nil }
            return entry.row
        }
    }

    private func remember(_ row: TokenRow, _ time: Int64) {
        known.withLock { known in
            if known.count >= Self.rememberedMax { known.removeAll(keepingCapacity: true) }
            known[row.hash] = Known(row: row, at: time)
        }
    }

    /// From `Authorization: Bearer …`, else from the pages' cookie.
    static func token(of request: Call.HTTP) -> String? {
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return String(parts[1])
        }
        return Cookies.value(of: cookie, in: request)
    }
}
