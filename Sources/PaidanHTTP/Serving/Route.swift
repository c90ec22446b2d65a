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
    /// Answers people: who is not signed in is sent to the log-in, and errors are pages.
    let isPage: Bool
    private let handle: @Sendable (Call) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ door: Door, isPage: Bool = false,
        _ handle: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.name = RouteName(method: method, path: path)
        self.door = door
        self.isPage = isPage
        self.handle = handle
    }

    func answer(_ request: Call.HTTP, _ context: DeskContext, _ house: House) async throws -> Response {
        var call = Call(http: request, context: context, house: house, isPage: isPage)
        switch door {
        case .open: break
        case .signedIn: call.actor = try await signIn(call)
        case .roles(let roles):
            let actor = try await signIn(call)
            guard actor.hasAny(of: roles) else {
                throw Problem.wrongRole(needs: roles, to: "\(name.method) \(name.path)")
            }
            call.actor = actor
        }
        if isPage, !call.actor.roles.isEmpty { call.unseenNotices = try await call.countUnseenNotices() }
        return try await handle(call)
    }

    private func signIn(_ call: Call) async throws -> Actor {
        do {
            return try await call.house.gate.actor(of: call)
        } catch let problem as Problem where isPage && problem.code.isForLackOfToken {
            throw Elsewhere(path: "/login")
        }
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
