package import HTTPTypes
internal import Hummingbird
internal import PaidanCore

/// Method and path, `:id` for what varies.
package struct RouteName: Hashable, Sendable {
    package let method: HTTPRequest.Method
    package let path: String
}

/// A route: its name, who may come in, and what happens.
struct Route: Sendable {
    enum Door: Sendable {
        /// Anybody, without a token.
        case open
        /// Anybody with a token that is in force.
        case signedIn
        /// Only who holds one of these roles.
        case roles([Role])
    }

    let name: RouteName
    let door: Door
    /// Takes the bytes of a file instead of JSON.
    let takesFile: Bool
    /// Answers people: who is not signed in is sent to the log-in, and errors are pages.
    let isPage: Bool
    private let handle: @Sendable (Call) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ door: Door, isPage: Bool = false, takesFile: Bool = false,
        _ handle: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.name = RouteName(method: method, path: path)
        self.door = door
        self.isPage = isPage
        self.takesFile = takesFile
        self.handle = handle
    }

    func answer(_ request: Call.HTTP, _ context: DeskContext, _ house: House) async throws -> Response {
        var call = Call(http: request, context: context, house: house, isPage: isPage)
        do {
            call.actor = try await admitted(call)
        } catch let problem as Problem where isPage && problem.code.isForLackOfToken {
            return try await LogIn.before(call)
        }
        if isPage, !call.actor.roles.isEmpty { call.unseenNotices = try await call.countUnseenNotices() }
        return try await handle(call)
    }

    /// - Throws: `Problem` for who may not come in.
    private func admitted(_ call: Call) async throws -> Actor {
        if case .open = door { return call.actor }
        let actor = try await call.house.gate.actor(of: call)
        try requireOwnPage(call.http)
        guard case .roles(let roles) = door, !actor.hasAny(of: roles) else { return actor }
        throw Problem.wrongRole(needs: roles, to: "\(name.method) \(name.path)")
    }

    /// The cookie of somebody who is logged in goes with whatever his browser sends. A page of another site makes it send forms
    /// and plain text, but neither JSON nor bytes by their own name; those of our own pages carry a proof (`FormPost`).
    private func requireOwnPage(_ request: Call.HTTP) throws {
        guard name.method != .get, !isPage, request.headers[.authorization] == nil else { return }
        let isOurs = takesFile ? Files.types.contains(Body.type(of: request) ?? "") : Body.isJSON(request)
        guard isOurs else { throw Problem(.unsupportedMediaType) }
    }

    // MARK: Methods that a path does not have

    static let methodsByPath: [String: [HTTPRequest.Method]] = all.reduce(into: [:]) { methods, route in
        methods[route.name.path, default: []].append(route.name.method)
    }

    /// OPTIONS is answered everywhere, with `allow`.
    private static let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .trace]

    static func otherMethods(than methods: [HTTPRequest.Method]) -> [HTTPRequest.Method] {
        known.filter { !methods.contains($0) && !($0 == .head && methods.contains(.get)) }
    }

    static func allow(_ methods: [HTTPRequest.Method]) -> String {
        (methods + (methods.contains(.get) ? [.head] : []) + [.options]).map(\.rawValue).joined(separator: ", ")
    }
}

/// Not an answer but a way: the page is another one.
struct Elsewhere: Error {
    let path: String
}
