internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore

/// `/login`: the token goes into a cookie that scripts cannot read.
enum LogIn {
    /// A token has 68 characters.
    private static let formBytesMax = 4 * 1_024

    @Sendable static func show(_ call: Call) async throws -> Response { page(call, nil) }

    @Sendable static func enter(_ call: Call) async throws -> Response {
        let form = try await form(call)
        do {
            _ = try await call.house.gate.actor(token: form, call)
        } catch let problem as Problem where problem.code.isForLackOfToken {
            return page(call, problem.code)
        }
        return redirect(to: "/", cookie: Cookies.secret(Gatekeeper.cookie, form))
    }

    @Sendable static func leave(_ call: Call) async throws -> Response {
        redirect(to: "/login", cookie: Cookies.removal(of: Gatekeeper.cookie))
    }

    /// The field `token` of the form; only what can stand in a cookie.
    private static func form(_ call: Call) async throws -> String {
        let text = String(decoding: try await Body.bytes(of: call, atMost: formBytesMax), as: UTF8.self)
        let field = text.split(separator: "&").first { $0.hasPrefix("token=") }
        let token = (field.flatMap { String($0.dropFirst(6)).removingPercentEncoding } ?? "").filter {
            !$0.isWhitespace
        }
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3B && $0 != 0x2C }) else { return "" }
        return token
    }

    private static func redirect(to path: String, cookie: String) -> Response {
        Response(
            status: .seeOther, headers: [.location: path, .setCookie: cookie, .cacheControl: "no-store"])
    }

    private static func page(_ call: Call, _ refusal: ProblemCode?) -> Response {
        let error: HTML =
            refusal.map { "<p class=\"error\" role=\"alert\">\($0.label.text(in: call.language))</p>" } ?? .nothing
        let main: HTML = """
            \(error)
            <form class="card" method="post" action="/login">
            <label for="token">\(call.words("令牌", "token"))</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required>
            <p class="quiet">\(call.words("由系统管理员发放", "an administrator makes it"))</p>
            <button>\(call.words("登录", "log in"))</button>
            </form>
            """
        let headers: HTTPFields = call.languageCookie.map { [.setCookie: $0] } ?? [:]
        return Layout(language: call.language, menu: [], asOf: nil).response(
            call.words("登录", "log in"), main, status: refusal?.status ?? .ok, headers: headers)
    }
}
